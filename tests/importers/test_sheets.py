"""Workbooks of several sheets, and rows that are hidden: read as one load, named, asked about."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from importers.kinds import KINDS
from importers.loads.returned import write_returned
from importers.table import Table, to_table, with_hidden_asked
from importers.workbook import read_file
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.loads.questions import Question
from tests.support.books import front

MAPPING = KINDS["mapping"].spec
HEAD = ("Bookkeeper Name", "Mobile", "SHG Code", "GP")


def _book() -> Workbook:
    """A cover, a summary, three sheets of links, a list of SHGs, an empty form and a hidden old sheet."""
    book = Workbook()
    front(book).title = "Cover"
    front(book).append(["Block mapping, March"])
    _sheet(book, "Summary", ["GP", "Village", "Total SHG"], ["ALAPUR", "ALAPUR", 12])
    _sheet(book, "GP ALAPUR", HEAD, ["RITA DEVI", "9876500001", "1", "ALAPUR"], ["MEENA", "9876500002", "2", "ALAPUR"])
    _sheet(book, "SHG list", ["SHG Code", "SHG Name", "GP", "Village", "VO"], ["1", "JYOTI", "ALAPUR", "", ""])
    _sheet(book, "GP SADAT", ["Block Najibabad"], HEAD, ["KAMLA", "9876500003", "3", "SADAT"], [], ["UMA", "98", "4"])
    _sheet(book, "GP KHURD", ("Mobile", "Name of BK", "SHG Code"), ["9876500005", "SEEMA", "5"])
    _sheet(book, "Form", HEAD)
    _sheet(book, "Old", HEAD, ["LEELA", "9876500009", "9"])
    book["Old"].sheet_state = "hidden"
    return book


def _sheet(book: Workbook, title: str, *rows: object) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))  # type: ignore[call-overload]


def _read(book: Workbook, sheet: str | None = None) -> tuple[Table, bytes]:
    data = io.BytesIO()
    book.save(data)
    return to_table(read_file(data.getvalue(), name="a.xlsx"), MAPPING, sheet=sheet), data.getvalue()


def _changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook with other bytes in its first sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old, new) if name.endswith("sheet1.xml") else part)
    return made.getvalue()


def test_all_sheets_with_the_headings_are_one_load() -> None:
    """Every sheet of links is read, in any order of columns; rows know their sheet, and no two have one number."""
    table, _data = _read(_book())
    assert [part.sheet for _offset, part in table.sheets] == ["GP ALAPUR", "GP SADAT", "GP KHURD"]
    assert [row[1] for row in table.rows] == ["RITA DEVI", "MEENA", "KAMLA", "UMA", "SEEMA"]
    assert len(set(table.numbers)) == 5
    assert [table.address(number, "shg_code") for number in table.numbers] == [
        "GP ALAPUR!C2", "GP ALAPUR!C3", "GP SADAT!C3", "GP SADAT!C5", "GP KHURD!C2",
    ]  # fmt: skip
    assert [table.row_name(number) for number in table.numbers][2:4] == ["GP SADAT 3", "GP SADAT 5"]


def test_what_is_not_read_is_named_with_its_reason() -> None:
    """Cover, summary, list of SHGs, empty form and hidden sheet."""
    table, _data = _read(_book())
    assert {one.sheet: str(one.why) for one in table.left_out} == {
        "Cover": "no headings of this load", "Summary": "no headings of this load",
        "SHG list": "no headings of this load", "Form": "no rows", "Old": "hidden",
    }  # fmt: skip


def test_one_sheet_can_be_named() -> None:
    """Its rows keep their numbers and addresses; a name that is not there lists those that are."""
    table, _data = _read(_book(), "GP SADAT")
    assert (table.numbers, table.address(3, "shg_code"), table.row_name(3)) == ([3, 5], "C3", 3)
    assert _read(_book(), "Old")[0].rows[0][1] == "LEELA"
    with pytest.raises(Unreadable) as refused:
        _read(_book(), "GP SADATT")
    assert "GP SADAT" in refused.value.hint


def test_the_best_sheet_wins() -> None:
    """A first sheet with two words of a mapping does not keep the mapping itself from being read."""
    book = Workbook()
    front(book).append(["GP", "Village"])
    front(book).append(["ALAPUR", "ALAPUR"])
    _sheet(book, "Data", HEAD, ["RITA DEVI", "9876500001", "1"])
    table, _data = _read(book)
    assert (table.sheet, table.parts) == ("Data", ())


def test_faulty_rows_of_several_sheets_go_back_to_their_sheets() -> None:
    """The returned workbook has each faulty row on its own sheet with its reason, and reads back as one load."""
    table, data = _read(_book())
    target = io.BytesIO()
    bad = {table.numbers[1]: {"mobile": "wrong"}, table.numbers[4]: {"shg_code": "unknown"}}
    write_returned(data, target, table, bad, "failed")
    book = load_workbook(io.BytesIO(target.getvalue()))
    assert [cell.value for cell in book["GP ALAPUR"][2]][:2] == ["MEENA", "9876500002"]
    assert book["GP ALAPUR"].max_row == 2
    assert [cell.value for cell in book["GP KHURD"][2]] == ["9876500005", "SEEMA", "5", "unknown"]
    again = to_table(read_file(target.getvalue(), name="b.xlsx"), MAPPING)
    assert [row[1] for row in again.rows] == ["MEENA", "SEEMA"]


def test_hidden_rows_are_counted_and_asked_about() -> None:
    """Rows hidden by a filter, by hand or by a height of nothing: each has the question, the others none."""
    book = Workbook()
    sheet = front(book)
    for row in (HEAD, *(["RITA DEVI", "9876500001", str(number)] for number in range(6))):
        sheet.append(list(row))
    sheet.auto_filter.ref = "A1:D7"
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[5].hidden = True
    _table, data = _read(book)
    data = _changed(data, b'<row r="6"', b'<row r="6" ht="0" customHeight="1"')
    table = to_table(read_file(data, name="a.xlsx"), MAPPING)
    assert table.hidden == (3, 5, 6)
    asked = with_hidden_asked(table)
    assert [(fault.row, fault.question) for fault in asked.faults] == [(n, Question.HIDDEN_ROWS) for n in (3, 5, 6)]
    assert with_hidden_asked(_read(_book())[0]).faults == _read(_book())[0].faults
