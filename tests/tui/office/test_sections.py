"""The sections of the first screens: registered by their areas, each reached by keys, more than ten as well."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import pytest

import screens
from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.registered import area_modules
from lokos_tui.ui.frame.base import BaseScreen
from screens.office.home import HomeScreen
from screens.office.home_above import AboveHomeScreen
from screens.office.home_base import Home
from screens.office.home_manager import ManagerHomeScreen
from screens.office.home_own import OwnHomeScreen
from screens.registry import ROUTES, gathered
from screens.shared.sections import Reading, Section, keyed
from tests.tui.conftest import SignedInApp, actor_of
from tests.tui.ui_kit import screen_text, settle

SIZES = ((80, 24), (60, 20))
COUNTED = Reading[int](lambda _ctx, known: (known or 0) + 1, Permission.USERS_VIEW, lambda number: f"counted {number}")


def section(number: int, **more: Any) -> Section:
    """Return one of fourteen sections, each of which opens the audit trail, with its number."""
    more.setdefault("params", {"number": number})
    words: dict[str, Any] = {
        "name": f"part {number}",
        "label": f"Section number {number}",
        "help": f"Opens part {number}.",
    }
    return Section(home="fourteen", place=number * 10, action=f"home.part-{number}", route="audit", **words, **more)


class Fourteen(Home, sections=tuple(section(number) for number in range(14, 0, -1))):
    """A first screen of fourteen sections, registered in no order."""


class SomeForbidden(
    Home,
    sections=(
        *(section(number, counted=COUNTED.cells(lambda count: (str(count), ""))) for number in range(1, 12)),
        section(12, permission=Permission.PROFILES_VERIFY),
        section(13, permission=Permission.AUDIT_VIEW),
    ),
):
    """A first screen whose twelfth section a Block Admin may not see."""

    LABEL: ClassVar = 28


KEYS = (*"1234567890", ".1", ".2", ".3", ".4")


def app_of(ctx: Context, screen: type[Home]) -> tuple[SignedInApp, list[dict[str, object]]]:
    """Return the program with this first screen; the list grows by what is opened from it."""
    app = SignedInApp(ctx, "audit")
    opened: list[dict[str, object]] = []
    audit = app.routes["audit"]

    def load(**params: object) -> BaseScreen[Any]:
        opened.append(params)
        return audit()

    app.routes = {**app.routes, "sign_in": screen, "audit": load}
    return app, opened


def lines_of(app: SignedInApp) -> list[str]:
    """Return the lines of the screen without the mark of the cursor."""
    return [line.lstrip("> ") for line in screen_text(app)]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "60x20"])
async def test_fourteen_sections_are_each_reached_by_their_keys(ctx: Context, size: tuple[int, int]) -> None:
    """All lines are on the screen with the keys that open them, and these keys open them."""
    app, opened = app_of(ctx, Fourteen)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        lines = lines_of(app)
        for number, keys in enumerate(KEYS, 1):
            assert any(line.startswith(f"{keys} Section number {number}") for line in lines), keys
        assert ". further sections" in lines[-1]
        for number, keys in enumerate(KEYS, 1):
            await pilot.press(*("full_stop" if key == "." else key for key in keys))
            await settle(pilot)
            assert opened[-1] == {"number": number}
            await pilot.press("escape")
            await settle(pilot)
        assert len(opened) == len(KEYS)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "60x20"])
async def test_the_lead_says_what_follows_and_help_lists_it(ctx: Context, size: tuple[int, int]) -> None:
    """After the lead the message names each digit; ? lists the two keys of a section as they are typed."""
    app, _ = app_of(ctx, Fourteen)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("full_stop")
        await settle(pilot)
        said = " ".join(" ".join(screen_text(app)).split())
        assert "Now the digit: .1 part 11 .2 part 12 .3 part 13 .4 part 14 (Esc: none)" in said
        await pilot.press("question_mark", *".3")
        await settle(pilot)
        found = [line.split() for line in lines_of(app) if "Opens part" in line]
        assert found == [[".3", "part", "13", "Opens", "part", "13."]]


async def test_what_follows_the_lead_opens_nothing_by_mistake(ctx: Context) -> None:
    """Esc and a digit without a section open nothing; another key has its own meaning, and the digits theirs again."""
    app, opened = app_of(ctx, Fourteen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("full_stop", "escape")
        await settle(pilot)
        assert "first screen" not in " ".join(screen_text(app))
        await pilot.press("full_stop", "7")
        await settle(pilot)
        assert "There is no section .7." in " ".join(screen_text(app))
        assert opened == []
        await pilot.press("full_stop", "down", "7")
        await settle(pilot)
        assert opened == [{"number": 7}]


async def test_only_what_the_role_may_see_is_offered(ctx: Context) -> None:
    """A forbidden section has no line, is not offered after the lead, and its keys say why."""
    app, opened = app_of(ctx, SomeForbidden)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "number 12" not in " ".join(screen_text(app))
        await pilot.press("full_stop")
        await settle(pilot)
        assert "Now the digit:  .1 part 11  .3 part 13  (Esc: none)" in " ".join(screen_text(app))
        await pilot.press("2")
        await settle(pilot)
        assert "may not verify profiles" in " ".join(screen_text(app))
        assert opened == []


async def test_what_is_counted_for_many_sections_is_counted_once(ctx: Context) -> None:
    """Eleven sections share one reading: one count each time, handed on to the next, and said in the status line."""
    app, _ = app_of(ctx, SomeForbidden)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        first = int(screen_text(app)[1].split()[-1])
        await pilot.press("r")
        await settle(pilot)
        assert screen_text(app)[1].strip() == f"counted {first + 1}"
        lines = [line for line in screen_text(app) if "Section number" in line]
        assert [line.split()[-1] for line in lines] == [str(first + 1)] * 11 + ["13"]


def test_keys_of_sections_come_from_their_order() -> None:
    """Digits for the ten of the lowest places, the lead and a digit after them, an own key where one is named."""
    found = keyed(section(number, key="b" if number == 2 else "") for number in range(12, 0, -1))
    assert {key: one.place // 10 for key, one in found.items()} == {
        "1": 1, "b": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11, "full_stop 1": 12,
    }  # fmt: skip
    with pytest.raises(ValueError, match=r"no key for the section home\.part-21"):
        keyed(section(number) for number in range(1, 22))
    with pytest.raises(ValueError, match="two sections at one place"):
        keyed([section(1), section(1)])


def test_todays_first_screens_have_their_sections_in_their_order() -> None:
    """The keys that operators know stand for what they stood for."""
    office = {key: one.action.partition(".")[2] for key, one in HomeScreen.SECTIONS.items()}
    assert office == {
        "1": "users", "2": "cbos", "3": "load", "4": "batches", "5": "audit", "6": "password", "7": "drafts",
        "8": "uploads", "9": "duplicates", "o": "openings",
    }  # fmt: skip
    manager = {key: one.action.partition(".")[2] for key, one in ManagerHomeScreen.SECTIONS.items()}
    assert manager == {
        "1": "verify", "2": "members", "3": "federation", "4": "duplicates", "5": "returned", "6": "uploads",
        "7": "users", "8": "cbos", "9": "audit", "0": "password", "b": "batches", "t": "drafts",
        "o": "openings",
    }  # fmt: skip
    own = {key: one.action.partition(".")[2] for key, one in OwnHomeScreen.SECTIONS.items()}
    assert own == {"1": "own", "2": "returned", "3": "uploads", "4": "password", "t": "drafts"}
    above = {key: one.action.partition(".")[2] for key, one in AboveHomeScreen.SECTIONS.items()}
    assert above == {"1": "users", "2": "cbos", "3": "audit", "4": "password", "t": "drafts"}


def test_every_section_belongs_to_a_first_screen_and_opens_a_route() -> None:
    """No section is registered for a screen that does not exist, or opens one that does not."""
    every = [one for area in area_modules("screens") for one in area.SECTIONS]
    assert {one.home for one in every} == {
        one.HOME for one in (HomeScreen, ManagerHomeScreen, OwnHomeScreen, AboveHomeScreen)
    }
    assert {one.route for one in every} - ROUTES.keys() == {""}
    assert {one.action for one in every if not one.route} == {"home.drafts"}


def test_every_route_is_registered_once_and_leads_to_a_screen() -> None:
    """Each folder of an area registers its own; the class that a route names is a screen; a second one is refused."""
    root = Path(screens.__path__[0])
    areas = list(area_modules("screens"))
    assert {f"screens.{path.parent.name}.area" for path in root.glob("*/area.py")} == {one.__name__ for one in areas}
    folders = {path.parent.name for path in root.glob("*/__init__.py")} - {"shared"}
    assert {f"screens.{name}.area" for name in folders} == {one.__name__ for one in areas}
    for area in areas:
        for place in area.ROUTES.values():
            module, _, name = place.partition(":")
            assert f"screens.{module}".startswith(area.__name__.removesuffix("area"))
            assert issubclass(getattr(import_module(f"screens.{module}"), name), BaseScreen)
    assert len(ROUTES) == sum(len(area.ROUTES) for area in areas) == 40
    with pytest.raises(ValueError, match=r"registered twice: \['users'\]"):
        gathered([{"users": "accounts.list:UsersScreen"}, {"users": "cbos.list:CbosScreen"}])


def test_a_block_manager_may_see_what_her_screen_counts() -> None:
    """Every reading of a first screen asks for a permission that its role holds."""
    actor = actor_of(Role.BLOCK_PM)
    readings = {one.counted.reading for one in ManagerHomeScreen.SECTIONS.values() if one.counted}
    assert len(readings) == 3
    assert all(actor.may(one.permission) for one in readings)
