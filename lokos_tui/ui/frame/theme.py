"""What the terminal can show: the glyph set, the theme and the sheet, chosen once at start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

STYLE_SHEET: Final = Path(__file__).parents[1] / "style.tcss"
"""The one sheet of tokens and shared widgets, for the app's ``CSS_PATH``."""

THEME_NAME: Final = "ansi-dark"
"""A theme of 16 colours and the terminal's own background."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The few signs the screens draw, each one cell wide unless said otherwise."""

    ellipsis: str
    rule: str
    dot: str
    unicode: bool
    cursor: str = ">"
    mark: str = "*"
    full: str = "#"
    empty: str = "."


UNICODE: Final = Glyphs(ellipsis="\u2026", rule="\u2500", dot="\u2022", unicode=True)
ASCII: Final = Glyphs(ellipsis=">", rule="-", dot="*", unicode=False)


def pick_glyphs(encoding: str | None, term: str | None) -> Glyphs:
    """Return the glyph set for an output encoding and a ``TERM``; ASCII wherever there is doubt."""
    utf8 = (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return UNICODE if utf8 and (term or "") not in {"", "dumb", "linux"} else ASCII
