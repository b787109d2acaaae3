"""Ticks and crosses: one row an identifier, whether it was set alone or with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete

from lokos_tui.db import bulk, tables
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.profiles.remarks import remark_problems, remarks_about
from lokos_tui.domain.text import clean
from lokos_tui.domain.verification.flow import Event
from lokos_tui.domain.verification.identifiers import Mark
from lokos_tui.services.verification.records import Chosen, chosen
from lokos_tui.services.verification.verdicts import move

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lokos_tui.commands.verification import MarkIdentifiers, MarkWish, TickClean
    from lokos_tui.domain.verification.group import Record
    from lokos_tui.services.unit_of_work import UnitOfWork

_COLUMNS = (
    "block_code",
    "id",
    "version_id",
    "identifier",
    "mark",
    "remark_code",
    "remark",
    "decided_by",
    "decided_at",
)
_Row = tuple[int, str, str, str, str]


def mark_identifiers(work: UnitOfWork, command: MarkIdentifiers) -> int:
    """Set the marks and return how many; a mark set before is replaced, and stays in the audit trail.

    A cross changes what an approval would make official, so it raises the
    version of the row: who looked before has to look again.
    """
    groups = chosen(work, command.block_code, (wish.seen for wish in command.marks), Event.MARK)
    records = {(one.kind, one.subject.id): one for group in groups for one in group.records}
    rows, problems = [], _named_twice(command)
    for wish in command.marks:
        record, text = records[wish.seen.kind, wish.seen.id], clean(wish.remark)
        problems += _problems(record, wish, text)
        rows.append((_version_of(record), wish.identifier, wish.mark, wish.remark_code, text))
    if problems:
        raise Invalid(problems)
    _write(work, command.block_code, rows)
    for kind, number in {(wish.seen.kind, wish.seen.id) for wish in command.marks if wish.mark == Mark.CROSS}:
        move(work, command.block_code, records[kind, number], Event.MARK, {})
    for wish in command.marks:
        details = {"identifier": wish.identifier, "mark": wish.mark, "remark": wish.remark_code}
        work.record(
            command.action, command.block_code, RecordKind(wish.seen.kind).word, wish.seen.id, details, wish.remark
        )
    return len(rows)


def _named_twice(command: MarkIdentifiers) -> list[Problem]:
    wished = [(wish.seen.kind, wish.seen.id, wish.identifier) for wish in command.marks]
    if len(set(wished)) == len(wished):
        return []
    return [Problem("marks", "mark.twice", _("An identifier is marked twice."), _("Tick it or cross it, once."))]


def tick_clean(work: UnitOfWork, command: TickClean) -> int:
    """Tick every clean identifier of the records and return how many."""
    groups = chosen(work, command.block_code, command.records, Event.MARK)
    return tick_all_clean(work, command.block_code, command.action, groups)


def tick_all_clean(work: UnitOfWork, block: str, action: str, groups: Iterable[Chosen]) -> int:
    """Tick the clean identifiers of chosen records, each by itself; the trail lists them."""
    count = 0
    for group in groups:
        ticked = [(record, one.name) for record in group.records for one in record.subject.clean]
        _write(work, block, [(_version_of(record), name, Mark.TICK.value, "", "") for record, name in ticked])
        if ticked:
            names: dict[str, list[str]] = {}
            for record, name in ticked:
                names.setdefault(f"{record.kind}{record.subject.id}", []).append(name)
            work.record(action, block, "cbo", group.group.cbo.subject.id, {"ticked": names})
        count += len(ticked)
    return count


def _version_of(record: Record) -> int:
    if record.waiting is None:
        sentence = _("{name}: no upload stands behind it.", name=record.subject.name)
        raise Invalid([Problem("marks", "no_version", sentence, _("The bookkeeper uploads it again."))])
    return record.waiting.id


def _problems(record: Record, wish: MarkWish, text: str) -> list[Problem]:
    name = record.subject.name
    found = []
    if wish.identifier not in {one.name for one in record.subject.identifiers}:
        found.append(
            Problem(
                "identifier", "mark.none", _("{name} has no such identifier.", name=name), _("Refresh and look again.")
            )
        )
    if wish.mark not in tuple(Mark):
        found.append(Problem("mark", "mark.unknown", _("A mark is TICK or CROSS.")))
    if wish.mark == Mark.CROSS:
        found += remark_problems(wish.remark_code, text, remarks_about(wish.identifier))
    elif wish.remark_code or text:
        found.append(
            Problem("remark", "mark.remark", _("A tick has no remark."), _("Cross it, or leave the remark out."))
        )
    return found


def _write(work: UnitOfWork, block: str, rows: Sequence[_Row]) -> None:
    if not rows:
        return
    table = tables.identifier_mark
    old = delete(table).where(
        table.c.block_code == block, table.c.version_id == bindparam("of"), table.c.identifier == bindparam("named")
    )
    work.connection.execute(old, [{"of": version, "named": identifier} for version, identifier, *_ in rows])
    first = work.next_id("identifier_mark", block, len(rows))
    by, now = work.actor.user_id, work.now
    bulk.insert_rows(
        work.connection, table, _COLUMNS, ((block, first + n, *row, by, now) for n, row in enumerate(rows))
    )
    work.touch(block)
