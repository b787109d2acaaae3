"""Links: their screen; it is opened from a user, not from a first screen."""

from __future__ import annotations

from typing import Final

from screens.shared.sections import Section

ROUTES: Final = {"links": "links.screen:LinkingScreen"}
REACHED: Final = {
    "links": (("users", "users.links"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final[tuple[Section, ...]] = ()
