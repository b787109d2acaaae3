"""Taking a save of links back: which links end, which are made again, and who gets back what was taken over. Pure.

What a save linked is unlinked, what it unlinked is linked again, and what it took over goes back to who kept it
before, with the role that keeps such books today. The role's own links come first, then each keeper's, in the order
of the save.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lokos_tui.domain.accounts.roles import BOOKKEEPER_OF, CboType
from lokos_tui.domain.links.rules import may_be_linked, number_of
from lokos_tui.domain.message import _


class Keeper(NamedTuple):
    """An account, and its role that CBOs are linked to; None: it has no role to keep such a CBO with now."""

    account: int
    role_id: int | None


class HeldRole(NamedTuple):
    """A role of an account, with the states of both as they are stored."""

    role_id: int
    role: str
    status: str
    account_status: str


class Step(NamedTuple):
    """CBO ids that a keeper gets, and those that leave; what a keeper without a role would get stays where it is."""

    keeper: Keeper
    link: tuple[int, ...] = ()
    unlink: tuple[int, ...] = ()


class GoesBack(NamedTuple):
    """A CBO of a kind ('SHG', 'VO', 'CLF') that goes back to who kept it before it was taken over."""

    name: str
    user_id: str
    kind: str


def has_again(back: Iterable[GoesBack]) -> tuple[str, ...]:
    """Return who has how many CBOs again, one sentence for each keeper and kind."""
    return tuple(
        _("{name} ({user_id}) has {cbos} again.", name=one.name, user_id=one.user_id, cbos=number_of(one.kind, count))
        for one, count in Counter(back).items()
    )


def role_to_keep(kind: CboType, held: Iterable[HeldRole]) -> int | None:
    """Return the id of the role with which an account keeps the books of a kind of CBO; None when it may not now.

    ``held`` are the roles of one account; at most one active role of a kind is among them.
    """
    fit = (one for one in held if one.role == BOOKKEEPER_OF[kind] and may_be_linked(one.account_status, one.status))
    return next((one.role_id for one in fit), None)


def steps_back(
    own: Keeper, linked: Sequence[int], unlinked: Sequence[int], moved: Mapping[int, Keeper]
) -> tuple[Step, ...]:
    """Return what undoes a save of ``own`` links, in the order in which it is done.

    ``linked``, ``unlinked`` and the keys of ``moved`` are the CBO ids of the save; ``moved`` names for each CBO that
    was taken over who kept it before.
    """
    back: dict[Keeper, list[int]] = {}
    for cbo, keeper in moved.items():
        back.setdefault(keeper, []).append(cbo)
    own_steps = (Step(own, link=tuple(unlinked), unlink=tuple(linked)),) if linked or unlinked else ()
    return (*own_steps, *(Step(keeper, link=tuple(cbos)) for keeper, cbos in back.items()))
