"""How wide each column of a table is, and which ones a narrow screen goes without. Pure.

The one place that decides it, from what the page holds: what identifies a row is whole before anything optional is
shown; the rest comes by priority, none below its least width; nothing is wider than its content while another is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
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
    those with priority 0 stay. The rest comes by priority, the lowest number first: those of one number are all there
    before one of them is wider than it must be, and whole before the next number is shown. A ``flexible`` column, of
    text that may be long, grows last and takes what is left when nothing is cut. What stands on the right is a
    number: it is never cut. ``short`` is the heading where there is no room for ``title``.

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
    short: str = ""
    help: str = ""


class Size(NamedTuple):
    """The cells of a column's heading, of its short heading (0: there is none), of the widest cell on the page."""

    heading: int = 0
    content: int = 0
    short: int = 0

    @property
    def whole(self) -> int:
        """The cells with which nothing of the column is cut."""
        return max(self.heading, self.content, 1)

    @property
    def narrowest(self) -> int:
        """The cells of the shortest heading there is."""
        return min(self.heading, self.short) if self.short else self.heading


def lay_out(columns: Sequence[TableColumn], width: int, sizes: Sequence[Size]) -> Layout:
    """Return the columns that are shown in ``width`` cells, each with its cells, for a page of these sizes."""
    least = [_least(column, size) for column, size in zip(columns, sizes, strict=True)]
    whole = [size.whole for size in sizes]
    kept = [index for index, column in enumerate(columns) if column.identifies or not column.priority] or [0]
    cells = {index: _of_name(sizes[index]) if columns[index].identifies else least[index] for index in kept}
    if taken(cells) > width:
        return _squeezed(columns, width, least, whole, kept)
    _level(cells, whole, [index for index in kept if not columns[index].flexible], width)
    for tier in _tiers(columns, sizes, kept):
        for index in tier:
            if taken(cells) + GAP + least[index] <= width:
                cells[index] = least[index]
        _level(cells, whole, [index for index in tier if index in cells and not columns[index].flexible], width)
    return _spread(columns, width, whole, cells)


def taken(cells: dict[int, int]) -> int:
    """Return the cells that some columns take, with the gaps between them."""
    return sum(cells.values()) + GAP * max(0, len(cells) - 1)


def _least(column: TableColumn, size: Size) -> int:
    """Return the cells below which a column is of no use: a heading is whole, and so is a number."""
    content = size.content if column.align == "right" else min(size.content, column.width)
    return max(size.narrowest, content, 1)


def _of_name(size: Size) -> int:
    """Return the cells with which every cell is whole, under the shortest heading."""
    return max(size.narrowest, size.content, 1)


def _tiers(columns: Sequence[TableColumn], sizes: Sequence[Size], kept: Sequence[int]) -> Iterator[list[int]]:
    """Yield the optional columns, those of one priority together; what is blank on the whole page comes last."""

    def rank(index: int) -> tuple[bool, int]:
        return not sizes[index].content, columns[index].priority

    optional = sorted((index for index in range(len(columns)) if index not in kept), key=rank)
    for _rank, tier in groupby(optional, key=rank):
        yield list(tier)


def _level(cells: dict[int, int], whole: Sequence[int], among: Sequence[int], width: int) -> None:
    """Give the cells that are left to those that are cut, the narrowest first."""
    left = width - taken(cells)
    while left > 0 and (cut := [index for index in among if cells[index] < whole[index]]):
        cells[min(cut, key=lambda index: (cells[index], index))] += 1
        left -= 1


def _spread(columns: Sequence[TableColumn], width: int, whole: Sequence[int], cells: dict[int, int]) -> Layout:
    """Share out what is left: to what is still cut, then to usual widths, then to those that are flexible."""
    for wanted in (whole, [column.width for column in columns]):
        for index in sorted(cells, key=lambda index: (columns[index].priority, index)):
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
    _level(cells, whole, [index for index in cells if columns[index].identifies], width)
    return _spread(columns, width, whole, cells)


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
