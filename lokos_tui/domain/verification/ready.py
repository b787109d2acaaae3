"""What of a group could be approved now, and why not the rest: the same for the review, bulk acts and the door."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.policy import Policy
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.gates import group_refusals, refusals, warnings
from lokos_tui.domain.verification.group import Group, Record
from lokos_tui.domain.verification.identifiers import Mark

_BEARERS = ("president_name", "secretary_name", "treasurer_name")


@dataclass(frozen=True, slots=True)
class Ready:
    """Members that could be approved now, whether the group could be with them, and every reason against the rest."""

    members: tuple[Record, ...]
    group: bool
    reasons: tuple[Problem, ...]

    @property
    def anything(self) -> bool:
        """True when there is something to approve."""
        return self.group or bool(self.members)


def problems_of(group: Group, records: Sequence[Record], policy: Policy) -> list[Problem]:
    """Return every reason why these records of a group cannot be approved together."""
    reasons = [reason for record in records for reason in refusals(record.subject, group.checker, policy.mandatory)]
    if any(record is group.cbo for record in records):
        taken = {record.subject.id for record in records if record.kind is RecordKind.MEMBER}
        reasons += group_refusals(group.cbo.subject, *counts_after(group.members, taken))
    return reasons


def counts_after(members: Sequence[Record], taken: Collection[int]) -> tuple[int, int]:
    """Return (active, undecided) members of a group once those taken, by id, are approved."""
    active = undecided = 0
    for member in members:
        subject = member.subject
        if subject.id in taken:
            active += member.content.get("life", Life.ACTIVE) == Life.ACTIVE
        else:
            active += bool(subject.code) and subject.active
            undecided += subject.pending
    return active, undecided


def ready(group: Group, policy: Policy) -> Ready:
    """Return what of a group could be approved now."""
    open_members = [member for member in group.members if member.subject.pending or member.subject.to_activate]
    members: list[Record] = []
    reasons: list[Problem] = []
    for member in open_members:
        against = refusals(member.subject, group.checker, policy.mandatory)
        reasons += against
        if not against:
            members.append(member)
    if not group.cbo.subject.pending:
        return Ready(tuple(members), group=False, reasons=tuple(reasons))
    own = problems_of(group, [*members, group.cbo], policy)
    return Ready(tuple(members), not own, (*own, *reasons))


def warnings_of(group: Group, approvable: Ready) -> tuple[str, ...]:
    """Return what is odd about a group as it would be once what is ready is approved."""
    active, _ = counts_after(group.members, {member.subject.id for member in approvable.members})
    bearers = [str(group.cbo.content.get(name, "")) for name in _BEARERS]
    return warnings(group.cbo.subject, active, group.below, bearers)


def ticked(group: Group) -> Group:
    """Return a group as it would be with every clean identifier ticked; nothing is written."""
    return replace(group, cbo=_ticked(group.cbo), members=tuple(_ticked(member) for member in group.members))


def _ticked(record: Record) -> Record:
    subject = record.subject
    marks = {**subject.marks, **{identifier.name: Mark.TICK for identifier in subject.clean}}
    return replace(record, subject=replace(subject, marks=marks))
