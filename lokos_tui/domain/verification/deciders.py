"""Who is left to decide when a block manager loads a bundle: whoever loads it never approves what is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _, joined, ngettext

CODE = "upload.decider"
"""The code of a refusal because nobody else could decide."""
_RULE = _("Whoever loads a bundle cannot approve what is in it.")
_INSTEAD = _("The Block Admin, a Block Thematic user or the bookkeeper herself loads it.")


class Manager(NamedTuple):
    """An active block manager, and the id of the CLF whose cluster she is narrowed to (0: the whole block)."""

    person: Person
    clf: int = 0


class Others(NamedTuple):
    """How many other people may decide: in the whole block, and in one cluster each."""

    whole: int
    cluster: int


def is_manager(me: Person, managers: Iterable[Manager]) -> bool:
    """True when somebody is, by this account or another of hers, one of these block managers."""
    return any(one.person.is_same(me) for one in managers)


def beside(hands: Sequence[Person], managers: Iterable[Manager]) -> tuple[Manager, ...]:
    """Return the block managers who are none of these people."""
    return tuple(one for one in managers if not any(one.person.is_same(hand) for hand in hands))


def counted(mine: int, managers: Iterable[Manager]) -> Others:
    """Return how many people these managers are, for somebody narrowed to the cluster ``mine`` (0: the whole block).

    Two accounts of one mobile are one person; for somebody narrowed, another cluster's manager decides nothing.
    """
    found = [one for one in managers if not mine or one.clf in (0, mine)]
    whole = _people(one.person for one in found if not one.clf)
    wholly = [one.person for one in found if not one.clf]
    part = _people(one.person for one in found if one.clf and not any(one.person.is_same(other) for other in wholly))
    return Others(whole, part)


def _people(persons: Iterable[Person]) -> int:
    """Return how many people some accounts are: whoever shares a mobile with one of a group belongs to it."""
    groups: list[list[Person]] = []
    for person in persons:
        same = [group for group in groups if any(person.is_same(one) for one in group)]
        groups = [group for group in groups if group not in same]
        groups.append([person, *(one for group in same for one in group)])
    return len(groups)


def may_decide(managers: Iterable[Manager], clf: int | None, hands: Sequence[Person]) -> bool:
    """True when one of these managers may decide on a record of a cluster in which these people had a hand."""
    return any(one.clf in (0, clf) for one in beside(hands, managers))


def question(others: Others) -> str:
    """Return what is asked, or said, before a block manager loads a bundle that others can decide on."""
    if others.whole:
        who = ngettext("{n} other block manager can.", "{n} other block managers can.", others.whole)
    else:
        who = ngettext(
            "{n} other block manager can, in her cluster alone.",
            "{n} other block managers can, each in her cluster alone.",
            others.cluster,
        )
    return joined(" ", (_RULE, who))


def why_not(others: Others) -> Refused | None:
    """Return why a block manager does not load bundles here: nobody else could decide; None when somebody can."""
    if others.whole or others.cluster:
        return None
    return Refused(CODE, joined(" ", (_RULE, _("Nobody else here could."))), _INSTEAD)


def left_alone(name: str, more: int) -> Refused:
    """Return why a bundle is not loaded by this block manager: on this record, and ``more``, nobody could decide."""
    named = (
        ngettext("{name} and {n} other record could be decided by nobody else.",
                 "{name} and {n} other records could be decided by nobody else.", more, name=name)
        if more
        else _("{name} could be decided by nobody else.", name=name)
    )  # fmt: skip
    return Refused(CODE, joined(" ", (_RULE, named)), _INSTEAD)
