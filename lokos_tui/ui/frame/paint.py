"""One line of cells: cleaned, cut and padded to an exact width, whatever the text is."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from lokos_tui.domain.text import safe
from lokos_tui.language import words
from lokos_tui.ui.frame.theme import Glyphs

Piece = tuple[str, Style]
"""Text that is already clean, and its style."""


def plain(value: object, glyphs: Glyphs, limit: int = 400) -> str:
    """Return one line in the operator's language that cannot steer the terminal and that its encoding can show."""
    text = safe(words(value), limit)
    return text if glyphs.unicode or text.isascii() else text.encode("ascii", "replace").decode("ascii")


def fit(text: str, width: int, glyphs: Glyphs, align: str = "left") -> str:
    """Return clean text at exactly ``width`` cells; a cut is shown by the ellipsis."""
    if width <= 0:
        return ""
    used = cell_len(text)
    if used > width:
        return set_cell_size(text, width - 1) + glyphs.ellipsis
    gap = " " * (width - used)
    return gap + text if align == "right" else text + gap


def padded(*cells: tuple[object, int]) -> str:
    """Return cells side by side in the language in force, each padded to its number of terminal cells, never cut."""
    said = [(words(value), width) for value, width in cells]
    return "".join(text + " " * max(1 if text else 0, width - cell_len(text)) for text, width in said)


def strip_of(pieces: list[Piece], width: int, base: Style) -> Strip:
    """Return the strip of a line: exactly ``width`` cells, the rest blank in the base style."""
    strip = Strip([Segment(text, base + style) for text, style in pieces if text])
    return strip.adjust_cell_length(width, base).simplify()  # one run per style: fewer bytes on the wire
