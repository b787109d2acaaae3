"""My task above the blocks: what may be done there, and every block of the area, or every district, in numbers."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.queries.office.area_fields import AREA_ON_SCREEN
from lokos_tui.queries.office.areas import AreaRow, area_numbers, by_district, total
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.lines import Rule
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.office.home_base import Home
from screens.shared.sections import ABOVE


class AboveHomeScreen(Home):
    """The sections, and below them the blocks in numbers; Tab goes from one to the other."""

    CSS = "AboveHomeScreen #sections { height: 7; }"
    HOME: ClassVar = ABOVE
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("home.level", "d", pgettext("key", "districts or blocks"), _("The numbers by district, or by block."),
               Permission.REPORTS_VIEW, priority=5),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.blocks: tuple[AreaRow, ...] | None = None
        self.by_district = False

    def compose_body(self) -> ComposeResult:
        """Compose the sections and the blocks."""
        yield from super().compose_body()
        yield Rule(_("Blocks in numbers"), id="level")
        yield PagedTable[AreaRow](
            columns_of(AREA_ON_SCREEN),
            cells=cells_of(AREA_ON_SCREEN),
            full=full_of(AREA_ON_SCREEN),
            row_id=lambda row: row.code,
            empty=_("There is no block in your area yet. r reads again."),
            markable=False,
            id="areas",
        )

    def action_refresh(self) -> None:
        """Count again."""
        ctx: Context = context_of(self)
        if self.blocks is None:
            self.set_status(READING)
        self.run_read(lambda: ctx.read(area_numbers), self._show_areas, group="areas")

    def _show_areas(self, rows: tuple[AreaRow, ...]) -> None:
        self.blocks = rows
        self._show_sections()
        self.set_status(area_status(rows))
        self._show_level()

    def _show_level(self) -> None:
        rows = by_district(self.blocks or ()) if self.by_district else self.blocks or ()
        places = {row.code: place for place, row in enumerate(rows)}
        self.query_one(Rule).show(
            _("Districts in numbers   Tab goes there, d: blocks")
            if self.by_district
            else _("Blocks in numbers   Tab goes there, d: districts")
        )
        source = list_source(rows, lambda row: (places[row.code], places[row.code]))
        self.query_one("#areas", PagedTable).show_source(source, keep_place=True)

    def action_level(self) -> None:
        """Show districts instead of blocks, or blocks again."""
        self.by_district = not self.by_district
        self._show_level()

    @on(RowActivated, "#areas")
    def _open_area(self, event: RowActivated) -> None:
        row: AreaRow = event.row
        self.app.push_screen(TextScreen(row.block or row.district, area_lines(row)))


def area_status(rows: tuple[AreaRow, ...]) -> str:
    """Return the sums of an area in one line."""
    sums = total(rows)
    return joined("   ", (
        ngettext("{n} block", "{n} blocks", len(rows)),
        ngettext("{n} user", "{n} users", sums.users),
        ngettext("{n} SHG", "{n} SHGs", sums.shgs),
        _("{share} % linked", share=sums.share),
        ngettext("{n} profile waits", "{n} profiles wait", sums.waiting),
    ))  # fmt: skip


def area_lines(row: AreaRow) -> tuple[str, ...]:
    """Return everything that is counted of a block or district, a sentence a line."""
    cbos = joined(", ", (
        ngettext("{n} SHG", "{n} SHGs", row.shgs), ngettext("{n} VO", "{n} VOs", row.vos),
        ngettext("{n} CLF", "{n} CLFs", row.clfs),
    ))  # fmt: skip
    return (
        joined(", ", (row.district, row.state)),
        _("Users: {n}", n=grouped(row.users)),
        _("CBOs: {cbos}; {linked} have a bookkeeper ({share} %)", cbos=cbos, linked=grouped(row.linked),
          share=row.share),
        _("Profiles that wait for the block manager: {n}", n=grouped(row.waiting)),
        _("Profiles approved: {n}", n=grouped(row.approved)),
        _("Profiles rejected: {n}", n=grouped(row.rejected)),
        _("Profiles with bookkeepers, or incomplete: {n}", n=grouped(row.open)),
        _("Members that wait: {n}", n=grouped(row.members_waiting)),
    )  # fmt: skip
