"""Gives the operator's own rows back with the reason in each faulty cell; saves files privately."""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any, BinaryIO, Literal

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import PatternFill

from importers.broken import weight
from importers.guard import kind_of, load_bytes
from importers.loads.template import put
from importers.model import Limits
from importers.table import Table, other_columns
from lokos_tui.domain.errors import Conflict, Unreadable
from lokos_tui.domain.identifiers import aadhaar_in, hide_aadhaar, mask_aadhaar
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.language import words

REASON = _("Reason (faults)")
"""Heading of the column we add: in English, and under it in the language in force, so that it is found again."""
_AUTHOR = "LokOS"
_COLOUR = PatternFill("solid", fgColor="FFF2CC")
_OWN_WEIGHT = 600_000  # about 15,000 rows; heavier ones are given back as values alone, the styled way takes minutes
Reasons = Mapping[int, Mapping[str, str]]


def write_returned(
    source: bytes | Path, target: BinaryIO, table: Table, reasons: Reasons, keep: Literal["failed", "all"]
) -> None:
    """Write a workbook of the failed (or all) rows; ``reasons`` is sheet row -> column key -> sentence.

    It is the operator's own workbook with its styles and other sheets where
    that can be opened, else a new one with the same cells. No number that may
    be an Aadhaar number is in it, bank accounts excepted. Raises Unreadable
    when the file is no longer the one that was read.
    """
    parts = [
        (part, {row - offset: found for row, found in reasons.items() if table.place(row)[0] is part})
        for offset, part in table.sheets
    ]
    kept = {
        part.sheet: [(n, r) for n, r in zip(part.numbers, part.rows, strict=True) if keep == "all" or n in of_part]
        for part, of_part in parts
    }
    book = _opened(source, table, kept)
    for part, of_part in parts:
        _write_sheet(book[part.sheet], part, kept[part.sheet], of_part)
    _hide_numbers(book, [part for part, _of_part in parts])
    book.properties = DocumentProperties(creator=_AUTHOR)
    book.save(target)


Kept = Mapping[str, list[tuple[int, tuple[str, ...]]]]
"""By sheet, the rows that are given back: their numbers and cleaned cells."""


def _write_sheet(sheet: Any, table: Table, kept: list[tuple[int, tuple[str, ...]]], reasons: Reasons) -> None:
    last = _reason_column(sheet, table.header.row)
    _unmerge_under(sheet, table.header.row)
    emptied: dict[int, set[str]] = {}
    for fault in table.faults:
        if fault.code in ("aadhaar", "controls"):
            emptied.setdefault(fault.row, set()).add(fault.key)
    for at, (number, row) in enumerate(kept, table.header.row + 1):
        _copy_row(sheet, number, at, last)
        _put_row(sheet, at, table, row, emptied.get(number, set()))
        _mark(sheet, at, table, reasons.get(number, {}), last)
    put(sheet, table.header.row, last, "\n".join(dict.fromkeys((REASON, words(REASON)))))
    _cut(sheet, table.header.row + len(kept))


def _opened(source: bytes | Path, table: Table, kept: Kept) -> Any:
    """Return the operator's workbook, or a new one with the values of the sheets that were read, by their names."""
    limits = Limits(file_bytes=max(Limits().file_bytes, table.size))
    data = source if isinstance(source, bytes) else load_bytes(source, limits)
    if table.sha256 and hashlib.sha256(data).hexdigest() != table.sha256:
        raise Unreadable(
            "file_changed", _("The file has changed since it was read."), _("Check it again from the start.")
        )
    kind = kind_of(data, table.file_name, limits)
    book = _own(data) if kind == "xlsx" else None
    if book is not None and all(part.sheet in book.sheetnames for _offset, part in table.sheets):
        return book
    return _fresh(table, kept)


def _own(data: bytes) -> Any | None:
    """Return the operator's workbook; None when it is too heavy, or openpyxl cannot read what calamine can."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of parts it will not keep, on the operator's screen
            return load_workbook(io.BytesIO(data), data_only=True) if weight(data) <= _OWN_WEIGHT else None
    except Exception:  # noqa: BLE001  it fails in a dozen ways
        return None


def _fresh(table: Table, kept: Kept) -> Any:
    """Return a new workbook with the cells of the wanted rows, and those down to the headings, where they stood."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for _offset, part in table.sheets:
        wanted = {number for number, _row in kept[part.sheet]}
        made: Any = book.create_sheet(part.sheet)
        for key, index in part.header.columns.items():
            put(made, part.header.row, index + 1, part.header.headings[key])
        rows = part.raw.rows if part.raw else []
        for number, row in enumerate(rows, part.raw.first_row if part.raw else 1):
            for column, value in enumerate(row if number in wanted or number <= part.header.row else (), 1):
                if value != "" and value is not None:
                    _place(made.cell(number, column), value)
    return book


def _place(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        put(cell.parent, cell.row, cell.column, value)
    elif value == value:  # noqa: PLR0124  NaN has no place in a workbook
        cell.value = value


def _reason_column(sheet: Any, header: int) -> int:
    """Return the column of the reasons: the one of the last round, or the first free one."""
    for column in range(1, sheet.max_column + 1):
        if str(sheet.cell(header, column).value).split("\n", 1)[0] == REASON:
            return column
    return int(sheet.max_column) + 1


def _unmerge_under(sheet: Any, header: int) -> None:
    for merged in list(sheet.merged_cells.ranges):
        if merged.max_row > header:
            sheet.unmerge_cells(str(merged))


def _copy_row(sheet: Any, number: int, at: int, last: int) -> None:
    for column in range(1, last + 1):
        old, new = sheet.cell(number, column), sheet.cell(at, column)
        if not isinstance(old, MergedCell) and old is not new:
            new.value, new._style = old.value, copy(old._style)  # noqa: SLF001
            if isinstance(old.value, str) and old.value:
                new.data_type = "s"
        if new.fill.fgColor.rgb == f"00{_COLOUR.fgColor.rgb[2:]}":
            new.fill = PatternFill()
        new.comment = None


def _put_row(sheet: Any, at: int, table: Table, row: tuple[str, ...], emptied: set[str]) -> None:
    for column, text in zip(table.spec.columns, row, strict=True):
        index = table.header.columns.get(column.key)
        if index is not None and (text or column.key in emptied):
            put(sheet, at, index + 1, "" if column.key in emptied else text)


def _mark(sheet: Any, at: int, table: Table, faults: Mapping[str, str], last: int) -> None:
    for key, sentence in faults.items():
        index = table.header.columns.get(key)
        if index is not None:
            cell = sheet.cell(at, index + 1)
            cell.comment, cell.fill = Comment(hide_aadhaar(clean(words(sentence))), _AUTHOR), _COLOUR
    put(sheet, at, last, " ".join(map(words, faults.values())))


def _cut(sheet: Any, last: int) -> None:
    if sheet.max_row > last:
        sheet.delete_rows(last + 1, sheet.max_row - last)


def _hide_numbers(book: Any, tables: list[Table]) -> None:
    """Mask every number that may be an Aadhaar number, on every sheet, in cells and comments.

    Not in the columns of accounts and telephones of the sheets that were read: one in ten of their numbers passes for
    one by chance.
    """
    own = {table.sheet: (table.header.row, _other_columns(table)) for table in tables}
    for sheet in book.worksheets:
        header, accounts = own.get(sheet.title, (0, frozenset[int]()))
        for row in sheet.iter_rows():
            for cell in row:
                if not (cell.column in accounts and cell.row > header):
                    _hide(cell)
                if cell.comment is not None and aadhaar_in(cell.comment.text):
                    cell.comment = Comment(hide_aadhaar(cell.comment.text), _AUTHOR)


def _other_columns(table: Table) -> frozenset[int]:
    """Return the columns (1-based) of a sheet whose long numbers are no Aadhaar numbers."""
    known = {table.header.columns.get(c.key, -1) + 1 for c in table.spec.columns if c.kind == "account"}
    others = other_columns(table.raw, table.header) if table.raw else frozenset[int]()
    return frozenset(known | {index + 1 for index in others})


def _hide(cell: Any) -> None:
    value = cell.value
    if isinstance(value, str) and aadhaar_in(value):
        cell.value, cell.data_type = hide_aadhaar(value), "s"
    elif isinstance(value, (int, float)) and abs(value) < 1e15 and aadhaar_in(digits := str(int(value))):  # noqa: PLR2004
        cell.value = mask_aadhaar(digits[-4:])


def save_private(path: Path, data: bytes) -> None:
    """Write a new file of mode 0600; raises Conflict when the name is taken, Unreadable when it cannot be written."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        raise Conflict("file_exists", _("A file of this name is there already."), _("Choose another name.")) from error
    except OSError as error:
        raise _unsaved(error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _unsaved(error) from error


def _unsaved(error: OSError) -> Unreadable:
    return Unreadable(
        "file_save", _("The file cannot be saved: {why}.", why=error.strerror), _("Choose another folder.")
    )
