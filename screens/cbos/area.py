"""SHGs, VOs and CLFs: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.text import counted
from screens.shared.readings import BLOCK
from screens.shared.sections import MANAGER, OFFICE, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.office.home import HomeCounts


def _cbos(counts: HomeCounts) -> Cells:
    every = counts.shgs + counts.vos + counts.clfs
    return grouped(every), f"{grouped(counts.shgs_linked)} of {counted(counts.shgs, 'SHG')} linked"


ROUTES: Final = {"cbos": "cbos.list:CbosScreen", "cbo": "cbos.history:CboScreen"}
SECTIONS: Final = (
    Section(
        home=OFFICE, place=20, action="home.cbos", name="SHGs, VOs, CLFs", help="Who keeps whose books.",
        route="cbos", label="SHGs, VOs and CLFs", permission=Permission.CBOS_VIEW, counted=BLOCK.cells(_cbos),
    ),
    Section(
        home=MANAGER, place=80, action="home.cbos", name="SHGs, VOs, CLFs", help="Who keeps whose books.",
        route="cbos", label="SHGs, VOs and CLFs", permission=Permission.CBOS_VIEW,
    ),
)  # fmt: skip
