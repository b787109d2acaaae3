"""One upload: what became of each line, with the reason when it was refused."""

from __future__ import annotations

from textual.app import ComposeResult

from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.profiles.fields import LINE
from lokos_tui.queries.profiles.uploads import UploadLineRow, upload_lines
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.table import PagedTable


class UploadScreen(BaseScreen[None]):
    """The lines of an upload, to read."""

    OPENS_ROWS = False

    def __init__(self, upload_id: int) -> None:
        super().__init__()
        self.upload_id = upload_id

    def compose_body(self) -> ComposeResult:
        """Compose the lines."""
        yield PagedTable[UploadLineRow](
            columns_of(LINE),
            fetch=self._page,
            cells=cells_of(LINE),
            row_id=lambda row: row.id,
            empty=_("This upload has no lines. Esc goes back."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say which upload this is."""
        self.set_title(
            context_of(self).actor.block_name,
            _("Profiles that arrived"),
            _("Upload {upload_id}", upload_id=self.upload_id),
        )
        self.set_status(_("A line is taken whole or not at all; what was refused is sent again when it is mended."))

    def _page(self, request: PageRequest) -> Page[UploadLineRow]:
        ctx = context_of(self)
        return ctx.read(upload_lines, ctx.actor.area.scope, self.upload_id, request)
