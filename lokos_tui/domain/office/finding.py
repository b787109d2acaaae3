"""Who finds what with one text: each kind of record is found by whoever may see its own list."""

from __future__ import annotations

from typing import Final

from lokos_tui.domain.accounts.permissions import Actor, Permission

MOST: Final = 20
"""Records of one kind that are shown."""
LEAST: Final = 2
"""Letters that are needed; of digits alone, one more."""
LEAST_DIGITS: Final = 3
KINDS: Final = ("USER", "SHG", "VO", "CLF", "MEMBER", "LOAD", "UPLOAD")
"""What is found, in the order in which it is shown."""
LISTS: Final = (
    Permission.USERS_VIEW,
    Permission.CBOS_VIEW,
    Permission.PROFILES_VERIFY,
    Permission.DUPLICATES_VIEW,
    Permission.LINKS_VIEW,
    Permission.PROFILES_UPLOAD,
)
"""The permissions of the lists whose records are found."""


def may_find(actor: Actor) -> bool:
    """True for whoever may see one of the lists."""
    return any(actor.may(permission) for permission in LISTS)
