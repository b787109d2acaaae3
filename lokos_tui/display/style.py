"""SGR styles: read from a stream, written as the shortest change from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import Color, ColorSystem

_SET: Final = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 53})
_CLEAR: Final = {
    22: ("1", "2"), 23: ("3",), 24: ("4", "21"), 25: ("5", "6"), 27: ("7",), 28: ("8",), 29: ("9",), 55: ("53",),
}  # fmt: skip
_BASIC_COLOURS: Final = 16
_BASIC_FOREGROUNDS: Final = (*range(30, 38), *range(90, 98))
_BASIC_BACKGROUNDS: Final = (*range(40, 48), *range(100, 108))
_FOREGROUNDS: Final = {39: ""} | {code: str(code) for code in _BASIC_FOREGROUNDS}
_BACKGROUNDS: Final = {49: ""} | {code: str(code) for code in _BASIC_BACKGROUNDS}
_RICH_FOREGROUND: Final = 38
_RICH_BACKGROUND: Final = 48
_TRUE_COLOUR: Final = 2
_SURE_OFF: Final = {"1": "22", "2": "22", "4": "24", "7": "27"}
_SHOWS_ON_BLANK: Final = frozenset({"4", "5", "6", "7", "9", "21", "53"})


class Style(NamedTuple):
    """One look of a cell: SGR attributes in ascending order, and colour parameters ("" is the terminal's own)."""

    attributes: tuple[str, ...] = ()
    foreground: str = ""
    background: str = ""

    @property
    def erasable(self) -> bool:
        """Whether a blank in this style looks the same when it is erased instead of written."""
        return _SHOWS_ON_BLANK.isdisjoint(self.attributes)


PLAIN: Final = Style()


@lru_cache(maxsize=4096)
def apply_sgr(style: Style, parameters: str, colours: int = 0) -> Style:
    """Return ``style`` after ``CSI parameters m``; with ``colours=16`` richer colours become their nearest of 16."""
    attributes, foreground, background = set(style.attributes), style.foreground, style.background
    codes = iter(_numbers(parameters))
    for code in codes:
        if code == 0:
            attributes, foreground, background = set(), "", ""
        elif code in _SET:
            attributes.add(str(code))
        elif code in _CLEAR:
            attributes.difference_update(_CLEAR[code])
        elif code in _FOREGROUNDS:
            foreground = _FOREGROUNDS[code]
        elif code in _BACKGROUNDS:
            background = _BACKGROUNDS[code]
        elif code == _RICH_FOREGROUND:
            foreground = _rich_colour(code, codes, colours)
        elif code == _RICH_BACKGROUND:
            background = _rich_colour(code, codes, colours)
    return Style(tuple(sorted(attributes, key=int)), foreground, background)


@lru_cache(maxsize=4096)
def change(old: Style, new: Style) -> str:
    """Return the shortest sequence that turns ``old`` into ``new`` ("" when they are equal)."""
    if old == new:
        return ""
    full = [part for part in (*new.attributes, new.foreground, new.background) if part]
    reset = f"\x1b[{';'.join(['', *full])}m"
    step = _step(old, new)
    return step if step is not None and len(step) < len(reset) else reset


def _step(old: Style, new: Style) -> str | None:
    """The change without a reset, or None where switching off is not sure on every terminal."""
    gone = [name for name in old.attributes if name not in new.attributes]
    if any(name not in _SURE_OFF for name in gone) or {"1", "2"} <= {*old.attributes, *new.attributes}:
        return None
    parts = [_SURE_OFF[name] for name in gone] + [name for name in new.attributes if name not in old.attributes]
    if old.foreground != new.foreground:
        parts.append(new.foreground or "39")
    if old.background != new.background:
        parts.append(new.background or "49")
    return f"\x1b[{';'.join(parts)}m"


def _numbers(parameters: str) -> list[int]:
    return [int(part) if part.isdigit() else 0 for part in parameters.replace(":", ";").split(";")]


def _rich_colour(kind: int, codes: Iterator[int], colours: int) -> str:
    """Read the rest of ``kind;2;r;g;b`` or ``kind;5;n``; return the parameters to send."""
    if next(codes, 0) == _TRUE_COLOUR:
        red, green, blue = next(codes, 0), next(codes, 0), next(codes, 0)
        found, same = Color.from_rgb(red, green, blue), f"{kind};2;{red};{green};{blue}"
    else:
        number = next(codes, 0)
        found, same = Color.from_ansi(number), f"{kind};5;{number}"
    if colours != _BASIC_COLOURS:
        return same
    basic = _BASIC_FOREGROUNDS if kind == _RICH_FOREGROUND else _BASIC_BACKGROUNDS
    return str(basic[found.downgrade(ColorSystem.STANDARD).number or 0])
