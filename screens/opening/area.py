"""Opening loads: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, pgettext
from screens.shared.sections import MANAGER, OFFICE, Cells, Reading, Section

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.opening.loads import OpeningLoadRow


def _read_waiting(ctx: Context, _known: OpeningLoadRow | None) -> OpeningLoadRow | None:
    from lokos_tui.queries.opening.loads import waiting_opening

    return ctx.read(waiting_opening, ctx.actor.area.scope)


def _waits(row: OpeningLoadRow | None) -> Cells:
    from lokos_tui.queries.opening.fields import brought

    return ("", "") if row is None else (grouped(1), brought(row.counts))


_WAITING: Final = Reading(_read_waiting, Permission.PROFILES_VERIFY)
"""The opening load that waits for the block manager; None for none."""
ROUTES: Final = {
    "openings": "opening.list:OpeningsScreen",
    "opening": "opening.load:OpeningScreen",
    "opening_sample": "opening.sample:SampleScreen",
    "opening_duplicates": "opening.duplicates:OpeningDuplicatesScreen",
}
REACHED: Final = {
    "opening": (("openings", "openings.open"),),
    "opening_sample": (("opening", "opening.sample"),),
    "opening_duplicates": (("opening", "opening.duplicates"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=OFFICE, place=85, action="home.openings", name=pgettext("key", "opening loads"),
        help=_("Official profiles of an existing office."), route="openings",
        permission=Permission.OPENING_LOAD, of_one_block=True, key="o",
    ),
    Section(
        home=MANAGER, place=55, action="home.openings", name=pgettext("key", "opening loads"),
        help=_("Official profiles of an existing office, accepted as a whole."), route="openings",
        label=_("Opening load to accept"), permission=Permission.PROFILES_VERIFY, of_one_block=True, key="o",
        counted=_WAITING.cells(_waits), only_counted=True,
    ),
)  # fmt: skip
