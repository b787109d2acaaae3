"""The confirmed duplicates of an opening load: within it, or with what is in the office."""

from __future__ import annotations

from textual.app import ComposeResult

from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.opening.fields import FINDINGS
from lokos_tui.queries.opening.loads import OpeningFindingRow, opening_findings
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.table import PagedTable


class OpeningDuplicatesScreen(BaseScreen[None]):
    """A list to read, the worst first: they are decided one by one when the load is accepted."""

    OPENS_ROWS = False

    def __init__(self, opening_id: int) -> None:
        super().__init__()
        self.opening_id = opening_id

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[OpeningFindingRow](
            columns_of(FINDINGS),
            fetch=self._page,
            cells=cells_of(FINDINGS),
            full=full_of(FINDINGS),
            row_id=lambda row: row.id,
            empty=_("No confirmed duplicate was found in it."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say which load this is."""
        number = _("Opening load {number}", number=self.opening_id)
        self.set_title(context_of(self).actor.block_name, number, _("Confirmed duplicates"))
        self.set_status(_("They stop nothing; once accepted they stand in the list of duplicates."))

    def _page(self, request: PageRequest) -> Page[OpeningFindingRow]:
        ctx = context_of(self)
        return ctx.read(opening_findings, ctx.actor.area.scope, self.opening_id, request)
