"""Approving: members first, then the group; everything is judged again here, whatever a screen said."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sqlalchemy import select

from lokos_tui.commands.verification import Approve, Decided
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.opening.states import OpeningState
from lokos_tui.domain.profiles.model import Kind, RecordKind, canonical
from lokos_tui.domain.verification.codes import cbo_code, member_code
from lokos_tui.domain.verification.content import approved_content
from lokos_tui.domain.verification.flow import Event, VerdictKind
from lokos_tui.domain.verification.ready import problems_of
from lokos_tui.services.verification.marks import tick_all_clean
from lokos_tui.services.verification.official import fingerprint, snapshot, write
from lokos_tui.services.verification.records import Chosen, chosen
from lokos_tui.services.verification.verdicts import move, recheck, write_verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lokos_tui.domain.profiles.model import Value
    from lokos_tui.domain.verification.group import Record
    from lokos_tui.services.unit_of_work import UnitOfWork


def approve(work: UnitOfWork, command: Approve) -> Decided:
    """Approve and activate the records, all or none.

    Raises Invalid with every reason of every record, Conflict for one that
    changed since it was seen.
    """
    block = command.block_code
    groups = chosen(work, block, command.records, Event.APPROVE)
    if command.tick_clean and tick_all_clean(work, block, command.action, groups):
        groups = chosen(work, block, command.records, Event.APPROVE)
    problems = [problem for one in groups for problem in problems_of(one.group, one.records, work.policy)]
    if problems:
        raise Invalid(problems, "gate")
    records = [record for group in groups for record in group.records]
    first = work.next_id("verdict", block, len(records))
    codes = []
    for number, (group, record) in enumerate(((one, record) for one in groups for record in one.records), first):
        code = _approve(work, block, number, first, group, record)
        if code:
            codes.append((record.kind, record.subject.id, code))
    work.touch(block)
    for group in groups:
        approved = [f"{record.kind}{record.subject.id}" for record in group.records]
        work.record(command.action, block, "cbo", group.group.cbo.subject.id, {"act": first, "approved": approved})
    members = sum(1 for record in records if record.kind is RecordKind.MEMBER)
    return Decided(first, members, len(records) - members, tuple(codes))


def _approve(work: UnitOfWork, block: str, number: int, act: int, group: Chosen, record: Record) -> str:
    """Make one record official; return the code it was given, '' when it had one."""
    subject = record.subject
    content = approved_content(record.content, record.official, subject.crossed)
    code = "" if subject.code else _code(work, block, subject.kind)
    before = snapshot(work, block, subject.kind, subject.id)
    column = "member_code" if subject.kind is Kind.MEMBER else "code"
    issued = {column: code} if code else {}
    move(work, block, record, subject.approval, {"change_type": "", **issued})
    if record.waiting:
        write(work, block, record, content)
    left = {"after": fingerprint(snapshot(work, block, subject.kind, subject.id))}
    verdict = VerdictKind.APPROVED if record.waiting else VerdictKind.ACTIVATED
    write_verdict(work, block, number, act, record, verdict, before=before | left, issued=code)
    if record.waiting and dict(content) != dict(record.content):
        recheck(work, block, [record])
    _send(work, block, number, group, record, content, code or subject.code or "")
    return code


def _code(work: UnitOfWork, block: str, kind: Kind) -> str:
    """Return a code that was never given; those that the older MIS gave are passed over, also of a load that waits."""
    table, make = (tables.member, member_code) if kind is Kind.MEMBER else (tables.cbo, cbo_code)
    column = table.c.member_code if kind is Kind.MEMBER else table.c.code
    waiting, load = tables.opening_record, tables.opening_load
    waits = select(load.c.id).where(load.c.block_code == block, load.c.state == OpeningState.WAITING).scalar_subquery()
    kinds = (Kind.MEMBER,) if kind is Kind.MEMBER else (Kind.SHG, Kind.VO, Kind.CLF)
    sent = (waiting.c.block_code == block) & (waiting.c.opening_id == waits) & waiting.c.kind.in_(kinds)
    code = make(block, work.next_id(f"{table.name}_code", block))
    taken = select(table.c.id).where(table.c.block_code == block, column == code)
    also = select(waiting.c.id).where(sent, waiting.c.code == code)
    if work.connection.execute(taken.union_all(also).limit(1)).first() is None:
        return code
    return _first_free(work, block, f"{table.name}_code", make)


def _first_free(work: UnitOfWork, block: str, counter: str, make: Callable[[str, int], str]) -> str:
    """Return the next code that is not taken, the counter behind it: an office that moved in has thousands in a row."""
    given: set[str | None] = set()
    for table, column in (
        (tables.cbo, tables.cbo.c.code),
        (tables.member, tables.member.c.member_code),
        (tables.opening_record, tables.opening_record.c.code),
    ):
        given.update(work.connection.execute(select(column).where(table.c.block_code == block)).scalars())
    number = work.next_id(counter, block)
    ahead = next(count for count in itertools.count() if make(block, number + count) not in given)
    if ahead:
        work.next_id(counter, block, ahead)
    return make(block, number + ahead)


def _send(
    work: UnitOfWork, block: str, verdict: int, group: Chosen, record: Record, content: Mapping[str, Value], code: str
) -> None:
    """Put what was approved into the outbox."""
    sent, cbo = record.waiting, group.group.cbo.subject
    table = tables.member if record.kind is RecordKind.MEMBER else tables.cbo
    query = select(table.c.uid).where(table.c.block_code == block, table.c.id == record.subject.id)
    uid = work.connection.execute(query).scalar_one()
    work.connection.execute(
        tables.outbox.insert(),
        {
            "block_code": block,
            "id": work.next_id("outbox", block),
            "verdict_id": verdict,
            "record_kind": record.kind,
            "record_id": record.subject.id,
            "cbo_id": cbo.id,
            "cbo_kind": cbo.kind.value,
            "uid": uid or f"code-{code}",
            "code": code,
            "revision": sent.revision if sent else 1,
            "content": canonical(content),
            "approved_at": work.now,
            "answer": "",
            "answer_reason": "",
        },
    )
