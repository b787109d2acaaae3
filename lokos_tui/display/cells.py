"""Cells and the buffer of a screen: what each place shows, and how sure its width is."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import split_graphemes

from lokos_tui.display.style import PLAIN, Style


class Cell(NamedTuple):
    """One place on the screen. ``text`` is one cluster; "" is the right half of the wide cell before it."""

    text: str
    style: Style


_NARROW: Final = (range(0x80, 0x590), range(0x1E00, 0x2600))
"""European letters, punctuation, currency, arrows, box drawing: one cell everywhere, marks and emoji excepted."""
_WIDE: Final = (range(0x2E80, 0xA4D0), range(0xAC00, 0xD7A4), range(0xFF01, 0xFFE7))
"""Chinese, Japanese and Korean: terminals and Textual measure these alike."""
_ASTRAL: Final = range(0x10000, 0x110000)
"""Emoji, flags and rare signs: two cells on some terminals, whatever Unicode says of them."""
_DOUBLE: Final = 2
BLANK: Final = Cell(" ", PLAIN)


@lru_cache(maxsize=8192)
def cell(text: str, style: Style) -> Cell:
    """Return the one shared cell that looks like this, so that equal cells are mostly identical.

    A blank keeps only the background of its style, unless the style has something that shows on a blank.
    """
    if text == " " and style.erasable:
        return Cell(text, Style(background=style.background))
    return Cell(text, style)


def clusters(text: str) -> list[tuple[str, int]]:
    """Split ``text`` into clusters and their width in cells (0, 1 or 2), as Textual measures them."""
    if text.isascii():
        return [(character, 1) for character in text]
    return [(text[start:end], width) for start, end, width in split_graphemes(text)[0]]


@lru_cache(maxsize=8192)
def disputed(text: str) -> bool:
    """Whether terminals differ about the width of this cluster (Indic words, joined marks, emoji)."""
    if text.isascii():
        return False
    if len(text) > 1:
        return True
    code = ord(text)
    if any(code in block for block in _NARROW):
        return unicodedata.category(text)[0] in "MC" or unicodedata.east_asian_width(text) == "W"
    return not any(code in block for block in _WIDE)


@lru_cache(maxsize=8192)
def widest(text: str) -> int:
    """Return the most cells any terminal gives this cluster: one a code point, two for those that may be wide."""
    return sum(2 if ord(sign) in _ASTRAL or unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


class Buffer:
    """A screen of ``height`` rows of ``width`` cells."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows: list[list[Cell]] = [[BLANK] * width for _ in range(height)]

    def copy(self) -> Buffer:
        """Return an independent copy."""
        other = Buffer(0, 0)
        other.width, other.height = self.width, self.height
        other.rows = [row.copy() for row in self.rows]
        return other

    def resized(self, width: int, height: int) -> Buffer:
        """Return a buffer of the new size with what still fits; a wide cell cut in two becomes blank."""
        other = Buffer(width, height)
        for row, old in zip(other.rows, self.rows, strict=False):
            kept = old[:width]
            if len(old) > width and old[width].text == "":
                kept[-1] = cell(" ", kept[-1].style)
            row[: len(kept)] = kept
        return other

    def put(self, x: int, y: int, text: str, width: int, style: Style) -> None:
        """Write a cluster of ``width`` cells at column ``x``; halves of wide cells it cuts become blank.

        What does not fit on the row is dropped. A cluster of width 0 joins the cell before it.
        """
        row = self.rows[y]
        if width == 0:
            self._join(row, x, text)
        elif x >= 0 and x + width <= self.width:
            if row[x].text == "":
                row[x - 1] = cell(" ", row[x - 1].style)
            end = x + width
            if end < self.width and row[end].text == "":
                row[end] = cell(" ", row[end].style)
            row[x] = cell(text, style)
            if width == _DOUBLE:
                row[x + 1] = cell("", style)

    def erase(self, y: int, start: int, end: int, style: Style) -> None:
        """Blank columns ``start`` to ``end`` (not included) of row ``y`` in ``style``."""
        row = self.rows[y]
        if 0 < start < self.width and row[start].text == "":
            row[start - 1] = cell(" ", row[start - 1].style)
        if end < self.width and row[end].text == "":
            row[end] = cell(" ", row[end].style)
        row[start:end] = [cell(" ", style)] * (end - start)

    def shift(self, top: int, bottom: int, lines: int) -> None:
        """Move rows ``top`` to ``bottom`` (included) up by ``lines`` (down when negative); blanks come in."""
        block = self.rows[top : bottom + 1]
        count = min(abs(lines), len(block))
        fresh = [[BLANK] * self.width for _ in range(count)]
        kept = len(block) - count
        self.rows[top : bottom + 1] = block[count:] + fresh if lines > 0 else fresh + block[:kept]

    def _join(self, row: list[Cell], x: int, text: str) -> None:
        at = min(x, self.width) - 1
        while at > 0 and row[at].text == "":
            at -= 1
        if at >= 0:
            row[at] = cell(row[at].text + text, row[at].style)
