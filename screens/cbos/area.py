"""SHGs, VOs and CLFs: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, ngettext, pgettext
from screens.shared.readings import BLOCK
from screens.shared.sections import MANAGER, OFFICE, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.office.home import HomeCounts


def _cbos(counts: HomeCounts) -> Cells:
    every = counts.shgs + counts.vos + counts.clfs
    shgs = ngettext("{n} SHG", "{n} SHGs", counts.shgs)
    return grouped(every), _("{linked} of {shgs} linked", linked=grouped(counts.shgs_linked), shgs=shgs)


ROUTES: Final = {"cbos": "cbos.list:CbosScreen", "cbo": "cbos.history:CboScreen"}
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
        home=MANAGER, place=80, action="home.cbos", name=pgettext("key", "SHGs, VOs, CLFs"),
        help=_("Who keeps whose books."),
        route="cbos", label=_("SHGs, VOs and CLFs"), permission=Permission.CBOS_VIEW,
    ),
)  # fmt: skip
