"""Writes the template: headings in two languages, lists by range, text formats, help, and the hidden facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from importers.loads.columns import SheetSpec
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
    cell.value = "\n".join(map(clean, text.split("\n")))
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
    _headings(sheet, spec)
    for number, row in enumerate(rows, 2):
        for index, text in enumerate(row, 1):
            if text:
                put(sheet, number, index, text).number_format = "@"
    _help(book, spec)
    _lists(book, sheet, spec, reference)
    facts = {
        "kind": spec.kind,
        "version": version,
        "spec": spec.version,
        "block_code": reference.block_code,
        "block_name": reference.block_name,
        "state": reference.state,
        "made_at": made_at.isoformat(),
    }
    _facts(book, facts)
    book.save(target)


def _headings(sheet: Any, spec: SheetSpec) -> None:
    for index, column in enumerate(spec.columns, 1):
        head = put(sheet, 1, index, f"{column.heading}\n{column.heading_hi}")
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        if column.kind in ("mobile", "code", "account"):
            dimension.number_format = "@"


def _facts(book: Any, facts: Mapping[str, str]) -> None:
    hidden = book.create_sheet(META_SHEET)
    hidden.sheet_state = "hidden"
    for number, (key, value) in enumerate(facts.items(), 1):
        put(hidden, number, 1, key)
        put(hidden, number, 2, value)


def _help(book: Any, spec: SheetSpec) -> None:
    sheet = book.create_sheet("Help")
    for number, column in enumerate(spec.columns, 1):
        text = f"{column.heading}: {column.help} {column.heading_hi}: {column.help_hi}"
        put(sheet, number, 1, text)


def _lists(book: Any, sheet: Any, spec: SheetSpec, reference: Reference) -> None:
    """Write the lists and point the columns at them: a row's villages are those of its GP."""
    lists = book.create_sheet("Lists")
    villages = sorted(dict.fromkeys(reference.villages))
    columns = [["SHG", "VO", "CLF"], reference.gps, [gp for gp, _ in villages], [name for _, name in villages]]
    for at, items in enumerate(columns, 1):
        for number, item in enumerate(items, 1):
            put(lists, number, at, item)
    for number, cbo in enumerate(reference.cbos, 1):
        for index, text in enumerate(cbo, len(columns) + 2):
            put(lists, number, index, text)
    gp_at = next((i for i, column in enumerate(spec.columns, 1) if column.choices == "gps"), 0)
    formulas = {
        "category": "Lists!$A$1:$A$3",
        "gps": f"Lists!$B$1:$B${len(reference.gps)}" if reference.gps else "",
        "villages": _villages_of(get_column_letter(gp_at), len(villages)) if villages and gp_at else "",
    }
    for index, column in enumerate(spec.columns, 1):
        if formula := formulas.get(column.choices, ""):
            _offer(sheet, get_column_letter(index), formula)


def _villages_of(gp: str, count: int) -> str:
    gps, names = f"Lists!$C$1:$C${count}", f"Lists!$D$1:$D${count}"
    own = f"OFFSET(Lists!$D$1,MATCH(${gp}2,{gps},0)-1,0,COUNTIF({gps},${gp}2),1)"
    return f"IF(COUNTIF({gps},${gp}2)=0,{names},{own})"


def _offer(sheet: Any, letter: str, formula: str) -> None:
    rule = DataValidation("list", formula1=formula, allow_blank=True, errorStyle="warning")
    rule.add(f"{letter}2:{letter}{_LAST}")
    sheet.add_data_validation(rule)
