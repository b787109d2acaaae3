"""Forming an export: which approved records leave in it; written by its reader, then marked whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select, update

from lokos_tui.commands.outbox import Formed
from lokos_tui.db import sets, tables
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Problem, Refused
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.outbox.leaving import AnswerKind, Waiting, leaving
from lokos_tui.services.accounts.keys import export_key, shown_key

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

    from lokos_tui.commands.outbox import FinishExport, FormExport, RepeatExport, ShowExportKey
    from lokos_tui.services.unit_of_work import UnitOfWork

_EXPORT, _OUTBOX, _CBO = tables.export, tables.outbox, tables.cbo
_SHA256 = re.compile("[0-9a-f]{64}")
_LEAVE = """UPDATE outbox SET export_id = :export, answer = '', answer_reason = ''
    WHERE block_code = :block AND id IN (SELECT v.value FROM {values})"""


def form_export(work: UnitOfWork, command: FormExport) -> Formed:
    """Give back an export that was never written, else form one of what is ready; number 0 when nothing is."""
    require_whole_block(work)
    block = command.block_code
    row = _unwritten(work, block)
    if row is None:
        rows = _ready(work, block, retry=command.retry_refused)
        ids = leaving(rows, command.since or 0)
        row = _form(work, block, ids) if ids else None
        found = Formed(0, waiting=len(rows) - len(ids), held=_held(work, block))
        found = found if row is None else _formed(row, waiting=found.waiting, held=found.held)
    else:
        found = _formed(row, resumed=True, waiting=len(_ready(work, block)), held=_held(work, block))
    details = {"records": found.records, "resumed": found.resumed, "waiting": found.waiting, "held": found.held}
    work.record(command.action, block, "export", found.export_uid, details)
    return found


def require_whole_block(work: UnitOfWork) -> None:
    """Refuse a block manager who was narrowed to one cluster: a file holds the whole block's records."""
    if work.actor.clf:
        sentence = _("You verify one cluster; a file for the central server holds the whole block.")
        raise Refused("export.cluster", sentence, _("Ask the Block Admin to make it."))


def _unwritten(work: UnitOfWork, block: str) -> Row[Any] | None:
    query = select(_EXPORT).where(_EXPORT.c.block_code == block, _EXPORT.c.written_at.is_(None))
    return work.connection.execute(query.order_by(_EXPORT.c.id).limit(1)).first()


def _of_official(block: str) -> Select[Any]:
    """Return the query of the outbox rows of those groups that have a code: the others wait for their approval."""
    return (
        select(
            _OUTBOX.c.id,
            _OUTBOX.c.cbo_id,
            _OUTBOX.c.record_kind,
            _OUTBOX.c.record_id,
            _OUTBOX.c.approved_at,
            func.length(_OUTBOX.c.content),
        )
        .join(_CBO, (_CBO.c.block_code == _OUTBOX.c.block_code) & (_CBO.c.id == _OUTBOX.c.cbo_id))
        .where(_OUTBOX.c.block_code == block, _CBO.c.code.is_not(None))
    )


def _ready(work: UnitOfWork, block: str, *, retry: bool = False) -> list[Waiting]:
    """Return what may leave, by group and id; by ``retry`` also what was refused and not approved anew since."""
    query = _of_official(block)
    found = [Waiting(*row) for row in work.connection.execute(query.where(_OUTBOX.c.export_id.is_(None)))]
    if retry:
        newer = _OUTBOX.alias("newer")
        same = (
            (newer.c.block_code == block)
            & (newer.c.record_kind == _OUTBOX.c.record_kind)
            & (newer.c.record_id == _OUTBOX.c.record_id)
            & (newer.c.id > _OUTBOX.c.id)
        )
        refused = query.where(_OUTBOX.c.answer == AnswerKind.REFUSED, ~exists().where(same))
        found += [Waiting(*row) for row in work.connection.execute(refused)]
    return sorted(found, key=lambda row: (row.cbo_id, row.id))


def _held(work: UnitOfWork, block: str) -> int:
    query = (
        select(func.count())
        .select_from(_OUTBOX)
        .join(_CBO, (_CBO.c.block_code == _OUTBOX.c.block_code) & (_CBO.c.id == _OUTBOX.c.cbo_id))
        .where(_OUTBOX.c.block_code == block, _OUTBOX.c.export_id.is_(None), _CBO.c.code.is_(None))
    )
    return int(work.connection.execute(query).scalar_one())


def _form(work: UnitOfWork, block: str, ids: list[int]) -> Row[Any]:
    number = work.next_id("export", block)
    row = {
        "block_code": block,
        "id": number,
        "export_uid": f"export-{block}-{number:05}",
        "made_by": work.actor.user_id,
        "made_at": work.now,
        "records": len(ids),
        "sha256": "",
    }
    work.connection.execute(_EXPORT.insert(), row)
    sets.change(work.connection, _LEAVE, ids, export=number, block=block)
    work.touch(block)
    return export_of(work, block, number)


def export_of(work: UnitOfWork, block: str, number: int) -> Row[Any]:
    """Return an export of the block. Raises NotFound."""
    query = select(_EXPORT).where(_EXPORT.c.block_code == block, _EXPORT.c.id == number)
    row = work.connection.execute(query).first()
    if row is None:
        raise NotFound(
            "export.unknown",
            _("There is no export {number} in your block.", number=number),
            _("See: lokos export list."),
        )
    return row


def _formed(row: Row[Any], *, resumed: bool = False, waiting: int = 0, held: int = 0) -> Formed:
    facts = (row.id, row.export_uid, row.made_by, row.made_at, row.records)
    return Formed(*facts, resumed, waiting, held, row.sha256)


def finish_export(work: UnitOfWork, command: FinishExport) -> None:
    """Mark an export written; the same file again changes nothing, another one is refused."""
    require_whole_block(work)
    block = command.block_code
    row = export_of(work, block, command.export_id)
    if not _SHA256.fullmatch(command.sha256):
        raise Invalid([Problem("sha256", "export.sha256", _("A SHA-256 has 64 hexadecimal digits."))])
    if row.written_at is not None and row.sha256 != command.sha256:
        raise Conflict(
            "export.other",
            _("{export_uid} was written already, with other bytes.", export_uid=row.export_uid),
            _("Form a new one."),
        )
    if row.written_at is None:
        mine = (_EXPORT.c.block_code == block) & (_EXPORT.c.id == row.id)
        work.connection.execute(update(_EXPORT).where(mine).values(written_at=work.now, sha256=command.sha256))
    work.record(command.action, block, "export", row.export_uid, {"records": row.records, "sha256": command.sha256})


def repeat_export(work: UnitOfWork, command: RepeatExport) -> Formed:
    """Give a written export back. Raises Conflict when it cannot be what it was."""
    require_whole_block(work)
    block = command.block_code
    row = export_of(work, block, command.export_id)
    if row.written_at is None:
        raise Conflict(
            "export.unwritten",
            _("{export_uid} was never written.", export_uid=row.export_uid),
            _("Run: lokos export approved."),
        )
    query = select(func.count()).where(_OUTBOX.c.block_code == block, _OUTBOX.c.export_id == row.id)
    left = row.records - int(work.connection.execute(query).scalar_one())
    if left:
        sentence = ngettext(
            "{n} record of {export_uid} was refused and left again since.",
            "{n} records of {export_uid} were refused and left again since.",
            left,
            export_uid=row.export_uid,
        )
        raise Conflict("export.moved", sentence, _("Write the newer export again: lokos export list."))
    work.record(command.action, block, "export", row.export_uid, {"records": row.records})
    return _formed(row)


def show_export_key(work: UnitOfWork, command: ShowExportKey) -> str:
    """Return the key of the block's exports as letters and digits."""
    require_whole_block(work)
    work.record(command.action, command.block_code, "block", command.block_code)
    return shown_key(export_key(work.keys, command.block_code))
