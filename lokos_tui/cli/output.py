"""What is printed: tables, CSV and JSON, cleaned of anything a terminal or a spreadsheet would obey."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from lokos_tui.domain.text import csv_cell, safe
from lokos_tui.language import words

_LONG = 100_000
_NARROW, _LEAST = 80, 20
Cells = Sequence[object]


def cell(value: object) -> str:
    """Return a value as one safe line of text, in the language in force."""
    return "" if value is None else safe(words(value), _LONG)


def plain(value: Any) -> Any:
    """Return nested values as JSON can carry them, every text made safe."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return safe(value, _LONG)


def column(value: object, cells: int) -> str:
    """Return a value as ``cell`` does, filled up to a number of terminal cells; never cut."""
    text = cell(value)
    return text + " " * max(0, cells - width(text))


def say(text: str = "") -> None:
    """Print one line to standard output."""
    print(words(text))


def wrapped(sentence: str, indent: str = "") -> str:
    """Return a sentence in lines that fit the terminal, at most 80 columns wide, under one another."""
    columns = min(get_terminal_size().columns, _NARROW) - 1
    lines = wrap(cell(sentence), max(columns - len(indent), _LEAST)) or [""]
    under = "\n" + " " * len(indent)
    return f"{indent}{under.join(lines)}".rstrip()


def say_wrapped(sentence: str, indent: str = "") -> None:
    """Print one sentence to standard output in lines that fit the terminal."""
    print(wrapped(sentence, indent))


def tell(sentence: str) -> None:
    """Print one sentence to standard error, named as this program's."""
    print(f"lokos: {cell(sentence)}", file=sys.stderr)


def print_json(value: object) -> None:
    """Print one JSON document."""
    print(json.dumps(plain(value), ensure_ascii=False, indent=2))


class CsvPrinter:
    """Prints rows as CSV while they come."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._writer = csv.writer(sys.stdout)
        self._writer.writerow(headings)

    def rows(self, rows: Iterable[Cells]) -> None:
        """Print more rows."""
        self._writer.writerows([csv_cell(value) for value in row] for row in rows)

    def end(self) -> None:
        """Nothing stands below the last row."""


class TablePrinter:
    """Prints rows in columns as wide as the first rows need."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = [words(heading) for heading in headings]
        self._widths: list[int] = []

    def rows(self, rows: Iterable[Cells]) -> None:
        """Print more rows; the headings stand above the first ones."""
        texts = [[cell(value) for value in row] for row in rows]
        if not self._widths:
            columns = zip(self._headings, *texts, strict=True)
            self._widths = [max(width(text) for text in column) for column in columns]
            self._line(self._headings)
        for row in texts:
            self._line(row)

    def end(self) -> None:
        """Print the headings when no row came."""
        if not self._widths:
            self.rows(())

    def _line(self, texts: Sequence[str]) -> None:
        padded = (text + " " * max(0, at - width(text)) for text, at in zip(texts, self._widths, strict=True))
        say("  ".join(padded).rstrip())


class JsonPrinter:
    """Prints rows as one JSON array of objects while they come."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._before = "["

    def rows(self, rows: Iterable[Cells]) -> None:
        """Print more rows."""
        for row in rows:
            text = json.dumps(plain(dict(zip(self._names, row, strict=True))), ensure_ascii=False)
            sys.stdout.write(f"{self._before}\n{text}")
            self._before = ","

    def end(self) -> None:
        """Close the array."""
        say("[]" if self._before == "[" else "\n]")


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def print_table(headings: Sequence[str], rows: Iterable[Cells]) -> None:
    """Print one small table."""
    printer = TablePrinter(headings)
    printer.rows(rows)
    printer.end()
