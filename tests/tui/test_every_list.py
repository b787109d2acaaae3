"""Every list of the program with the longest values there may be: what identifies a row is never lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, get_type_hints

import pytest
from rich.cells import cell_len

from lokos_tui.domain.field import Field
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.bulk import Fate, Outcome
from lokos_tui.domain.verification.flow import Bucket, VersionState
from lokos_tui.domain.verification.gates import Subject
from lokos_tui.domain.verification.group import Record, Sent
from lokos_tui.domain.verification.identifiers import IDENTIFIERS
from lokos_tui.files.loads import lines as load_lines
from lokos_tui.queries.accounts import fields as users
from lokos_tui.queries.accounts.users import RoleRow, UserRow
from lokos_tui.queries.cbos import fields as cbos
from lokos_tui.queries.cbos import own_fields as own
from lokos_tui.queries.cbos.list import CboRow
from lokos_tui.queries.cbos.own import OwnRow
from lokos_tui.queries.duplicates import fields as duplicates
from lokos_tui.queries.duplicates.findings import FindingLine, GenericLine
from lokos_tui.queries.duplicates.results import GroupResult, MemberResult
from lokos_tui.queries.links import fields as links
from lokos_tui.queries.loads import fields as loads
from lokos_tui.queries.loads.batches import BatchLine, BatchRow
from lokos_tui.queries.office import area_fields as areas
from lokos_tui.queries.office import fields as office
from lokos_tui.queries.office.areas import AreaRow
from lokos_tui.queries.office.audit import AuditRow
from lokos_tui.queries.office.find import Found
from lokos_tui.queries.opening import fields as opening
from lokos_tui.queries.opening.loads import GpRow, OpeningFindingRow, OpeningLoadRow, SampleRow
from lokos_tui.queries.profiles import fields as profiles
from lokos_tui.queries.profiles.uploads import UploadLineRow, UploadRow
from lokos_tui.queries.verification import fields as verification
from lokos_tui.queries.verification.queue import QueueRow
from lokos_tui.queries.verification.returned import ReturnedRow
from lokos_tui.ui.table.columns import GAP
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.paint import GUTTER, heading
from lokos_tui.ui.table.table import PagedTable
from screens.loads import files
from screens.verification import review_text
from tests.tui.test_ui_table import TableApp
from tests.tui.ui_kit import screen_text, settle

ROWS: Final = "ABC"
"""Rows of a list differ in this letter alone, at the end of what identifies them."""
USER_ID: Final = "IUP_AHMADPURSADATKHURDSHGBK"
PERSON: Final = "SHRIMATI RAMPYARI DEVI KUSHWAHA URF MUNNI BEGUM K"
GROUP: Final = "AASHA MAHILA SWAYAM SAHAYATA SAMUH KALYANPUR KHU"
FEDERATION: Final = f"{GROUP} PRERNA MAHILA SANKUL STARIYA PRATHMIK SAHKARI SAMITI"
PLACE: Final = "FAZALPUR FATEHULLA MUSTAHKAM"
SENTENCE: Final = (
    "This Gram Panchayat is not in the block; did you mean HAKEEMPUR QUAZI, HAKEEMPUR KHURD or HAKEEM NAGAR?"
)
DAY: Final = 1_767_252_600_000
BY_NAME: Final[dict[str, object]] = {
    **dict.fromkeys(("user_id", "made_by", "actor"), f"{USER_ID}{{}}"),
    **dict.fromkeys(("loaded_by", "decided_by", "by_user", "claimed_by", "holder_id"), f"{USER_ID}X"),
    **dict.fromkeys(("name", "one_name", "other_name", "what"), f"{PERSON}{{}}"),
    **dict.fromkeys(("group", "one_group", "other_group", "holder_name"), GROUP),
    **dict.fromkeys(("gp", "village", "panchayat"), PLACE),
    **dict.fromkeys(("vo", "clf"), FEDERATION),
    **dict.fromkeys(("at", "loaded_at", "since", "changed"), DAY),
    **dict.fromkeys(("reason", "why", "words"), SENTENCE),
    **dict.fromkeys(("overall", "mobile", "account", "voter", "aadhaar", "own", "duplicate"), "NOT_CHECKED"),
    **dict.fromkeys(("formation_date", "request_date"), "2019-12-06"),
    "code": "-", "status": "MODIFIED", "email": f"{'a' * 60}@{'b' * 60}.gov.in", "designation": "D" * 50,
    "category": "DISTRICT", "role": "CLF_SHG_APPROVER", "life": "INACTIVE", "cbo_type": "SHG", "kind": "MEMBER",
    "counts": {}, "remarks": (), "signed": "UNSIGNED", "file_name": "mapping of the whole block.xlsx",
}  # fmt: skip
"""Values by the name they have in a row; ``{}`` is the letter that tells two rows apart."""


class List(NamedTuple):
    """A list of the program: its columns, a row of its longest values by letter."""

    fields: Sequence[Field[Any]]
    row: Callable[[str], Any]


def longest(of: type[Any], /, **given: object) -> Callable[[str], Any]:
    """Return what makes a row of the longest values, with some of its values given."""
    plain: dict[object, object] = {str: "", int: 9_999_999, bool: True, float: 99.9}

    def row(letter: str) -> Any:
        hints = {name: hint for name, hint in get_type_hints(of).items() if name in _names(of)}
        values = {name: given.get(name, BY_NAME.get(name, plain.get(hint))) for name, hint in hints.items()}
        values = {name: value.format(letter) if isinstance(value, str) else value for name, value in values.items()}
        return of(**values)

    return row


def _names(of: type[Any]) -> Sequence[str]:
    return tuple(getattr(of, "_fields", ())) or tuple(of.__dataclass_fields__)


def a_member(letter: str) -> review_text.Pointed:
    """Return a member under review, with every number and a finding beside her."""
    content = {
        "mobile": "9999000010",
        "account_no": "999900001236",
        "voter_id": "WKH1186253",
        "ekyc_date": "2024-01-12",
    }
    sent = Sent(1, 1, VersionState.WAITING, 1, content, f"{USER_ID}X", f"{USER_ID}X", DAY)
    subject = Subject(
        Kind.MEMBER, 1, f"{PERSON}{letter}", Bucket.PENDING_BM, identifiers=tuple(IDENTIFIERS[Kind.MEMBER]), stale=True
    )
    return review_text.Pointed(Record(subject, "MODIFIED", {}, sent), "mobile")


def a_fate(letter: str) -> Fate:
    """Return a group that stays, with the longest reason."""
    return Fate(0, 7, f"{GROUP} {letter}", outcome=Outcome.STAYS, why=SENTENCE, kind="SHG", code="-")


_GROUP_NAME: Final = f"{GROUP} {{}}"
_FEDERATION_NAME: Final = f"{FEDERATION[:98]} {{}}"
_CBO: Final = longest(CboRow, name=_GROUP_NAME)
LISTS: Final[dict[str, List]] = {
    "users.ON_SCREEN": List(users.ON_SCREEN, longest(UserRow, mobile="9999000010", status="INACTIVE")),
    "users.ROLE": List(users.ROLE, longest(RoleRow, village=f"{PLACE} {{}}", status="INACTIVE")),
    "cbos.ON_SCREEN": List(cbos.ON_SCREEN, _CBO),
    "cbos.ON_SCREEN of federations": List(cbos.ON_SCREEN, longest(CboRow, name=_FEDERATION_NAME, cbo_type="CLF")),
    "links.NOT_LINKED": List(links.NOT_LINKED, _CBO),
    "links.LINKED": List(links.LINKED, _CBO),
    "links.REACH": List(links.REACH, _CBO),
    "loads.BATCH_ON_SCREEN": List(
        loads.BATCH_ON_SCREEN,
        lambda letter: longest(BatchRow, kind="mapping", state="PARTLY_UNDONE", id=ord(letter))(letter),
    ),
    "loads.LINE": List(loads.LINE, longest(BatchLine, outcome="CONFLICT")),
    "load_lines.LINE": List(
        load_lines.LINE,
        lambda letter: longest(
            load_lines.Line, sign="x", address="AB2116", value=f"{PLACE} {letter}", entry=None, own=ord(letter)
        )(letter),
    ),
    "files.INBOX": List(files.INBOX, longest(files.InboxFile, name=f"{GROUP} mapping {{}}.xlsx", path=Path())),
    "duplicates.FINDING_ON_SCREEN": List(
        duplicates.FINDING_ON_SCREEN, longest(FindingLine, found="CONFIRMED", decided=False, numbers="mobile,voter id")
    ),
    "duplicates.GENERIC": List(duplicates.GENERIC, longest(GenericLine, field="voter id", shown="XXXX XXXX 999{}")),
    "duplicates.GROUP": List(duplicates.GROUP, longest(GroupResult, name=_GROUP_NAME)),
    "duplicates.MEMBER": List(duplicates.MEMBER, longest(MemberResult)),
    "opening.LOADS_ON_SCREEN": List(
        opening.LOADS_ON_SCREEN,
        lambda letter: longest(OpeningLoadRow, state="TAKEN_BACK", source=SENTENCE[:80], id=ord(letter))(letter),
    ),
    "opening.GPS": List(opening.GPS, longest(GpRow, gp=f"{PLACE} {{}}")),
    "opening.SAMPLE": List(opening.SAMPLE, longest(SampleRow, code="09960000{}", name=_GROUP_NAME)),
    "opening.FINDINGS": List(
        opening.FINDINGS,
        longest(OpeningFindingRow, one_code="0996000001{}", other_code="0996000002X", one=PERSON, other=PERSON,
                numbers="mobile,account,voter id,aadhaar"),
    ),
    "profiles.UPLOAD": List(profiles.UPLOAD, longest(UploadRow, counts={"new": 999, "refused": 99})),
    "profiles.LINE": List(profiles.LINE, longest(UploadLineRow, outcome="UNCHANGED", kind="SHG")),
    "verification.SHG_ON_SCREEN": List(verification.SHG_ON_SCREEN, longest(QueueRow, name=_GROUP_NAME)),
    "verification.FEDERATION_ON_SCREEN": List(
        verification.FEDERATION_ON_SCREEN, longest(QueueRow, name=_FEDERATION_NAME, kind="CLF")
    ),
    "verification.RETURNED_ON_SCREEN": List(verification.RETURNED_ON_SCREEN, longest(ReturnedRow)),
    "verification.FATE_ON_SCREEN": List(verification.FATE_ON_SCREEN, a_fate),
    "own.OWN_ON_SCREEN": List(own.OWN_ON_SCREEN, longest(OwnRow, name=_GROUP_NAME, bucket="WITH_BOOKKEEPER")),
    "areas.AREA_ON_SCREEN": List(
        areas.AREA_ON_SCREEN, longest(AreaRow, district="SANT KABIR NAGAR", block=f"{PLACE} {{}}")
    ),
    "office.AUDIT_ON_SCREEN": List(office.AUDIT_ON_SCREEN, longest(AuditRow, action="verify.take_back", entity="user",
                                                                   entity_id=f"{USER_ID}X", outcome="refused")),
    "office.FOUND_ON_SCREEN": List(office.FOUND_ON_SCREEN, longest(
        Found, kind="USER", code=f"{USER_ID}{{}}", beside="SHG_BK", mobile="9999000010", at=0)),
    "review_text.ROW": List(review_text.ROW, a_member),
}  # fmt: skip
"""Every list by where its columns stand."""
SIZES: Final = ((60, 20), (80, 24), (120, 36))
NOT_WHOLE: Final = {
    ("users.ON_SCREEN", 80): "an id of 28 and a name of 50 need 80 cells, and there are 77: the id is whole",
    ("office.FOUND_ON_SCREEN", 80): "an id of 28 and a name of 50 have no room beside what it is: the id is whole",
    ("review_text.ROW", 80): "the numbers that are decided on stand beside her, with their marks",
}
"""Where two identifying columns of the longest values have no room beside each other at 80 cells or more."""


def needs(table: PagedTable[Any], rows: Sequence[Any]) -> tuple[int, int]:
    """Return the cells that identify a row, and those that cannot be dropped beside them, at their least."""
    columns = table.columns
    contents = [max(cell_len(str(cells_of_row[index])) for cells_of_row in rows) for index in range(len(columns))]
    heads = [cell_len(column.short or column.title) for column in columns]
    names = [max(contents[index], heads[index], 1) for index, column in enumerate(columns) if column.identifies]
    state = [
        max(min(contents[index], column.width), heads[index])
        for index, column in enumerate(columns)
        if not column.identifies and not column.priority
    ]
    return sum(names) + GAP * (len(names) - 1), sum(state) + GAP * len(state)


def table_of(name: str) -> tuple[PagedTable[Any], list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return a table of three rows, with what stands in its cells and on the lines of its rows."""
    fields, make = LISTS[name]
    rows = [make(letter) for letter in ROWS]
    table = PagedTable[Any](
        columns_of(fields),
        fetch=list_source(range(len(rows)), lambda at: (at, at)),
        cells=lambda at: cells_of(fields)(rows[at]),
        full=lambda at: full_of(fields)(rows[at]),
        row_id=lambda at: at,
    )
    return table, [cells_of(fields)(row) for row in rows], [full_of(fields)(row) for row in rows]


def is_shown(text: str, lines: Sequence[str]) -> bool:
    """True when a text stands on some lines, broken where they end."""
    return re.sub(r"\s", "", text) in re.sub(r"\s", "", "".join(lines))


@pytest.mark.asyncio
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", LISTS)
async def test_what_identifies_a_row_is_never_lost(name: str, size: tuple[int, int]) -> None:
    """Rows that differ look different, what is cut is whole below, headings are whole, nothing is too wide."""
    table, cells, full = table_of(name)
    app = TableApp(table)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        lines, layout = screen_text(app), dict(table._layout)
        shown = [line[GUTTER:] for line in lines[3:6]]
        below = lines[3 + table.window.height :]
        heads = {index: heading(table.columns[index], width, app.glyphs) for index, width in layout.items()}
    assert len(set(shown)) == len(ROWS)
    assert all(heads[index] or not table.columns[index].title for index in heads)
    cut = {index for index, width in layout.items() if any(cell_len(row[index]) > width for row in cells)}
    for index, width in layout.items():
        needed = max(cell_len(heads[index]), *(cell_len(row[index]) for row in cells))
        assert not cut or width <= max(needed, cell_len(table.columns[index].title), 1)
    names = [index for index, column in enumerate(table.columns) if column.identifies]
    for index in names:
        assert all(cells[at][index] in shown[at] or is_shown(full[0][index], below) for at in range(len(ROWS))), (
            table.columns[index].key
        )
    whole, beside = needs(table, cells)
    if whole + beside <= size[0] - GUTTER:
        assert not cut & set(names)
    elif whole <= size[0] - GUTTER and size[0] >= 80:
        assert not beside or (name, size[0]) in NOT_WHOLE, (whole, beside, cut)


def test_every_list_is_looked_at() -> None:
    """A list that comes new stands in the table above: every name that a screen makes columns of."""
    root = Path(__file__).parents[2]
    used = {
        name
        for path in (root / "screens").rglob("*.py")
        for call in re.findall(r"columns_of\(([^)]*)\)", path.read_text(encoding="utf-8"))
        for name in re.findall(r"[A-Z][A-Z_]+", call)
    }
    known = {name.split(" ")[0].rsplit(".", 1)[1] for name in LISTS} | {"FIELDS"}
    assert used <= known
