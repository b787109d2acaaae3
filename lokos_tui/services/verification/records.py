"""The records of a command, read anew inside its transaction and compared with what the operator saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from lokos_tui.db import tables
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Problem
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.flow import Event, after
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
        raise Invalid([Problem("records", "records.none", "Nothing was chosen.", "Choose a record first.")])
    if len(wanted) > MOST:
        raise Invalid([Problem("records", "records.many", f"At most {MOST} records at once.", "Do it in parts.")])


def _groups(work: UnitOfWork, block: str, wanted: dict[tuple[RecordKind, int], int]) -> list[int]:
    """Return the ids of the groups the records belong to, in order. Raises NotFound."""
    member = tables.member
    people = [number for kind, number in wanted if kind == RecordKind.MEMBER]
    query = select(member.c.id, member.c.shg_id).where(member.c.block_code == block, member.c.id.in_(people))
    of = {row.id: row.shg_id for row in work.connection.execute(query)} if people else {}
    if len(of) < len(people) or any(kind not in tuple(RecordKind) for kind, _ in wanted):
        raise NotFound("record.unknown", "There is no such member in your block.", "Go back and refresh.")
    return sorted({*of.values(), *(number for kind, number in wanted if kind == RecordKind.CBO)})


def _require_as_seen(work: UnitOfWork, block: str, record: Record, version: int, event: Event) -> None:
    subject = record.subject
    if subject.version != version:
        raise Conflict(
            "seen.changed",
            f"{subject.name} was changed since you opened it{_who(work, block, record)}.",
            "Refresh and look again.",
        )
    after(subject.bucket, subject.approval if event is Event.APPROVE else event, subject.name)


def _who(work: UnitOfWork, block: str, record: Record) -> str:
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
    return f": {last.verdict.lower()} by {last.decided_by}, {time_of(last.decided_at)}" if last else ""


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
