"""What an approver reaches by her links: the SHGs of her VO, or the VOs and SHGs of her CLF."""

from __future__ import annotations

from textual.app import ComposeResult

from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.cbos.list import CboRow
from lokos_tui.queries.links.fields import REACH
from lokos_tui.queries.links.links import reach_page
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.table import PagedTable


class ReachScreen(BaseScreen[None]):
    """A list to read."""

    OPENS_ROWS = False

    def __init__(self, block_code: str, role_id: int, user_id: str) -> None:
        super().__init__()
        self.block_code = block_code
        self.role_id = role_id
        self.user_id = user_id

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[CboRow](
            columns_of(REACH),
            fetch=self._page,
            cells=cells_of(REACH),
            row_id=lambda row: row.id,
            empty=_("Nothing yet: link a VO or CLF to her first. Esc goes back."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say whose reach it is."""
        self.set_title(context_of(self).actor.block_name, _("Reach of {user_id}", user_id=self.user_id))
        self.set_status(_("It follows her VO or CLF; nothing is changed here."))

    def _page(self, request: PageRequest) -> Page[CboRow]:
        return context_of(self).read(reach_page, self.block_code, self.role_id, request)
