"""Carrying the plan of a master list out: places, and CBOs with their dated federation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Column, bindparam, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from lokos_tui.commands.imports import ApplyCbos, ApplyPlaces, Loaded
from lokos_tui.db import bulk, tables
from lokos_tui.domain.dates import iso_day
from lokos_tui.domain.errors import Conflict, NotFound
from lokos_tui.domain.masters import MasterOutcome, MasterRow
from lokos_tui.domain.text import name_key
from lokos_tui.services import batches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table

    from lokos_tui.services.unit_of_work import UnitOfWork

_GP_COLUMNS = ("block_code", "id", "nrlm_code", "lgd_code", "name", "name_key", "is_active", "batch_id")
_VILLAGE_COLUMNS = ("block_code", "id", "gp_id", "nrlm_code", "lgd_code", "name", "name_key", "is_active", "batch_id")
_CBO_COLUMNS = (
    "block_code",
    "id",
    "cbo_type",
    "code",
    "name",
    "name_key",
    "gp_id",
    "village_id",
    "vo_id",
    "clf_id",
    "formation_date",
    "origin",
    "change_type",
    "bucket",
    "life",
    "duplicate",
    "version",
    "batch_id",
)
_PARENT_COLUMNS = (
    "block_code",
    "id",
    "child_id",
    "parent_id",
    "joined_on",
    "left_on",
    "entered_by",
    "ended_by",
    "why",
    "batch_id",
)


_PARENTS = frozenset({"gp", "village", "vo", "clf"})


class _Load:
    """One master load in progress: the ids of its new rows by plan index, and its batch."""

    def __init__(self, work: UnitOfWork, command: ApplyPlaces | ApplyCbos, kind: str) -> None:
        self.work, self.plan, self.block, self.file = work, command.plan, command.block_code, command.file
        self.kind, self.action, self.good_rows_only = kind, command.action, command.good_rows_only
        self.progress = command.progress
        self.ids: dict[int, int] = {}
        self.batch = 0

    def parent(self, row: MasterRow, key: str) -> int | None:
        """Return the id a row's parent has: stored, or new in this load."""
        found = row.values.get(key)
        if found is None:
            return None
        how, number = cast("tuple[str, int]", found)
        return self.ids[number] if how == "row" else number

    def listed(self, outcome: MasterOutcome, *what: str) -> list[tuple[int, MasterRow]]:
        """Return the plan's rows of an outcome and kind, with their index."""
        return [(n, row) for n, row in enumerate(self.plan.rows) if row.outcome is outcome and row.what in what]

    def give_ids(self, table: str, rows: Sequence[tuple[int, MasterRow]]) -> None:
        """Give new rows their ids."""
        if rows:
            first = self.work.next_id(table, self.block, len(rows))
            self.ids.update({index: first + n for n, (index, _) in enumerate(rows)})

    def insert(self, table: Table, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        """Insert rows in sets, telling the progress."""
        tell = self.progress
        bulk.insert_rows(
            self.work.connection,
            table,
            columns,
            rows,
            None if tell is None else (lambda done: tell(table.name, done, len(rows))),
        )


def apply_places(work: UnitOfWork, command: ApplyPlaces) -> Loaded:
    """Add and change places; raises Invalid, or Conflict when the block changed since the preview."""
    return _apply(_Load(work, command, "places"), _write_places)


def apply_cbos(work: UnitOfWork, command: ApplyCbos) -> Loaded:
    """Add and change SHGs, VOs and CLFs; raises Invalid, or Conflict when the block changed since the preview."""
    return _apply(_Load(work, command, "cbos"), _write_cbos)


def _apply(load: _Load, write: Any) -> Loaded:
    work, plan, block = load.work, load.plan, load.block
    if plan.block_code != block:
        raise NotFound("import.block", "This plan belongs to another block.", "Read the file again.")
    bad = sum(1 for row in plan.rows if row.outcome is MasterOutcome.FAULT)
    batches.require_loadable(bad, good_rows_only=load.good_rows_only)
    counts = plan.counts()
    if not counts["new"] + counts["change"]:
        before = batches.loaded_before(work, block, load.kind, load.file.sha256)
        return Loaded(0, counts, sentence=before or "Everything in this file is there already; nothing was changed.")
    if bulk.lock_block(work.connection, block) != plan.revision:
        raise Conflict(
            "import.changed",
            "Somebody changed this block since the preview; nothing was loaded.",
            "Read the file again.",
        )
    load.batch = batches.open_batch(work, block, load.kind, load.file, counts, good_rows_only=load.good_rows_only)
    write(load)
    _keep_odd_rows(load)
    work.touch(block)
    work.record(
        load.action, block, "batch", load.batch, {"file": load.file.name, "sha256": load.file.sha256, "counts": counts}
    )
    return Loaded(load.batch, counts)


def _write_places(load: _Load) -> None:
    gps, villages = load.listed(MasterOutcome.NEW, "gp"), load.listed(MasterOutcome.NEW, "village")
    load.give_ids("gram_panchayat", gps)
    load.give_ids("village", villages)
    load.insert(
        tables.gram_panchayat,
        _GP_COLUMNS,
        [
            (
                load.block,
                load.ids[n],
                _code(r, "code"),
                _code(r, "lgd_code"),
                r.values["name"],
                name_key(str(r.values["name"])),
                True,
                load.batch,
            )
            for n, r in gps
        ],
    )
    load.insert(
        tables.village,
        _VILLAGE_COLUMNS,
        [
            (
                load.block,
                load.ids[n],
                load.parent(r, "gp"),
                _code(r, "code"),
                _code(r, "lgd_code"),
                r.values["name"],
                name_key(str(r.values["name"])),
                True,
                load.batch,
            )
            for n, r in villages
        ],
    )
    for what, table in (("gp", tables.gram_panchayat), ("village", tables.village)):
        _change(load, load.listed(MasterOutcome.CHANGE, what), table)


def _write_cbos(load: _Load) -> None:
    rows = load.listed(MasterOutcome.NEW, "CLF", "VO", "SHG")
    rows.sort(key=lambda item: ("CLF", "VO", "SHG").index(item[1].what))
    load.give_ids("cbo", rows)
    load.insert(tables.cbo, _CBO_COLUMNS, [_cbo_row(load, n, r) for n, r in rows])
    _insert_profiles(load, rows)
    _insert_parents(load, [(load.ids[n], parent) for n, r in rows if (parent := _parent_of(load, r)) is not None])
    changes = load.listed(MasterOutcome.CHANGE, "CLF", "VO", "SHG")
    _move_parents(load, changes)
    _change(load, changes, tables.cbo)
    _follow_vo(load)


def _follow_vo(load: _Load) -> None:
    """Give every SHG of a VO that VO's CLF: the VO implies its CLF."""
    cbo, vo = tables.cbo, tables.cbo.alias("vo")
    clf = select(vo.c.clf_id).where(vo.c.block_code == cbo.c.block_code, vo.c.id == cbo.c.vo_id).scalar_subquery()
    load.work.connection.execute(
        update(cbo)
        .where(
            cbo.c.block_code == load.block,
            cbo.c.cbo_type == "SHG",
            cbo.c.vo_id.is_not(None),
            cbo.c.clf_id.is_distinct_from(clf),
        )
        .values(clf_id=clf)
    )


def _cbo_row(load: _Load, index: int, row: MasterRow) -> tuple[Any, ...]:
    values = row.values
    return (
        load.block,
        load.ids[index],
        row.what,
        _code(row, "code"),
        values["name"],
        name_key(str(values["name"])),
        load.parent(row, "gp"),
        load.parent(row, "village"),
        load.parent(row, "vo"),
        load.parent(row, "clf"),
        values.get("formation_date"),
        values.get("origin") or "MIGRATED",
        "",
        "WITH_BOOKKEEPER",
        "ACTIVE",
        "NOT_CHECKED",
        1,
        load.batch,
    )


def _insert_profiles(load: _Load, rows: list[tuple[int, MasterRow]]) -> None:
    for table, kinds in ((tables.shg_profile, ("SHG",)), (tables.federation_profile, ("VO", "CLF"))):
        columns = tuple(column.name for column in table.columns)
        defaults = {column.name: _default(column) for column in table.columns if column.default is not None}
        load.insert(
            table,
            columns,
            [
                tuple(
                    {
                        **defaults,
                        "block_code": load.block,
                        "id": load.ids[n],
                        **{k: v for k, v in row.values.items() if k in table.columns and v is not None and k != "id"},
                    }.get(c)
                    for c in columns
                )
                for n, row in rows
                if row.what in kinds
            ],
        )


def _parent_of(load: _Load, row: MasterRow) -> int | None:
    return load.parent(row, "vo" if row.what == "SHG" else "clf") if row.what != "CLF" else None


def _insert_parents(load: _Load, pairs: list[tuple[int, int]]) -> None:
    if not pairs:
        return
    first = load.work.next_id("cbo_parent", load.block, len(pairs))
    by, why = load.work.actor.user_id, f"batch {load.batch}"
    load.insert(
        tables.cbo_parent,
        _PARENT_COLUMNS,
        [
            (load.block, first + n, child, parent, None, None, by, "", why, load.batch)
            for n, (child, parent) in enumerate(pairs)
        ],
    )


def _move_parents(load: _Load, changes: list[tuple[int, MasterRow]]) -> None:
    moved = [
        (row.target, parent)
        for _, row in changes
        if ("vo" if row.what == "SHG" else "clf") in row.before and (parent := _parent_of(load, row)) is not None
    ]
    if not moved:
        return
    table = tables.cbo_parent
    load.work.connection.execute(
        update(table)
        .where(table.c.block_code == load.block, table.c.child_id == bindparam("child"), table.c.left_on.is_(None))
        .values(left_on=iso_day(load.work.now), ended_by=load.work.actor.user_id),
        [{"child": child} for child, _ in moved],
    )
    _insert_parents(load, moved)


def _change(load: _Load, rows: list[tuple[int, MasterRow]], table: Table) -> None:
    for _, row in rows:
        values = _stored(load, row, table)
        if values:
            load.work.connection.execute(
                update(table).where(table.c.block_code == load.block, table.c.id == row.target).values(**values)
            )


def _stored(load: _Load, row: MasterRow, table: Table) -> dict[str, Any]:
    """Return a changed row's new values by table column."""
    values: dict[str, Any] = {}
    for key in row.before:
        value = row.values[key]
        if key in _PARENTS:
            values[f"{key}_id"] = load.parent(row, key)
        elif key == "code" and "nrlm_code" in table.columns:
            values["nrlm_code"] = value
        elif key in table.columns:
            values[key] = value
    if "name" in values:
        values["name_key"] = name_key(str(values["name"]))
    return values


def _keep_odd_rows(load: _Load) -> None:
    def reason(row: MasterRow) -> str:
        if row.outcome is MasterOutcome.CHANGE:
            return json.dumps(
                {"target": row.target, "before": row.before, "after": row.values}, ensure_ascii=False, default=str
            )
        return "; ".join(fault.sentence for fault in row.faults)

    batches.keep_rows(
        load.work,
        load.block,
        load.batch,
        [
            (row.row, row.outcome.value, row.what, reason(row))
            for row in load.plan.rows
            if row.outcome is not MasterOutcome.NEW
        ],
    )


def _code(row: MasterRow, key: str) -> str | None:
    value = row.values.get(key)
    return str(value) if value else None


def _default(column: Column[Any]) -> object:
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
