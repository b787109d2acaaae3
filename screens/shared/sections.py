"""The sections of the first screens as their areas register them, and what is counted for them.

Read at every start: nothing here, nor in the areas' ``area`` modules, imports a query before it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.registered import area_modules
from lokos_tui.ui.frame.actions import key_name

if TYPE_CHECKING:
    from lokos_tui.context import Context

OFFICE: Final = "home"
"""The first screen of the Block Admin and the block's thematic users."""
MANAGER: Final = "home_manager"
"""The block manager's first screen."""
OWN: Final = "home_own"
"""The first screen of bookkeepers and approvers: their own CBOs."""
ABOVE: Final = "home_above"
"""The first screen of staff above the blocks: their blocks in numbers."""
LEAD: Final = "full_stop"
"""The key before the digit of a section beyond the tenth."""
_DIGITS: Final = "1234567890"

Numbers = TypeVar("Numbers")
Cells = tuple[str, str]
"""How many, and what stands out, as a line of the first screen shows them."""


@dataclass(frozen=True, eq=False)
class Reading(Generic[Numbers]):
    """What is counted once for one or more sections, in a thread.

    ``read`` gets what it gave last time (None at first). ``permission`` is
    what its query asks for; who lacks it, or stands above the blocks, reads
    nothing. ``status`` gives words for the status line, '' for none.
    """

    read: Callable[[Context, Numbers | None], Numbers]
    permission: Permission
    status: Callable[[Numbers], str] = field(default=lambda _: "")

    def cells(self, say: Callable[[Numbers], Cells]) -> Counted:
        """Return how a section says what was read."""
        return Counted(self, say)


@dataclass(frozen=True, slots=True)
class Counted:
    """A reading, and how one section says it."""

    reading: Reading[Any]
    say: Callable[[Any], Cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of one first screen.

    ``home`` is that screen's route, ``place`` its order there (lowest first):
    the first ten have the digits, those after them ``.`` and a digit, unless
    ``key`` names one. ``action`` is the action's stable id, ``name`` and
    ``help`` its words in palette and help, ``label`` and ``remark`` those of
    its line ('' as label: a key without a line). ``route`` and ``params`` open it.
    A section that is ``only_counted`` has a line while there is something to count; its key always works.
    """

    home: str
    place: int
    action: str
    name: str
    help: str
    route: str
    label: str = ""
    remark: str = ""
    permission: Permission | None = None
    of_one_block: bool = False
    counted: Counted | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    only_counted: bool = False


def registered(home: str) -> tuple[Section, ...]:
    """Return the sections that the areas registered for a first screen, in no order."""
    return tuple(one for area in area_modules("screens") for one in area.SECTIONS if one.home == home)


def section_key(home: str, action: str) -> str:
    """Return the key that opens a section of a first screen, as it is shown; '' for one that is not there."""
    found = (key for key, one in keyed(registered(home)).items() if one.action == action)
    return key_name(next(found, ""))


def keyed(sections: Iterable[Section]) -> dict[str, Section]:
    """Return sections by key in their order: a digit, or the lead and a digit ('full_stop 1').

    Raises ValueError for two at one place, and for more than there are keys.
    """
    ordered = sorted(sections, key=lambda one: one.place)
    places = [one.place for one in ordered]
    if len(set(places)) < len(places):
        raise ValueError(f"two sections at one place: {places}")
    free = iter([*_DIGITS, *(f"{LEAD} {digit}" for digit in _DIGITS)])
    found: dict[str, Section] = {}
    for one in ordered:
        key = one.key or next(free, "")
        if not key or key in found:
            raise ValueError(f"no key for the section {one.action}")
        found[key] = one
    return found
