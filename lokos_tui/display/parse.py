"""A terminal's model: reads an output stream into a buffer of cells.

It understands what Textual sends (moves, SGR, text, erases) and what :mod:`lokos_tui.display.emit` sends (also
scroll regions). Everything else - private modes, titles, clipboard, queries - is handed back to the caller untouched,
in order, because it changes no cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from lokos_tui.display.cells import Buffer, clusters
from lokos_tui.display.glyphs import encodable
from lokos_tui.display.style import PLAIN, Style, apply_sgr

_TOKEN: Final = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f]+)"
    r"|\x1b\[(?P<parameters>[0-9;:<=>?]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b[\]PX^_](?P<string>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*[0-Z\\^-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
)
_UNFINISHED: Final = re.compile(r"\x1b(?:\[[0-9;:<=>?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?\Z")
_PRIVATE: Final = ("?", ">", "<", "=")
_LINK: Final = "8;"


class Screen:
    """A buffer, a cursor and a style, moved by :meth:`feed`.

    ``colours=16`` maps richer colours, and an ``encoding`` other than UTF-8 the signs it lacks, on the way in.
    """

    def __init__(self, width: int, height: int, colours: int = 0, encoding: str = "utf-8") -> None:
        self.buffer = Buffer(width, height)
        self.x = 0
        self.y = 0
        self.style: Style = PLAIN
        self._colours = colours
        self._encoding = encoding
        self._region = (0, height - 1)
        self._rest = ""
        self._actions: dict[str, Callable[[list[int]], None]] = {
            "H": self._position, "f": self._position, "A": self._up, "B": self._down, "C": self._right,
            "D": self._left, "G": self._column, "d": self._line, "J": self._erase_display, "K": self._erase_line,
            "L": self._insert_lines, "M": self._delete_lines, "r": self._set_region,
        }  # fmt: skip

    def resize(self, width: int, height: int) -> None:
        """Take a new size in cells, keeping what still fits."""
        self.buffer = self.buffer.resized(width, height)
        self.x, self.y = min(self.x, width), min(self.y, height - 1)
        self._region = (0, height - 1)

    def feed(self, data: str) -> list[str]:
        """Apply ``data``; return the sequences that change no cell, in order. A cut sequence waits for its rest."""
        data = self._rest + data
        cut = _UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else ""
        passed: list[str] = []
        for token in _TOKEN.finditer(data, 0, cut.start() if cut else len(data)):
            self._apply(token, passed)
        return passed

    def _apply(self, token: re.Match[str], passed: list[str]) -> None:
        final, parameters = token["final"], token["parameters"] or ""
        ours = final and not token["middle"] and not parameters.startswith(_PRIVATE)
        if text := token["text"]:
            self._text(text)
        elif ours and final == "m":
            self.style = apply_sgr(self.style, parameters, self._colours)
        elif ours and final in self._actions:
            self._actions[final]([int(part) if part.isdigit() else 0 for part in parameters.split(";")])
        elif control := token["control"]:
            self._control(control, passed)
        elif not (token["string"] or "").startswith(_LINK):
            passed.append(token[0])

    def _text(self, text: str) -> None:
        put, y, style = self.buffer.put, self.y, self.style
        if y >= self.buffer.height:
            return
        x = self.x
        for cluster, width in clusters(encodable(text, self._encoding)):
            put(x, y, cluster, width, style)
            x += width
        self.x = x

    def _control(self, control: str, passed: list[str]) -> None:
        if control == "\n":
            self.x, self.y = 0, min(self.y + 1, self.buffer.height - 1)
        elif control == "\r":
            self.x = 0
        elif control == "\b":
            self.x = max(self.x - 1, 0)
        elif control == "\x07":
            passed.append(control)

    def _position(self, numbers: list[int]) -> None:
        self._line(numbers)
        self._column(numbers[1:] or [1])

    def _line(self, numbers: list[int]) -> None:
        self.y = min(max(numbers[0], 1), self.buffer.height) - 1

    def _column(self, numbers: list[int]) -> None:
        self.x = min(max(numbers[0], 1), self.buffer.width) - 1

    def _up(self, numbers: list[int]) -> None:
        self.y = max(self.y - max(numbers[0], 1), 0)

    def _down(self, numbers: list[int]) -> None:
        self.y = min(self.y + max(numbers[0], 1), self.buffer.height - 1)

    def _right(self, numbers: list[int]) -> None:
        self.x = min(self.x + max(numbers[0], 1), self.buffer.width - 1)

    def _left(self, numbers: list[int]) -> None:
        self.x = max(min(self.x, self.buffer.width - 1) - max(numbers[0], 1), 0)

    def _erase_line(self, numbers: list[int]) -> None:
        start = self.x if numbers[0] == 0 else 0
        end = min(self.x + 1, self.buffer.width) if numbers[0] == 1 else self.buffer.width
        if start < end:
            self.buffer.erase(self.y, start, end, self._erased())

    def _erase_display(self, numbers: list[int]) -> None:
        if numbers[0] in {0, 1}:
            self._erase_line(numbers)
        first = self.y + 1 if numbers[0] == 0 else 0
        last = self.y if numbers[0] == 1 else self.buffer.height
        for y in range(first, last):
            self.buffer.erase(y, 0, self.buffer.width, self._erased())

    def _insert_lines(self, numbers: list[int]) -> None:
        self.buffer.shift(self.y, self._region[1], -max(numbers[0], 1))
        self.x = 0

    def _delete_lines(self, numbers: list[int]) -> None:
        self.buffer.shift(self.y, self._region[1], max(numbers[0], 1))
        self.x = 0

    def _set_region(self, numbers: list[int]) -> None:
        bottom = numbers[1] if len(numbers) > 1 and numbers[1] else self.buffer.height
        self._region = (max(numbers[0], 1) - 1, bottom - 1)
        self.x = self.y = 0

    def _erased(self) -> Style:
        return Style(background=self.style.background)
