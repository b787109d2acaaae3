"""One line of cells: cleaned, cut and padded to an exact width, whatever the text is."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from lokos_tui.domain.text import safe
from lokos_tui.language import words
from lokos_tui.ui.frame.theme import Glyphs

_DISPUTED: Final = "\u0590-\u1dff\u200c\u200d\ua800-\uabff"
"""Letters whose width Textual and terminals measure differently: those of India among them."""
_RUN: Final = re.compile(f"[{_DISPUTED}]+(?: [{_DISPUTED}]+)*")
_RUN_AND_BLANKS: Final = re.compile(f"({_RUN.pattern})( *)(?=(.?))")
Piece = tuple[str, Style]
"""Text that is already clean, and its style."""


def plain(value: object, glyphs: Glyphs, limit: int = 400) -> str:
    """Return one line in the operator's language that cannot steer the terminal and that its encoding can show."""
    text = with_room(safe(words(value), limit))
    return text if glyphs.unicode or text.isascii() else text.encode("ascii", "replace").decode("ascii")


def terminal_len(text: str) -> int:
    """Return the cells that terminals give a text, sign by sign.

    A mark that is drawn over its letter takes none, a vowel sign with a place of its own takes one; Textual counts a
    letter with all its signs as one.
    """
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def with_room(text: str) -> str:
    """Return text with blanks behind each run of Indian letters, as many as terminals need more than Textual counts.

    The run spreads into them; without them what follows would be written over its end. It is not done twice.
    """
    return text if text.isascii() else _RUN_AND_BLANKS.sub(_with_blanks, text)


def _with_blanks(found: re.Match[str]) -> str:
    run, blanks, following = found[1], len(found[2]), found[3]
    more = max(0, terminal_len(run) - cell_len(run))
    wanted = more + (1 if blanks and following else 0)
    return run + " " * max(blanks, wanted)


def fit(text: str, width: int, glyphs: Glyphs, align: str = "left", *, spare: int = 0) -> str:
    """Return clean text at exactly ``width`` cells; a cut is shown by the ellipsis.

    ``spare`` blank cells follow on the line, into which Indian letters may spread.
    """
    if width <= 0:
        return ""
    used = cell_len(text)
    if used > width and spare and not text.isascii() and used - width <= spare:
        text = text.rstrip() if cell_len(text.rstrip()) <= width else text
        used = cell_len(text)
    if used > width:
        return _cut(text, width - 1) + glyphs.ellipsis
    gap = " " * (width - used)
    return gap + text if align == "right" else text + gap


def _cut(text: str, width: int) -> str:
    """Return the beginning of a text at exactly ``width`` cells; no letter of it reaches further on a terminal."""
    kept = set_cell_size(text, width)
    if text.isascii():
        return kept
    runs = list(_RUN.finditer(kept.rstrip()))
    if runs and runs[-1].end() == len(kept.rstrip()):
        run = runs[-1]
        room = width - cell_len(kept[: run.start()])
        letters = run[0]
        while letters and terminal_len(letters) > room:
            letters = letters[:-1]
        kept = kept[: run.start()] + letters
    return set_cell_size(kept, width)


def padded(*cells: tuple[object, int]) -> str:
    """Return cells side by side in the language in force, each padded to its number of terminal cells, never cut."""
    said = [(with_room(words(value)), width) for value, width in cells]
    return "".join(text + " " * max(1 if text else 0, width - cell_len(text)) for text, width in said)


def strip_of(pieces: list[Piece], width: int, base: Style) -> Strip:
    """Return the strip of a line: exactly ``width`` cells, the rest blank in the base style."""
    strip = Strip([Segment(text, base + style) for text, style in pieces if text])
    return strip.adjust_cell_length(width, base).simplify()  # one run per style: fewer bytes on the wire
