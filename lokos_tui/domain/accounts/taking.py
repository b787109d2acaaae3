"""Taking a role of an account away, and what that frees. Pure.

A role that was taken keeps its row, so that every history still names it; its
links end. An account keeps at least one role: one that shall do nothing is
inactivated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lokos_tui.domain.accounts.roles import CboType, Role, label_of
from lokos_tui.domain.errors import Conflict, LokosError, NotFound
from lokos_tui.domain.links.rules import kind_of, number_of
from lokos_tui.domain.message import _, joined

TAKEN = "role taken away"
"""Why a link ended, as it is kept with the link, when its role was taken away."""
GIVEN_BACK = "role given back"
"""Why a link began, as it is kept with the link, when its role was given back."""


class Held(NamedTuple):
    """An active role of an account."""

    role_id: int
    role: Role


def first_of(held: Sequence[Held]) -> Held | None:
    """Return the role that lists show of an account: the one it was given first; None when it has none."""
    return min(held, default=None)


def why_not_taken(role_id: int, held: Sequence[Held], user_id: str) -> LokosError | None:
    """Return why a role cannot be taken from an account that holds these; None when it can."""
    mine = next((one for one in held if one.role_id == role_id), None)
    if mine is None:
        return NotFound(
            "role.unknown", _("{user_id} does not hold this role.", user_id=user_id), _("Refresh and look again.")
        )
    if len(held) == 1:
        return Conflict(
            "role.last",
            _("{role} is the only role of {user_id}.", role=label_of(mine.role), user_id=user_id),
            _("Inactivate the account instead, or add the other role first."),
        )
    return None


def frees(role: Role, links: int, cluster: str = "") -> str:
    """Return what taking a role away frees, as it is said before: its links by number; a cluster is kept for her.

    ``cluster`` names the CLF whose cluster a block manager was narrowed to.
    """
    kind = kind_of(role)
    if kind is not None and links:
        freed = _("Taking {role} away frees {cbos}.", role=label_of(role), cbos=number_of(kind, links))
    else:
        freed = _("Taking {role} away frees no links.", role=label_of(role))
    kept = _("Given again, it holds for the cluster {cluster} alone, as now.", cluster=cluster) if cluster else ""
    return joined(" ", (freed, kept))


def freed_words(role: Role, links: int) -> str:
    """Return what taking a role away has freed: '3 VOs freed', or that nothing was."""
    kind = kind_of(role) or CboType.SHG
    return _("{cbos} freed", cbos=number_of(kind, links)) if links else _("no links freed")
