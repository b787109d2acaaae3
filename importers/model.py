"""What reading a file gives: sheets of plain values, and the limits it was read under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | float | int | bool | None
META_SHEET = "_lokos"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it stands in the file; ``first_row`` is the 1-based row of ``rows[0]``, blank rows are ``()``.

    Column 0 of a row is column A. ``merged`` holds (row, column, last row, last column), 1-based.
    ``broken`` says of cells (row, column, 1-based) that read as blank what stands there: an error
    like ``#N/A``, or ``=`` for a formula that was never calculated. ``hidden_rows`` are those (1-based) that a filter
    or the operator's hand hides; only an .xlsx tells.
    """

    name: str
    first_row: int
    rows: list[tuple[Cell, ...]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read; ``meta`` is what the template's hidden sheet says, empty without one."""

    name: str
    sha256: str
    size: int
    kind: str
    sheets: tuple[RawSheet, ...]
    meta: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for: bytes, counts, seconds; 100,000 rows of 16 columns pass."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 200_000_000
    members: int = 1_000
    ratio: int = 200
    ratio_from: int = 1_000_000
    rows: int = 200_000
    columns: int = 256
    seconds: int = 60
    memory_bytes: int = 1_500_000_000
    sent_bytes: int = 150_000_000
