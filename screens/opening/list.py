"""The opening loads of a block, newest first."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.opening.fields import LOADS_ON_SCREEN
from lokos_tui.queries.opening.loads import OpeningLoadRow, opening_page
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


class OpeningsScreen(BaseScreen[None]):
    """A list of opening loads; Enter opens one."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("openings.open", "enter", pgettext("key", "open"), _("What it brings, and deciding on it."), priority=1),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[OpeningLoadRow](
            columns_of(LOADS_ON_SCREEN),
            fetch=self._page,
            cells=cells_of(LOADS_ON_SCREEN),
            full=full_of(LOADS_ON_SCREEN),
            row_id=lambda row: row.id,
            empty=_("No opening load was made. A Block Admin makes one with: lokos import opening FILE."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is."""
        self.set_title(context_of(self).actor.block_name, _("Opening loads"))
        self.set_status(_("Profiles that are official elsewhere; newest first."))

    def on_screen_resume(self) -> None:
        """A load may have been decided."""
        self.action_refresh()

    def _page(self, request: PageRequest) -> Page[OpeningLoadRow]:
        ctx = context_of(self)
        return ctx.read(opening_page, ctx.actor.area.scope, request)

    def action_open(self) -> None:
        """Open the load under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "opening", opening_id=event.row.id)
