"""Loads: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, pgettext
from screens.shared.readings import BLOCK
from screens.shared.sections import MANAGER, OFFICE, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.office.home import HomeCounts


def _loads(counts: HomeCounts) -> Cells:
    return grouped(counts.batches), ""


ROUTES: Final = {
    "load": "loads.load:LoadScreen",
    "load_check": "loads.check:CheckScreen",
    "batches": "loads.batches:BatchesScreen",
    "batch": "loads.batch:BatchScreen",
}
REACHED: Final = {
    "load_check": (("load", "load.check"),),
    "batch": (("batches", "batches.open"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=OFFICE, place=30, action="home.load", name=pgettext("key", "load"),
        help=_("Load a workbook from the inbox."), route="load",
        label=_("Load a workbook (Excel)"), remark=_("from the inbox"), permission=Permission.LINKS_IMPORT,
        of_one_block=True,
    ),
    Section(
        home=OFFICE, place=40, action="home.batches", name=pgettext("key", "loads"),
        help=_("What was loaded, and taking it back."),
        route="batches", label=_("Loads made, and undo"), permission=Permission.LINKS_VIEW, of_one_block=True,
        counted=BLOCK.cells(_loads),
    ),
    Section(
        home=MANAGER, place=110, action="home.batches", name=pgettext("key", "loads"),
        help=_("What was loaded."), route="batches",
        permission=Permission.LINKS_VIEW, of_one_block=True, key="b",
    ),
)  # fmt: skip
