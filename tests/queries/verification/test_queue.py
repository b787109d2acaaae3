"""The work lists: every column, every order both ways, every filter, whose they are, one statement a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.text import name_key
from lokos_tui.domain.verification.work_list import SORTS
from lokos_tui.queries.verification.queue import QueueFilters, QueueRow, queue_page
from tests.support import waiting
from tests.support.office import HERE, NOW, THERE, Office
from tests.support.statements import count_queries
from tests.support.waiting import BY_MEMBER, CLF, COLLEAGUE, NEW_SHG, NO_CODE, OLD_SHG, OTHER, OTHER_CLF, VO

SHGS, FEDERATION = QueueFilters(), QueueFilters(kind="")
ALL = PageRequest(100)


@pytest.fixture
def office(small_office: Office) -> Office:
    """The small office with everything that may wait."""
    waiting.fill(small_office)
    return small_office


def read(
    office: Office, filters: QueueFilters = SHGS, request: PageRequest = ALL, *, clf: int = 0, block: str = HERE
) -> Page[QueueRow]:
    """Return a page as the block manager reads it."""
    actor = replace(office.actors[Role.BLOCK_PM], user_id=waiting.ME, clf=clf)
    with office.store.reading() as connection:
        return queue_page(connection, actor, block, filters, NOW, request)


def ids(page: Page[QueueRow]) -> list[int]:
    """Return the ids of a page."""
    return [row.id for row in page.rows]


def test_every_column(office: Office) -> None:
    """A row says what LokOS's list says, and who has it open, what is not checked, whether it came back."""
    rows = {row.id: row for row in read(office).rows}
    assert set(rows) == set(waiting.WAITING_SHGS)
    assert rows[NEW_SHG] == QueueRow(
        no=5, total=5, id=NEW_SHG, kind="SHG", panchayat="AHMADPUR SADAT", village="AHMADPUR SADAT", code="-",
        name="HARIOM SHG", formation_date="2025-11-02", request_date="2025-12-31", status="NEW", duplicate="NONE",
        members=5, to_approve=3, to_activate=1, duplicates=2, stale=2, came_back=False, claimed_by=COLLEAGUE,
    )  # fmt: skip
    old = rows[OLD_SHG]
    assert (old.no, old.code, old.status, old.duplicate) == (3, "29000005", "MODIFIED", "POTENTIAL")
    assert (old.members, old.to_approve, old.to_activate, old.duplicates, old.stale) == (2, 1, 0, 0, 0)
    assert (bool(old.came_back), old.claimed_by) == (True, "")
    assert rows[BY_MEMBER].claimed_by == ""


def test_what_waits(office: Office) -> None:
    """A member waits, or has no code yet: her SHG is Modified and in the list; one with its bookkeeper is not."""
    rows = {row.id: row for row in read(office).rows}
    assert (rows[BY_MEMBER].status, rows[BY_MEMBER].to_approve, rows[BY_MEMBER].request_date) == ("MODIFIED", 1, "")
    assert (rows[NO_CODE].status, rows[NO_CODE].to_approve, rows[NO_CODE].to_activate) == ("MODIFIED", 0, 1)
    assert waiting.BACK_SHG not in rows
    assert waiting.APPROVED_SHG not in rows


def test_oldest_request_first(office: Office) -> None:
    """Without a sort the oldest request stands first, and one without a request date before all."""
    assert ids(read(office)) == [BY_MEMBER, NO_CODE, OLD_SHG, OTHER_CLF, NEW_SHG]


VALUES: dict[str, Callable[[QueueRow], Any]] = {
    "request": lambda row: row.request_date,
    "panchayat": lambda row: name_key(row.panchayat),
    "village": lambda row: name_key(row.village),
    "code": lambda row: "" if row.code == "-" else row.code,
    "name": lambda row: name_key(row.name),
    "formation": lambda row: row.formation_date,
    "status": lambda row: row.status,
    "duplicate": lambda row: row.duplicate,
    "members": lambda row: row.members,
    "approve": lambda row: row.to_approve,
    "activate": lambda row: row.to_activate,
    "duplicates": lambda row: row.duplicates,
}


def test_every_sort_is_tried() -> None:
    """A new sort has no way past the next test."""
    assert set(VALUES) == set(SORTS)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_each_order_both_ways_page_by_page(office: Office, sort: str, descending: bool) -> None:
    """The list in one piece is in order and numbered; two rows at a time, forth and back, it is the same list."""
    whole = read(office, SHGS, PageRequest(100, sort, descending))
    values = [(VALUES[sort](row), row.id) for row in whole.rows]
    assert values == sorted(values, reverse=descending)
    assert [row.no for row in whole.rows] == list(range(1, 6))
    assert {row.total for row in whole.rows} == {5}
    request = PageRequest(2, sort, descending)
    forth, page = list[QueueRow](), read(office, SHGS, request)
    assert not page.has_before
    while True:
        forth += page.rows
        if not page.has_after:
            break
        page = read(office, SHGS, request.after(page.keys[-1]))
        assert page.has_before
    back, page = list[QueueRow](), read(office, SHGS, request.at("last"))
    while True:
        back = [*page.rows, *back]
        if not page.has_before:
            break
        page = read(office, SHGS, request.before(page.keys[0]))
    assert tuple(forth) == tuple(back) == whole.rows


def test_the_neighbour_of_a_row(office: Office) -> None:
    """A page of one after or before a row's key is the next or the previous of the list, under the same filters."""
    whole = read(office)
    one = PageRequest(1)
    assert ids(read(office, SHGS, one.after(whole.keys[1]))) == [whole.rows[2].id]
    assert ids(read(office, SHGS, one.before(whole.keys[1]))) == [whole.rows[0].id]
    assert ids(read(office, SHGS, one.after(whole.keys[-1]))) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"gp_id": 1}, {NEW_SHG, OLD_SHG, OTHER_CLF}),
        ({"village_id": 3}, {BY_MEMBER}),
        ({"gp_id": 2, "village_id": 1}, set()),
        ({"code": "2900000"}, {OLD_SHG, BY_MEMBER, NO_CODE}),
        ({"code": "%"}, set()),
        ({"search": "29000006"}, {BY_MEMBER}),
        ({"search": "radhe krishna"}, {OLD_SHG}),
        ({"search": "100%"}, {BY_MEMBER}),
        ({"search": "maa_"}, {NO_CODE, OTHER_CLF}),
        ({"search": "_"}, set()),
        ({"search": "no such name"}, set()),
        ({"status": "NEW"}, {NEW_SHG, OTHER_CLF}),
        ({"status": "MODIFIED"}, {OLD_SHG, BY_MEMBER, NO_CODE}),
        ({"duplicate": "CONFIRMED"}, {NO_CODE}),
        ({"duplicate": "NOT_CHECKED"}, {BY_MEMBER, OTHER_CLF}),
        ({"age": "under3"}, {NEW_SHG}),
        ({"age": "3to10"}, {OTHER_CLF}),
        ({"age": "over10"}, {OLD_SHG, BY_MEMBER, NO_CODE}),
        ({"age": "no such age"}, set(waiting.WAITING_SHGS)),
        ({"gp_id": 1, "status": "NEW", "age": "3to10"}, {OTHER_CLF}),
    ],
)
def test_filters(office: Office, filters: dict[str, Any], found: set[int]) -> None:
    """Each filter alone and with others; wildcards in what is typed mean themselves; the count is the filter's."""
    page = read(office, replace(SHGS, **filters))
    assert set(ids(page)) == found
    assert {row.total for row in page.rows} <= {len(found)}


def test_vos_and_clfs(office: Office) -> None:
    """The federation list holds both kinds, or one; members are nothing to it."""
    page = read(office, FEDERATION)
    assert [(row.id, row.kind, row.request_date) for row in page.rows] == [
        (VO, "VO", "2025-12-22"),
        (OTHER, "CLF", "2025-12-29"),
    ]
    assert {(row.members, row.to_approve, row.total) for row in page.rows} == {(0, 0, 2)}
    assert ids(read(office, QueueFilters(kind="CLF"))) == [OTHER]
    assert ids(read(office, QueueFilters(kind="VO"))) == [VO]


@pytest.mark.parametrize(
    ("clf", "shgs", "federation"),
    [(CLF, [BY_MEMBER, NO_CODE, OLD_SHG, NEW_SHG], [VO]), (OTHER, [OTHER_CLF], [OTHER]), (VO, [], [])],
)
def test_a_cluster_sees_its_own(office: Office, clf: int, shgs: list[int], federation: list[int]) -> None:
    """A manager of one cluster sees its SHGs, its VOs and its own CLF, and their number."""
    mine, above = read(office, clf=clf), read(office, FEDERATION, clf=clf)
    assert ids(mine) == shgs
    assert {row.total for row in mine.rows} <= {len(shgs)}
    assert ids(above) == federation


def test_whose_list_it_is(office: Office) -> None:
    """Nobody but a block manager reads it, and she reads no other block."""
    for role, actor in office.actors.items():
        if role is not Role.BLOCK_PM:
            with office.store.reading() as connection, pytest.raises(Refused):
                queue_page(connection, actor, HERE, SHGS, NOW, ALL)
    with pytest.raises(Refused):
        read(office, block=THERE)


@pytest.mark.parametrize("filters", [SHGS, FEDERATION, replace(SHGS, gp_id=1, search="HARIOM", age="under3")])
@pytest.mark.parametrize("request_", [ALL, PageRequest(2, "approve", descending=True).at("last")])
def test_one_statement_a_page(office: Office, filters: QueueFilters, request_: PageRequest) -> None:
    """Rows, numbers, the count of all and what is dear to count come in one statement."""
    read(office)  # where the block lies is looked up once a process
    with count_queries(office.store) as seen:
        read(office, filters, request_)
    assert len(seen) == 1
