"""The template: lists by range, text formats, and every row read back as it was written."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from importers.kinds import KINDS
from importers.loads.template import Reference, write_template
from importers.model import META_SHEET
from importers.table import to_table
from importers.workbook import read_file
from lokos_tui.domain.text import clean

MADE = datetime(2026, 1, 31, 10, 0, tzinfo=UTC)
REFERENCE = Reference(
    gps=["ALAPUR", 'O\'BRIEN, "X" & Y'],
    villages=[("ALAPUR", f"VILLAGE {n}") for n in range(90)] + [('O\'BRIEN, "X" & Y', "आलापुर"), ("ALAPUR", "LAST")],
    cbos=[("SHG", "0990000101", "=RADHE", "ALAPUR", "VILLAGE 1", "VO", "CLF")],
    block_code="0996",
    block_name="NAJIBABAD",
    state="UP",
)
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "+91", "-2+3", "@SUM(A1)", "007", "रीता देवी", "क्\u200dष", '=HYPERLINK("x")', "1E5x", "#N/A"]
    ),
    st.text("ABC रीता012=+-@'\"<>&;", max_size=12),
).map(clean)


def _written(kind: str = "mapping", rows: list[tuple[str, ...]] = []) -> bytes:  # noqa: B006
    buffer = io.BytesIO()
    write_template(buffer, KINDS[kind].spec, REFERENCE, rows, made_at=MADE, version="1")
    return buffer.getvalue()


@settings(max_examples=12)
@given(st.lists(st.tuples(*[TEXTS] * 6), min_size=1, max_size=30).filter(lambda rows: any(map(any, rows))))
def test_what_is_written_is_read_back(rows: list[tuple[str, ...]]) -> None:
    """Formula payloads, leading zeros and Hindi come back as they went, and nothing is a live formula."""
    spec = KINDS["mapping"].spec
    at = [i for i, column in enumerate(spec.columns) if column.kind in ("text", "name", "choice")][:6]
    names = [column.kind == "name" for column in spec.columns]  # nobody's name begins with an apostrophe
    full = [
        tuple(row[at.index(i)].lstrip("' " if names[i] else " ") if i in at else "" for i in range(len(spec.columns)))
        for row in rows
    ]
    data = _written(rows=full)
    sheet = load_workbook(io.BytesIO(data))[spec.title]
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    table = to_table(read_file(data, name="a.xlsx"), spec)
    assert table.rows == [row for row in full if any(row)]
    assert not table.faults


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_says_what_it_is(kind: str) -> None:
    """Kind, version, block, state and time stand on a hidden sheet; the columns are all found."""
    book = read_file(_written(kind), name="a.xlsx")
    assert dict(book.meta) == {
        "kind": kind, "version": "1", "spec": "1", "block_code": "0996", "block_name": "NAJIBABAD", "state": "UP",
        "made_at": MADE.isoformat(),
    }  # fmt: skip
    table = to_table(book, KINDS[kind].spec)
    assert len(table.header.columns) == len(KINDS[kind].spec.columns)
    assert table.rows == []
    assert load_workbook(io.BytesIO(_written(kind)))[META_SHEET].sheet_state == "hidden"


@pytest.mark.parametrize("kind", KINDS)
def test_codes_and_mobiles_are_text(kind: str) -> None:
    """A number typed into a code column stays as typed."""
    sheet = load_workbook(io.BytesIO(_written(kind)))[KINDS[kind].spec.title]
    formats = [sheet.column_dimensions[chr(65 + i)].number_format for i in range(len(KINDS[kind].spec.columns))]
    wanted = ["@" if column.kind in ("mobile", "code", "account") else "General" for column in KINDS[kind].spec.columns]
    assert formats == wanted


def test_lists_are_ranges() -> None:
    """No list is typed into its rule; all stay under Excel's 255 characters and warn, not block."""
    rules = load_workbook(io.BytesIO(_written()))["Mapping"].data_validations.dataValidation
    formulas = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in rules}
    assert formulas["E"] == "Lists!$A$1:$A$3"
    assert formulas["F"] == "Lists!$B$1:$B$2"
    assert "MATCH($F2,Lists!$C$1:$C$92,0)" in formulas["G"]
    assert all(len(rule.formula1) < 255 and rule.errorStyle == "warning" for rule in rules)


def test_the_villages_of_a_gp_stand_together() -> None:
    """The range of a GP's villages is one block on the lists sheet."""
    lists = load_workbook(io.BytesIO(_written()))["Lists"]
    gps = [str(lists.cell(row, 3).value) for row in range(1, 93)]
    assert gps == sorted(gps)
    assert {lists.cell(row, 4).value for row in range(1, 93)} == {village for _, village in REFERENCE.villages}


def test_a_template_stays_small() -> None:
    """No row is styled before somebody fills it in: 5,000 empty rows cost nothing."""
    assert load_workbook(io.BytesIO(_written()))["Mapping"].max_row == 1
    assert len(_written()) < 20_000


def test_no_name_stops_the_writing() -> None:
    """ESC, NUL and bidi marks in a name are left out; line breaks stay."""
    row = ("", "RITA\x1b[2J\x00\nDEVI\u202e", *[""] * 10)
    assert load_workbook(io.BytesIO(_written(rows=[row])))["Mapping"]["B2"].value == "RITA[2J\nDEVI"
