"""What a block holds of what a bundle names: everything the plan of an upload needs, in a few sets."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import BOOKKEEPERS, AccountStatus, Duty, Role, RoleStatus
from lokos_tui.domain.links.rules import kind_of
from lokos_tui.domain.profiles.model import Bundle, Entry, Kind, RecordKind
from lokos_tui.domain.profiles.plan import Known, Place, Snapshot
from lokos_tui.domain.profiles.remarks import WITH_GROUP
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.queries.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Row, Select

_CHUNK = 500
_CBO, _MEMBER, _VERSION = tables.cbo, tables.member, tables.profile_version
_Newest = dict[tuple[str, int], tuple[int, int, str]]


def upload_snapshot(connection: Connection, actor: Actor, block_code: str, bundle: Bundle) -> Snapshot:
    """Return the snapshot an upload is planned with; needs the permission to load profiles in the block."""
    in_scope(connection, actor, Permission.PROFILES_UPLOAD, block_code)
    maker = bundle.header.made_by
    entries = list(_entries(bundle))
    cbos, members = _cbos(connection, block_code, entries), _members(connection, block_code, entries)
    newest = _newest(
        connection,
        block_code,
        [(RecordKind.CBO, row.id) for row in cbos] + [(RecordKind.MEMBER, row.id) for row in members],
    )
    again = _with_group(connection, block_code, [row.id for row in members if row.bucket == Bucket.REJECTED])
    known = [*(_known_cbo(row, newest) for row in cbos), *(_known_member(row, newest, again) for row in members)]
    linked = _linked(connection, block_code, maker)
    return Snapshot(
        block_code,
        maker,
        _kinds(connection, block_code, maker),
        frozenset(linked),
        tuple(places(connection, block_code, "gram_panchayat")),
        tuple(places(connection, block_code, "village")),
        {one.uid: one for one in known if one.uid},
        {(one.kind, one.code): one for one in known if one.code},
        Counter(linked.values()),
    )


def _entries(bundle: Bundle) -> Iterator[Entry]:
    for line in bundle.lines:
        if line.cbo is not None:
            yield line.cbo
            yield from line.members


def _codes(entries: Sequence[Entry]) -> set[str]:
    named = (str(entry.content[key]) for entry in entries for key in ("vo", "clf") if entry.content.get(key))
    return {*(entry.code for entry in entries if entry.code), *named}


def _cbos(connection: Connection, block_code: str, entries: Sequence[Entry]) -> list[Row[Any]]:
    columns = (_CBO.c.id, _CBO.c.cbo_type, _CBO.c.name, _CBO.c.uid, _CBO.c.code, _CBO.c.bucket)
    query = select(*columns).where(_CBO.c.block_code == block_code)
    uids = sorted({entry.uid for entry in entries if entry.kind is not Kind.MEMBER})
    found = {row.id: row for row in _chunks(connection, query, _CBO.c.uid, uids)}
    found |= {row.id: row for row in _chunks(connection, query, _CBO.c.code, sorted(_codes(entries)))}
    return list(found.values())


def _members(connection: Connection, block_code: str, entries: Sequence[Entry]) -> list[Row[Any]]:
    columns = (_MEMBER.c.id, _MEMBER.c.name, _MEMBER.c.uid, _MEMBER.c.member_code, _MEMBER.c.bucket, _MEMBER.c.shg_id)
    query = (
        select(*columns, _CBO.c.name.label("shg_name"))
        .join(_CBO, (_CBO.c.block_code == _MEMBER.c.block_code) & (_CBO.c.id == _MEMBER.c.shg_id))
        .where(_MEMBER.c.block_code == block_code)
    )
    mine = [entry for entry in entries if entry.kind is Kind.MEMBER]
    found = {row.id: row for row in _chunks(connection, query, _MEMBER.c.uid, sorted({entry.uid for entry in mine}))}
    codes = sorted({entry.code for entry in mine if entry.code})
    found |= {row.id: row for row in _chunks(connection, query, _MEMBER.c.member_code, codes)}
    return list(found.values())


def _chunks(connection: Connection, query: Select[Any], column: Any, values: Sequence[str]) -> Iterator[Row[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield from connection.execute(query.where(column.in_(values[start : start + _CHUNK])))


def _newest(connection: Connection, block_code: str, records: Sequence[tuple[str, int]]) -> _Newest:
    """Return (versions, revision, digest) of the newest version of each record."""
    found: _Newest = {}
    columns = (_VERSION.c.record_id, _VERSION.c.version, _VERSION.c.revision, _VERSION.c.digest)
    for kind in (RecordKind.CBO, RecordKind.MEMBER):
        query = (
            select(*columns)
            .where(_VERSION.c.block_code == block_code, _VERSION.c.record_kind == kind)
            .order_by(_VERSION.c.version)
        )
        ids = [str(number) for of, number in records if of == kind]
        for row in _numbers(connection, query, ids):
            found[kind, row.record_id] = (row.version, row.revision, row.digest)
    return found


def _numbers(connection: Connection, query: Select[Any], ids: Sequence[str]) -> Iterator[Row[Any]]:
    for start in range(0, len(ids), _CHUNK):
        chunk = [int(number) for number in ids[start : start + _CHUNK]]
        yield from connection.execute(query.where(_VERSION.c.record_id.in_(chunk)))


def _known_cbo(row: Row[Any], newest: Mapping[tuple[str, int], tuple[int, int, str]]) -> Known:
    version, revision, digest = newest.get((RecordKind.CBO, row.id), (0, 0, ""))
    return Known(
        Kind(row.cbo_type), row.id, row.name, row.uid, row.code, row.bucket, 0, "", version, revision, digest,
        approved=row.code is not None,
    )  # fmt: skip


def _known_member(
    row: Row[Any], newest: Mapping[tuple[str, int], tuple[int, int, str]], with_group: frozenset[int]
) -> Known:
    version, revision, digest = newest.get((RecordKind.MEMBER, row.id), (0, 0, ""))
    return Known(
        Kind.MEMBER, row.id, row.name, row.uid, row.member_code, row.bucket, row.shg_id, row.shg_name, version,
        revision, digest, approved=row.member_code is not None, with_group=row.id in with_group,
    )  # fmt: skip


def _with_group(connection: Connection, block_code: str, ids: Sequence[int]) -> frozenset[int]:
    """Return the rejected members whose last remark is no more than that their group went back."""
    verdict, last = tables.verdict, dict[int, str]()
    query = select(verdict.c.record_id, verdict.c.remarks).where(
        verdict.c.block_code == block_code, verdict.c.record_kind == RecordKind.MEMBER, verdict.c.undone_at.is_(None)
    )
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = connection.execute(query.where(verdict.c.record_id.in_(chunk)).order_by(verdict.c.id))
        last.update({row.record_id: row.remarks for row in rows})
    codes = {number: {one["code"] for one in json.loads(remarks)} for number, remarks in last.items()}
    return frozenset(number for number, found in codes.items() if found == {WITH_GROUP})


def _account(block_code: str, user_id: str) -> Select[Any]:
    user, role = tables.user_account, tables.user_role
    return (
        select(role.c.role, role.c.id)
        .join(user, (user.c.block_code == role.c.block_code) & (user.c.id == role.c.account_id))
        .where(
            role.c.block_code == block_code,
            func.upper(user.c.user_id) == user_id.upper(),
            user.c.status == AccountStatus.ACTIVE,
            role.c.status == RoleStatus.ACTIVE,
        )
    )


def _kinds(connection: Connection, block_code: str, maker: str) -> frozenset[Kind]:
    roles = {Role(row.role) for row in connection.execute(_account(block_code, maker))} & BOOKKEEPERS
    return frozenset(Kind(str(kind_of(role))) for role in roles)


def _linked(connection: Connection, block_code: str, maker: str) -> dict[int, Kind]:
    """Return the CBOs whose books she keeps, each with its kind."""
    link = tables.cbo_link
    roles = _account(block_code, maker).with_only_columns(tables.user_role.c.id)
    query = select(link.c.cbo_id, link.c.cbo_type).where(
        link.c.block_code == block_code,
        link.c.role_id.in_(roles),
        link.c.duty == Duty.BOOKS,
        link.c.unlinked_at.is_(None),
    )
    return {row.cbo_id: Kind(row.cbo_type) for row in connection.execute(query)}


def places(connection: Connection, block_code: str, name: str) -> Iterator[Place]:
    """Return the active gram panchayats or villages (the table's name) of a block, with their codes."""
    table = tables.gram_panchayat if name == "gram_panchayat" else tables.village
    for row in connection.execute(select(table).where(table.c.block_code == block_code, table.c.is_active)):
        codes = tuple(code for code in (row.lgd_code, row.nrlm_code) if code)
        yield Place(row.id, codes, row.name, getattr(row, "gp_id", 0))
