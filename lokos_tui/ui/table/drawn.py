"""How a table looks: its heading, the rows in sight, and below them what those do not show of the current one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, Generic

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Row
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.paint import fit, strip_of
from lokos_tui.ui.frame.text_pane import wrap
from lokos_tui.ui.table.columns import Layout, TableColumn
from lokos_tui.ui.table.paint import GUTTER, gutter, header_text, row_pieces
from lokos_tui.ui.table.widths import Widths
from lokos_tui.ui.table.window import Window

Cells = Callable[[Row], tuple[str, ...]]


class DrawnTable(Widget, Generic[Row]):
    """The rows of a window, drawn; the widths of the columns follow from what was seen of the list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--head",
        "table--cursor",
        "table--note",
        "table--ok",
        "table--warn",
        "table--refused",
        "table--whole",
    }

    def __init__(
        self,
        columns: Sequence[TableColumn],
        cells: Cells[Row],
        full: Cells[Row],
        row_id: Callable[[Row], Hashable],
        *,
        header: bool,
        below: bool,
        id: str | None,
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.sort_key = ""
        self.descending = False
        self.marked: set[Hashable] = set()
        self.note: str = _("Reading ...")
        self.window: Window[Row] = Window()
        self._cells, self._full, self._row_id = cells, full, row_id
        self._head_lines = 1 if header else 0
        self._below = below
        self._widths = Widths(self.columns, headed=header)
        self._seen = False

    @property
    def _layout(self) -> Layout:
        return self._widths.layout

    # Widths

    def _see(self, rows: Sequence[Row], *, anew: bool = False) -> bool:
        """Take rows that came; True when the columns, or the lines below the rows, are others than before."""
        self._seen = True
        if anew:
            self._widths.forget()
        self._widths.see(((self._cells(row), self._full(row)) for row in rows), host_of(self).glyphs)
        return self._lay_out()

    def _lay_out(self) -> bool:
        width, height, glyphs = max(1, self.size.width - GUTTER), self.size.height, host_of(self).glyphs
        if not height:
            return False
        changed = self._widths.lay_out(width, glyphs)
        if self._below:
            changed = self._widths.lay_below(width, height, glyphs) or changed
        self.window.resize(height - self._head_lines - self._widths.lines)
        return changed

    def say_anew(self) -> None:
        """Give the words of another language the widths they need."""
        self._widths.cells_changed()
        self._see(self.window.rows, anew=True)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return line ``y``: the heading, a row, what the row does not show, or the sentence of an empty list."""
        width, base = self.size.width, self.rich_style
        line = y - self._head_lines
        if line < 0:
            return self._header(width)
        if line >= self.window.height and self.window.rows:
            return self._whole_strip(line - self.window.height, width)
        place = self.window.top + line
        if place < len(self.window.rows):
            return self._row_strip(self.window.rows[place], width, at_cursor=place == self.window.cursor)
        if self.window.rows or not self.note:
            return Strip.blank(width, base)
        glyphs = host_of(self).glyphs
        note = "".join(wrap((self.note,), width - GUTTER, glyphs)[line : line + 1])
        return strip_of([(fit(" " * GUTTER + note, width, glyphs), self._part("note"))] if note else [], width, base)

    def _header(self, width: int) -> Strip:
        """Return the heading; before the first rows came, their widths are not known and nothing is sent."""
        glyphs = host_of(self).glyphs
        if not self._seen:
            return Strip.blank(width, self.rich_style)
        text = header_text(self.columns, self._layout, glyphs, self.sort_key, descending=self.descending)
        return strip_of([(fit(text, width, glyphs), self._part("head"))], width, self.rich_style)

    def _whole_strip(self, line: int, width: int) -> Strip:
        """Return a line below the rows; the last one there is room for is cut."""
        glyphs, row = host_of(self).glyphs, self.window.rows[self.window.cursor]
        lines = self._widths.below(self._cells(row), self._full(row), max(1, width - GUTTER), glyphs)
        text = " ".join(lines[line:]) if line == self._widths.lines - 1 else "".join(lines[line : line + 1])
        if not text.strip():
            return Strip.blank(width, self.rich_style)
        return strip_of([(fit(" " * GUTTER + text, width, glyphs), self._part("whole"))], width, self.rich_style)

    def _row_strip(self, row: Row, width: int, *, at_cursor: bool) -> Strip:
        glyphs = host_of(self).glyphs
        cells = row_pieces(self._cells(row), self.columns, self._layout, glyphs, self._part, self._shorten)
        if at_cursor and len(cells) > 1:
            cells[1] = (cells[1][0], cells[1][1] + self._part("cursor"))
        head = gutter(glyphs, cursor=at_cursor, marked=self._row_id(row) in self.marked)
        return strip_of([(head, self._part("cursor") if at_cursor else Style()), *cells], width, self.rich_style)

    def _shorten(self, index: int, text: str) -> str:
        rows = self.window.visible()
        return self._widths.shorten(
            tuple(map(id, rows)), lambda: [self._cells(row) for row in rows], index, text, host_of(self).glyphs
        )

    def _part(self, name: str | Kind) -> Style:
        return self.get_component_rich_style(f"table--{name}", partial=True)

    def _refresh_row(self, place: int) -> None:
        line = place - self.window.top
        if 0 <= line < self.window.height:
            self.refresh(Region(0, line + self._head_lines, self.size.width, 1))

    def _refresh_whole(self) -> None:
        if self._widths.lines:
            top = self._head_lines + self.window.height
            self.refresh(Region(0, top, self.size.width, self._widths.lines))
