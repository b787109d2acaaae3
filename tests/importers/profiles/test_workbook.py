"""Profiles as a workbook: the template filled in and read again, and what is wrong with its cells."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from importers.profiles import bundle_of, template_bytes
from importers.workbook import read_file
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.profiles.model import Bundle, Kind, Signed
from tests.support.bundles import shg, woman

TODAY = date(2026, 11, 23)
NOW = 1_795_420_800_000


def filled(**sheets: list[dict[str, Any]]) -> bytes:
    """Return the template with rows written under its English headings."""
    book = load_workbook(io.BytesIO(template_bytes("996")))
    for name, rows in sheets.items():
        sheet = book[name]
        places = {str(cell.value).split("\n")[0]: cell.column for cell in sheet[1]}
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
    with pytest.raises(Unreadable, match="no filled sheet"):
        read(template_bytes("996"))


def test_the_bundle_of_the_tests_is_whole() -> None:
    """The support's own SHG has every mandatory field, so that these tests test one thing each."""
    assert set(shg()) >= {"kind", "uid", "revision", "profile", "members"}
