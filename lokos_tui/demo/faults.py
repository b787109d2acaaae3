"""The faulty mapping sheet: each row is right but for the fault it shows."""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.demo.sheets import TEST_AADHAAR, CoreSheets, Row

USER_ID, NAME, MOBILE, DESIGNATION, CATEGORY, GP, VILLAGE, CODE, SHG, VO, CLF, REASON = range(12)


class Faulty(NamedTuple):
    """A row and the fault it shows, in plain words."""

    shows: str
    row: Row


class _Case(NamedTuple):
    shows: str
    shg: int
    cells: dict[int, str | int | float | None]


_CASES = (
    _Case("Gram panchayat spelt HAKEEMPUR KUAZI, first of three rows", 31, {GP: "HAKEEMPUR KUAZI"}),
    _Case("the same spelling again", 32, {GP: "HAKEEMPUR KUAZI"}),
    _Case("the same spelling a third time", 33, {GP: "HAKEEMPUR KUAZI"}),
    _Case("a village that is not there", 6, {VILLAGE: "RAMPUR MANIHARAN", CODE: None}),
    _Case("an SHG code nobody has", 7, {CODE: "919999999", SHG: None}),
    _Case("an SHG name that stands twice in the village, no code", 1, {CODE: None}),
    _Case("a mobile of five digits", 8, {USER_ID: None, MOBILE: "98765", NAME: "Meena Kumari"}),
    _Case("a mobile Excel made a number of: repaired", 9, {MOBILE: 6111100001.0}),
    _Case("a mobile with its last digits lost", 10, {USER_ID: None, MOBILE: "6.1111E+09", NAME: "Geeta Rani"}),
    _Case("one bookkeeper under a second mobile", 11, {MOBILE: "6111100091"}),
    _Case("an SHG, first of two rows", 12, {}),
    _Case("the same SHG again, for somebody else", 12, {USER_ID: None, NAME: "Nirmala Kashyap", MOBILE: "6111100002"}),
    _Case("an Aadhaar-like number in the reason (a test number)", 13, {REASON: f"Aadhaar {TEST_AADHAAR}"}),
    _Case(
        "a user id of the older form for a new account",
        14,
        {USER_ID: "UP_SADATPURSHGBK", NAME: "Sarita Devi", MOBILE: "6111100014"},
    ),
    _Case("a user id of another state", 15, {USER_ID: "IJH_SADATPURSHGBK", NAME: "Usha Rani", MOBILE: "6111100015"}),
    _Case("a role category there is not", 16, {CATEGORY: "SANGH"}),
    _Case("no name", 17, {USER_ID: None, NAME: None, MOBILE: "6111100017"}),
    _Case("a control character in the name", 18, {USER_ID: None, NAME: "Lata_x001B_[31m Devi", MOBILE: "6111100018"}),
    _Case("an SHG code of another block", 19, {CODE: "910020001", SHG: None}),
    _Case("an inactive SHG", 39, {}),
    _Case("category VO on a row that names only an SHG", 20, {CATEGORY: "VO", VO: None, CLF: None}),
    _Case(
        "text that would be a formula: kept as text",
        21,
        {USER_ID: None, NAME: "Lalita Rao", MOBILE: "6111100021", DESIGNATION: "=HYPERLINK(0)"},
    ),
    _Case("a code of 16 digits that Excel has rounded", 22, {CODE: 9100100230000000, SHG: None}),
)


def faulty_rows(sheets: CoreSheets) -> list[Faulty]:
    """Return one row of every fault, in the order of the sheet (row 2 of the file first)."""
    found: list[Faulty] = []
    for case in _CASES:
        row = sheets.row(0, sheets.shgs[min(case.shg, len(sheets.shgs) - 1)])
        for place, value in case.cells.items():
            row[place] = value
        found.append(Faulty(case.shows, row))
    return found
