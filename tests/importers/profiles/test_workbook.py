"""Profiles as a workbook: the template filled in and read again, and what is wrong with its cells."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from importers.loads.template import put
from importers.profiles import bundle_of, template_bytes
from importers.profiles.workbook import FEDERATION_SHEET, MEMBER_SHEET, SHG_SHEET, columns_of
from importers.workbook import read_file
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.profiles.fields import Field, Type
from lokos_tui.domain.profiles.model import Bundle, Kind, Signed, Value
from lokos_tui.domain.text import fold
from tests.importers.profiles.test_round_trip import contents
from tests.support.bundles import shg, woman
from tests.support.office import HERE
from tests.support.openings import official_shg, write_workbook
from tests.support.refusals import refuses

TODAY = date(2026, 11, 23)
NOW = 1_795_420_800_000


def filled(**sheets: list[dict[str, Any]]) -> bytes:
    """Return the template with rows written under its English headings."""
    book = load_workbook(io.BytesIO(template_bytes("996")))
    for name, rows in sheets.items():
        sheet = book[name]
        places = {str(cell.value).split("\n")[0]: number for number, cell in enumerate(sheet[1], 1)}
        for number, row in enumerate(rows, 2):
            for label, value in row.items():
                sheet.cell(number, places[label]).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes) -> Bundle:
    """Read a workbook as the office does."""
    book = read_file(data, name="profiles.xlsx")
    return bundle_of(
        book, block_code="996", made_by="iup_nbdshgbk", made_at=NOW, today=TODAY, tokenise=lambda d: f"token-{len(d)}"
    )


GROUP = {
    "SHG name": "JYOTI SAKHI MANDAL", "Gram Panchayat": "AHMADPUR SADAT", "Village": "AHMADPUR SADAT",
    "Formation date": "06/12/2019", "Meetings": "Weekly", "Voluntary saving": "Yes", "Compulsory saving (paise)": 5000,
}  # fmt: skip


def member(number: int, **more: Any) -> dict[str, Any]:
    """Return a row of the sheet Members."""
    one = woman(number)
    return {
        "SHG": "Jyoti Sakhi Mandal", "Name": one["name"], "Husband or father": one["relation_name"],
        "Relation": "Husband", "Gender": "F", "Birth year": 1980 + number, "Joining date": "10/01/2020",
        "Social category": "OBC", "Disability": "No", "Designation": one["designation"], "Mobile": one["mobile"],
    } | more  # fmt: skip


def faults(bundle: Bundle) -> list[str]:
    """Return everything that keeps a line out, one text a line."""
    found = []
    for line in bundle.lines:
        entries = (*((line.cbo,) if line.cbo else ()), *line.members)
        found.append(" ".join(map(str, (*line.problems, *(fault for entry in entries for fault in entry.errors)))))
    return found


def test_a_filled_template_is_a_bundle() -> None:
    """An SHG takes the members that name it; dates, choices, Yes and numbers are read; nothing is signed."""
    vo = {"VO or CLF": "VO", "VO or CLF name": "PRERNA GRAM SANGATHAN", "Gram Panchayat": "AHMADPUR SADAT"}
    vo |= {"Formation date": "01/02/2020", "President": "MEENA", "Secretary": "RADHA", "Treasurer": "USHA"}
    bundle = read(filled(SHG=[GROUP], Members=[member(n) for n in range(5)], Federation=[vo]))
    assert faults(bundle) == ["", ""]
    group, federation = bundle.lines
    assert group.cbo is not None
    assert federation.cbo is not None
    assert (len(group.members), federation.cbo.kind, bundle.signed) == (5, Kind.VO, Signed.NO)
    assert group.cbo.content["formation_date"] == "2019-12-06"
    assert (group.cbo.content["meeting_frequency"], group.cbo.content["voluntary_saving"]) == ("WEEKLY", True)
    assert group.cbo.content["compulsory_saving_paise"] == 5000
    assert group.members[0].content["birth_year"] == 1980
    assert bundle.header.made_by == "IUP_NBDSHGBK"


def test_the_same_sheet_names_its_records_alike() -> None:
    """A record keeps its uid when other fields change, so that the sheet finds it again."""
    before = read(filled(SHG=[GROUP], Members=[member(0)]))
    after = read(filled(SHG=[GROUP | {"Meetings": "Monthly"}], Members=[member(0, Mobile="9811111111")]))
    uids = [[entry.uid for entry in (one.lines[0].cbo, *one.lines[0].members) if entry] for one in (before, after)]
    assert uids[0] == uids[1]


def test_an_aadhaar_number_is_taken_in_its_column_alone() -> None:
    """In its own column it becomes token and last four; anywhere else the cell is refused; it is kept nowhere."""
    rows = [
        member(0, Aadhaar="9999 4105 7058"),
        member(1, Insurance="9999 4105 7058"),
        member(2, Aadhaar="999941057059"),
    ]
    bundle = read(filled(SHG=[GROUP], Members=rows))
    people = bundle.lines[0].members
    assert people[0].content["aadhaar_last4"] == "7058"
    assert "Aadhaar" in str(people[1].errors[0])
    assert "mistyped" in str(people[2].errors[0])
    assert "99994105" not in repr(bundle).replace(" ", "")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"Mobile": "9.8123E+9"}, "dropped digits"),
        ({"Birth year": "about 1980"}, "not a year"),
        ({"PVTG": "perhaps"}, "not Yes or No"),
        ({"Joining date": "soon"}, "is no date"),
        ({"Gender": "woman"}, "one of: F, M, T"),
        ({"SHG": "ANOTHER"}, "has no ANOTHER"),
    ],
)
def test_a_bad_cell_says_what_is_wrong(row: dict[str, Any], words: str) -> None:
    """Each cell that cannot be read is named by its heading and row."""
    assert words in " ".join(faults(read(filled(SHG=[GROUP], Members=[member(0, **row)]))))


def test_more_members_than_a_group_has() -> None:
    """51 members are one clear fault of the line."""
    assert "at most 50 members" in faults(read(filled(SHG=[GROUP], Members=[member(n) for n in range(51)])))[0]


def test_a_workbook_of_something_else() -> None:
    """Without a filled sheet of ours the next step is said."""
    with refuses(Unreadable, "profiles.sheets"):
        read(template_bytes("996"))


def test_two_groups_of_one_name_are_told_apart() -> None:
    """A member names the SHG with its village behind; the name alone is ambiguous, and nobody is put anywhere."""
    groups = [GROUP, GROUP | {"Village": "ALIPUR"}]
    rows = [member(0, SHG="Jyoti Sakhi Mandal, Alipur"), member(1), member(2, SHG="")]
    bundle = read(filled(SHG=groups, Members=rows))
    assert [len(line.members) for line in bundle.lines] == [0, 1, 0, 0]
    assert faults(bundle)[2:] == [
        (
            "Members row 3: the sheet SHG has 2 named Jyoti Sakhi Mandal. "
            "Write the village behind the name, or the SHG's code."
        ),
        "Members row 4: the sheet SHG has no name of her SHG. Write the SHG's code or name.",
    ]


def test_a_heading_that_is_none_is_said() -> None:
    """A column that is not read is no secret, and an Aadhaar number in its heading is not repeated."""
    book = load_workbook(io.BytesIO(filled(SHG=[GROUP])))
    width = book["SHG"].max_column
    book["SHG"].cell(1, width + 1).value = "Colour"
    book["SHG"].cell(1, width + 2).value = "999941057058"
    buffer = io.BytesIO()
    book.save(buffer)
    bundle = read(buffer.getvalue())
    assert [str(problem) for problem in bundle.problems] == [
        "Sheet SHG: Colour is no heading of it; the column is not read. Take the headings of the template.",
        "Sheet SHG: XXXX XXXX 7058 is no heading of it; the column is not read. Take the headings of the template.",
    ]
    assert faults(bundle) == [""]


def test_a_formula_without_a_value_is_a_fault() -> None:
    """A cell that was never calculated is not taken for an empty one."""
    said = faults(read(filled(SHG=[GROUP], Members=[member(0, Bank='="SBI"')])))
    assert said == ["Bank (row 2): the formula gives no value. Type the value."]


def test_no_amount_is_beyond_a_database() -> None:
    """More paise than anybody saves is a fault, as in the other format."""
    said = faults(read(filled(SHG=[GROUP | {"Compulsory saving (paise)": "5000000000000"}])))
    assert said == ["Compulsory saving (paise) lies between 0 and 99,99,99,999. Correct it."]


@pytest.mark.parametrize("name", [SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET])
def test_no_two_columns_of_a_sheet_have_one_heading(name: str) -> None:
    """Spelling is forgiven in headings, and still each means one column, in both languages."""
    columns = columns_of(name)
    names = [{fold(one) for one in (field.label, field.label_hi, field.name)} for field in columns]
    assert sum(map(len, names)) == len(set().union(*names))


def cell_of(field: Field, value: Value) -> str:
    """Return a value as an operator writes it."""
    if field.type is Type.FLAG:
        return "Yes" if value else "No"
    if field.type is Type.DAY:
        return "/".join(reversed(str(value).split("-")))
    return str(value).title().replace("_", " ") if field.choices else str(value)


@settings(max_examples=6)
@given(people=st.lists(contents(Kind.MEMBER), min_size=1, max_size=40))
def test_what_is_written_in_cells_is_the_content(people: list[dict[str, Value]]) -> None:
    """Text, leading zeros, days, choices and Yes come back as they were meant, whatever begins like a formula."""
    book = load_workbook(io.BytesIO(filled(SHG=[GROUP])))
    for number, person in enumerate(people, 2):
        put(book[MEMBER_SHEET], number, 1, str(GROUP["SHG name"]))
        for column, field in enumerate(columns_of(MEMBER_SHEET)[1:], 2):
            if field.name in person:
                put(book[MEMBER_SHEET], number, column, cell_of(field, person[field.name]))
    buffer = io.BytesIO()
    book.save(buffer)
    (line,) = read(buffer.getvalue()).lines
    assert [member.content for member in line.members] == people


def test_the_bundle_of_the_tests_is_whole() -> None:
    """The support's own SHG has every mandatory field, so that these tests test one thing each."""
    assert set(shg()) >= {"kind", "uid", "revision", "profile", "members"}


def test_codes_are_told_apart_digit_by_digit(tmp_path: Path) -> None:
    """Codes that differ in a digit said twice name two SHGs: each woman comes with her own."""
    lines = [official_shg(number) for number in (1, 11, 111)]
    book = read_file(write_workbook(tmp_path / "old.xlsx", lines))
    made = bundle_of(book, block_code=HERE, made_by="IUP_X", made_at=1, today=TODAY, tokenise=str, opening=True)
    assert [line.problems for line in made.lines] == [(), (), ()]
    assert [[one.code for one in line.members] for line in made.lines] == [
        [one["code"] for one in line["members"]] for line in lines
    ]
