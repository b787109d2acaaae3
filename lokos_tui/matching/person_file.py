"""A plain file of persons (CSV), read for measuring: any column may be missing, none is kept."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.domain.dates import grouped
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.matching.person import Person, RawPerson, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ID = "id"
_COLUMNS = {
    "name": "name",
    "father_or_husband_name": "relation_name",
    "relation": "relation",
    "dob": "dob",
    "year_of_birth": "year_of_birth",
    "mobile": "mobile",
    "bank_account": "account",
    "ifsc": "ifsc",
    "voter_id": "voter_id",
    "aadhaar_token": "aadhaar_token",
    "gp": "gp",
    "village": "village",
    "block": "block",
    "district": "district",
    "shg": "shg",
}
MOST = 1_000_000
"""Rows taken from one file."""


class PersonRow(NamedTuple):
    """A row of the file: its id (the row's number when the file has none) and the comparable person."""

    id: str
    person: Person


def read_rows(lines: Iterable[str]) -> Iterator[PersonRow]:
    """Read a CSV file with a heading row. Raises Unreadable, naming the row, when it is no such file."""
    reader = csv.reader(lines, strict=True)
    places: dict[str, int] = {}
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1:
                places = _heading(cells)
            elif cells:
                if number > MOST + 1:
                    raise Unreadable(
                        "persons.many", _("The file has more than {most} rows.", most=grouped(MOST)), _("Split it.")
                    )
                yield _row(cells, places, number)
    except (csv.Error, UnicodeDecodeError) as error:
        raise Unreadable(
            "persons.csv",
            _("The file is no CSV in UTF-8 (after row {row}).", row=reader.line_num),
            _("Save it as CSV, UTF-8."),
        ) from error
    if not places:
        raise Unreadable("persons.empty", _("The file is empty."), _("It needs a heading row with at least: id, name."))


def _heading(cells: list[str]) -> dict[str, int]:
    places = {cell.strip().lstrip("\ufeff").lower(): place for place, cell in enumerate(cells)}
    if not places.keys() & _COLUMNS.keys():
        raise Unreadable(
            "persons.heading",
            _("Row 1 names none of the columns known here."),
            _("Name them: id, {columns}.", columns=", ".join(_COLUMNS)),
        )
    return places


def _row(cells: list[str], places: dict[str, int], number: int) -> PersonRow:
    def value(column: str) -> str:
        place = places.get(column)
        return clean(cells[place]) if place is not None and place < len(cells) else ""

    raw = RawPerson(**{field: value(column) for column, field in _COLUMNS.items()})
    return PersonRow(value(ID) or str(number), read(raw))
