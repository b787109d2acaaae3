"""How the rows of a table are drawn: gutter, cells, header. Pure but for the styles it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.style import Style

from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.paint import Piece, fit, plain, with_room
from lokos_tui.ui.frame.theme import Glyphs
from lokos_tui.ui.table.columns import GAP, Layout, TableColumn

GUTTER = 3
"""Cells before the first column: cursor, mark, blank."""


def gutter(glyphs: Glyphs, *, cursor: bool, marked: bool) -> str:
    """Return the three cells that tell cursor and mark."""
    return f"{glyphs.cursor if cursor else ' '}{glyphs.mark if marked else ' '} "


def row_pieces(
    cells: Sequence[str],
    columns: Sequence[TableColumn],
    layout: Layout,
    glyphs: Glyphs,
    style: Callable[[Kind], Style],
    shorten: Callable[[int, str], str] = lambda _index, text: text,
) -> list[Piece]:
    """Return the cells of a row, each at its column's exact width, coloured where the column has a tone.

    ``shorten`` gives a column's text as it is shown where it does not fit.
    """
    pieces: list[Piece] = []
    for place, (index, width) in enumerate(layout):
        value = cells[index] if index < len(cells) else ""
        column = columns[index]
        kind = column.tone(value) if column.tone else None
        spare = GAP - 1 if place < len(layout) - 1 else 0
        text = fit(shorten(index, plain(value, glyphs)), width, glyphs, column.align, spare=spare)
        pieces.append((" " * GAP if place else "", Style()))
        pieces.append((text, style(kind) if kind else Style()))
    return pieces


def heading(column: TableColumn, width: int, glyphs: Glyphs) -> str:
    """Return the heading of a column of so many cells: whole, the short one, or none."""
    said = (plain(text, glyphs) for text in (column.title, column.short))
    return next((text for text in said if cell_len(text) <= width), "")


def header_text(columns: Sequence[TableColumn], layout: Layout, glyphs: Glyphs, sort: str, *, descending: bool) -> str:
    """Return the heading line, each heading whole or not there; the sorted column carries '^' (ascending) or 'v'.

    The sign stands behind its heading where the column has room for it, else it takes a cell of the gap.
    """
    gaps = [" " * GAP] * (len(layout) - 1)
    titles = []
    for place, (index, width) in enumerate(layout):
        column = columns[index]
        title = heading(column, width, glyphs)
        if sort and column.key == sort:
            sign = "v" if descending else "^"
            if title and cell_len(title) + 2 <= width:
                title = with_room(f"{title} {sign}")
            elif place < len(gaps):
                gaps[place] = sign + " " * (GAP - 1)
            elif gaps:
                gaps[-1] = " " * (GAP - 1) + sign
        titles.append(fit(title, width, glyphs, column.align))
    return " " * GUTTER + "".join(text for pair in zip(titles, [*gaps, ""], strict=True) for text in pair)
