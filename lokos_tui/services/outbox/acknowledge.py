"""What the central server answered, written to the outbox: all of a file or nothing, and the same file twice is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from lokos_tui.commands.outbox import Acknowledged
from lokos_tui.db import bulk, tables
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.outbox.leaving import AnswerKind
from lokos_tui.services.outbox.form import require_whole_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Row

    from lokos_tui.commands.outbox import Acknowledge
    from lokos_tui.domain.outbox.leaving import Acknowledgement, Answer
    from lokos_tui.services.unit_of_work import UnitOfWork

_EXPORT, _OUTBOX = tables.export, tables.outbox
_ANSWER = ("block_code", "id", "outbox_id", "answer", "answer_reason", "export_id", "answered_at", "loaded_by")
_Key = tuple[str, int]
_TOLD = 20
"""Faults told at once."""


def acknowledge(work: UnitOfWork, command: Acknowledge) -> Acknowledged:
    """Keep the answers. Raises Invalid, naming the lines, when one is not about the export; then nothing is kept."""
    require_whole_block(work)
    block, told = command.block_code, command.acknowledgement
    export = _export(work, block, told)
    rows = _rows(work, block, _OUTBOX.c.export_id == export.id)
    missing = [one for one in told.answers if (one.uid, one.revision) not in rows]
    later = _rows(work, block, _OUTBOX.c.export_id > export.id) if missing else {}
    problems = [*_strangers(missing, later), *_contradictions(told, rows)]
    if problems:
        raise Invalid(problems[:_TOLD], "acknowledgement")
    known = _keep(work, block, told, rows, int(export.id))
    mine = (_EXPORT.c.block_code == block) & (_EXPORT.c.id == export.id)
    work.connection.execute(update(_EXPORT).where(mine).values(acknowledged_at=work.now))
    open_ones = select(func.count()).where(
        _OUTBOX.c.block_code == block, _OUTBOX.c.export_id == export.id, _OUTBOX.c.answer == ""
    )
    unanswered = int(work.connection.execute(open_ones).scalar_one())
    taken = sum(one.taken for one in told.answers)
    done = Acknowledged(export.export_uid, taken, len(told.answers) - taken, known, len(missing), unanswered)
    details = {"taken": done.taken, "refused": done.refused, "known": done.known, "unanswered": done.unanswered}
    work.record(command.action, block, "export", export.export_uid, details)
    return done


def _export(work: UnitOfWork, block: str, told: Acknowledgement) -> Row[Any]:
    """Return the export an acknowledgement is about. Raises Invalid."""
    query = select(_EXPORT).where(_EXPORT.c.block_code == block, _EXPORT.c.export_uid == told.export_uid)
    row = work.connection.execute(query).first()
    problem = None
    if told.block_code != block:
        problem = Problem(
            "block",
            "ack.block",
            _("The acknowledgement is for block {block_code}, not for this one.", block_code=told.block_code),
        )
    elif row is None or row.written_at is None:
        problem = Problem(
            "upload_id", "ack.unknown", _("{export_uid} is no file that this block sent.", export_uid=told.export_uid)
        )
    elif row.sha256 != told.sha256:
        sentence = _(
            "The acknowledgement is not of the file {export_uid} that was sent: its SHA-256 differs.",
            export_uid=told.export_uid,
        )
        hint = _("Send the file again: lokos export again.")
        problem = Problem("sha256", "ack.sha256", sentence, hint)
    if problem is not None or row is None:
        raise Invalid([problem] if problem else [], "acknowledgement")
    return row


def _rows(work: UnitOfWork, block: str, which: Any) -> dict[_Key, Row[Any]]:
    columns = (_OUTBOX.c.id, _OUTBOX.c.uid, _OUTBOX.c.revision, _OUTBOX.c.answer, _OUTBOX.c.answer_reason)
    query = select(*columns).where(_OUTBOX.c.block_code == block, which)
    found: dict[_Key, Any] = {(row.uid, row.revision): row for row in work.connection.execute(query)}
    return found


def _strangers(missing: list[Answer], later: Mapping[_Key, Row[Any]]) -> Iterator[Problem]:
    """Give a fault for each record that never was in the export; one that was refused and left again is none."""
    for one in missing:
        if (one.uid, one.revision) not in later:
            place = {"line": one.line, "uid": one.uid, "revision": one.revision}
            sentence = _("Line {line}: {uid}, revision {revision}, was not in this export.", **place)
            yield Problem("uid", "ack.uid", sentence)


def _contradictions(told: Acknowledgement, rows: Mapping[_Key, Row[Any]]) -> Iterator[Problem]:
    for one in told.answers:
        row = rows.get((one.uid, one.revision))
        if row is not None and row.answer == AnswerKind.TAKEN and not one.taken:
            place = {"line": one.line, "uid": one.uid, "revision": one.revision}
            sentence = _("Line {line}: {uid}, revision {revision}, was acknowledged as taken before.", **place)
            yield Problem("outcome", "ack.taken", sentence)


def _keep(work: UnitOfWork, block: str, told: Acknowledgement, rows: Mapping[_Key, Row[Any]], export_id: int) -> int:
    """Write what is new, beside what was answered before, and return how many answers were known already."""
    mine = [(one, rows[one.uid, one.revision]) for one in told.answers if (one.uid, one.revision) in rows]
    wanted = [(row, AnswerKind.TAKEN if one.taken else AnswerKind.REFUSED, one.reason) for one, row in mine]
    fresh = [
        {"row": row.id, "said": said, "why": why}
        for row, said, why in wanted
        if (row.answer, row.answer_reason) != (said, why)
    ]
    if fresh:
        row = (_OUTBOX.c.block_code == block) & (_OUTBOX.c.id == bindparam("row"))
        values: dict[str, Any] = {"answer": bindparam("said"), "answer_reason": bindparam("why")}
        work.connection.execute(update(_OUTBOX).where(row).values(values), fresh)
        first = work.next_id("export_answer", block, len(fresh))
        whose = (export_id, work.now, work.actor.user_id)
        kept = ((block, number, one["row"], one["said"], one["why"], *whose) for number, one in enumerate(fresh, first))
        bulk.insert_rows(work.connection, tables.export_answer, _ANSWER, kept)
        work.touch(block)
    return len(mine) - len(fresh)
