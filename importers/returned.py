"""Gives the operator's own rows back with the reason in each faulty cell; saves files privately."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any, BinaryIO, Literal

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from importers.guard import load_bytes
from importers.model import Limits
from importers.table import Table
from importers.template import put
from lokos_tui.domain.errors import Conflict, Unreadable
from lokos_tui.domain.text import clean

REASON = "Reason (faults)"
_COLOUR = PatternFill("solid", fgColor="FFF2CC")
Reasons = Mapping[int, Mapping[str, str]]


def write_returned(
    source: bytes | Path, target: BinaryIO, table: Table, reasons: Reasons, keep: Literal["failed", "all"]
) -> None:
    """Write a workbook of the failed (or all) rows; ``reasons`` is sheet row -> column key -> sentence."""
    data = source if isinstance(source, bytes) else load_bytes(source, Limits())
    kept = [(n, r) for n, r in zip(table.numbers, table.rows, strict=True) if keep == "all" or n in reasons]
    book = load_workbook(io.BytesIO(data), data_only=True) if data.startswith(b"PK") else _fresh(table)
    sheet: Any = book[table.sheet] if table.sheet in book.sheetnames else book.active
    for merged in list(sheet.merged_cells.ranges):
        if merged.max_row > table.header.row:
            sheet.unmerge_cells(str(merged))
    width, own = sheet.max_column, data.startswith(b"PK")
    for at, (number, row) in enumerate(kept, table.header.row + 1):
        if own:
            _copy_row(sheet, number, at, width)
        for column, text in zip(table.spec.columns, row, strict=True):
            index = table.header.columns.get(column.key)
            if index is not None and (
                text or (number, column.key) in {(f.row, f.key) for f in table.faults if f.code == "aadhaar"}
            ):
                put(sheet, at, index + 1, text)
        _mark(sheet, at, table, reasons.get(number, {}), width + 1)
    put(sheet, table.header.row, width + 1, REASON)
    extra = sheet.max_row - table.header.row - len(kept)
    if extra > 0:
        sheet.delete_rows(table.header.row + len(kept) + 1, extra)
    book.save(target)


def _fresh(table: Table) -> Any:
    book = Workbook()
    for key, index in table.header.columns.items():
        put(book.active, table.header.row, index + 1, table.header.headings[key])
    return book


def _copy_row(sheet: Any, number: int, at: int, width: int) -> None:
    for column in range(1, width + 1):
        old, new = sheet.cell(number, column), sheet.cell(at, column)
        if not isinstance(old, MergedCell) and old is not new:
            new.value, new._style, new.comment = old.value, copy(old._style), None  # noqa: SLF001
            if isinstance(old.value, str) and old.value:
                new.data_type = "s"


def _mark(sheet: Any, at: int, table: Table, faults: Mapping[str, str], last: int) -> None:
    for key, sentence in faults.items():
        index = table.header.columns.get(key)
        if index is not None:
            cell = sheet.cell(at, index + 1)
            cell.comment, cell.fill = Comment(clean(sentence), "LokOS"), _COLOUR
    put(sheet, at, last, " ".join(faults.values()))


def save_private(path: Path, data: bytes) -> None:
    """Write a new file of mode 0600; raises Conflict when the name is taken, Unreadable when the folder refuses."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        raise Conflict("file_exists", "A file of this name is there already.", "Choose another name.") from error
    except OSError as error:
        raise Unreadable(
            "file_save", f"The file cannot be saved: {error.strerror}.", "Choose another folder."
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(data)
