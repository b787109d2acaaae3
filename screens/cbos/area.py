"""SHGs, VOs and CLFs: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from screens.shared.readings import BLOCK, MINE
from screens.shared.sections import ABOVE, MANAGER, OFFICE, OWN, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.own import OwnCounts
    from lokos_tui.queries.office.home import HomeCounts


def _cbos(counts: HomeCounts) -> Cells:
    shgs = ngettext("{n} SHG", "{n} SHGs", counts.shgs)
    linked = _("{linked} of {shgs} linked", linked=grouped(counts.shgs_linked), shgs=shgs)
    above = joined(", ", (ngettext("{n} VO", "{n} VOs", counts.vos), ngettext("{n} CLF", "{n} CLFs", counts.clfs)))
    return grouped(counts.shgs), joined("; ", (linked, above))


def _own(counts: OwnCounts) -> Cells:
    waiting = counts.waiting
    told = ngettext("{n} record waits", "{n} records wait", waiting) if waiting else ""
    return grouped(counts.cbos), told


ROUTES: Final = {
    "cbos": "cbos.list:CbosScreen",
    "cbo": "cbos.history:CboScreen",
    "own_cbos": "cbos.own:OwnCbosScreen",
}
REACHED: Final = {
    "cbo": (("cbos", "cbos.open"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=OFFICE, place=20, action="home.cbos", name=pgettext("key", "SHGs, VOs, CLFs"),
        help=_("Who keeps whose books."),
        route="cbos", label=_("SHGs, VOs and CLFs"), permission=Permission.CBOS_VIEW, counted=BLOCK.cells(_cbos),
    ),
    Section(
        home=ABOVE, place=20, action="home.cbos", name=pgettext("key", "SHGs, VOs, CLFs"),
        help=_("Who keeps whose books."),
        route="cbos", label=_("SHGs, VOs and CLFs"), permission=Permission.CBOS_VIEW,
    ),
    Section(
        home=OWN, place=10, action="home.own", name=pgettext("key", "my CBOs"),
        help=_("What you are linked to, and how it stands."),
        route="own_cbos", label=_("My CBOs"), permission=Permission.CBOS_OWN, counted=MINE.cells(_own),
    ),
    Section(
        home=MANAGER, place=80, action="home.cbos", name=pgettext("key", "SHGs, VOs, CLFs"),
        help=_("Who keeps whose books."),
        route="cbos", label=_("SHGs, VOs and CLFs"), permission=Permission.CBOS_VIEW,
    ),
)  # fmt: skip
