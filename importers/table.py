"""A sheet to cleaned text, column by column: each distinct value is converted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from openpyxl.utils import get_column_letter

from importers.cells import Fault, convert, untouched
from importers.header import NONE, HeaderMatch
from importers.loads.columns import SheetSpec
from importers.model import Cell, RawSheet, Workbook
from importers.others import is_other_number, suspects
from importers.sheets import LeftOut, pick_sheets
from lokos_tui.collector import paused
from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.loads.questions import Question
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, safe

_GPS, _VILLAGES = ("gp", "gp_name"), ("village", "village_name")
_MANY = ("shg_code", "shg_name")
_UNCALCULATED: Fault = (
    "formula_blank",
    _("The formula of this cell was never calculated."),
    _("Open the file in Excel, save it, and load it again."),
)


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault of one cell; ``value`` is safe to show."""

    row: int
    key: str
    value: str
    code: str
    sentence: str
    hint: str
    question: str = ""


@dataclass
class Table:
    """Cleaned rows in the specification's column order, and the sheet row of each.

    Of several sheets read as one, ``parts`` has each by itself; the rows of the second go on behind those of the first.
    """

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
    raw: RawSheet | None = None
    parts: tuple[tuple[int, Table], ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def sheets(self) -> tuple[tuple[int, Table], ...]:
        """Each sheet that is read, as (what its row numbers are raised by, its table)."""
        return self.parts or ((0, self),)

    @property
    def hidden(self) -> tuple[int, ...]:
        """The rows that are hidden in the file, by their numbers here."""
        return tuple(
            row + offset
            for offset, part in self.sheets
            for row in part.numbers
            if part.raw is not None and row in part.raw.hidden_rows
        )

    def place(self, row: int) -> tuple[Table, int]:
        """Return the table of the sheet a row stands on, and its number there."""
        offset, part = next(one for one in reversed(self.sheets) if row > one[0])
        return part, row - offset

    def row_name(self, row: int) -> str | int:
        """Return a row as it is named in a sentence: its number, with its sheet where several are read."""
        if not self.parts:
            return row
        part, own = self.place(row)
        return f"{safe(part.sheet, 40)} {own}"

    @staticmethod
    def letter(index: int) -> str:
        """Return the letters of a column (0-based)."""
        return get_column_letter(index + 1)

    def address(self, row: int, key: str) -> str:
        """Return a cell's address, like E17, by the column's key or letters; the row where it is absent."""
        if self.parts:
            part, own = self.place(row)
            return f"{safe(part.sheet, 40)}!{part.address(own, key)}"
        index = self.header.columns.get(key)
        if index is None:
            return f"{key}{row}" if key.isupper() else str(row)
        return f"{get_column_letter(index + 1)}{row}"


def to_table(
    book: Workbook,
    spec: SheetSpec,
    *,
    sheet: str | None = None,
    chosen: Mapping[str, str] = NONE,
    fill_down: bool = False,
) -> Table:
    """Return the sheets whose headings match, read as one, or the named one; raises Unreadable."""
    picked, left_out = pick_sheets(book, spec, sheet, chosen)
    parts = [_of_sheet(book, spec, raw, header, fill_down=fill_down) for raw, header in picked]
    table = parts[0] if len(parts) == 1 else _joined(parts)
    table.left_out = left_out
    return table


def _of_sheet(book: Workbook, spec: SheetSpec, raw: RawSheet, header: HeaderMatch, *, fill_down: bool) -> Table:
    with paused():
        numbers, columns, faults = _cleaned(raw, header, spec)
        if fill_down:
            _fill_down(columns, numbers, raw, header, [c.key for c in spec.columns])
        rows = list(zip(*columns, strict=True))
    return Table(
        spec=spec,
        sheet=raw.name,
        header=header,
        rows=rows,
        numbers=numbers,
        blank_rows=len(raw.rows) - (header.row - raw.first_row + 1) - len(numbers),
        faults=sorted(faults, key=lambda fault: fault.row),
        file_name=book.name,
        sha256=book.sha256,
        size=book.size,
        meta=book.meta,
        raw=raw,
    )


def with_hidden_asked(table: Table) -> Table:
    """Return the table with the question on each hidden row whether it is to be loaded."""
    key = table.spec.columns[0].key
    asked = [
        CellFault(
            row, key, "", "row.hidden", _("This row is hidden in the file."), _("Say whether it is to be loaded."),
            Question.HIDDEN_ROWS.value,
        )
        for row in table.hidden
    ]  # fmt: skip
    return replace(table, faults=sorted((*table.faults, *asked), key=lambda fault: fault.row)) if asked else table


def _joined(parts: list[Table]) -> Table:
    """Return several sheets as one table: rows of the first keep their numbers, the others go on behind."""
    offsets, end = list[int](), 0
    for part in parts:
        offsets.append(end)
        raw = part.raw
        end += max(part.numbers[-1] if part.numbers else 0, raw.first_row + len(raw.rows) if raw else 0)
    placed = tuple(zip(offsets, parts, strict=True))
    first = parts[0]
    return replace(
        first,
        sheet=", ".join(part.sheet for part in parts),
        header=_all_headings([part.header for part in parts]),
        rows=[row for part in parts for row in part.rows],
        numbers=[number + offset for offset, part in placed for number in part.numbers],
        blank_rows=sum(part.blank_rows for part in parts),
        faults=[replace(one, row=one.row + offset) for offset, part in placed for one in part.faults],
        raw=None,
        parts=placed,
    )


def _all_headings(headers: list[HeaderMatch]) -> HeaderMatch:
    """Return the first sheet's headings with what any of them leaves open."""
    return replace(
        headers[0],
        unknown=tuple(dict.fromkeys(heading for header in headers for heading in header.unknown)),
        proposals=tuple(dict.fromkeys(one for header in headers for one in header.proposals)),
        missing=tuple(dict.fromkeys(key for header in headers for key in header.missing)),
        doubled=tuple(dict.fromkeys(one for header in headers for one in header.doubled)),
    )


def _cleaned(raw: RawSheet, header: HeaderMatch, spec: SheetSpec) -> tuple[list[int], list[list[str]], list[CellFault]]:
    """Return the sheet rows that hold anything, their cleaned columns in the specification's order, the faults."""
    rows, numbers = _filled_rows(raw, header.row - raw.first_row + 1)
    faults = _broken(raw, header, set(numbers))
    cells = list(zip_longest(*rows, fillvalue=""))
    columns = [_column(cells, numbers, header.columns.get(c.key), c.key, c.kind, faults) for c in spec.columns]
    _unknown(raw, cells, numbers, header, faults)
    numbers, columns = _without_blank(numbers, columns, {fault.row for fault in faults})
    return numbers, columns, faults


def _filled_rows(raw: RawSheet, start: int) -> tuple[list[tuple[Cell, ...]], list[int]]:
    """Return the rows under the headings that hold anything, and their sheet rows."""
    body, first = raw.rows[start:], raw.first_row + start
    if () not in body:
        return body, list(range(first, first + len(body)))
    lost = {row for row, _ in raw.broken}
    numbers = [number for number, row in enumerate(body, first) if row or number in lost]
    return [body[number - first] for number in numbers], numbers


def _broken(raw: RawSheet, header: HeaderMatch, numbers: set[int]) -> list[CellFault]:
    """Return a fault for each known cell that reads as blank though a formula stands there."""
    keys = {index + 1: key for key, index in header.columns.items()}
    return [
        CellFault(row, keys[column], safe(what, 20), *(_UNCALCULATED if what == "=" else _error(what)))
        for (row, column), what in raw.broken.items()
        if row in numbers and column in keys
    ]


def _error(what: str) -> Fault:
    return (
        "formula_error",
        _("The formula of this cell gives {value}.", value=safe(what, 20)),
        _("Type the value itself."),
    )


def _without_blank(numbers: list[int], columns: list[list[str]], faulty: set[int]) -> tuple[list[int], list[list[str]]]:
    """Drop rows whose every known cell is blank once cleaned, unless something was wrong with them."""
    if any(all(column) for column in columns):
        return numbers, columns
    keep = [place for place, cells in enumerate(zip(*columns, strict=True)) if any(cells) or numbers[place] in faulty]
    if len(keep) == len(numbers):
        return numbers, columns
    return [numbers[p] for p in keep], [[column[p] for p in keep] for column in columns]


def _column(
    cells: list[tuple[Cell, ...]], numbers: list[int], index: int | None, key: str, kind: str, faults: list[CellFault]
) -> list[str]:
    if index is None or index >= len(cells):
        return [""] * len(numbers)
    values = list(cells[index])
    if (kept := untouched(values, kind)) is not None:
        return kept
    distinct = set(values)
    if True in distinct or False in distinct:  # 1 and TRUE are one key of a dictionary
        values = [str(value).upper() if isinstance(value, bool) else value for value in values]
        distinct = set(values)
    done = {value: convert(value, kind, many=key in _MANY) for value in distinct}
    bad = {value: fault for value, (_, fault) in done.items() if fault}
    if bad:
        faults.extend(_fault(n, key, v, bad[v]) for n, v in zip(numbers, values, strict=True) if v in bad)
    return [done[value][0] for value in values]


def _fault(row: int, key: str, value: Cell, fault: Fault) -> CellFault:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    shown = hide_aadhaar(text)
    if fault[0] == "aadhaar" and shown == text:
        shown = "XXXX XXXX XXXX"
    return CellFault(row, key, safe(shown, 60), *fault)


def _unknown(
    raw: RawSheet, cells: list[tuple[Cell, ...]], numbers: list[int], header: HeaderMatch, faults: list[CellFault]
) -> None:
    """Add a fault for what may be an Aadhaar number in a column nobody reads."""
    headings = raw.rows[header.row - raw.first_row]
    for index in set(range(len(cells))) - set(header.columns.values()):
        values = cells[index]
        if bad := suspects(_heading(headings, index), values):
            letter = get_column_letter(index + 1)
            faults.extend(_fault(n, letter, v, bad[v]) for n, v in zip(numbers, values, strict=True) if v in bad)


def other_columns(raw: RawSheet, header: HeaderMatch) -> frozenset[int]:
    """Return the columns (0-based) nobody reads whose numbers are accounts, telephones or the like."""
    rows = raw.rows[header.row - raw.first_row + 1 :]
    headings = raw.rows[header.row - raw.first_row]
    unread = set(range(max(map(len, rows), default=0))) - set(header.columns.values())
    return frozenset(
        index
        for index in unread
        if is_other_number(_heading(headings, index), [row[index] if index < len(row) else "" for row in rows])
    )


def _heading(row: tuple[Cell, ...], index: int) -> str:
    return clean(str(row[index])) if index < len(row) and row[index] is not None else ""


def _fill_down(
    columns: list[list[str]], numbers: list[int], raw: RawSheet, header: HeaderMatch, keys: list[str]
) -> None:
    """Fill merged GP and village cells; where a column has no merged cells, fill its blanks from above."""
    place = {number: at for at, number in enumerate(numbers)}
    gp, gp_merged = _filled_column(columns, place, raw, header, keys, _GPS)
    village, village_merged = _filled_column(columns, place, raw, header, keys, _VILLAGES)
    for at in range(1, len(gp)):
        same = not gp[at] or gp[at] == gp[at - 1]
        if not gp_merged:
            gp[at] = gp[at] or gp[at - 1]
        if same and not village_merged and gp[at] and not village[at]:
            village[at] = village[at - 1]


def _filled_column(
    columns: list[list[str]],
    place: Mapping[int, int],
    raw: RawSheet,
    header: HeaderMatch,
    keys: list[str],
    names: tuple[str, ...],
) -> tuple[list[str], bool]:
    """Return the column with the values of its merged ranges filled in, and whether it had any."""
    key = next(name for name in names if name in keys)
    column, index = columns[keys.index(key)], header.columns.get(key, -1) + 1
    ranges = sorted((top, last) for top, left, last, right in raw.merged if left <= index <= right and top > header.row)
    end, done = raw.first_row + len(raw.rows), 0
    for top, last in ranges:
        for row in range(max(top, done) + 1, min(last, end) + 1):
            if row in place and top in place and not column[place[row]]:
                column[place[row]] = column[place[top]]
        done = max(done, last)
    return column, bool(ranges)
