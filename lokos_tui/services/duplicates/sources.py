"""What is compared of a record: its newest version that was not rejected, or the official row where none came.

A member or CBO that left, and one that was rejected before it was ever
approved, is compared with nobody.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from lokos_tui.db import sets, tables
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.flow import Bucket, VersionState
from lokos_tui.matching.groups import RawGroup
from lokos_tui.matching.person import RawPerson
from lokos_tui.matching.records import CBO, MEMBER, Ref, kept

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_MEMBER_FIELDS = ("name", "relation_name", "relation", "birth_date", "birth_year", "mobile", "account_no", "ifsc",
                  "voter_id", "aadhaar_ref")  # fmt: skip
_CHUNK = 500


def texts(connection: Connection, block_code: str, refs: Collection[Ref]) -> dict[Ref, str | None]:
    """Return what is compared of each record; None for one that is compared with nobody."""
    contents = _contents(connection, block_code, refs)
    members = {row.id: row for row in _members(connection, block_code, [ref.id for ref in refs if ref.kind == MEMBER])}
    cbos = {row.id: row for row in _cbos(connection, block_code, [ref.id for ref in refs if ref.kind == CBO])}
    found: dict[Ref, str | None] = {}
    for ref in refs:
        row = members.get(ref.id) if ref.kind == MEMBER else cbos.get(ref.id)
        if row is None or not _counts(row, contents.get(ref)):
            found[ref] = None
        else:
            found[ref] = _person(row, contents.get(ref)) if ref.kind == MEMBER else _group(row, contents.get(ref))
    return found


def _counts(row: Any, content: Mapping[str, Any] | None) -> bool:
    life = (content or {}).get("life", row.life)
    return bool(life == Life.ACTIVE and (content is not None or row.bucket != Bucket.REJECTED))


def _contents(connection: Connection, block_code: str, refs: Collection[Ref]) -> dict[Ref, dict[str, Any]]:
    """Return what was sent of each record whose newest version waits, and {} where it was approved.

    What is official of an approved record stands in its row: a number that was crossed is not there.
    """
    query = (
        "SELECT p.record_id, p.content, p.state FROM {values} CROSS JOIN profile_version p WHERE p.block_code = :block "
        "AND p.record_kind = :kind AND p.record_id = v.value AND p.state IN ('WAITING', 'APPROVED') ORDER BY p.version"
    )
    found: dict[Ref, dict[str, Any]] = {}
    for kind in (MEMBER, CBO):
        ids = [ref.id for ref in refs if ref.kind == kind]
        for number, content, state in sets.over(connection, query, ids, block=block_code, kind=kind):
            found[Ref(kind, number)] = json.loads(content) if state == VersionState.WAITING else {}
    return found


def _members(connection: Connection, block_code: str, ids: list[int]) -> list[Any]:
    member, cbo = tables.member, tables.cbo
    columns = [member.c[name] for name in ("id", "life", "bucket", *_MEMBER_FIELDS)]
    query = (
        select(*columns, cbo.c.gp_id, cbo.c.village_id)
        .join(cbo, (cbo.c.block_code == member.c.block_code) & (cbo.c.id == member.c.shg_id))
        .where(member.c.block_code == block_code)
    )
    return [
        row
        for start in range(0, len(ids), _CHUNK)
        for row in connection.execute(query.where(member.c.id.in_(ids[start : start + _CHUNK])))
    ]


def _cbos(connection: Connection, block_code: str, ids: list[int]) -> list[Any]:
    cbo, shg, federation = tables.cbo, tables.shg_profile, tables.federation_profile
    query = (
        select(cbo.c.id, cbo.c.cbo_type, cbo.c.name, cbo.c.gp_id, cbo.c.village_id, cbo.c.life, cbo.c.bucket,
               shg.c.account_no, shg.c.ifsc, federation.c.account_no.label("fed_account"),
               federation.c.ifsc.label("fed_ifsc"))
        .outerjoin(shg, (shg.c.block_code == cbo.c.block_code) & (shg.c.id == cbo.c.id))
        .outerjoin(federation, (federation.c.block_code == cbo.c.block_code) & (federation.c.id == cbo.c.id))
        .where(cbo.c.block_code == block_code)
    )  # fmt: skip
    return [
        row
        for start in range(0, len(ids), _CHUNK)
        for row in connection.execute(query.where(cbo.c.id.in_(ids[start : start + _CHUNK])))
    ]


def text_of(kind: str, content: Mapping[str, Any], gp_id: int | None, village_id: int | None) -> str | None:
    """Return what would be compared of a record (its profile's kind) with this content; None for one that left."""
    if content.get("life", Life.ACTIVE) != Life.ACTIVE:
        return None
    place = {"gp": _place(gp_id), "village": _place(village_id)}
    if kind == Kind.MEMBER:
        values = (content.get(name) for name in _MEMBER_FIELDS)
        return kept(RawPerson(*("" if value is None else str(value) for value in values))._replace(**place))
    account, ifsc = (str(content.get(name) or "") for name in ("account_no", "ifsc"))
    return kept(RawGroup(kind, str(content.get("name", "")), place["village"], place["gp"], account, ifsc))


def _person(row: Any, content: Mapping[str, Any] | None) -> str:
    if not content:
        values = [getattr(row, name) for name in _MEMBER_FIELDS]
    else:
        values = [content.get(name) for name in _MEMBER_FIELDS]
    known = RawPerson(*("" if value is None else str(value) for value in values))
    return kept(known._replace(gp=_place(row.gp_id), village=_place(row.village_id)))


def _group(row: Any, content: Mapping[str, Any] | None) -> str:
    money = (row.account_no or row.fed_account, row.ifsc or row.fed_ifsc)
    if content:
        money = (content.get("account_no"), content.get("ifsc"))
    name = str(content.get("name", row.name)) if content else row.name
    account, ifsc = (str(value) if value else "" for value in money)
    return kept(RawGroup(row.cbo_type, name, _place(row.village_id), _place(row.gp_id), account, ifsc))


def _place(number: int | None) -> str:
    return "" if number is None else str(number)
