"""Many groups decided at once: what becomes of each, by rules that the screen, the command line and a dry run share.

A group is decided whole or stays; one that stays never stops the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.errors import LokosError, Problem
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.remarks import remark_problems, remarks_of
from lokos_tui.domain.verification.gates import Subject, maker_refusal

NOTHING = _("Nothing is to be decided.")


class BulkAct(StrEnum):
    """What is done to many groups."""

    APPROVE = "approve"
    REJECT = "reject"


class Outcome(StrEnum):
    """What will happen, or happened, to a group of many."""

    PLANNED = "will be"
    STAYS = "stays"
    DONE = "done"


OUTCOME_WORDS: Final = {
    Outcome.PLANNED: pgettext("of a group", "will be"),
    Outcome.STAYS: pgettext("of a group", "stays"),
    Outcome.DONE: pgettext("of a group", "done"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """One group of many: the records that are decided on, as they were seen, or why it stays.

    ``number`` is its place among those asked for, from 0. ``why`` says what
    goes along, or why it stays; ``act`` is the act's number once it is done, 0 before.
    """

    number: int
    cbo_id: int
    name: str
    records: tuple[Subject, ...] = ()
    outcome: Outcome = Outcome.PLANNED
    why: str = ""
    kind: str = ""
    code: str = ""
    act: int = 0

    @property
    def of_group(self) -> bool:
        """True when no member is decided on by herself."""
        return not any(record.kind is Kind.MEMBER for record in self.records)


def stays(number: int, cbo: Subject, why: str) -> Fate:
    """Return the fate of a group on which nothing is decided."""
    kind, code = cbo.kind.value, cbo.code or ""
    return Fate(number, cbo.id, cbo.name, outcome=Outcome.STAYS, why=why, kind=kind, code=code)


def approval(
    number: int, cbo: Subject, members: Sequence[Subject], reasons: Sequence[Problem], *, with_group: bool
) -> Fate:
    """Return what approving does to a group: it goes whole, or it stays with every reason against it.

    ``members`` are those that could be approved now, ``with_group`` says that
    the group could be with them, ``reasons`` what is against the rest.
    """
    if reasons or not (members or with_group):
        sentences = dict.fromkeys(reason.sentence for reason in reasons)
        return stays(number, cbo, joined(" ", sentences) if sentences else NOTHING)
    records = (*members, *([cbo] if with_group else []))
    return Fate(
        number,
        cbo.id,
        cbo.name,
        records,
        why=ngettext("with {n} member", "with {n} members", len(members)),
        kind=cbo.kind.value,
        code=cbo.code or "",
    )


def rejection(
    number: int,
    cbo: Subject,
    members: Sequence[Subject],
    checker: Person,
    remarks: Sequence[tuple[str, str]] = (),
) -> Fate:
    """Return what sending back does to a group: its profile takes the undecided members along, else they go alone.

    ``remarks`` are (code, words) where they are known beforehand: a group
    that they do not fit stays.
    """
    waiting = [record for record in (cbo, *members) if record.pending]
    named = [cbo] if cbo.pending else waiting
    if not waiting:
        return stays(number, cbo, NOTHING)
    hers = (refusal for record in waiting if (refusal := maker_refusal(record, checker)))
    unfit = (
        problem
        for record in named
        for code, words in remarks
        for problem in remark_problems(code, words, remarks_of(record.kind))
    )
    refusal = next(hers, None) or next(unfit, None)
    if refusal is not None:
        return stays(number, cbo, refusal.sentence)
    why = ngettext("{n} record goes back", "{n} records go back", len(waiting))
    return Fate(number, cbo.id, cbo.name, tuple(named), why=why, kind=cbo.kind.value, code=cbo.code or "")


def carried_out(fates: Iterable[Fate], send: Callable[[Fate], int]) -> Iterator[Fate]:
    """Carry out each fate that is planned, one by one, and give what became of it; those that stay are left alone.

    ``send`` decides on one group and returns the act's number. Whatever
    refuses it is that group's outcome, and the rest goes on.
    """
    for fate in fates:
        if fate.outcome is not Outcome.PLANNED:
            continue
        try:
            act = send(fate)
        except LokosError as error:
            yield replace(fate, outcome=Outcome.STAYS, records=(), why=joined(" ", (error.sentence, error.hint)))
        else:
            yield replace(fate, outcome=Outcome.DONE, records=(), act=act)


def decided_words(act: BulkAct, count: int, *, done: bool) -> str:
    """Return how many groups were decided, or will be: '3 are approved', '1 will be rejected'."""
    if act is BulkAct.APPROVE:
        if done:
            return ngettext("{n} is approved", "{n} are approved", count)
        return ngettext("{n} will be approved", "{n} will be approved", count)
    if done:
        return ngettext("{n} is rejected", "{n} are rejected", count)
    return ngettext("{n} will be rejected", "{n} will be rejected", count)


def worst_first(fates: Iterable[Fate]) -> tuple[Fate, ...]:
    """Return fates with those that stay before the others, each in the order asked for."""
    return tuple(sorted(fates, key=lambda fate: (fate.outcome is not Outcome.STAYS, fate.number)))
