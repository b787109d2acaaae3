"""The widths of one table as its pages come, the texts that are shortened, and the lines that show a row whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rich.cells import cell_len

from lokos_tui.domain.message import joined
from lokos_tui.ui.frame.paint import plain
from lokos_tui.ui.frame.text_pane import wrap
from lokos_tui.ui.frame.theme import Glyphs
from lokos_tui.ui.table.columns import Layout, Size, TableColumn, lay_out
from lokos_tui.ui.table.shorten import cells_of_text, shortened

MOST_LINES: Final = 3
"""Lines at most for the row under the cursor."""
_SHARE: Final = 5
"""Of the lines of a table every fifth may go to them."""
Cells = Sequence[str]


class Widths:
    """What the columns of a table need on the pages that were seen; they grow with content and do not shrink.

    So a table keeps its columns in place while it is scrolled. Another list (``forget``) begins anew.
    """

    def __init__(self, columns: Sequence[TableColumn], *, headed: bool = True) -> None:
        self.columns = tuple(columns)
        self.headed = headed
        self.layout: Layout = ()
        self.lines = 0
        self._contents = [0] * len(self.columns)
        self._longest = ""
        self._shown: tuple[object, dict[int, dict[str, str]]] = (None, {})

    def forget(self) -> None:
        """Begin anew: the rows of another list come."""
        self._contents = [0] * len(self.columns)
        self._longest = ""

    def see(self, rows: Iterable[Cells], glyphs: Glyphs) -> None:
        """Take the cells of rows that came."""
        for cells in rows:
            for index, text in enumerate(cells[: len(self._contents)]):
                self._contents[index] = max(self._contents[index], cell_len(plain(text, glyphs)))

    def lay_out(self, width: int, glyphs: Glyphs) -> bool:
        """Decide the widths for what was seen; True when they changed."""
        before, self.layout = self.layout, self._laid(width, glyphs)
        if changed := self.layout != before:
            self._longest = ""
        return changed

    def _laid(self, width: int, glyphs: Glyphs) -> Layout:
        sizes = [
            Size(heading_cells(column.title, glyphs), content, heading_cells(column.short, glyphs))
            if self.headed
            else Size(0, content)
            for column, content in zip(self.columns, self._contents, strict=True)
        ]
        new = lay_out(self.columns, width, sizes)
        old = self.layout
        same = [index for index, _cells in old] == [index for index, _cells in new]
        if same and _taken(old) <= width and all(cells >= sizes[index].whole for index, cells in old):
            return old  # nothing is cut as it stands: the rows need not move
        return new

    # A row under the cursor

    def whole(self, cells: Cells, full: Cells, glyphs: Glyphs) -> str:
        """Return what of a row its line does not show: cells that are cut, not shown, or longer in ``full``."""
        shown = dict(self.layout)
        parts = [
            _named(column, full[index])
            for index, column in enumerate(self.columns)
            if full[index] and (full[index] != cells[index] or not _fits(cells[index], shown.get(index, 0), glyphs))
        ]
        return joined("   ", parts)

    def see_whole(self, texts: Iterable[str], height: int, width: int, glyphs: Glyphs) -> bool:
        """Take the lines that rows of these texts need under a list of ``height`` lines; True when they are others."""
        self._longest = max((self._longest, *texts), key=len)
        most = min(MOST_LINES, height // _SHARE)
        needed = len(wrap((self._longest,), max(1, width), glyphs)) if self._longest and most else 0
        before, self.lines = self.lines, min(most, needed)
        return self.lines != before

    # Shortened texts

    def cells_changed(self) -> None:
        """Forget how texts are shown: those of a row in sight became others."""
        self._shown = (None, {})

    def shorten(self, seen: object, rows: Callable[[], Sequence[Cells]], index: int, text: str, glyphs: Glyphs) -> str:
        """Return a text as its column shows it beside the rows in sight; ``seen`` tells one such set from another."""
        width = dict(self.layout).get(index, 0)
        if self.columns[index].align == "right" or cells_of_text(text.rstrip()) <= width:
            return text
        key = (seen, self.layout)
        if self._shown[0] != key:
            self._shown = (key, {})
        known = self._shown[1]
        if index not in known:
            texts = {plain(cells[index], glyphs).rstrip() for cells in rows() if index < len(cells)}
            known[index] = shortened(texts, width, glyphs.ellipsis)
        return known[index].get(text.rstrip(), text)


def heading_cells(text: str, glyphs: Glyphs) -> int:
    """Return the cells of a heading in the language in force."""
    return cell_len(plain(text, glyphs).rstrip())


def _named(column: TableColumn, text: str) -> str:
    """Return a cell with its heading; what identifies the row needs none."""
    return text if column.identifies else joined(" ", (column.title, text))


def _fits(text: str, width: int, glyphs: Glyphs) -> bool:
    return cells_of_text(plain(text, glyphs).rstrip()) <= width


def _taken(layout: Layout) -> int:
    return sum(cells for _index, cells in layout) + 2 * max(0, len(layout) - 1)
