"""A sheet to cleaned rows: numbered as in the file, filled down by choice, faults with their cells."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from importers.kinds import KINDS
from importers.model import Cell, RawSheet
from importers.model import Workbook as Read
from importers.table import Table, to_table
from importers.workbook import read_file
from lokos_tui.domain.errors import Unreadable
from tests.importers import hostile
from tests.support.books import front, put
from tests.support.until import work

MAPPING, CBOS = KINDS["mapping"].spec, KINDS["cbos"].spec
HEAD = ("Bookkeeper Name", "Mobile", "Gram Panchayat", "Village", "SHG Code", "Extra")


def _book(*sheets: RawSheet) -> Read:
    return Read("a.xlsx", "0" * 64, 1, "xlsx", sheets, {})


def _table(*rows: tuple[Cell, ...], fill_down: bool = False, **more: Any) -> Table:
    return to_table(_book(RawSheet("Mapping", 1, [HEAD, *rows], **more)), MAPPING, fill_down=fill_down)


def _cells(table: Table, *keys: str) -> list[tuple[str, ...]]:
    places = [[c.key for c in table.spec.columns].index(key) for key in keys]
    return [tuple(row[place] for place in places) for row in table.rows]


def test_blank_rows_are_counted_and_are_no_end() -> None:
    """Five thousand blank rows, or rows of spaces, hide nothing after them; every row keeps its number."""
    table = _table(("RITA", ""), *[()] * 5_000, (" ", "\u00a0"), ("MEENA", ""))
    assert (table.numbers, table.blank_rows) == ([2, 5004], 5_001)
    assert _cells(table, "name") == [("RITA",), ("MEENA",)]


def test_a_fault_keeps_its_row_and_address() -> None:
    """A blank-looking row with something wrong in it is not passed over."""
    table = _table(("RITA", 1e16), ("", "", "", "", "9999 4105 7058"))
    assert [(f.row, f.key, f.code) for f in table.faults] == [(2, "mobile", "digits_lost"), (3, "shg_code", "aadhaar")]
    assert [table.address(f.row, f.key) for f in table.faults] == ["B2", "E3"]
    assert "7058" in table.faults[1].value
    assert "4105" not in table.faults[1].value


def test_an_aadhaar_number_in_an_unknown_column_is_told() -> None:
    """Columns that mean nothing to the load are looked at for this alone."""
    table = _table(("RITA", "", "", "", "", 999941057058.0), ("MEENA", "", "", "", "", 7.5))
    assert [(f.row, f.key, f.code) for f in table.faults] == [(2, "F", "aadhaar")]


def test_filling_down_is_a_choice() -> None:
    """Unchosen, blanks stay; chosen, a GP goes down, and a village not beyond its GP."""
    rows = (("A", "", "ALAPUR", "V1"), ("B",), ("C", "", "HAKEEMPUR"), ("D", "", "", "V2"), ("E",))
    assert _cells(_table(*rows), "gp", "village")[1] == ("", "")
    filled = _cells(_table(*rows, fill_down=True), "gp", "village")
    assert filled == [("ALAPUR", "V1"), ("ALAPUR", "V1"), ("HAKEEMPUR", ""), ("HAKEEMPUR", "V2"), ("HAKEEMPUR", "V2")]


def test_merged_cells_are_filled_by_their_ranges() -> None:
    """Where GP cells are merged only they are filled: a blank outside a range stays blank."""
    rows = (("A", "", "ALAPUR", "V1"), ("B",), (), ("C", "", "", "V2"), ("D",))
    merged = ((2, 3, 4, 3), (5, 4, 6, 4), (1, 6, 6, 6))
    assert _cells(_table(*rows, merged=merged, fill_down=True), "gp", "village") == [
        ("ALAPUR", "V1"), ("ALAPUR", ""), ("", "V2"), ("", "V2"),
    ]  # fmt: skip


def test_a_merge_of_everything_costs_nothing() -> None:
    """A1:XFD1048576 merged is over at once."""
    table = _table(("A", "", "ALAPUR"), ("B",), merged=((2, 1, 1_048_576, 16_384),), fill_down=True)
    assert _cells(table, "gp") == [("ALAPUR",), ("ALAPUR",)]


def test_ten_thousand_overlapping_merges_cost_little() -> None:
    """Ranges over each other, which no Excel writes, are gone through once."""
    start = work()
    _table(("A", "", "ALAPUR"), *[("B",)] * 20_000, merged=((2, 1, 1_048_576, 9),) * 10_000, fill_down=True)
    assert work() - start < 1


def test_a_cell_in_error_is_a_fault_of_the_cell() -> None:
    """An error or an uncalculated formula is told as such, even when nothing else is in its row."""
    table = _table(("RITA",), (), ("MEENA",), broken={(2, 5): "#N/A", (3, 1): "=", (4, 6): "#REF!", (1, 1): "#N/A"})
    assert [(f.row, f.key, f.code) for f in table.faults] == [
        (2, "shg_code", "formula_error"),
        (3, "name", "formula_blank"),
    ]
    assert "#N/A" in table.faults[0].sentence
    assert table.numbers == [2, 3, 4]


def test_true_and_one_are_two_things() -> None:
    """A tick box and a number do not take each other's text."""
    table = _table(("TRUE", "", "", "", 1.0), (True, "", "", "", True), (False, "", "", "", 0.0))
    assert _cells(table, "name", "shg_code") == [("TRUE", "1"), ("TRUE", "TRUE"), ("FALSE", "0")]


def test_several_groups_in_a_cell_stay_apart() -> None:
    """New lines between codes become semicolons."""
    assert _cells(_table(("RITA", "", "", "", "1\n2")), "shg_code") == [("1;2",)]


def test_the_sheet_is_the_first_that_fits_or_the_one_named() -> None:
    """A cover sheet is passed over, a hidden one is not looked at unless it is named."""
    good = RawSheet("Data", 1, [HEAD, ("RITA",)])
    hidden = RawSheet("Old", 1, [HEAD, ("MEENA",)], hidden=True)
    book = _book(RawSheet("Cover", 1, [("Hello",)]), hidden, good)
    assert to_table(book, MAPPING).sheet == "Data"
    assert to_table(book, MAPPING, sheet="Old").sheet == "Old"
    for wrong, named in ((book, "No"), (_book(hidden), "")):
        with pytest.raises(Unreadable) as refused:
            to_table(wrong, MAPPING, sheet=named)
        assert refused.value.code == "no_sheet"


def test_a_bank_account_of_twelve_digits_is_read() -> None:
    """In the CBO list the account column is free of the Aadhaar rule; the name column is not."""
    rows: list[tuple[Cell, ...]] = [
        ("CBO Type", "Name", "Bank Account"),
        ("SHG", "EKTA", "999941057058"),
        ("SHG", "999941057058", "1"),
    ]
    table = to_table(_book(RawSheet("CBOs", 1, rows)), CBOS)
    assert _cells(table, "bank_account") == [("999941057058",), ("1",)]
    assert [(f.row, f.key) for f in table.faults] == [(3, "name")]


def test_a_table_that_begins_at_column_c_keeps_its_addresses() -> None:
    """Empty columns on the left and rows above shift nothing; merged ranges and addresses agree with Excel."""
    book = Workbook()
    sheet = front(book)
    put(sheet, {"C5": "Name", "D5": "Mobile", "E5": "GP", "C6": "RITA", "D6": 1e16, "E6": "ALAPUR", "C7": "M"})
    sheet.merge_cells("E6:E7")
    buffer = io.BytesIO()
    book.save(buffer)
    table = to_table(read_file(buffer.getvalue(), name="a.xlsx"), MAPPING, fill_down=True)
    assert (table.header.row, table.numbers, table.address(6, "mobile")) == (5, [6, 7], "D6")
    assert _cells(table, "gp") == [("ALAPUR",), ("ALAPUR",)]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#MISSING!"])
def test_the_cells_of_a_real_file_in_error(error: str) -> None:
    """From the file on, by either reader (the fast one refuses errors it does not know): a fault at C2."""
    rows = f'<row r="2"><c r="C2" t="e"><v>{error}</v></c></row>' + hostile.row(3, "RITA", "9999000001")
    table = to_table(read_file(hostile.book(hostile.sheet(hostile.HEAD + rows)), name="a.xlsx"), MAPPING)
    assert [(table.address(f.row, f.key), f.code) for f in table.faults] == [("C2", "formula_error")]
    assert error in table.faults[0].sentence
    assert table.numbers == [2, 3]
