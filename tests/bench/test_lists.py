"""Budgets of the lists: a page costs the same at 1 block and at 100 blocks, and is one query."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, or_, select

from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.queries.accounts.users import UserFilters, user_page
from lokos_tui.queries.cbos.list import CboFilters
from lokos_tui.queries.links.links import linked_page, not_linked_page
from tests.support.statements import count_queries

BLOCK = "996"
NOW = 1_767_252_600_000
SHGS, USERS, HELD = 2_100, 120, 14
RATIO = 1.3
GROWN = 2.0  # a hundred times the rows in one block
ROUNDS = 150
_ADMIN = Actor("IUP_NBDADM", "BENCH ADMIN", Role.BLOCK_ADMIN, Area("9", "132", BLOCK), 1, "NAJIBABAD", "UP")


def add_places(store: Store) -> None:
    """Put the state, the district and the block that is measured into the tables."""
    state, district = ("code", "nrlm_code", "name", "prefix"), ("code", "state_code", "nrlm_code", "name")
    place = ("code", "state_code", "district_code", "nrlm_code", "name", "name_key")
    with store.writing() as connection:
        bulk.insert_rows(connection, tables.state, state, [("9", "31", "UTTAR PRADESH", "UP")])
        bulk.insert_rows(connection, tables.district, district, [("132", "9", "", "BIJNOR")])
        bulk.insert_rows(connection, tables.block, place, [(BLOCK, "9", "132", "", "NAJIBABAD", "NAJIBABAD")])


def fill(store: Store, block: str, users: int = USERS) -> None:
    """Put a block of realistic size into the tables: SHGs, bookkeepers, links."""
    fixed = ("MIGRATED", "", "WITH_BOOKKEEPER", "ACTIVE", "NOT_CHECKED", 1)
    cbo = ("block_code", "id", "cbo_type", "code", "name", "name_key", "gp_id", "origin", "change_type", "bucket",
           "life", "duplicate", "version")  # fmt: skip
    user = ("block_code", "id", "user_id", "name", "name_key", "mobile", "email", "designation", "status",
            "state_code", "district_code", "category", "role", "created_at", "created_by", "changed_at", "changed_by",
            "version")  # fmt: skip
    role = ("block_code", "id", "account_id", "category", "role", "state_code", "district_code", "status",
            "granted_at", "granted_by")  # fmt: skip
    link = ("block_code", "id", "account_id", "role_id", "cbo_id", "cbo_type", "duty", "linked_at", "linked_by",
            "why")  # fmt: skip
    people = range(1, users + 1)
    with store.writing() as connection:
        if block != BLOCK:
            place = ("code", "state_code", "district_code", "nrlm_code", "name", "name_key")
            bulk.insert_rows(connection, tables.block, place, [(block, "9", "132", "", f"BLOCK {block}", block)])
        gp = ("block_code", "id", "name", "name_key", "is_active")
        bulk.insert_rows(
            connection, tables.gram_panchayat, gp, [(block, n, f"GP {n}", f"GP {n}", True) for n in range(1, 41)]
        )
        bulk.insert_rows(connection, tables.cbo, cbo, (
            (block, n, "SHG", f"{block}{n:06d}", f"SHG {n * 7919 % SHGS:05d}", f"SHG {n * 7919 % SHGS:05d}", n % 40 + 1,
             *fixed) for n in range(1, SHGS + 1)))  # fmt: skip
        bulk.insert_rows(connection, tables.user_account, user, (
            (block, n + 10, f"IUP_B{block}N{n:06d}", f"NAME {n}", f"NAME {n}", str(6_000_000_000 + n), "", "", "ACTIVE",
             "9", "132", "SHG", "SHG_BK", NOW, "IUP_NBDADM", 0, "", 1) for n in people))  # fmt: skip
        bulk.insert_rows(connection, tables.user_role, role, (
            (block, n + 10, n + 10, "SHG", "SHG_BK", "9", "132", "ACTIVE", NOW, "IUP_NBDADM")
            for n in people))  # fmt: skip
        bulk.insert_rows(connection, tables.cbo_link, link, (
            (block, n, n % 100 + 11, n % 100 + 11, n, "SHG", "BOOKS", NOW, "IUP_NBDADM", "")
            for n in range(1, 100 * HELD + 1)))  # fmt: skip


def settle(store: Store) -> None:
    """Let the engine look at its tables, as it does by itself after a while."""
    with store.writing() as connection:
        connection.exec_driver_sql("ANALYZE")


def best_ms(works: dict[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the quickest of many rounds in milliseconds; each round goes through all pages, so noise meets all."""
    found = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            found[name] = min(found[name], (time.perf_counter() - start) * 1000)
    return found


def pages(store: Store) -> dict[str, Callable[[], Any]]:
    """Return the pages that are measured: first and deep ones of the user list and both link lists."""
    users, cbos = UserFilters(BLOCK), CboFilters(BLOCK)
    first = PageRequest(25)

    def read(query: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
        def work() -> Any:
            with store.reading() as connection:
                return query(connection, _ADMIN, *arguments)

        return work

    def deep(query: Callable[..., Any], steps: int, *arguments: Any) -> PageRequest:
        request = first
        for _ in range(steps):
            request = first.after(read(query, *arguments, request)().keys[-1])
        return request

    return {
        "users, first": read(user_page, users, SHIPPED_POLICY, first),
        "users, by name": read(user_page, users, SHIPPED_POLICY, PageRequest(25, "name")),
        "users, deep": read(user_page, users, SHIPPED_POLICY, deep(user_page, 3, users, SHIPPED_POLICY)),
        "users, last": read(user_page, users, SHIPPED_POLICY, first.at("last")),
        "not linked, first": read(not_linked_page, 11, cbos, first),
        "not linked, deep": read(not_linked_page, 11, cbos, deep(not_linked_page, 60, 11, cbos)),
        "linked, first": read(linked_page, 11, cbos, first),
    }


def user_pages(store: Store) -> dict[str, Callable[[], Any]]:
    """Return the pages of the user list alone."""
    return {name: work for name, work in pages(store).items() if name.startswith("users")}


@pytest.mark.bench
def test_pages_cost_the_same_at_a_hundred_blocks(store: Store) -> None:
    """Pages of users and links: at most 1.3 times the cost when the office grows from 1 to 100 blocks."""
    add_places(store)
    fill(store, BLOCK)
    settle(store)
    one = best_ms(pages(store))
    for number in range(99):
        fill(store, f"77{number:04d}")
    settle(store)
    works = pages(store)
    hundred = best_ms(works)
    for name, work in works.items():
        with count_queries(store) as seen:
            work()
        listed = [statement for statement in seen if "FROM block" not in statement]
        costs = f"{one[name]:.2f} ms at 1 block, {hundred[name]:.2f} ms at 100"
        print(f"\n{name:<20} {costs}: {hundred[name] / one[name]:.2f}", end="")
        assert len(listed) == 1, seen
    print()
    assert {name: hundred[name] / one[name] for name in one if hundred[name] / one[name] > RATIO} == {}


@pytest.mark.bench
def test_a_hundred_thousand_users(store: Store) -> None:
    """The user list of one block with 100,000 accounts: any page at most twice the cost of one with 1,000."""
    add_places(store)
    fill(store, BLOCK, 1_000)
    settle(store)
    few = best_ms(user_pages(store))
    with store.writing() as connection:
        for table in ("cbo_link", "user_role", "user_account", "cbo", "gram_panchayat"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    fill(store, BLOCK, 100_000)
    settle(store)
    many = best_ms(user_pages(store))
    for name, cost in many.items():
        print(f"\n{name:<20} {few[name]:.2f} ms of 1,000, {cost:.2f} ms of 100,000: {cost / few[name]:.2f}", end="")
    print()
    assert {name: cost for name, cost in many.items() if cost > few[name] * GROWN} == {}


SEARCHES = ("zzzqqq", "no such name", "gp 7 zzz", "zzz 02/04/2025", "inactive zzz")
"""What is found nowhere: every row is looked at."""
LOOKING = 5.0
"""Times the cost of looking for one word in user ids, names and e-mails; two words are looked for twice."""


@pytest.mark.bench
def test_a_search_costs_about_as_much_as_reading_the_names(store: Store) -> None:
    """Plain text among 100,000 users of a block: no cell of a row costs a scan of its own."""
    add_places(store)
    fill(store, BLOCK, 100_000)
    settle(store)

    def read(query: Callable[[Any], Any]) -> Callable[[], Any]:
        def work() -> Any:
            with store.reading() as connection:
                return query(connection)

        return work

    user = tables.user_account
    columns = (user.c.user_id, user.c.name_key, user.c.email)
    plain = (
        select(user)
        .where(user.c.block_code == BLOCK, or_(*(column.contains("ZZZQQQ") for column in columns)))
        .order_by(user.c.user_id, user.c.id)
        .limit(26)
    )
    works = {"names and ids": read(lambda connection: connection.execute(plain).all())}
    for text in SEARCHES:
        works[f"users /{text}"] = read(partial(_searched, text=text))
    cost = best_ms(works, rounds=5)
    for name, ms in cost.items():
        print(f"\n{name:<24} {ms:.1f} ms: {ms / cost['names and ids']:.2f}", end="")
    print()
    assert {name: ms for name, ms in cost.items() if ms > LOOKING * cost["names and ids"]} == {}


def _searched(connection: Connection, text: str) -> object:
    filters = UserFilters(BLOCK, search=text)
    return user_page(connection, _ADMIN, filters, SHIPPED_POLICY, PageRequest(25))
