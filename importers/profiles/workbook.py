"""Profiles as a workbook: sheets SHG, Members and Federation, the same fields and checks as a bundle.

A sheet has no phone that names its records: a record is known by its code, or
by its name and where it belongs, so that the same sheet finds it again. A
workbook is never signed.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook as NewBook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from importers.cells import AADHAAR, convert
from importers.loads.template import put
from importers.model import META_SHEET, Cell, RawSheet, Workbook
from importers.profiles.read import entry_of, grouped
from lokos_tui.domain.dates import read_day
from lokos_tui.domain.errors import Problem, Unreadable
from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.profiles.checks import MOST_MEMBERS
from lokos_tui.domain.profiles.fields import FIELDS, Field, Type
from lokos_tui.domain.profiles.model import Bundle, Entry, Header, Kind, Line, Signed
from lokos_tui.domain.profiles.plan import BY_SHEET
from lokos_tui.domain.text import fold, safe
from lokos_tui.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET = "SHG", "Members", "Federation"
_CODE = Field("code", pgettext("field", "Code"), "कोड", Type.CODE)
_SHG = Field("shg", pgettext("field", "SHG"), "समूह", Type.CODE, required=True)
_KIND = Field(
    "kind", pgettext("field", "VO or CLF"), "ग्राम या संकुल संगठन", Type.CHOICE, required=True, choices=("VO", "CLF")
)
_NAME = Field("name", pgettext("field", "VO or CLF name"), "संगठन का नाम", Type.NAME, required=True)
_SHG_CODE = re.compile(r"[A-Za-z0-9_./:-]*[0-9][A-Za-z0-9_./:-]*")
_YES, _NO = frozenset({"YES", "Y", "TRUE", "1", "हाँ", "हां"}), frozenset({"NO", "N", "FALSE", "0", "नहीं"})
_KINDS = {Type.MOBILE: "mobile", Type.ACCOUNT: "account", Type.AADHAAR: "account", Type.CODE: "code"}


def columns_of(sheet: str) -> tuple[Field, ...]:
    """Return the columns of a sheet, the record's own identity first."""
    if sheet == SHG_SHEET:
        return (_CODE, *FIELDS[Kind.SHG])
    if sheet == MEMBER_SHEET:
        return (_SHG, _CODE, *FIELDS[Kind.MEMBER])
    both = {field.name: field for kind in (Kind.VO, Kind.CLF) for field in FIELDS[kind]}
    return (_KIND, _CODE, *(both | {_NAME.name: _NAME}).values())


def template_bytes(block_code: str) -> bytes:
    """Return an empty workbook: the three sheets with both languages' headings, and a help sheet."""
    book = NewBook()
    help_sheet = []
    for place, name in enumerate((SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET)):
        sheet: Any = book.create_sheet(name, place)
        sheet.freeze_panes = "A2"
        for index, field in enumerate(columns_of(name), 1):
            head = put(sheet, 1, index, f"{field.label}\n{field.label_hi}")
            head.font, head.alignment = Font(bold=field.required), Alignment(wrap_text=True)
            dimension = sheet.column_dimensions[get_column_letter(index)]
            dimension.width, dimension.number_format = 18, "@"
            needed = _("(must be there)") if field.required else ""
            what = joined(" ", (joined(": ", (name, field.label)), needed))
            help_sheet.append(words(joined(": ", (what, _choices(field)))))
    explained: Any = book.worksheets[-1]
    explained.title = "Help"
    book.active = 0
    for number, text in enumerate(help_sheet, 1):
        put(explained, number, 1, text)
    hidden: Any = book.create_sheet(META_SHEET)
    hidden.sheet_state = "hidden"
    for number, (key, value) in enumerate((("kind", "profiles"), ("block_code", block_code)), 1):
        put(hidden, number, 1, key)
        put(hidden, number, 2, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _choices(field: Field) -> str:
    if field.choices:
        return _("one of {choices}", choices=", ".join(field.choices))
    return {Type.DAY: "DD/MM/YYYY", Type.FLAG: _("Yes or No"), Type.PAISE: _("whole paise")}.get(field.type, "")


class _Row(NamedTuple):
    """A filled row: its number in the sheet, raw values by field, faults of its cells, the sheet's name."""

    number: int
    values: dict[str, Any]
    faults: tuple[Problem, ...]
    sheet: str

    @property
    def place(self) -> str:
        """Return where an operator finds it: 'Members row 7'."""
        return _("{sheet} row {row}", sheet=self.sheet, row=self.number)


def bundle_of(
    book: Workbook,
    *,
    block_code: str,
    made_by: str,
    made_at: int,
    today: date,
    tokenise: Callable[[str], str],
    opening: bool = False,
) -> Bundle:
    """Return a workbook's profiles as a bundle; ``made_at`` (milliseconds) gives every record its revision.

    In an ``opening`` load members may name, by its code, an SHG that the workbook does not have: it is here already.
    Raises Unreadable when none of the three sheets is there.
    """
    sheets = {fold(sheet.name): sheet for sheet in book.sheets}
    rows = {name: list(_rows(sheets.get(fold(name)), name)) for name in (SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET)}
    if not any(rows.values()):
        raise Unreadable(
            "profiles.sheets",
            _(
                "The workbook has no filled sheet named {shg}, {members} or {federation}.",
                shg=SHG_SHEET,
                members=MEMBER_SHEET,
                federation=FEDERATION_SHEET,
            ),
            _("Take the template: lokos template profiles FILE."),
        )
    reader = _Sheets(block_code, made_at // 60_000, today, tokenise, opening=opening)
    header = Header(f"{BY_SHEET}{book.sha256[:40]}", block_code, made_by.upper(), made_at)
    problems = tuple(problem for name in rows for problem in _unread(sheets.get(fold(name)), name))
    return Bundle(header, tuple(reader.lines(rows)), book.sha256, Signed.NO, problems=problems)


class _Sheets:
    """Turns rows into lines: an SHG with the members that name it; a VO or CLF by itself."""

    def __init__(
        self, block_code: str, revision: int, today: date, tokenise: Callable[[str], str], *, opening: bool = False
    ) -> None:
        self._opening = opening
        self._block = block_code
        self._revision = max(1, revision)
        self._today = today
        self._tokenise = tokenise
        self._before: dict[str, int] = {}

    def lines(self, rows: dict[str, list[_Row]]) -> Iterator[Line]:
        """Yield a line for each CBO, then one for each member whose SHG the workbook does not name."""
        self._number_over_all(rows)
        of_shg: dict[str, list[_Row]] = defaultdict(list)
        for row in rows[MEMBER_SHEET]:
            of_shg[_called(str(row.values.get("shg", "")))].append(row)
        named = Counter(name for row in rows[SHG_SHEET] for name in _names(row))
        for row in rows[SHG_SHEET]:
            mine = [one for name in _names(row) if named[name] == 1 for one in of_shg.pop(name, [])]
            yield self._shg(row, mine)
        for row in rows[FEDERATION_SHEET]:
            kind = str(row.values.pop("kind", "")).upper()
            if kind in {Kind.VO.value, Kind.CLF.value}:
                yield self._line(row, self._entry(Kind(kind), row, (kind, row.values.get("gp", ""))))
            else:
                yield self._line(
                    row, problem=Problem("kind", "kind", _("VO or CLF is missing."), _("Write VO or CLF."))
                )
        for name, left in of_shg.items():
            code = str(left[0].values.get("shg", ""))
            if self._opening and not named[name] and _SHG_CODE.fullmatch(code):
                yield self._of_shg_here(code, left)
            else:
                yield from (self._line(row, problem=_without_shg(row, named[name])) for row in left)

    def _number_over_all(self, rows: Mapping[str, list[_Row]]) -> None:
        """Let a sheet's lines go on behind the last row of the sheets before, so that no two have one number."""
        before = 0
        for name in (SHG_SHEET, FEDERATION_SHEET, MEMBER_SHEET):
            self._before[name] = before
            before += rows[name][-1].number if rows[name] else 0

    def _line(
        self, row: _Row, cbo: Entry | None = None, members: tuple[Entry, ...] = (), problem: Problem | None = None
    ) -> Line:
        number = self._before[row.sheet] + row.number
        return Line(number, cbo, members, (problem,) if problem else (), sheet=row.sheet, row=row.number)

    def _shg(self, row: _Row, members: list[_Row]) -> Line:
        if len(members) > MOST_MEMBERS:
            sentence = _("An SHG is sent with at most {most} members; this has {n}.", most=MOST_MEMBERS, n=len(members))
            return self._line(row, problem=Problem("members", "members.many", sentence, _("Is it one group?")))
        cbo = self._entry(Kind.SHG, row, ("SHG", row.values.get("gp", ""), row.values.get("village", "")))
        people = tuple(self._entry(Kind.MEMBER, one, (cbo.uid, one.values.get("relation_name", ""))) for one in members)
        return grouped(self._line(row, cbo, people))

    def _of_shg_here(self, code: str, members: list[_Row]) -> Line:
        """Return the line of an SHG that is only named, by its code, with the members that name it."""
        people = tuple(self._entry(Kind.MEMBER, one, (code, one.values.get("relation_name", ""))) for one in members)
        line = self._line(members[0], Entry(Kind.SHG, "", code, 0, {}), people)
        return grouped(replace(line, by_code=True))

    def _entry(self, kind: Kind, row: _Row, where: tuple[object, ...]) -> Entry:
        values = {key: value for key, value in row.values.items() if key not in {"code", "shg"}}
        code = str(row.values.get("code", ""))
        known_by = code or "|".join(fold(str(part)) for part in (*where, values.get("name", "")))
        uid = BY_SHEET + hashlib.sha256(f"{self._block}|{kind.value}|{known_by}".encode()).hexdigest()[:32]
        value = {"uid": uid, "code": code, "revision": self._revision, "profile": values}
        entry = entry_of(kind, value, self._today, self._tokenise)
        return replace(entry, errors=(*row.faults, *entry.errors), place=row.place)


def joined_csv(books: Sequence[Workbook]) -> Workbook:
    """Return files as one workbook: a csv file is the sheet whose headings it has, whatever it is called.

    Raises Unreadable when two of them are the same sheet.
    """
    sheets: dict[str, RawSheet] = {}
    for book in books:
        for sheet in book.sheets:
            name = sheet_of(sheet) if book.kind == "csv" else sheet.name
            if name in sheets:
                raise Unreadable(
                    "profiles.sheet_twice",
                    _("{name}: the sheet {sheet} stands in another of the files already.", name=book.name, sheet=name),
                    _("Put its rows together into one file."),
                )
            sheets[name] = replace(sheet, name=name)
    name = ", ".join(book.name for book in books)
    sha256 = books[0].sha256 if len(books) == 1 else _sha256("".join(sorted(book.sha256 for book in books)))
    meta = {key: value for book in books for key, value in book.meta.items()}
    return Workbook(name, sha256, sum(book.size for book in books), books[0].kind, tuple(sheets.values()), meta)


def sheet_of(sheet: RawSheet) -> str:
    """Return which sheet of the template the headings of a csv file are: the one most of them belong to."""
    if not sheet.rows:
        return SHG_SHEET
    return max((SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET), key=lambda name: len(_places(sheet, name)))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _names(row: _Row) -> tuple[str, ...]:
    """Return what a member's row may call an SHG: its code, its name, its name with its village behind."""
    name, village = (fold(str(row.values.get(key, ""))) for key in ("name", "village"))
    code, called = (_called(str(row.values.get(key, ""))) for key in ("code", "name"))
    return tuple(dict.fromkeys(one for one in (code, called, name and village and name + village) if one))


def _called(text: str) -> str:
    """Return what an SHG is called as it is looked up: a name however it is spelt, a code digit by digit."""
    return f"={text.upper()}" if _SHG_CODE.fullmatch(text) else fold(text)


def _without_shg(row: _Row, count: int) -> Problem:
    told = row.values.get("shg")
    if count > 1:
        sentence = _("{place}: the sheet SHG has {count} named {name}.", place=row.place, count=count, name=told)
        return Problem("shg", "shg.many", sentence, _("Write the village behind the name, or the SHG's code."))
    sentence = (
        _("{place}: the sheet SHG has no {name}.", place=row.place, name=told)
        if told
        else _("{place}: the sheet SHG has no name of her SHG.", place=row.place)
    )
    return Problem("shg", "shg.unknown", sentence, _("Write the SHG's code or name."))


def _places(sheet: RawSheet, name: str) -> dict[int, Field]:
    """Return which field stands in which column, by the headings of the first row."""
    fields = {fold(alias): field for field in columns_of(name) for alias in (field.label, field.label_hi, field.name)}
    return {
        place: fields[fold(part)]
        for place, heading in enumerate(sheet.rows[0])
        for part in str(heading or "").split("\n")
        if fold(part) in fields
    }


def _unread(sheet: RawSheet | None, name: str) -> Iterator[Problem]:
    """Yield a notice for each heading that is none of the sheet's: what stands under it is not read."""
    if sheet is None or not sheet.rows:
        return
    known = _places(sheet, name)
    for place, heading in enumerate(sheet.rows[0]):
        if heading and place not in known:
            said = _(
                "Sheet {sheet}: {heading} is no heading of it; the column is not read.",
                sheet=name,
                heading=hide_aadhaar(safe(heading, 40)),
            )
            yield Problem("heading", "heading.unknown", said, _("Take the headings of the template."))


def _rows(sheet: RawSheet | None, name: str) -> Iterator[_Row]:
    if sheet is None or not sheet.rows:
        return
    places = _places(sheet, name)
    for number, cells in enumerate(sheet.rows[1:], sheet.first_row + 1):
        row = _row(number, cells, places, sheet.broken, name)
        if row.values or row.faults:
            yield row


def _row(
    number: int, cells: tuple[Cell, ...], places: dict[int, Field], broken: Mapping[tuple[int, int], str], sheet: str
) -> _Row:
    values: dict[str, Any] = {}
    faults = [
        Problem(
            field.name,
            "formula",
            _("{label} (row {number}): the formula gives no value.", label=field.label, number=number),
            _("Type the value."),
        )
        for place, field in places.items()
        if broken and (number, place + 1) in broken
    ]
    for place, field in places.items():
        cell = cells[place] if place < len(cells) else None
        if cell is None or cell == "":
            continue
        text, fault = convert(cell, _KINDS.get(field.type, "text"))
        if fault is not None and not (field.type is Type.AADHAAR and fault is AADHAAR):
            code, sentence, hint = fault
            faults.append(
                Problem(
                    field.name,
                    code,
                    _("{label} (row {number}): {sentence}", label=field.label, number=number, sentence=sentence),
                    hint,
                )
            )
        elif text:
            values[field.name] = _value(field, text)
    return _Row(number, values, tuple(faults), sheet)


def _value(field: Field, text: str) -> Any:
    """Return a cell's text as the format carries it; what cannot be read stays text for the checks to say so."""
    if field.type is Type.DAY:
        day = read_day(text)
        return day.isoformat() if day else text
    if field.type is Type.FLAG:
        return True if text.upper() in _YES else False if text.upper() in _NO else text
    if field.type in (Type.YEAR, Type.PAISE) and text.isascii() and text.isdigit():
        return int(text)
    return text.upper().replace(" ", "_") if field.type is Type.CHOICE else text
