"""Rejecting: the record goes back to its bookkeeper with coded remarks; a group takes its undecided members along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.commands.verification import Decided, Reject, RemarkWish, Seen
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.fields import FIELDS
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.profiles.remarks import WITH_GROUP, remark_problems, remarks_of
from lokos_tui.domain.text import clean
from lokos_tui.domain.verification.flow import Event, VerdictKind
from lokos_tui.domain.verification.identifiers import BY_NAME, Mark
from lokos_tui.queries.verification.group import load_group
from lokos_tui.services.verification.official import snapshot
from lokos_tui.services.verification.records import Chosen, chosen
from lokos_tui.services.verification.verdicts import move, recheck, write_verdict

if TYPE_CHECKING:
    from lokos_tui.domain.verification.group import Record
    from lokos_tui.services.unit_of_work import UnitOfWork


def reject(work: UnitOfWork, command: Reject) -> Decided:
    """Send the records back, all or none; each needs a remark, or an identifier that was crossed with one."""
    block = command.block_code
    groups = chosen(work, block, _with_members(work, command), Event.REJECT)
    records = [record for group in groups for record in group.records]
    named = {(one.kind, one.id) for one in command.records}
    remarks = {(one.kind, one.subject.id): _remarks(one, command.remarks, groups, named) for one in records}
    problems = [problem for one in records for problem in _problems(one, command.remarks, remarks)]
    if problems:
        raise Invalid(problems)
    first = work.next_id("verdict", block, len(records))
    for number, record in enumerate(records, first):
        before = snapshot(work, block, record.subject.kind, record.subject.id)
        move(work, block, record, Event.REJECT, {})
        given = remarks[record.kind, record.subject.id]
        write_verdict(work, block, number, first, record, VerdictKind.REJECTED, before=before, remarks=given)
    recheck(work, block, records)
    work.touch(block)
    for group in groups:
        rejected = {f"{one.kind}{one.subject.id}": _codes(remarks[one.kind, one.subject.id]) for one in group.records}
        work.record(command.action, block, "cbo", group.group.cbo.subject.id, {"act": first, "rejected": rejected})
    members = sum(1 for record in records if record.kind is RecordKind.MEMBER)
    return Decided(first, members, len(records) - members)


def _with_members(work: UnitOfWork, command: Reject) -> list[Seen]:
    """Return the records to reject: with a group, its undecided members too."""
    records = list(command.records)
    known = {(seen.kind, seen.id) for seen in records}
    for cbo in [seen for seen in command.records if seen.kind == RecordKind.CBO]:
        group = load_group(work.connection, work.actor, command.block_code, cbo.id)
        records += [
            Seen(RecordKind.MEMBER, member.subject.id, member.subject.version)
            for member in group.members
            if member.subject.pending and (RecordKind.MEMBER, member.subject.id) not in known
        ]
    return records


def _remarks(
    record: Record, wishes: tuple[RemarkWish, ...], groups: list[Chosen], named: set[tuple[RecordKind, int]]
) -> list[dict[str, str]]:
    """Return a record's remarks: those given, those of its crosses, and that it goes back with its group."""
    key = (record.kind, record.subject.id)
    remarks = [
        {"field": wish.field, "code": wish.code, "text": clean(wish.text)}
        for wish in wishes
        if (wish.kind, wish.id) == key
    ]
    for identifier, (mark, code, text) in record.marked.items():
        if mark == Mark.CROSS:
            remarks.append({"field": BY_NAME[identifier].fields[0], "code": code, "text": text})
    if not remarks and key not in named and any(record in group.group.members for group in groups):
        remarks.append({"field": "", "code": WITH_GROUP, "text": ""})
    return remarks


def _problems(
    record: Record, wishes: tuple[RemarkWish, ...], remarks: dict[tuple[RecordKind, int], list[dict[str, str]]]
) -> list[Problem]:
    key, name = (record.kind, record.subject.id), record.subject.name
    fitting = remarks_of(record.subject.kind)
    given = [wish for wish in wishes if (wish.kind, wish.id) == key]
    problems = [problem for wish in given for problem in remark_problems(wish.code, clean(wish.text), fitting)]
    fields = {"", *(field.name for field in FIELDS[record.subject.kind])}
    if any(remark["field"] not in fields for remark in remarks[key]):
        problems.append(
            Problem(
                "remark", "remark.field", _("{name} has no such field.", name=name), _("Choose a field of the profile.")
            )
        )
    if record.waiting is None:
        problems.append(Problem("records", "no_version", _("{name}: no upload stands behind it.", name=name), ""))
    if not remarks[key]:
        problems.append(
            Problem("remark", "remark.missing", _("{name}: say why it goes back.", name=name), _("Choose a remark."))
        )
    return problems


def _codes(remarks: list[dict[str, str]]) -> list[str]:
    return [f"{remark['field']}:{remark['code']}" for remark in remarks]
