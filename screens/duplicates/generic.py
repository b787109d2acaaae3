"""Numbers that too many women hold: junk telephones, a bookkeeper's own, an account given for a whole group."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.duplicates.results import NUMBER_WORDS
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.duplicates.fields import GENERIC
from lokos_tui.queries.duplicates.findings import GenericLine, Holder, generic_page, holders
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


class GenericScreen(BaseScreen[None]):
    """A list of numbers; Enter shows who holds one."""

    ACTIONS = (
        Action(
            "generic.open", "enter", pgettext("key", "who holds it"), _("The members who gave this number."), priority=1
        ),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[GenericLine](
            columns_of(GENERIC),
            fetch=self._page,
            cells=cells_of(GENERIC),
            row_id=lambda row: row.key,
            empty=_("No number is held by too many. Esc goes back."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Deduplication Status"), _("Numbers"))
        self.set_status(_("Held by too many to be evidence; have them corrected. The most shared first."))

    def _page(self, request: PageRequest) -> Page[GenericLine]:
        ctx = context_of(self)
        return ctx.read(generic_page, ctx.actor.area.scope, request)

    def action_open(self) -> None:
        """Show who holds the number under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        ctx, row = context_of(self), event.row
        self.run_read(
            lambda: ctx.read(holders, ctx.actor.area.scope, row.key),
            lambda found: self._show(row, found),
            group="holders",
        )

    def _show(self, row: GenericLine, found: tuple[Holder, ...]) -> None:
        lines = [joined("   ", (one.name, one.group)) for one in found]
        field = NUMBER_WORDS.get(row.field, row.field)
        heading = _("{field} {shown}, held by {holders}", field=field, shown=row.shown, holders=row.holders)
        self.app.push_screen(TextScreen(heading, lines))
