"""A screen with a filter above its list: '/' opens it, the list has the keys again when it is closed, Esc drops it."""

from __future__ import annotations

from textual import on

from lokos_tui.domain.message import _
from lokos_tui.ui.filter.bar import FilterBar
from lokos_tui.ui.frame.base import BaseScreen, Result
from lokos_tui.ui.table.table import PagedTable


class Filtered(BaseScreen[Result]):
    """Gives a screen ``action_filter``; what a changed filter does is the screen's own."""

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterBar).open()

    def action_back(self) -> None:
        """Drop the filter in force, as its line says; go back when there is none."""
        bar = self.query_one(FilterBar)
        if bar.kept and self._state is None:
            bar.drop()
            self.say(_("The filter is dropped."))
        else:
            super().action_back()

    @on(FilterBar.Closed)
    def _filter_closed(self) -> None:
        if not isinstance(self.focused, PagedTable):
            self.query(PagedTable).first().focus()
