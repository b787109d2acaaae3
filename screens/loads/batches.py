"""The loads that were made in a block, newest first."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.loads.mapping import BATCH_WORDS, BatchState
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.loads.batches import BatchRow, batch_page
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable



class BatchesScreen(BaseScreen[None]):
    """A list of loads; Enter opens one."""

    ACTIONS = (Action("batches.open", "enter", "open", "Its rows, and taking it back.", priority=1),)

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[BatchRow](
            (
                TableColumn("id", "Load", 5, align="right"),
                TableColumn("at", "When", 16),
                TableColumn("kind", "What", 7, 2),
                TableColumn("added", "Added", 9, 1, align="right"),
                TableColumn("state", "State", 19),
                TableColumn("by", "By", 16, 3),
                TableColumn("file", "File", 16, 2, flexible=True),
            ),
            fetch=self._page,
            cells=lambda row: (
                str(row.id),
                time_of(row.at),
                FACTS[row.kind].short,
                grouped(FACTS[row.kind].added(row.counts)),
                BATCH_WORDS[BatchState(row.state)],
                row.by_user,
                row.file_name,
            ),
            row_id=lambda row: row.id,
            empty="Nothing was loaded in this block yet. 3 on the first screen loads a workbook.",
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, "Loads made")
        self.set_status("Newest first.")

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
