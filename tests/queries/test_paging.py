"""Pages by key: whole, without overlap, in both directions, with one statement each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.db import tables
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.queries.accounts.users import UserFilters, user_count, user_page
from lokos_tui.queries.cbos.list import CboFilters, cbo_count, cbo_page
from lokos_tui.queries.links.links import linked_page, not_linked_page
from tests.support.office import HERE, SHGS, Office, add_cbo, cbo
from tests.support.properties import ONE_FIXTURE
from tests.support.statements import count_queries

Fetch = Callable[[PageRequest], Page[Any]]
SORTS = [("users", sort) for sort in ("", "user_id", "name", "mobile", "role", "status")]
SORTS += [("cbos", sort) for sort in ("", "name", "code", "gp")]


def fetch_of(office: Office, what: str) -> Fetch:
    """Return a list of the office as a function of the page asked for."""

    def fetch(request: PageRequest) -> Page[Any]:
        with office.store.reading() as connection:
            if what == "users":
                return user_page(connection, office.admin, UserFilters(HERE), SHIPPED_POLICY, request)
            return cbo_page(connection, office.admin, CboFilters(HERE), request)

    return fetch


def walk(fetch: Fetch, request: PageRequest, step: Callable[[], None] = lambda: None) -> list[int]:
    """Return the ids of all rows, page after page; ``step`` is done between pages."""
    forward = request.direction == "first"
    ids: list[int] = []
    page = fetch(request)
    while True:
        found = [row.id for row in page.rows]
        ids = ids + found if forward else found + ids
        if not (page.has_after if forward else page.has_before):
            return ids
        step()
        page = fetch(request.after(page.keys[-1]) if forward else request.before(page.keys[0]))


@pytest.mark.parametrize(("what", "sort"), SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_both_directions_give_every_row_once(small_office: Office, what: str, sort: str, *, descending: bool) -> None:
    """From the front and from the back the same rows come in the same order, each once."""
    fetch = fetch_of(small_office, what)
    request = PageRequest(5, sort, descending)
    there = walk(fetch, request)
    assert there == walk(fetch, request.at("last"))
    assert there == [row.id for row in fetch(PageRequest(100, sort, descending)).rows]
    assert len(there) == len(set(there)) == (12 if what == "users" else SHGS)


def test_cbos_without_code_or_panchayat_are_in_every_sort(small_office: Office) -> None:
    """An SHG before activation has no code, and may have no panchayat: no page loses it."""
    with small_office.store.writing() as connection:
        for number in range(900, 907):
            add_cbo(connection, cbo(HERE, number, "SHG", "WITHOUT", code=None, gp_id=None))
    fetch = fetch_of(small_office, "cbos")
    for sort in ("name", "code", "gp"):
        for descending in (False, True):
            request = PageRequest(4, sort, descending)
            assert len(set(walk(fetch, request))) == SHGS + 7
            assert walk(fetch, request) == walk(fetch, request.at("last"))


@given(data=st.data(), backwards=st.booleans())
@settings(ONE_FIXTURE, max_examples=8)
def test_rows_that_stay_are_seen_once_while_others_come_and_go(
    small_office: Office, data: st.DataObject, *, backwards: bool
) -> None:
    """Inserts and deletes between pages neither hide nor repeat a row that was there all the time."""
    free = list(range(500, 520))
    table = tables.cbo

    def clear() -> None:
        with small_office.store.writing() as connection:
            connection.execute(table.delete().where(table.c.block_code == HERE, table.c.id >= 500))

    def change() -> None:
        with small_office.store.writing() as connection:
            number = data.draw(st.sampled_from(free))
            if data.draw(st.booleans()):
                connection.execute(table.delete().where(table.c.block_code == HERE, table.c.id == number))
            elif not connection.execute(table.select().where(table.c.block_code == HERE, table.c.id == number)).first():
                name = data.draw(st.sampled_from(["A", "HARIOM SHG", "M", "ZZ"]))
                add_cbo(connection, cbo(HERE, number, "SHG", name))

    clear()
    request = PageRequest(4, "name")
    seen = walk(fetch_of(small_office, "cbos"), request.at("last") if backwards else request, change)
    clear()
    stayed = [number for number in seen if number < 500]
    assert sorted(stayed) == small_office.here.shgs


def test_an_empty_list_and_a_page_past_the_end_are_empty_pages(small_office: Office) -> None:
    """Nothing to show is no fault, and says that there is nothing further."""
    with small_office.store.reading() as connection:
        none = cbo_page(connection, small_office.admin, CboFilters(HERE, search="NO SUCH NAME"), PageRequest())
        past = cbo_page(connection, small_office.admin, CboFilters(HERE), PageRequest().after(("\U0010ffff", 10**9)))
    assert (none.rows, none.has_before, none.has_after) == ((), False, False)
    assert (past.rows, past.has_after) == ((), False)


def test_a_page_is_one_statement_however_many_rows_it_has(small_office: Office) -> None:
    """Holders, places and link counts come with the page; only the look at the block's area stands beside it."""
    office, role = small_office, small_office.here.accounts["SHGBK"]
    for size in (1, 25):
        request = PageRequest(size)
        with count_queries(office.store) as seen, office.store.reading() as connection:
            user_page(connection, office.admin, UserFilters(HERE), SHIPPED_POLICY, request)
            cbo_page(connection, office.admin, CboFilters(HERE), request)
            linked_page(connection, office.admin, role, CboFilters(HERE), request)
            not_linked_page(connection, office.admin, role, CboFilters(HERE), request)
        assert len([statement for statement in seen if "FROM block " not in " ".join(statement.split())]) == 4


def test_counts_stop_at_their_cap(small_office: Office) -> None:
    """A count says how many there are, or that there are more than the cap."""
    office = small_office
    with office.store.reading() as connection:
        assert str(cbo_count(connection, office.admin, CboFilters(HERE))) == "24"
        assert str(cbo_count(connection, office.admin, CboFilters(HERE), cap=23)) == "23+"
        assert str(cbo_count(connection, office.admin, CboFilters(HERE), cap=24)) == "24"
        assert str(user_count(connection, office.admin, UserFilters(HERE), cap=5)) == "5+"
