"""The self-check: two models of a terminal, one fed Textual's own stream and one fed the driver's bytes.

After every update both must show the same cells. Differences are appended to the file in ``LOKOS_DISPLAY_LOG``
(place and look of the cell, never its text: a screen may show people's data).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lokos_tui.display.cells import Buffer
from lokos_tui.display.parse import Screen

LOG_VARIABLE: Final = "LOKOS_DISPLAY_LOG"
_MOST_REPORTED: Final = 10


def differences(one: Buffer, two: Buffer) -> list[tuple[int, int]]:
    """Return the places (column, row), from 0, where two buffers differ; a size that differs is (-1, -1)."""
    if (one.width, one.height) != (two.width, two.height):
        return [(-1, -1)]
    pairs = zip(one.rows, two.rows, strict=True)
    return [(x, y) for y, (left, right) in enumerate(pairs) for x in range(one.width) if left[x] != right[x]]


class SelfCheck:
    """Feeds both models and records where they differ."""

    def __init__(self, log: Path | None, colours: int = 0, encoding: str = "utf-8") -> None:
        self._log = log
        self._colours = colours
        self._encoding = encoding
        self._textual: Screen | None = None
        self._driver: Screen | None = None
        self._waiting: list[str] = []
        self.updates = 0
        self.failures: list[list[tuple[int, int]]] = []

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], colours: int, encoding: str) -> SelfCheck:
        """Make a check that logs to the file named in ``LOKOS_DISPLAY_LOG``, if any."""
        name = environ.get(LOG_VARIABLE)
        return cls(Path(name) if name else None, colours, encoding)

    def textual_wrote(self, data: str) -> None:
        """Keep a piece of Textual's stream for the next comparison."""
        self._waiting.append(data)

    def driver_wrote(self, data: str, wanted: Buffer) -> None:
        """Feed both models up to now, compare them, and record the result."""
        textual, driver = self._models(wanted)
        textual.feed("".join(self._waiting))
        self._waiting.clear()
        driver.feed(data)
        self.updates += 1
        found = differences(textual.buffer, driver.buffer)
        if found:
            self.failures.append(found)
        self._write(found)

    def _models(self, wanted: Buffer) -> tuple[Screen, Screen]:
        size = (wanted.width, wanted.height)
        if self._textual is None or self._driver is None:
            self._textual = Screen(*size, colours=self._colours, encoding=self._encoding)
            self._driver = Screen(*size)
        elif size != (self._textual.buffer.width, self._textual.buffer.height):
            self._textual.resize(*size)
            self._driver.resize(*size)
        return self._textual, self._driver

    def _write(self, found: list[tuple[int, int]]) -> None:
        if self._log is None:
            return
        places = " ".join(f"{x},{y}" for x, y in found[:_MOST_REPORTED])
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"update {self.updates}: {f'{len(found)} cells differ at {places}' if found else 'same'}\n")
