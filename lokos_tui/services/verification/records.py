"""The records of a command, read anew inside its transaction and compared with what the operator saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from lokos_tui.db import tables
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import Event, VerdictKind, after
from lokos_tui.domain.verification.gates import maker_refusal
from lokos_tui.domain.verification.group import Group, Record
from lokos_tui.queries.verification.group import load_group

if TYPE_CHECKING:
    from lokos_tui.commands.verification import Seen
    from lokos_tui.services.unit_of_work import UnitOfWork

MOST = 2_000
"""Records of one act."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A group and those of its records that a command names, members first."""

    group: Group
    records: tuple[Record, ...]


def chosen(work: UnitOfWork, block: str, seen: Iterable[Seen], event: Event) -> list[Chosen]:
    """Return the records by group, as they stand now.

    Raises NotFound for one that is not there, Conflict for one that changed
    since it was seen or cannot take the event, Invalid for one the actor had a
    hand in.
    """
    wanted = {(one.kind, one.id): one.version for one in seen}
    _require_some(wanted)
    found = []
    for cbo_id in _groups(work, block, wanted):
        group = load_group(work.connection, work.actor, block, cbo_id)
        named = [record for record in group.records if (record.kind, record.subject.id) in wanted]
        for record in named:
            _require_as_seen(work, block, record, wanted[record.kind, record.subject.id], event)
        found.append(Chosen(group, (*(one for one in named if one.kind is RecordKind.MEMBER), *_cbo_of(group, named))))
    _require_not_hers(found)
    return found


def _cbo_of(group: Group, named: list[Record]) -> Iterator[Record]:
    if group.cbo in named:
        yield group.cbo


def _require_some(wanted: dict[tuple[RecordKind, int], int]) -> None:
    if not wanted:
        raise Invalid([Problem("records", "records.none", _("Nothing was chosen."), _("Choose a record first."))])
    if len(wanted) > MOST:
        raise Invalid(
            [Problem("records", "records.many", _("At most {most} records at once.", most=MOST), _("Do it in parts."))]
        )


def _groups(work: UnitOfWork, block: str, wanted: dict[tuple[RecordKind, int], int]) -> list[int]:
    """Return the ids of the groups the records belong to, in order. Raises NotFound."""
    member = tables.member
    people = [number for kind, number in wanted if kind == RecordKind.MEMBER]
    query = select(member.c.id, member.c.shg_id).where(member.c.block_code == block, member.c.id.in_(people))
    of = {row.id: row.shg_id for row in work.connection.execute(query)} if people else {}
    if len(of) < len(people) or any(kind not in tuple(RecordKind) for kind, _number in wanted):
        raise NotFound("record.unknown", _("There is no such member in your block."), _("Go back and refresh."))
    return sorted({*of.values(), *(number for kind, number in wanted if kind == RecordKind.CBO)})


def _require_as_seen(work: UnitOfWork, block: str, record: Record, version: int, event: Event) -> None:
    subject = record.subject
    if subject.version != version:
        raise _changed(work, block, record)
    after(subject.bucket, subject.approval if event is Event.APPROVE else event, subject.name)


def _changed(work: UnitOfWork, block: str, record: Record) -> Conflict:
    """Return the refusal of a record that is not as it was seen: who decided on it last, and what."""
    verdict = tables.verdict
    query = (
        select(verdict.c.decided_by, verdict.c.decided_at, verdict.c.verdict)
        .where(
            verdict.c.block_code == block,
            verdict.c.record_kind == record.kind,
            verdict.c.record_id == record.subject.id,
            verdict.c.undone_at.is_(None),
        )
        .order_by(verdict.c.id.desc())
        .limit(1)
    )
    last = work.connection.execute(query).first()
    facts = {"name": record.subject.name}
    if last is not None:
        facts |= {"user_id": last.decided_by, "at": time_of(last.decided_at)}
    if last is None:
        sentence = _("{name} was changed since you opened it.", **facts)
    elif last.verdict == VerdictKind.REJECTED:
        sentence = _("{name} was changed since you opened it: rejected by {user_id}, {at}.", **facts)
    elif last.verdict == VerdictKind.ACTIVATED:
        sentence = _("{name} was changed since you opened it: activated by {user_id}, {at}.", **facts)
    else:
        sentence = _("{name} was changed since you opened it: approved by {user_id}, {at}.", **facts)
    return Conflict("seen.changed", sentence, _("Refresh and look again."))


def _require_not_hers(found: list[Chosen]) -> None:
    """Refuse before anything else what the actor made, loaded, or made with her other account."""
    problems = [
        problem
        for one in found
        for record in one.records
        if (problem := maker_refusal(record.subject, one.group.checker)) is not None
    ]
    if problems:
        raise Invalid(problems, "maker")
