"""The SHGs, VOs and CLFs of a block, and who keeps whose books."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.links.rules import number_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Count, Page, PageRequest
from lokos_tui.queries.cbos.fields import ON_SCREEN, SORTS
from lokos_tui.queries.cbos.list import CboFilters, CboRow, cbo_count, cbo_page
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.filtered import Filtered
from lokos_tui.ui.filter.values import settled
from lokos_tui.ui.filter.words import FilterWords
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.block_choice import with_block
from screens.shared.empty import no_cbos
from screens.shared.place_words import PLACE_WORDS, PlaceBook, read_places

_LINKED: Final = {"yes": _("with a bookkeeper"), "no": _("without a bookkeeper")}


class CbosScreen(Filtered[None]):
    """One kind of CBO at a time; Enter tells who kept its books."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("cbos.open", "enter", pgettext("key", "open"), _("Who keeps its books, and before her."), priority=1),
        Action("cbos.kind", "t", pgettext("key", "kind"), _("Show the next kind."), priority=10),
        Action("cbos.linked", "w", pgettext("key", "free"), _("All, without, with a bookkeeper."), priority=20),
        FILTER_ACTION,
    )

    def __init__(self, block_code: str | None = None) -> None:
        super().__init__()
        self.block_code = block_code
        self.filters = CboFilters("")
        self.places = PlaceBook()
        self.words = FilterWords()

    def compose_body(self) -> ComposeResult:
        """Compose filter and list; the list waits until the block is known."""
        yield FilterBar(PLACE_WORDS)
        yield PagedTable[CboRow](
            columns_of(ON_SCREEN),
            cells=cells_of(ON_SCREEN),
            row_id=lambda row: row.id,
            sorts=SORTS,
            markable=False,
        )

    def on_mount(self) -> None:
        """Ask for the block where it is not known."""
        self.set_title(_("CBOs"))
        if reason := host_of(self).why_not_permitted(Permission.CBOS_VIEW):
            self.refuse(reason)
        else:
            with_block(self, self.block_code, self._show_block)

    def _show_block(self, code: str, name: str) -> None:
        self.block_code = code
        self.filters = CboFilters(code)
        self.set_title(name, _("CBOs"))
        self._show()
        self.query_one(PagedTable).focus()
        ctx = context_of(self)
        self.run_read(lambda: read_places(ctx, code), self._take_places, group="places", on_error=lambda _: None)

    def _take_places(self, places: PlaceBook) -> None:
        self.places = places

    def _show(self) -> None:
        """Read list and count for the filters in force."""
        found = settled(self.words, self.places.known)
        if found.unknown:
            self.say(_("Not filtered: {unknown}.", unknown=found.unknown), "warn")
        ids = self.places.ids(found)
        self.filters = filters = replace(self.filters, search=found.free, **ids)  # type: ignore[arg-type]
        said = joined("   ", (_LINKED.get(filters.linked, ""), found.said))
        ctx = context_of(self)
        empty = no_cbos(ctx.actor, filtered=bool(said))
        self.query_one(PagedTable).show_source(self._page, empty=empty)
        self.run_read(lambda: ctx.read(cbo_count, filters), lambda count: self._say_count(count, said), group="count")

    def _say_count(self, count: Count, said: str) -> None:
        self.set_status(joined("   ", (number_of(self.filters.cbo_type, count), said)))

    def _page(self, request: PageRequest) -> Page[CboRow]:
        return context_of(self).read(cbo_page, self.filters, request)

    def action_kind(self) -> None:
        """Show the next kind of CBO."""
        kinds = [kind.value for kind in CboType]
        place = kinds.index(self.filters.cbo_type) + 1
        self.filters = replace(self.filters, cbo_type=kinds[place % len(kinds)])
        self._show()

    def action_linked(self) -> None:
        """Show those without a bookkeeper, then those with one, then all."""
        after = {"": "no", "no": "yes", "yes": ""}
        self.filters = replace(self.filters, linked=after[self.filters.linked])
        self._show()

    def action_open(self) -> None:
        """Open the CBO under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "cbo", block_code=self.block_code, cbo_id=event.row.id)

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.words = event.words
        self._show()
