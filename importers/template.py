"""Writes the template: headings in two languages, lists by range, text formats, help, and the hidden facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from importers.columns import SheetSpec
from importers.model import META_SHEET
from lokos_tui.domain.text import clean

_LAST = 5_000


@dataclass(frozen=True)
class Reference:
    """The block's lists: GPs, (gp, village) and (type, code, name, gp, village, vo, clf)."""

    gps: list[str] = field(default_factory=list)
    villages: list[tuple[str, str]] = field(default_factory=list)
    cbos: list[tuple[str, str, str, str, str, str, str]] = field(default_factory=list)
    block_code: str = ""
    block_name: str = ""
    state: str = ""


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write text as text, never as a formula, and return the cell."""
    cell = sheet.cell(row, column)
    cell.value = clean(text) if "\n" not in text else text
    if cell.value:
        cell.data_type = "s"
    return cell


def write_template(
    target: BinaryIO,
    spec: SheetSpec,
    reference: Reference,
    rows: Iterable[tuple[str, ...]] = (),
    *,
    made_at: datetime,
    version: str,
) -> None:
    """Write the workbook; ``rows`` are in the specification's column order."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title, sheet.freeze_panes = spec.title, "A2"
    for index, column in enumerate(spec.columns, 1):
        head = put(sheet, 1, index, f"{column.heading}\n{column.heading_hi}")
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width
        if column.kind in ("mobile", "code"):
            sheet.column_dimensions[letter].number_format = "@"
    for number, row in enumerate(rows, 2):
        for index, text in enumerate(row, 1):
            if text:
                put(sheet, number, index, text).number_format = "@"
    _help(book, spec)
    _lists(book, sheet, spec, reference)
    hidden = book.create_sheet(META_SHEET)
    hidden.sheet_state = "hidden"
    facts = {
        "kind": spec.kind,
        "version": version,
        "spec": spec.version,
        "block_code": reference.block_code,
        "made_at": made_at.isoformat(),
    }
    for number, (key, value) in enumerate(facts.items(), 1):
        put(hidden, number, 1, key)
        put(hidden, number, 2, value)
    book.save(target)


def _help(book: Any, spec: SheetSpec) -> None:
    sheet = book.create_sheet("Help")
    for number, column in enumerate(spec.columns, 1):
        text = f"{column.heading}: {column.help} {column.heading_hi}: {column.help_hi}"
        put(sheet, number, 1, text)


def _lists(book: Any, sheet: Any, spec: SheetSpec, reference: Reference) -> None:
    lists = book.create_sheet("Lists")
    villages = [village for _, village in reference.villages]
    values = {"category": ["SHG", "VO", "CLF"], "gps": reference.gps, "villages": list(dict.fromkeys(villages))}
    for at, (name, items) in enumerate(values.items(), 1):
        for number, item in enumerate(items, 1):
            put(lists, number, at, item)
        for index, column in enumerate(spec.columns, 1):
            if column.choices == name and items:
                letter, own = get_column_letter(at), get_column_letter(index)
                rule = DataValidation("list", formula1=f"Lists!${letter}$1:${letter}${len(items)}", allow_blank=True)
                rule.add(f"{own}2:{own}{_LAST}")
                sheet.add_data_validation(rule)
    for number, cbo in enumerate(reference.cbos, 1):
        for index, text in enumerate(cbo, 5):
            put(lists, number, index, text)
