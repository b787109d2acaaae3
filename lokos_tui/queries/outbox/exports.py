"""Exports as they are written and listed: the records of a file, the files of a block, what was refused."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, and_, exists, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.outbox.leaving import AnswerKind
from lokos_tui.domain.profiles.fields import KEPT_OF_AADHAAR
from lokos_tui.domain.profiles.model import Entry, Kind, Line, RecordKind
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from lokos_tui.domain.paging import Page, PageRequest

_EXPORT, _OUTBOX, _CBO = tables.export, tables.outbox, tables.cbo
_ANSWER = tables.export_answer
CHUNK = 2_000
"""Records read at once: many times those of one group."""


class ExportRow(NamedTuple):
    """One export; moments in milliseconds UTC, None while it was not written or acknowledged.

    ``taken``, ``refused`` and ``unanswered`` count its records by what was last
    said of them in this export, those that left again in a later one too.
    """

    id: int
    export_uid: str
    made_by: str
    made_at: int
    records: int
    sha256: str
    written_at: int | None
    acknowledged_at: int | None
    taken: int
    refused: int
    unanswered: int


class RefusedRow(NamedTuple):
    """A record of an export that the central server refused, with its reason, or did not answer yet ('')."""

    id: int
    kind: str
    code: str
    uid: str
    revision: int
    name: str
    reason: str


def export_lines(
    connection: Connection, actor: Actor, block_code: str, export_id: int, after: int = 0
) -> tuple[tuple[Line, ...], int]:
    """Return the next lines of an export after the group of this id, and the last group's id; none at the end."""
    _may_export(connection, actor, block_code)
    query = (
        select(_OUTBOX, _CBO.c.code.label("cbo_code"))
        .join(_CBO, and_(_CBO.c.block_code == _OUTBOX.c.block_code, _CBO.c.id == _OUTBOX.c.cbo_id))
        .where(_OUTBOX.c.block_code == block_code, _OUTBOX.c.export_id == export_id, _OUTBOX.c.cbo_id > after)
        .order_by(_OUTBOX.c.cbo_id, _OUTBOX.c.id)
        .limit(CHUNK)
    )
    rows = connection.execute(query).all()
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.cbo_id)]
    if len(rows) == CHUNK:
        groups.pop()
    return tuple(_line(group) for group in groups), int(groups[-1][0].cbo_id) if groups else after


def _may_export(connection: Connection, actor: Actor, block_code: str) -> None:
    in_scope(connection, actor, Permission.EXPORT_APPROVED, block_code)
    if actor.clf:
        raise Refused("export.cluster", _("You verify one cluster; an export holds the whole block."), "")


def _line(rows: Sequence[Row[Any]]) -> Line:
    members = tuple(_entry(row) for row in rows if row.record_kind == RecordKind.MEMBER)
    own = next((row for row in rows if row.record_kind == RecordKind.CBO), None)
    if own is not None:
        return Line(0, _entry(own), members)
    return Line(0, Entry(Kind.SHG, "", rows[0].cbo_code, 0, {}), members, by_code=True)


def _entry(row: Row[Any]) -> Entry:
    kind = Kind.MEMBER if row.record_kind == RecordKind.MEMBER else Kind(row.cbo_kind)
    content = {name: value for name, value in json.loads(row.content).items() if name not in KEPT_OF_AADHAAR}
    return Entry(kind, row.uid, row.code, row.revision, content)


def export_page(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[ExportRow]:
    """Return one page of a block's exports, the newest first."""
    _may_export(connection, actor, block_code)
    columns = [_EXPORT.c[name] for name in ExportRow._fields[:-3]]
    counts = (*(_answered(said) for said in AnswerKind), _unanswered())
    query = select(*columns, *counts).where(_EXPORT.c.block_code == block_code)
    newest = request.largest_first()
    return page(connection, query, {"export": _EXPORT.c.id}, _EXPORT.c.id, newest, lambda row: ExportRow(*row))


def _last(answer: Any) -> Any:
    """Return the condition that no newer answer to the same record of the same export is there."""
    newer = _ANSWER.alias()
    same = (newer.c[name] == answer.c[name] for name in ("block_code", "export_id", "outbox_id"))
    return ~exists().where(*same, newer.c.id > answer.c.id)


def _answered(said: str) -> Any:
    of = _ANSWER.alias()
    mine = and_(of.c.block_code == _EXPORT.c.block_code, of.c.export_id == _EXPORT.c.id, of.c.answer == said)
    return select(func.count()).where(mine, _last(of)).scalar_subquery()


def _unanswered() -> Any:
    of = _OUTBOX.alias()
    mine = and_(of.c.block_code == _EXPORT.c.block_code, of.c.export_id == _EXPORT.c.id, of.c.answer == "")
    return select(func.count()).where(mine).scalar_subquery()


def refused_records(connection: Connection, actor: Actor, block_code: str, export_id: int) -> tuple[RefusedRow, ...]:
    """Return what the central server refused of an export, left again or not. Raises NotFound."""
    _require_export(connection, actor, block_code, export_id)
    here = and_(_ANSWER.c.block_code == _OUTBOX.c.block_code, _ANSWER.c.outbox_id == _OUTBOX.c.id)
    query = (
        select(_OUTBOX, _ANSWER.c.answer_reason.label("why"))
        .join(_ANSWER, here)
        .where(_ANSWER.c.block_code == block_code, _ANSWER.c.export_id == export_id)
        .where(_ANSWER.c.answer == AnswerKind.REFUSED, _last(_ANSWER))
        .order_by(_OUTBOX.c.cbo_id, _OUTBOX.c.id)
    )
    return tuple(_told(row, row.why) for row in connection.execute(query))


def unanswered_records(connection: Connection, actor: Actor, block_code: str, export_id: int) -> tuple[RefusedRow, ...]:
    """Return what the central server did not answer of an export. Raises NotFound without such an export."""
    _require_export(connection, actor, block_code, export_id)
    mine = and_(_OUTBOX.c.block_code == block_code, _OUTBOX.c.export_id == export_id, _OUTBOX.c.answer == "")
    query = select(_OUTBOX).where(mine).order_by(_OUTBOX.c.cbo_id, _OUTBOX.c.id)
    return tuple(_told(row, "") for row in connection.execute(query))


def _require_export(connection: Connection, actor: Actor, block_code: str, export_id: int) -> None:
    _may_export(connection, actor, block_code)
    known = select(_EXPORT.c.id).where(_EXPORT.c.block_code == block_code, _EXPORT.c.id == export_id)
    if connection.execute(known).first() is None:
        raise NotFound(
            "export.unknown",
            _("There is no export {export_id} in your block.", export_id=export_id),
            _("See: lokos export list."),
        )


def _told(row: Row[Any], reason: str) -> RefusedRow:
    entry = _entry(row)
    return RefusedRow(row.id, entry.kind.value, row.code, row.uid, row.revision, entry.name, reason)
