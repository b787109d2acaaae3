"""Fixed column widths, and which columns a narrow screen goes without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lokos_tui.ui.frame.messages import Kind

GAP: Final = 2
"""Blank cells between columns: slack for scripts whose width terminals dispute."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: ``width`` cells, dropped when narrow by the highest ``priority`` number first.

    Priority 0 is never dropped; a ``flexible`` column shares the spare width.
    ``tone`` gives a cell's text a colour; the text must say the state by itself.
    Devanagari columns belong last.
    """

    key: str
    title: str
    width: int
    priority: int = 0
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    tone: Callable[[str], Kind | None] | None = None
    help: str = ""


def lay_out(columns: Sequence[TableColumn], width: int) -> tuple[tuple[int, int], ...]:
    """Return (column index, width) of the columns that fit ``width`` cells, spare width shared out."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _need(columns, kept) > width and any(columns[i].priority for i in kept):
        kept.remove(max(kept, key=lambda index: (columns[index].priority, index)))
    spare = width - _need(columns, kept)
    if spare < 0:
        return _squeezed(columns, kept, width)
    flexible = [index for index in kept if columns[index].flexible]
    share, rest = divmod(spare, len(flexible)) if flexible else (0, 0)
    extra = {index: share + (1 if place < rest else 0) for place, index in enumerate(flexible)}
    return tuple((index, columns[index].width + extra.get(index, 0)) for index in kept)


def _need(columns: Sequence[TableColumn], kept: Sequence[int]) -> int:
    return sum(columns[index].width for index in kept) + GAP * (len(kept) - 1)


def _squeezed(columns: Sequence[TableColumn], kept: Sequence[int], width: int) -> tuple[tuple[int, int], ...]:
    """Cut from the right what cannot be dropped and does not fit."""
    out: list[tuple[int, int]] = []
    left = width
    for index in kept:
        room = min(columns[index].width, left)
        if room > 0:
            out.append((index, room))
        left -= room + GAP
    return tuple(out)
