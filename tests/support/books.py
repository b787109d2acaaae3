"""Workbooks of tests, with their sheets as what they are."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def front(book: Workbook) -> Worksheet:
    """Return the sheet a workbook opens on."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def first_sheet(data: bytes) -> Worksheet:
    """Return the sheet that a workbook's bytes open on."""
    return front(load_workbook(io.BytesIO(data)))


def put(sheet: Worksheet, cells: dict[str, object]) -> None:
    """Write values into cells, each by its address."""
    for at, value in cells.items():
        sheet[at].value = value
