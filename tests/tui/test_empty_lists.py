"""Every list of every role in an office with nothing in it: it names a key that works there for her, or who does it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from lokos_tui.context import Context, Office
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area, Permission
from lokos_tui.domain.accounts.roles import Category, Role, category_of
from lokos_tui.settings import load_settings
from lokos_tui.ui.frame.actions import key_name
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen
from lokos_tui.ui.frame.session import context_of, home_route
from lokos_tui.ui.table.keys import TABLE_ACTIONS
from lokos_tui.ui.table.table import PagedTable
from screens.duplicates.groups import GroupsScreen
from screens.office.home_base import Home
from screens.registry import ROUTES
from tests.tui.conftest import SignedInApp, actor_of, clock
from tests.tui.filled_office import make_empty
from tests.tui.test_every_screen import NEEDS
from tests.tui.ui_kit import press, settle

NEW = "997"
"""A block in which nothing is, not even an account."""
HOMES = {"home", "home_manager", "home_own", "home_above"}
WALKED = sorted(set(ROUTES) - set(NEEDS) - HOMES - {"sign_in"})
KEYS = re.compile(r"(?:^|[.;,] )(Esc|Enter|Space|Tab|Right|[A-Za-z/+=-])(?= [a-z])")
THERE = re.compile(r"where (\S) ")
DOES_IT = ("Block Admin", "block manager", "bookkeeper")
LISTS = {
    Role.BLOCK_ADMIN: {"users", "cbos", "batches", "audit", "load", "uploads", "find", "openings"},
    Role.BLOCK_PM: {
        "users", "cbos", "batches", "audit", "uploads", "duplicates", "duplicate_groups", "generic_numbers", "returned",
        "verify", "verify_federation", "find", "openings",
    },
    Role.BLOCK_THEMATIC: {
        "users", "cbos", "batches", "uploads", "duplicates", "duplicate_groups", "generic_numbers", "find"
    },
    Role.SHG_BK: {"own_cbos", "returned", "uploads", "find"},
    Role.VO_SHG_APPROVER: {"own_cbos", "returned"},
    Role.STATE_ADMIN: {"users", "cbos", "batches", "audit", "find"},
    Role.STATE_PM: {"cbos", "find"},
}  # fmt: skip
"""Of some roles the lists that are empty, typed by hand: or what is walked would prove nothing."""


@pytest.fixture(scope="module")
def new_block(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with a block in which nothing was ever done."""
    home = tmp_path_factory.mktemp("new") / "office"
    office = make_empty(home)
    with office.store.writing() as connection:
        names = {"nrlm_code": "", "name": "KOTWALI", "name_key": "KOTWALI"}
        connection.execute(tables.block.insert().values(code=NEW, state_code="9", district_code="132", **names))
    office.close()
    office = Office(load_settings(home), clock)
    yield office
    office.close()
    shutil.rmtree(home)


def area_of(role: Role) -> Area:
    """Return the area of a role, at home in the new block or above it."""
    return {
        Category.NATIONAL: Area(), Category.STATE: Area("9"), Category.DISTRICT: Area("9", "132"),
    }.get(category_of(role), Area("9", "132", NEW))  # fmt: skip


async def opened(pilot: Pilot[Any], route: str) -> BaseScreen[Any]:
    """Open a route; where a block is asked for, take the new one."""
    screen: BaseScreen[Any] = ROUTES[route]()
    pilot.app.push_screen(screen)
    await settle(pilot)
    if isinstance(pilot.app.screen, PickScreen):
        await press(pilot, *"KOTWALI", "enter")
        await settle(pilot)
    return screen


def works(screen: BaseScreen[Any], key: str) -> bool:
    """Tell whether a key does something on a screen for who looks at it."""
    if key in {key_name(one.key) for one in TABLE_ACTIONS} | {"Right"}:
        return True
    return any(key_name(one.key) == key and screen.why_not(one.id) is None for one in screen.all_actions())


def problem(screen: BaseScreen[Any], home: Home, note: str) -> str:
    """Return what is wrong with the sentence of an empty list, '' when nothing is."""
    keys, there = KEYS.findall(note), THERE.findall(note)
    if dead := [key for key in keys if not works(screen, key)]:
        return f"keys that do nothing: {dead}"
    if dead := [key for key in there if not _leads(screen, home, key)]:
        return f"keys that do nothing where Esc leads: {dead}"
    return "" if keys or there or any(who in note for who in DOES_IT) else "no next key"


def _leads(screen: BaseScreen[Any], home: Home, key: str) -> bool:
    """Tell whether a key works on the first screen, or on the list of findings that this one is opened from."""
    if isinstance(screen, GroupsScreen):
        return key == "D" and context_of(screen).actor.may(Permission.DUPLICATES_REFRESH)
    section = home.SECTIONS.get(key)
    return section is not None and home.why_not(section.action) is None


@pytest.mark.parametrize("role", Role)
async def test_an_empty_list_names_the_next_key(new_block: Office, role: Role, tmp_path: Path) -> None:
    """Every route that needs nothing, in every role, in a block with nothing in it."""
    ctx = Context(new_block, actor_of(role, area=area_of(role)))
    app, found, wrong = SignedInApp(ctx, home_route(ctx)), set(), []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        home = app.screen
        assert isinstance(home, Home)
        first: Home = home
        for route in WALKED:
            screen = await opened(pilot, route)
            for table in screen.query(PagedTable):
                if table.is_on_screen and not table.window.rows:
                    found.add(route)
                    if said := problem(screen, first, str(table.note)):
                        wrong.append(f"{role} {route}: {table.note!r}: {said}")
            while app.screen is not home:
                app.pop_screen()
                await settle(pilot)
    assert not app.faults, app.faults
    assert not wrong, "\n".join(wrong)
    assert found == LISTS.get(role, found)


def test_the_reading_of_the_sentences() -> None:
    """Keys stand at the beginning of a part of a sentence; words do not."""
    said = "No users yet. n makes one; Esc goes to the first screen, where 3 loads the mapping."
    assert (KEYS.findall(said), THERE.findall(said)) == (["n", "Esc"], ["3"])
    assert KEYS.findall("Nothing waits here. r reads again; / changes the filter.") == ["r", "/"]
    assert KEYS.findall("Nothing was loaded in this block yet.") == []
