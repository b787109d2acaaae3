"""How wide each column of a table is, and which ones a narrow screen goes without. Pure.

The one place that decides it, from what the page holds: what identifies a row is whole before anything optional is
shown; the rest comes by priority, none below its least width; nothing is wider than its content while another is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from lokos_tui.ui.frame.messages import Kind

GAP: Final = 2
"""Blank cells between columns: slack for scripts whose width terminals dispute, and for the sign of the sorted one."""

Layout = tuple[tuple[int, int], ...]
"""The columns that are shown: (index, cells), from left to right."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: of use from ``width`` cells on, or from its content where that is narrower.

    One that ``identifies`` the row is whole before anything optional is shown, and is never dropped. Of the others
    those with priority 0 stay, and the highest number goes first where there is little room. A ``flexible`` column
    takes what is left when nothing is cut. What stands on the right is a number: it is never cut.

    ``tone`` gives a cell's text a colour; the text must say the state by itself.
    """

    key: str
    title: str
    width: int
    priority: int = 0
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    tone: Callable[[str], Kind | None] | None = None
    identifies: bool = False


class Size(NamedTuple):
    """The cells of a column's heading, and of the widest of its cells on the page."""

    heading: int = 0
    content: int = 0

    @property
    def whole(self) -> int:
        """The cells with which nothing of the column is cut."""
        return max(self.heading, self.content, 1)


def lay_out(columns: Sequence[TableColumn], width: int, sizes: Sequence[Size]) -> Layout:
    """Return the columns that are shown in ``width`` cells, each with its cells, for a page of these sizes."""
    least = [_least(column, size) for column, size in zip(columns, sizes, strict=True)]
    whole = [size.whole for size in sizes]
    kept = [index for index, column in enumerate(columns) if column.identifies or not column.priority] or [0]
    cells = {index: whole[index] if columns[index].identifies else least[index] for index in kept}
    if taken(cells) > width:
        return _squeezed(columns, width, least, whole, kept)
    for index in sorted(
        set(range(len(columns))) - set(kept), key=lambda index: (not sizes[index].content, columns[index].priority)
    ):
        if taken(cells) + GAP + least[index] <= width:
            cells[index] = least[index]
    return _grown(columns, width, whole, cells)


def taken(cells: dict[int, int]) -> int:
    """Return the cells that some columns take, with the gaps between them."""
    return sum(cells.values()) + GAP * max(0, len(cells) - 1)


def _least(column: TableColumn, size: Size) -> int:
    """Return the cells below which a column is of no use: a heading is whole, and so is a number."""
    return size.whole if column.align == "right" else max(size.heading, min(size.content, column.width), 1)


def _grown(columns: Sequence[TableColumn], width: int, whole: Sequence[int], cells: dict[int, int]) -> Layout:
    """Share out what is left: to what is cut, by priority, then to usual widths, then to those that are flexible."""
    by_priority = sorted(cells, key=lambda index: (columns[index].priority, index))
    for wanted in (whole, [column.width for column in columns]):
        for index in by_priority:
            cells[index] += min(max(0, wanted[index] - cells[index]), width - taken(cells))
    flexible = [index for index in sorted(cells) if columns[index].flexible]
    share, rest = divmod(width - taken(cells), len(flexible)) if flexible else (0, 0)
    for place, index in enumerate(flexible):
        cells[index] += share + (1 if place < rest else 0)
    return tuple(sorted(cells.items()))


def _squeezed(
    columns: Sequence[TableColumn], width: int, least: Sequence[int], whole: Sequence[int], kept: Sequence[int]
) -> Layout:
    """Return what cannot be dropped where it does not fit whole: what does not identify the row gives way first."""
    cells = {index: least[index] for index in kept}
    for index in reversed(kept):
        if taken(cells) > width and not columns[index].identifies and len(cells) > 1:
            del cells[index]
    if taken(cells) > width:
        return _cut_off(cells, width)
    while cut := [index for index in cells if cells[index] < whole[index] and columns[index].identifies]:
        if taken(cells) >= width:
            break
        cells[min(cut, key=lambda index: (cells[index], index))] += 1
    return _grown(columns, width, whole, cells)


def _cut_off(cells: dict[int, int], width: int) -> Layout:
    """Cut from the right what cannot be dropped and does not fit at its least."""
    out: list[tuple[int, int]] = []
    left = width
    for index in sorted(cells):
        room = min(cells[index], left)
        if room > 0:
            out.append((index, room))
        left -= room + GAP
    return tuple(out)
