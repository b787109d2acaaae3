"""A screen with a filter above its list: '/' opens it, and the list has the keys again when it is closed."""

from __future__ import annotations

from textual import on
from textual.message_pump import MessagePump

from lokos_tui.ui.filter.bar import FilterBar
from lokos_tui.ui.table.table import PagedTable


class Filtered(MessagePump):
    """Gives a screen ``action_filter``; what a changed filter does is the screen's own."""

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterBar).open()  # type: ignore[attr-defined]

    @on(FilterBar.Closed)
    def _filter_closed(self) -> None:
        self.query(PagedTable).first().focus()  # type: ignore[attr-defined]
