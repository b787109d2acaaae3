"""My CBOs: what a bookkeeper or approver is linked to, where each profile is, and what of it went back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.verification.flow import BUCKET_WORDS, Bucket
from lokos_tui.queries.cbos.own import SORTS, OwnCounts, OwnRow, own_counts, own_page
from lokos_tui.queries.cbos.own_fields import OWN_ON_SCREEN
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.filtered import Filtered
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable

_NOBODY_S = _("You are linked to no CBO yet; the Block Admin links them. r reads again, Esc goes back.")
_NO_MATCH = _("None of your CBOs matches. / changes the search.")


def own_words(counts: OwnCounts) -> str:
    """Return how one's CBOs stand: '14 CBOs   2 went back: w   3 records wait for the block manager'."""
    waiting, back = counts.waiting, counts.went_back
    return joined("   ", (
        ngettext("{n} CBO", "{n} CBOs", counts.cbos),
        ngettext("{n} went back: w", "{n} went back: w", back) if back else "",
        ngettext("{n} record waits for the block manager", "{n} records wait for the block manager", waiting)
        if waiting else "",
    ))  # fmt: skip


def own_lines(row: OwnRow) -> tuple[str, ...]:
    """Return what is known of one of her CBOs, a fact a line."""
    place = joined(", ", (row.village, row.gp))
    return (
        _("{kind}, code {code}", kind=row.kind, code=row.code),
        *([place] if place else []),
        *([_("of {parent}", parent=row.parent)] if row.parent else []),
        _("Linked to you since {day}.", day=day_of(row.since)),
        _("Profile: {state}.", state=BUCKET_WORDS[Bucket(row.bucket)]),
        *([ngettext("{n} member.", "{n} members.", row.members)] if row.members else []),
        *([_("{n} of its records wait for the block manager.", n=row.waiting)] if row.waiting else []),
        *([_("{n} of its records went back; w on the list says why.", n=row.went_back)] if row.went_back else []),
    )


class OwnCbosScreen(Filtered[None]):
    """The list; Enter tells one whole, w opens what went back, with the remarks."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("own.open", "enter", pgettext("key", "open"), _("How it stands."), Permission.CBOS_OWN, priority=1),
        Action("own.returned", "w", pgettext("key", "went back"), _("Rejected, to be corrected, and why."),
               Permission.CBOS_OWN, priority=2),
        FILTER_ACTION,
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.search = ""

    def compose_body(self) -> ComposeResult:
        """Compose filter and list."""
        yield FilterBar()
        yield PagedTable[OwnRow](
            columns_of(OWN_ON_SCREEN),
            cells=cells_of(OWN_ON_SCREEN),
            full=full_of(OWN_ON_SCREEN),
            row_id=lambda row: row.id,
            sorts=SORTS,
            empty=_NOBODY_S,
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is and read the list, or say why not."""
        ctx = context_of(self)
        self.set_title(ctx.actor.block_name, _("My CBOs"))
        if reason := host_of(self).why_not_permitted(Permission.CBOS_OWN):
            self.refuse(reason)
            return
        self.set_status(READING)
        self._show()
        self.query_one(PagedTable).focus()

    def _show(self) -> None:
        self.query_one(PagedTable).show_source(self._page, empty=_NO_MATCH if self.search else _NOBODY_S)
        self._count()

    def _count(self) -> None:
        ctx = context_of(self)
        self.run_read(lambda: ctx.read(own_counts, ctx.actor.area.scope), self._counted, group="count")

    def _counted(self, counts: OwnCounts) -> None:
        self.set_status(joined("   ", (own_words(counts), f"/{self.search}" if self.search else "")))

    def action_refresh(self) -> None:
        """Read the list and count again."""
        super().action_refresh()
        self._count()

    def _page(self, request: PageRequest) -> Page[OwnRow]:
        ctx = context_of(self)
        return ctx.read(own_page, ctx.actor.area.scope, self.search, request)

    def action_open(self) -> None:
        """Show the CBO under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        row: OwnRow = event.row
        self.app.push_screen(TextScreen(row.name, own_lines(row)))

    def action_returned(self) -> None:
        """Open what went back."""
        go(self, "returned")

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.search = event.words.free
        self._show()
