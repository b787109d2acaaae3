"""Carrying the plan of a master list out: places, and CBOs with their dated federation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Column, Table, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from lokos_tui.commands.loads import ApplyCbos, ApplyPlaces, Loaded
from lokos_tui.db import bulk, tables
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.errors import Conflict, NotFound
from lokos_tui.domain.loads.masters import MasterRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.services.cbos import federation
from lokos_tui.services.loads import batches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
_PARENTS = frozenset({"gp", "village", "vo", "clf"})

TABLES: dict[str, Table] = {
    "gp": tables.gram_panchayat,
    "village": tables.village,
    "SHG": tables.cbo,
    "VO": tables.cbo,
    "CLF": tables.cbo,
}
"""The table of each thing a master list names."""


class _Load:
    """One master load in progress: the ids of its new rows by plan index, its batch, and the CLFs of moved SHGs."""

    def __init__(self, work: UnitOfWork, command: ApplyPlaces | ApplyCbos) -> None:
        self.work, self.plan, self.block, self.file = work, command.plan, command.block_code, command.file
        self.kind, self.action, self.good_rows_only = command.kind, command.action, command.good_rows_only
        self.progress = command.progress
        self.ids: dict[int, int] = {}
        self.clfs: dict[int, int | None] = {}
        self.batch = 0

    def parent(self, row: MasterRow, key: str) -> int | None:
        """Return the id a row's parent has: stored, or new in this load."""
        return self.parent_id(row.values.get(key))

    def parent_id(self, found: object) -> int | None:
        """Return the id a plan's ('id', id) or ('row', index) stands for; None for no parent."""
        if found is None:
            return None
        how, number = cast("tuple[str, int]", found)
        return self.ids[number] if how == "row" else number

    def listed(self, outcome: LoadOutcome, *what: str) -> list[tuple[int, MasterRow]]:
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
    return _apply(_Load(work, command), _write_places)


def apply_cbos(work: UnitOfWork, command: ApplyCbos) -> Loaded:
    """Add and change SHGs, VOs and CLFs; raises Invalid, or Conflict when the block changed since the preview."""
    return _apply(_Load(work, command), _write_cbos)


def _apply(load: _Load, write: Callable[[_Load], None]) -> Loaded:
    work, plan, block = load.work, load.plan, load.block
    if plan.block_code != block:
        raise NotFound("import.block", _("This plan belongs to another block."), _("Read the file again."))
    bad = sum(1 for row in plan.rows if row.outcome is LoadOutcome.FAULT)
    batches.require_loadable(bad, good_rows_only=load.good_rows_only)
    counts = plan.counts()
    if not counts[LoadOutcome.NEW] + counts[LoadOutcome.CHANGE]:
        before = batches.loaded_before(work, block, load.kind, load.file.sha256)
        return Loaded(0, counts, sentence=before or _("Everything in this file is there already; nothing was changed."))
    if bulk.lock_block(work.connection, block) != plan.revision:
        raise Conflict(
            "import.changed",
            _("Somebody changed this block since the preview; nothing was loaded."),
            _("Read the file again."),
        )
    load.batch = batches.open_batch(work, block, load.kind, load.file, counts, good_rows_only=load.good_rows_only)
    write(load)
    _keep_odd_rows(load)
    work.touch(block)
    work.record(
        load.action, block, "batch", load.batch, {"file": load.file.name, "sha256": load.file.sha256, "counts": counts}
    )
    return Loaded(load.batch, counts)


def _place(load: _Load, row: MasterRow) -> tuple[object, ...]:
    """Return what a panchayat and a village have alike: codes, name, its key, active, batch; in the tables' order."""
    name = row.values["name"]
    return (_code(row, "code"), _code(row, "lgd_code"), name, name_key(str(name)), True, load.batch)


def _write_places(load: _Load) -> None:
    gps, villages = load.listed(LoadOutcome.NEW, "gp"), load.listed(LoadOutcome.NEW, "village")
    load.give_ids("gram_panchayat", gps)
    load.give_ids("village", villages)
    load.insert(
        tables.gram_panchayat,
        _GP_COLUMNS,
        [(load.block, load.ids[n], *_place(load, row)) for n, row in gps],
    )
    load.insert(
        tables.village,
        _VILLAGE_COLUMNS,
        [(load.block, load.ids[n], load.parent(row, "gp"), *_place(load, row)) for n, row in villages],
    )
    for what in ("gp", "village"):
        _change(load, load.listed(LoadOutcome.CHANGE, what), TABLES[what])


def _write_cbos(load: _Load) -> None:
    rows = load.listed(LoadOutcome.NEW, "CLF", "VO", "SHG")
    rows.sort(key=lambda item: ("CLF", "VO", "SHG").index(item[1].what))
    load.give_ids("cbo", rows)
    load.insert(tables.cbo, _CBO_COLUMNS, [_cbo_row(load, n, r) for n, r in rows])
    _insert_profiles(load, rows)
    born = [(load.ids[n], parent) for n, r in rows if (parent := _parent_of(load, r)) is not None]
    federation.open_parents(load.work, load.block, born, f"batch {load.batch}", load.batch)
    changes = load.listed(LoadOutcome.CHANGE, "CLF", "VO", "SHG")
    _move_parents(load, changes)
    _change(load, changes, tables.cbo)
    federation.follow_vo(load.work, load.block)


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
        Bucket.WITH_BOOKKEEPER.value,
        Life.ACTIVE.value,
        DuplicateResult.NOT_CHECKED.value,
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


def _move_parents(load: _Load, changes: list[tuple[int, MasterRow]]) -> None:
    moved = [
        (row.target, parent)
        for _, row in changes
        if ("vo" if row.what == "SHG" else "clf") in row.before and (parent := _parent_of(load, row)) is not None
    ]
    load.clfs = federation.clfs_of(load.work, load.block, [child for child, _ in moved])
    federation.move(load.work, load.block, moved, f"batch {load.batch}", load.batch)


def _change(load: _Load, rows: list[tuple[int, MasterRow]], table: Table) -> None:
    for _index, row in rows:
        values = _stored(load, row, table, row.values)
        if "name" in values:
            values["name_key"] = name_key(str(values["name"]))
        if values:
            load.work.connection.execute(
                update(table).where(table.c.block_code == load.block, table.c.id == row.target).values(**values)
            )


def _stored(load: _Load, row: MasterRow, table: Table, source: Mapping[str, object]) -> dict[str, Any]:
    """Return what a change writes, or replaces, by table column: ids for parents, null for what is not known."""
    values: dict[str, Any] = {}
    for key in row.before:
        value = source[key]
        if key in _PARENTS:
            values[f"{key}_id"] = load.parent_id(value)
        else:
            column = "nrlm_code" if key == "code" and "nrlm_code" in table.columns else key
            if column in table.columns:
                values[column] = None if value == "" and table.columns[column].nullable else value
    return values


def _keep_odd_rows(load: _Load) -> None:
    def reason(row: MasterRow) -> str:
        if row.outcome is not LoadOutcome.CHANGE:
            return "; ".join(fault.sentence for fault in row.faults)
        table = TABLES[row.what]
        change = {
            "target": row.target,
            "before": _stored(load, row, table, row.before) | _clf_before(load, row),
            "after": _stored(load, row, table, row.values),
        }
        return json.dumps(change, ensure_ascii=False)

    batches.keep_rows(
        load.work,
        load.block,
        load.batch,
        [
            (row.row, row.outcome.value, row.what, reason(row))
            for row in load.plan.rows
            if row.outcome is not LoadOutcome.NEW
        ],
    )


def _clf_before(load: _Load, row: MasterRow) -> dict[str, int | None]:
    """Return the CLF an SHG had before it was moved to another VO and followed that."""
    return {"clf_id": load.clfs[row.target]} if row.what == "SHG" and row.target in load.clfs else {}


def _code(row: MasterRow, key: str) -> str | None:
    value = row.values.get(key)
    return str(value) if value else None


def _default(column: Column[Any]) -> object:
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
