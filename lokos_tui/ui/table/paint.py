"""How the rows of a table are drawn: gutter, cells, header. Pure but for the styles it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style

from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.paint import Piece, fit, plain, with_room
from lokos_tui.ui.frame.theme import Glyphs
from lokos_tui.ui.table.columns import GAP, TableColumn

GUTTER = 3
"""Cells before the first column: cursor, mark, blank."""

Layout = Sequence[tuple[int, int]]


def gutter(glyphs: Glyphs, *, cursor: bool, marked: bool) -> str:
    """Return the three cells that tell cursor and mark."""
    return f"{glyphs.cursor if cursor else ' '}{glyphs.mark if marked else ' '} "


def row_pieces(
    cells: Sequence[str], columns: Sequence[TableColumn], layout: Layout, glyphs: Glyphs, style: Callable[[Kind], Style]
) -> list[Piece]:
    """Return the cells of a row, each at its column's exact width, coloured where the column has a tone."""
    pieces: list[Piece] = []
    for place, (index, width) in enumerate(layout):
        value = cells[index] if index < len(cells) else ""
        column = columns[index]
        kind = column.tone(value) if column.tone else None
        spare = GAP - 1 if place < len(layout) - 1 else 0
        text = fit(plain(value, glyphs), width, glyphs, column.align, spare=spare)
        pieces.append((" " * GAP if place else "", Style()))
        pieces.append((text, style(kind) if kind else Style()))
    return pieces


def header_text(columns: Sequence[TableColumn], layout: Layout, glyphs: Glyphs, sort: str, *, descending: bool) -> str:
    """Return the heading line; the sorted column carries '^' (ascending) or 'v'."""
    titles = []
    for index, width in layout:
        column = columns[index]
        sign = (" v" if descending else " ^") if sort and column.key == sort else ""
        title = plain(column.title, glyphs)
        title = fit(title, max(0, width - len(sign)), glyphs).rstrip() if sign else title
        titles.append(fit(with_room(title + sign), width, glyphs, column.align))
    return " " * GUTTER + (" " * GAP).join(titles)
