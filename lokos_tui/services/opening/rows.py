"""The rows that an accepted opening load writes: CBOs with their profiles and federation, members; all in sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from lokos_tui.db import bulk, tables
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.opening.states import MIGRATED
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.text import name_key
from lokos_tui.domain.verification.flow import Bucket, Event, after
from lokos_tui.services.cbos import federation
from lokos_tui.services.profiles.records import PROFILES, content_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Row, Table

    from lokos_tui.services.unit_of_work import UnitOfWork

_CHUNK = 5_000
_ORDER = (Kind.CLF, Kind.VO, Kind.SHG)
_PLACES = frozenset({"gp_id", "village_id"})
"""A profile that names none leaves the place as it is."""
_RECORD = tables.opening_record


def insert_cbos(work: UnitOfWork, block: str, load: Row[Any], records: Sequence[Row[Any]]) -> None:
    """Insert new CBOs, parents before children, with their profiles and the federation above them."""
    if not records:
        return
    above = _Above(work, block, load.id)
    ordered = sorted(records, key=lambda row: _ORDER.index(Kind(row.kind)))
    contents = {row.record_id: json.loads(row.content) for row in ordered}
    _insert(work, tables.cbo, [_cbo(block, load, row, contents[row.record_id], above) for row in ordered])
    _insert_profiles(work, block, [(Kind(row.kind), row.record_id, contents[row.record_id]) for row in ordered])
    pairs = [(row.record_id, parent) for row in ordered if (parent := above.of(row))]
    federation.open_parents(work, block, pairs, "named in the opening load")


def fill_cbos(work: UnitOfWork, block: str, load: Row[Any], records: Sequence[Row[Any]]) -> None:
    """Give CBOs that are here by a list their profiles; a profile that names no parent leaves it as it is."""
    if not records:
        return
    above = _Above(work, block, load.id)
    contents = {row.record_id: json.loads(row.content) for row in records}
    kept = ("block_code", "id", "cbo_type", "uid", "clf_id", "vo_id", "request_date", "duplicate", "batch_id")
    rows = [_cbo(block, load, row, contents[row.record_id], above) | {"row": row.record_id} for row in records]
    _update(work, block, tables.cbo, [_without(row, kept) for row in rows], raises_version=True)
    _fill_profiles(work, block, records, contents)
    for column, kind in (("clf_id", Kind.VO), ("vo_id", Kind.SHG)):
        moved = [(row.record_id, parent) for row in records if row.kind == kind and (parent := above.of(row))]
        today = _today(work, block, [child for child, _parent in moved])
        moved = [(child, parent) for child, parent in moved if today.get(child) != parent]
        if moved:
            federation.move(work, block, moved, "named in the opening load")
            _update(work, block, tables.cbo, [{"row": child, column: parent} for child, parent in moved])
    federation.follow_vo(work, block)


def insert_members(work: UnitOfWork, block: str, load: Row[Any], records: Sequence[Row[Any]]) -> None:
    """Insert the women of a load, active, with the codes they have."""
    member = tables.member
    rows = (
        content_row(json.loads(row.content), member)
        | {
            "block_code": block,
            "id": row.record_id,
            "shg_id": row.shg_id,
            "member_code": row.code,
        }
        | _official(load, row.name)
        for row in records
    )
    _insert(work, member, rows)


def _official(load: Row[Any], name: str) -> dict[str, Any]:
    """Return what every record has that was official elsewhere, but for its code and its place."""
    return {
        "uid": None,
        "name_key": name_key(name),
        "change_type": "",
        "bucket": after(Bucket.INCOMPLETE, Event.ACCEPT, name).value,
        "duplicate": DuplicateResult.NOT_CHECKED.value,
        "version": 1,
        "batch_id": None,
        "origin": MIGRATED,
        "source": load.source,
    }


class _Above:
    """The ids of the VOs and CLFs that records of a load name: here by their code, or in the load."""

    def __init__(self, work: UnitOfWork, block: str, opening: int) -> None:
        cbo, kinds = tables.cbo, (Kind.VO.value, Kind.CLF.value)
        here = select(cbo.c.cbo_type, cbo.c.code, cbo.c.id, cbo.c.clf_id).where(
            cbo.c.block_code == block, cbo.c.cbo_type.in_(kinds), cbo.c.code.is_not(None)
        )
        sent = select(_RECORD.c.kind, _RECORD.c.code, _RECORD.c.record_id, _RECORD.c.parent).where(
            _RECORD.c.block_code == block, _RECORD.c.opening_id == opening, _RECORD.c.kind.in_(kinds)
        )
        rows = work.connection.execute(here).all()
        self._ids = {(kind, code): number for kind, code, number, _clf in rows}
        self._clfs: dict[int, int | None] = {number: clf for _kind, _code, number, clf in rows}
        named = work.connection.execute(sent).all()
        self._ids |= {(kind, code): number for kind, code, number, _parent in named}
        for kind, _code, number, parent in named:
            if kind == Kind.VO and parent:
                self._clfs[number] = self._ids.get((Kind.CLF, parent))

    def of(self, row: Row[Any]) -> int:
        """Return the id of the VO of an SHG, or of the CLF of a VO; 0 for none."""
        kind = {Kind.SHG: Kind.VO, Kind.VO: Kind.CLF}.get(Kind(row.kind))
        return self._ids.get((kind, row.parent), 0) if kind and row.parent else 0

    def columns(self, row: Row[Any]) -> dict[str, int | None]:
        """Return the two columns of a CBO's federation: the VO implies its CLF."""
        parent = self.of(row) or None
        if row.kind == Kind.SHG:
            return {"vo_id": parent, "clf_id": self._clfs.get(parent) if parent else None}
        return {"vo_id": None, "clf_id": parent if row.kind == Kind.VO else None}


def _cbo(block: str, load: Row[Any], row: Row[Any], content: Mapping[str, Any], above: _Above) -> dict[str, Any]:
    found = content_row(content, tables.cbo) | {
        "block_code": block,
        "id": row.record_id,
        "cbo_type": row.kind,
        "code": row.code,
        "gp_id": row.gp_id,
        "village_id": row.village_id,
        **above.columns(row),
        "request_date": None,
        **_official(load, row.name),
    }
    found["life"] = found.get("life") or Life.ACTIVE.value
    return found


def _insert_profiles(work: UnitOfWork, block: str, cbos: Sequence[tuple[Kind, int, Mapping[str, Any]]]) -> None:
    for table in dict.fromkeys(PROFILES.values()):
        rows = (
            {"block_code": block, "id": number, **content_row(content, table)}
            for kind, number, content in cbos
            if PROFILES[kind] is table
        )
        _insert(work, table, rows)


def _fill_profiles(
    work: UnitOfWork, block: str, records: Sequence[Row[Any]], contents: Mapping[int, Mapping[str, Any]]
) -> None:
    for table in dict.fromkeys(PROFILES.values()):
        mine = {row.record_id: Kind(row.kind) for row in records if PROFILES[Kind(row.kind)] is table}
        there = {number for number, _row in _stored(work, block, table, list(mine))}
        rows = [{"row": number, **content_row(contents[number], table)} for number in mine if number in there]
        _update(work, block, table, rows)
        _insert_profiles(work, block, [(kind, one, contents[one]) for one, kind in mine.items() if one not in there])


def _today(work: UnitOfWork, block: str, children: Sequence[int]) -> dict[int, int]:
    dated, wanted = tables.cbo_parent, set(children)
    query = select(dated.c.child_id, dated.c.parent_id).where(dated.c.block_code == block, dated.c.left_on.is_(None))
    return {child: parent for child, parent in work.connection.execute(query) if child in wanted} if wanted else {}


def snapshots(
    work: UnitOfWork, block: str, family: RecordKind, numbers: Sequence[int]
) -> dict[int, dict[str, dict[str, Any]]]:
    """Return the rows of many records as they are now, by id and table: what `official.snapshot` gives of one."""
    found: dict[int, dict[str, dict[str, Any]]] = {number: {} for number in numbers}
    members = family is RecordKind.MEMBER
    for table in (tables.member,) if members else (tables.cbo, tables.shg_profile, tables.federation_profile):
        for number, row in _stored(work, block, table, numbers):
            found[number][table.name] = row
    return found


def _stored(work: UnitOfWork, block: str, table: Table, numbers: Sequence[int]) -> Iterable[tuple[int, dict[str, Any]]]:
    names = [column.name for column in table.columns if column.name not in ("block_code", "id")]
    columns = [table.c.id, *(table.c[name] for name in names)]
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        wanted = set(chunk)
        query = select(*columns).where(table.c.block_code == block, table.c.id.between(chunk[0], chunk[-1]))
        for row in work.connection.execute(query):
            if row[0] in wanted:
                yield row[0], dict(zip(names, row[1:], strict=True))


def _insert(work: UnitOfWork, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    found = iter(rows)
    first = next(found, None)
    if first is None:
        return
    columns = tuple(first)
    values = (tuple(row[name] for name in columns) for row in (first, *found))
    bulk.insert_rows(work.connection, table, columns, values)


def _without(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names and name != "version"}


def _update(
    work: UnitOfWork, block: str, table: Table, rows: Sequence[Mapping[str, Any]], *, raises_version: bool = False
) -> None:
    """Change many rows, each found by its id under ``row``; all change the same columns."""
    if not rows:
        return
    values: dict[str, Any] = {
        name: bindparam(f"new_{name}", type_=table.c[name].type) for name in rows[0] if name != "row"
    }
    for name in _PLACES & values.keys():
        values[name] = func.coalesce(values[name], table.c[name])
    if raises_version:
        values["version"] = table.c.version + 1
    statement = update(table).where(table.c.block_code == block, table.c.id == bindparam("row")).values(**values)
    work.connection.execute(
        statement, [{"row" if name == "row" else f"new_{name}": row[name] for name in row} for row in rows]
    )
