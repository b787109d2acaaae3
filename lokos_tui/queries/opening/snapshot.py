"""What a block holds of what an opening load names: by code, by uid, and what was approved of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, literal, select

from lokos_tui.db import sets, tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.opening.plan import Named, OpeningSnapshot
from lokos_tui.domain.profiles.model import Bundle, Entry, Kind, RecordKind, digest
from lokos_tui.domain.profiles.plan import Known
from lokos_tui.queries.profiles.snapshot import places
from lokos_tui.queries.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lokos_tui.domain.profiles.model import Value

_CBO, _MEMBER = tables.cbo, tables.member
_WOMAN = literal(Kind.MEMBER.value).label("kind")
_APPROVED = (
    "SELECT p.record_id, {columns} FROM {{values}} CROSS JOIN profile_version p WHERE p.block_code = :block "
    "AND p.record_kind = :kind AND p.record_id = v.value AND p.state = 'APPROVED'"
)


def opening_snapshot(connection: Connection, actor: Actor, block_code: str, bundle: Bundle) -> OpeningSnapshot:
    """Return the snapshot an opening load is planned with; needs the permission to load one in the block."""
    in_scope(connection, actor, Permission.OPENING_LOAD, block_code)
    entries = list(_entries(bundle))
    sent = {(entry.kind, entry.code): entry for entry in entries if entry.code}
    uids = {entry.uid for entry in entries if entry.uid}
    above = {str(entry.content[key]) for entry in entries for key in ("vo", "clf") if entry.content.get(key)}
    cbos = [row for row in _cbos(connection, block_code) if row.code in above or _named(row, sent, uids)]
    members = [row for row in _members(connection, block_code) if _named(row, sent, uids)]
    digests = {
        **{(RecordKind.CBO, number): text for number, text in _approved(connection, block_code, RecordKind.CBO, cbos)},
        **{
            (RecordKind.MEMBER, number): text
            for number, text in _approved(connection, block_code, RecordKind.MEMBER, members)
        },
    }
    known = [*(_known(row, digests, RecordKind.CBO) for row in cbos),
             *(_known(row, digests, RecordKind.MEMBER) for row in members)]  # fmt: skip
    by_code = {(one.kind, one.code): one for one in known if one.code}
    return OpeningSnapshot(
        block_code,
        tuple(places(connection, block_code, "gram_panchayat")),
        tuple(places(connection, block_code, "village")),
        by_code,
        {one.uid: one for one in known if one.uid},
        _contents(connection, block_code, by_code, sent),
    )


def _entries(bundle: Bundle) -> Iterator[Entry]:
    for line in bundle.lines:
        if line.cbo is not None:
            yield line.cbo
            yield from line.members


def _named(row: Any, sent: Mapping[Named, Entry], uids: set[str]) -> bool:
    return (Kind(row.kind), row.code) in sent or row.uid in uids


def _cbos(connection: Connection, block: str) -> Iterable[Any]:
    query = select(
        _CBO.c.id, _CBO.c.cbo_type.label("kind"), _CBO.c.name, _CBO.c.uid, _CBO.c.code, _CBO.c.bucket, _CBO.c.version,
        _CBO.c.gp_id, _CBO.c.village_id,
    ).where(_CBO.c.block_code == block)  # fmt: skip
    return connection.execute(query)


def _members(connection: Connection, block: str) -> Iterable[Any]:
    same = (_CBO.c.block_code == _MEMBER.c.block_code) & (_CBO.c.id == _MEMBER.c.shg_id)
    query = (
        select(
            _MEMBER.c.id, _WOMAN, _MEMBER.c.name, _MEMBER.c.uid, _MEMBER.c.member_code.label("code"),
            _MEMBER.c.bucket, _MEMBER.c.version, _CBO.c.gp_id, _CBO.c.village_id, _MEMBER.c.shg_id,
            _CBO.c.name.label("shg_name"),
        )
        .join(_CBO, same)
        .where(_MEMBER.c.block_code == block)
    )  # fmt: skip
    return connection.execute(query)


def _known(row: Any, digests: Mapping[tuple[RecordKind, int], str], family: RecordKind) -> Known:
    member = family is RecordKind.MEMBER
    return Known(
        Kind(row.kind), row.id, row.name, row.uid, row.code, row.bucket,
        row.shg_id if member else 0, row.shg_name if member else "", digest=digests.get((family, row.id), ""),
        approved=row.code is not None, row_version=row.version, gp_id=row.gp_id or 0, village_id=row.village_id or 0,
    )  # fmt: skip


def _approved(connection: Connection, block: str, family: RecordKind, rows: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Give (id, digest) of the version that is official of each record that has one."""
    query = _APPROVED.format(columns="p.digest")
    yield from sets.over(connection, query, [row.id for row in rows], block=block, kind=family.value)


def _contents(
    connection: Connection, block: str, known: Mapping[Named, Known], sent: Mapping[Named, Entry]
) -> dict[Named, Mapping[str, Value]]:
    """Return the approved content of those records of which the file says something else."""
    other = {
        name: one
        for name, one in known.items()
        if name in sent and one.digest and one.digest != digest(sent[name].content)
    }
    found: dict[Named, Mapping[str, Value]] = {}
    query = _APPROVED.format(columns="p.content")
    for family in RecordKind:
        names = {
            one.id: name for name, one in other.items() if (one.kind is Kind.MEMBER) == (family is RecordKind.MEMBER)
        }
        rows = sets.over(connection, query, list(names), block=block, kind=family.value)
        found |= {names[number]: json.loads(content) for number, content in rows}
    return found
