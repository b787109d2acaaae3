"""Writes the sample files: ``python -m lokos_tui.demo.files sample_data``. The same bytes every time."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from lokos_tui.demo import bundle
from lokos_tui.demo import sheets as parts
from lokos_tui.demo.faults import faulty_rows
from lokos_tui.demo.guide import readme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

_WHEN = (2026, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_all(folder: Path) -> list[Path]:
    """Write every sample file into the folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = parts.CoreSheets()
    faulty = faulty_rows(sheets)
    mapping = sheets.mapping()
    books = {
        "places.xlsx": _book("Places", parts.PLACES_HEADINGS, sheets.places()),
        "cbos.xlsx": _book("CBOs", parts.CBOS_HEADINGS, sheets.cbos()),
        "mapping.xlsx": _book("Mapping", parts.MAPPING_HEADINGS, mapping),
        "mapping_with_faults.xlsx": _book("Mapping", parts.MAPPING_HEADINGS, [item.row for item in faulty]),
        "mapping_merged.xlsx": _merged(mapping),
    }
    for name, book in books.items():
        (folder / name).write_bytes(_stable(book))
    (folder / "mapping_hindi.csv").write_text(_csv(parts.MAPPING_HINDI, mapping), encoding="utf-8-sig", newline="")
    bundles = {bundle.NAME: bundle.bundle(None), "profiles_with_faults.jsonl": bundle.faulty()}
    for name, data in bundles.items():
        (folder / name).write_bytes(data)
    (folder / "README.md").write_text(readme([item.shows for item in faulty]), encoding="utf-8")
    return [folder / name for name in (*books, *bundles, "mapping_hindi.csv", "README.md")]


def _book(title: str, headings: Sequence[str], rows: Iterable[parts.Row]) -> Workbook:
    book = Workbook()
    book.properties.created = datetime(*_WHEN)  # noqa: DTZ001 - openpyxl keeps moments without a zone
    sheet: Worksheet = book.worksheets[0]
    sheet.title = title
    lines: list[parts.Row] = [list(headings), *rows]
    for row_number, row in enumerate(lines, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                _put(sheet, row_number, column, value)
    return book


def _put(sheet: Worksheet, row: int, column: int, value: str | float) -> None:
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
        cell.number_format = "@"


def _merged(rows: list[parts.Row]) -> Workbook:
    """Merge gram panchayat and village cells over rows of one place, as a hand-made sheet has them."""
    kept = [row for row in rows if any(cell is not None for cell in row)]
    book = _book("Mapping", parts.MAPPING_HEADINGS, kept)
    for column in (6, 7):
        start = 0
        for end in range(1, len(kept) + 1):
            if end == len(kept) or kept[end][5:column] != kept[start][5:column]:
                if end - start > 1 and kept[start][column - 1] is not None:
                    book.worksheets[0].merge_cells(
                        start_row=start + 2, end_row=end + 1, start_column=column, end_column=column
                    )
                start = end
    return book


def _csv(headings: Sequence[str], rows: Iterable[parts.Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def _stable(book: Workbook) -> bytes:
    """Return a workbook's bytes with every moment in it fixed."""
    made, fixed = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


if __name__ == "__main__":
    for path in write_all(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_data")):
        print(path)  # noqa: T201 - a script
