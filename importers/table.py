"""A sheet to cleaned text, column by column: each distinct value is converted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from importers.cells import Fault, convert, untouched
from importers.columns import SheetSpec
from importers.header import NONE, HeaderMatch, find_header
from importers.model import Cell, RawSheet, Workbook
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.text import safe

_FILLED = (("gp", "gp_name"), ("village", "village_name"))


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault of one cell; ``value`` is safe to show."""

    row: int
    key: str
    value: str
    code: str
    sentence: str
    hint: str


@dataclass
class Table:
    """Cleaned rows in the specification's column order, and the sheet row of each."""

    spec: SheetSpec
    sheet: str
    header: HeaderMatch
    rows: list[tuple[str, ...]]
    numbers: list[int]
    blank_rows: int
    faults: list[CellFault]
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    meta: Mapping[str, str] = field(default_factory=dict)

    def address(self, row: int, key: str) -> str:
        """Return a cell's address, like E17; the row alone when the column is absent."""
        index = self.header.columns.get(key)
        return str(row) if index is None else f"{get_column_letter(index + 1)}{row}"


def to_table(
    book: Workbook,
    spec: SheetSpec,
    *,
    sheet: str | None = None,
    chosen: Mapping[str, str] = NONE,
    fill_down: bool = False,
) -> Table:
    """Return the first sheet (or the named one) whose headings match; raises Unreadable."""
    raw, header = _pick(book, spec, sheet, chosen)
    start = header.row - raw.first_row + 1
    numbers = [number for number, row in enumerate(raw.rows[start:], raw.first_row + start) if row]
    rows = [row for row in raw.rows[start:] if row]
    faults: list[CellFault] = []
    columns = [_column(rows, numbers, header.columns.get(c.key), c.key, c.kind, faults) for c in spec.columns]
    _unknown(rows, numbers, header, faults)
    rows, numbers, columns = _without_blank(rows, numbers, columns, {fault.row for fault in faults})
    if fill_down:
        _fill_down(columns, [c.key for c in spec.columns])
    faults.sort(key=lambda fault: fault.row)
    return Table(
        spec=spec,
        sheet=raw.name,
        header=header,
        rows=list(zip(*columns, strict=True)),
        numbers=numbers,
        blank_rows=len(raw.rows) - start - len(rows),
        faults=faults,
        file_name=book.name,
        sha256=book.sha256,
        size=book.size,
        meta=book.meta,
    )


def _without_blank(
    rows: list[tuple[Cell, ...]], numbers: list[int], columns: list[list[str]], faulty: set[int]
) -> tuple[list[tuple[Cell, ...]], list[int], list[list[str]]]:
    """Drop rows whose every known cell is blank once cleaned, unless something was wrong with them."""
    blank = {
        place
        for place, cells in enumerate(zip(*columns, strict=True))
        if not any(cells) and numbers[place] not in faulty
    }
    if not blank:
        return rows, numbers, columns
    keep = [place for place in range(len(rows)) if place not in blank]
    return [rows[p] for p in keep], [numbers[p] for p in keep], [[column[p] for p in keep] for column in columns]


def _pick(
    book: Workbook, spec: SheetSpec, sheet: str | None, chosen: Mapping[str, str]
) -> tuple[RawSheet, HeaderMatch]:
    first: Unreadable | None = None
    for raw in book.sheets:
        if raw.name == sheet if sheet is not None else not raw.hidden:
            try:
                return raw, find_header(raw, spec, chosen)
            except Unreadable as error:
                if error.code == "password_column":
                    raise
                first = first or error
    raise first or Unreadable("no_sheet", "The file has no such sheet.", "Choose one of the file's sheets.")


def _column(
    rows: list[tuple[Cell, ...]], numbers: list[int], index: int | None, key: str, kind: str, faults: list[CellFault]
) -> list[str]:
    if index is None:
        return [""] * len(rows)
    values = [row[index] if index < len(row) else "" for row in rows]
    if (kept := untouched(values, kind)) is not None:
        return kept
    many = key in ("shg_code", "shg_name")
    done = {value: convert(value, kind, many=many) for value in set(values)}
    bad = {value: fault for value, (_, fault) in done.items() if fault}
    if bad:
        faults.extend(_fault(n, key, v, bad[v]) for n, v in zip(numbers, values, strict=True) if v in bad)
    return [done[value][0] for value in values]


def _fault(row: int, key: str, value: Cell, fault: Fault) -> CellFault:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return CellFault(row, key, safe(hide_aadhaar(text), 60), *fault)


def _unknown(rows: list[tuple[Cell, ...]], numbers: list[int], header: HeaderMatch, faults: list[CellFault]) -> None:
    width = max(map(len, rows), default=0)
    for index in set(range(width)) - set(header.columns.values()):
        found: list[CellFault] = []
        _column(rows, numbers, index, get_column_letter(index + 1), "text", found)
        faults.extend(fault for fault in found if fault.code == "aadhaar")


def _fill_down(columns: list[list[str]], keys: list[str]) -> None:
    gp, village = (next((columns[keys.index(k)] for k in names if k in keys), []) for names in _FILLED)
    for at in range(1, len(gp)):
        same = not gp[at] or gp[at] == gp[at - 1]
        gp[at] = gp[at] or gp[at - 1]
        if same and not village[at]:
            village[at] = village[at - 1]
