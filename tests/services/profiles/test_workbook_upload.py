"""Loading a filled workbook: rows of every sheet in one upload, each told apart by sheet and row; both databases."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from importers.profiles import bundle_of, template_bytes
from importers.workbook import read_file
from lokos_tui.commands.profiles import Uploaded, UploadProfiles
from lokos_tui.db import tables
from lokos_tui.domain.profiles.model import Bundle
from tests.support.bundles import MAKER, TODAY, woman
from tests.support.office import HERE, NOW

if TYPE_CHECKING:
    from tests.services.kit import Desk

GROUP = {
    "SHG name": "JYOTI SAKHI MANDAL", "Gram Panchayat": "AHMADPUR SADAT", "Village": "AHMADPUR SADAT",
    "Formation date": "06/12/2019", "Meetings": "Weekly",
}  # fmt: skip
VO = {
    "VO or CLF": "VO", "VO or CLF name": "PRERNA GRAM SANGATHAN", "Gram Panchayat": "AHMADPUR SADAT",
    "Formation date": "01/02/2020", "President": "MEENA", "Secretary": "RADHA", "Treasurer": "USHA",
}  # fmt: skip


def member(number: int, **more: Any) -> dict[str, Any]:
    """Return a row of the sheet Members."""
    one = woman(number)
    return {
        "SHG": "Jyoti Sakhi Mandal", "Name": one["name"], "Husband or father": one["relation_name"],
        "Relation": "Husband", "Gender": "F", "Birth year": 1980, "Joining date": "10/01/2020",
        "Social category": "OBC", "Disability": "No", "Designation": one["designation"], "Mobile": one["mobile"],
    } | more  # fmt: skip


def workbook(**sheets: list[dict[str, Any]]) -> Bundle:
    """Return the template with rows written under its headings, read as the office does."""
    book = load_workbook(io.BytesIO(template_bytes(HERE)))
    for name, rows in sheets.items():
        places = {str(cell.value).split("\n")[0]: cell.column or 0 for cell in book[name][1]}
        for number, row in enumerate(rows, 2):
            for label, value in row.items():
                book[name].cell(number, places[label]).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_file(buffer.getvalue(), name="profiles.xlsx")
    return bundle_of(found, block_code=HERE, made_by=MAKER, made_at=NOW, today=TODAY, tokenise=lambda _: "token")


def load(desk: Desk, bundle: Bundle) -> Uploaded:
    """Load a workbook."""
    return desk.run(UploadProfiles(block_code=HERE, bundle=bundle, accept_unsigned=True))


def test_rows_of_two_sheets_are_two_lines(desk: Desk) -> None:
    """An SHG, a VO and a woman of no SHG all stand in row 2 of their sheets: three lines, each kept."""
    bundle = workbook(SHG=[GROUP], Federation=[VO], Members=[member(0, SHG="ANOTHER")])
    done = load(desk, bundle)
    kept = desk.rows(tables.upload_line)
    assert [(row.kind, row.outcome) for row in kept] == [("SHG", "NEW"), ("VO", "REFUSED"), ("", "REFUSED")]
    assert len({row.line_no for row in kept}) == 3
    assert [(line.line.sheet, line.line.row) for line in done.plan.lines] == [
        ("SHG", 2), ("Federation", 2), ("Members", 2),
    ]  # fmt: skip
    assert [row.reason.partition(":")[0] for row in kept] == ["", "Federation row 2", "Members row 2"]


def test_the_sheet_of_shgs_keeps_its_numbers(desk: Desk) -> None:
    """The lines of the first sheet have the numbers of its rows, those of the next go on behind them."""
    second = GROUP | {"SHG name": "ASHA SAKHI MANDAL"}
    load(desk, workbook(SHG=[GROUP, second], Federation=[VO, VO | {"VO or CLF": ""}]))
    assert [row.line_no for row in desk.rows(tables.upload_line)] == [2, 3, 5, 6]


def test_one_federation_alone_keeps_its_rows(desk: Desk) -> None:
    """A sheet that nothing stands before has the numbers of its rows."""
    load(desk, workbook(Federation=[VO]))
    assert [row.line_no for row in desk.rows(tables.upload_line)] == [2]


def test_a_fault_names_sheet_and_row(desk: Desk) -> None:
    """A member's fault is told with her row, one that stands twice with the row that has it."""
    rows = [member(0), member(1, Mobile="12345")]
    (line,) = load(desk, workbook(SHG=[GROUP], Members=rows)).plan.lines
    assert line.reason.startswith("SHG row 2: ")
    assert "(Members row 3): Mobile has 10 digits" in line.reason
    twice = load(desk, workbook(SHG=[GROUP, GROUP])).plan.lines[1]
    assert twice.reason.startswith("SHG row 3: ")
    assert "stands in SHG row 2 already. Keep it in one of the two rows." in twice.reason
