"""The loads that were made in a block, newest first."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.loads.batches import BatchRow, batch_page
from lokos_tui.queries.loads.fields import BATCH_ON_SCREEN
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.empty import no_batches


class BatchesScreen(BaseScreen[None]):
    """A list of loads; Enter opens one."""

    ACTIONS = (
        Action("batches.open", "enter", pgettext("key", "open"), _("Its rows, and taking it back."), priority=1),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[BatchRow](
            columns_of(BATCH_ON_SCREEN),
            fetch=self._page,
            cells=cells_of(BATCH_ON_SCREEN),
            row_id=lambda row: row.id,
            empty=no_batches(context_of(self).actor),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Loads made"))
        self.set_status(_("Newest first."))

    def on_screen_resume(self) -> None:
        """A load may have been taken back."""
        self.action_refresh()

    def _page(self, request: PageRequest) -> Page[BatchRow]:
        ctx = context_of(self)
        return ctx.read(batch_page, ctx.actor.area.scope, request)

    def action_open(self) -> None:
        """Open the load under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "batch", batch_id=event.row.id)
