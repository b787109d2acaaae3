"""The widths of one table as its pages come, the texts that are shortened, and the lines that show a row whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rich.cells import cell_len

from lokos_tui.ui.frame.paint import plain
from lokos_tui.ui.frame.theme import Glyphs
from lokos_tui.ui.table.below import Slot, arranged, height_of, said
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
        self._below: list[list[Slot]] = []
        self.forget()
        self._shown: tuple[object, dict[int, dict[str, str]]] = (None, {})

    def forget(self) -> None:
        """Begin anew: the rows of another list come."""
        count = len(self.columns)
        self._contents, self._fulls, self._longer = [0] * count, [0] * count, [False] * count

    def see(self, rows: Iterable[tuple[Cells, Cells]], glyphs: Glyphs) -> None:
        """Take rows that came: the cells of each, and what the line below says of them."""
        for cells, full in rows:
            for index, (text, longer) in enumerate(zip(cells, full, strict=True)):
                size = cell_len(plain(text, glyphs))
                self._contents[index] = max(self._contents[index], size)
                self._longer[index] |= text != longer
                self._fulls[index] = max(
                    self._fulls[index], size if text == longer else cell_len(plain(longer, glyphs))
                )

    def lay_out(self, width: int, glyphs: Glyphs) -> bool:
        """Decide the widths for what was seen; True when they changed."""
        before, self.layout = self.layout, self._laid(width, glyphs)
        return self.layout != before

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

    def lay_below(self, width: int, height: int, glyphs: Glyphs) -> bool:
        """Decide what stands below a list of ``height`` lines, and where; True when it takes other lines than before.

        What identifies the row comes first: where the lines are too few, it is the rest that is cut.
        """
        slots = [
            Slot(index, "" if column.identifies else column.title, self._fulls[index])
            for index, column in sorted(enumerate(self.columns), key=lambda pair: not pair[1].identifies)
            if self._fulls[index] and (self._longer[index] or self._contents[index] > dict(self.layout).get(index, 0))
        ]
        before, self._below = self._below, arranged(slots, width, glyphs)
        most = min(MOST_LINES, height // _SHARE)
        count, self.lines = self.lines, min(most, height_of(self._below, width, glyphs))
        return (before, count) != (self._below, self.lines)

    def below(self, cells: Cells, full: Cells, width: int, glyphs: Glyphs) -> list[str]:
        """Return the lines that show of a row what its own does not: what is cut, not shown, or longer in ``full``."""
        shown = dict(self.layout)
        values = [
            "" if full[index] == text and _fits(text, shown.get(index, 0), glyphs) else full[index]
            for index, text in enumerate(cells)
        ]
        return said(self._below, values, width, self.lines, glyphs)

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
    """Return the cells that terminals give a heading in the language in force."""
    return cell_len(plain(text, glyphs))


def _fits(text: str, width: int, glyphs: Glyphs) -> bool:
    return cells_of_text(plain(text, glyphs).rstrip()) <= width


def _taken(layout: Layout) -> int:
    return sum(cells for _index, cells in layout) + 2 * max(0, len(layout) - 1)
