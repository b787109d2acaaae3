"""The palette finds the whole program; help explains columns and does what is chosen; the keys that are shown work."""

from __future__ import annotations

from typing import Any

import pytest

from lokos_tui import language
from lokos_tui.context import Office
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.action_list import ActionList
from lokos_tui.ui.frame.action_screen import ActionScreen, actions_of
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Entry
from lokos_tui.ui.frame.copying import copy_out
from lokos_tui.ui.table.column_words import column_sentence
from lokos_tui.ui.table.table import PagedTable
from screens.elsewhere import REACHED, permitted_sections, reached, screen_class
from screens.registry import ROUTES
from tests.support.numbers import whole
from tests.tui.conftest import ADMIN, AppMaker
from tests.tui.test_action_registry import screen_classes
from tests.tui.ui_kit import press, screen_text, settle

FRONT = {"sign_in", "password", "display", "find", *(route for route in ROUTES if route.startswith("home"))}
"""Screens that are first screens, or are opened by a key of every screen."""
AREA = {"ADM": (Role.BLOCK_ADMIN, "home"), "BPM": (Role.BLOCK_PM, "home_manager"), "BK": (Role.SHG_BK, "home")}


def entries_of(app: Any) -> list[Entry]:
    """Return what the palette or help on the screen finds now."""
    assert isinstance(app.screen, ActionList)
    return app.screen.found()


async def palette_of(pilot: Any) -> list[Entry]:
    """Open the palette and return all of it."""
    await settle(pilot)
    await press(pilot, "ctrl+p")
    return entries_of(pilot.app)


def test_every_route_is_a_section_or_reached_from_one() -> None:
    """A screen that comes new is in the palette too: as a section, or by the action of a screen that opens it."""
    from lokos_tui.registered import area_modules

    sections = {one.route for area in area_modules("screens") for one in area.SECTIONS if one.route}
    assert set(ROUTES) == sections | set(REACHED) | FRONT
    for ways in REACHED.values():
        for parent, action in ways:
            assert action in {one.id for one in actions_of(screen_class(parent))}, (parent, action)


@pytest.mark.parametrize("who", AREA)
async def test_every_screen_and_action_of_the_role_is_found_from_anywhere(open_screen: AppMaker, who: str) -> None:
    """From another screen: each section, and each action of what they lead to whose permission the role holds."""
    role, _home = AREA[who]
    app = open_screen("display", role=role)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        below, ctx = app.screen, app.ctx
        assert isinstance(below, ActionScreen)
        assert ctx is not None
        found = await palette_of(pilot)
        sections = permitted_sections(below)
        wanted = {one.name for one in sections}
        for place in reached(below, sections):
            wanted |= {
                action.label
                for action in actions_of(screen_class(place.route))
                if action.permission is None or ctx.actor.may(Permission(action.permission))
            }
        own = {action.label for action in below.all_actions()}
        assert {one.label for one in found} == (wanted | own | {"sign out"}) - {"actions"}
    labels = {one.label for one in found}
    assert ("approve" in labels) is (role is Role.BLOCK_PM)
    assert ("new" in labels) is (role is Role.BLOCK_ADMIN)
    assert {"take over", "apply", "delete"} <= labels or role is not Role.BLOCK_ADMIN
    assert {"users", "SHGs, VOs, CLFs"} <= labels or role is Role.SHG_BK


async def test_the_own_actions_stand_first(open_screen: AppMaker) -> None:
    """Before anything is typed: this screen's own by use, then the sections, then what is behind them."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        found = await palette_of(pilot)
    own = [one.label for one in found if one.key and one.label != "sign out"]
    assert own[:3] == ["open", "new", "links"]
    names = [one.label for one in found]
    assert names.index("export") < names.index("users") < names.index("audit") < names.index("take over")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("take over", "take over"),
        ("taek over", None),
        ("fetches who keeps", None),
        ("from who keeps", "take over"),  # of its sentence
        ("f4", "display"),
        ("audit", "audit"),
        ("passwd", None),
        ("pasword", "password"),  # a spelling
        ("ऑडिट", "audit"),  # the language in force finds, and so does the other one
        ("audit trail", None),
    ],
)
async def test_what_is_typed_finds_by_name_key_and_sentence(
    open_screen: AppMaker, typed: str, label: str | None
) -> None:
    """Key, name and sentence find, in both languages and other spellings; what nothing is called finds nothing."""
    app = open_screen("cbos")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        if not typed.isascii():
            app.take_language("hi")
        await palette_of(pilot)
        app.screen.query_one(LineInput).insert_text_at_cursor(typed)
        await settle(pilot)
        found = entries_of(app)
        assert (str(found[0].label) if found else None) == label, [one.label for one in found]
        if label is None:
            assert "Nothing is called so." in " ".join(screen_text(app))
    language.speak("en")


async def test_a_section_is_opened_from_anywhere(open_screen: AppMaker) -> None:
    """Typing its name and Enter opens it; Esc goes back to where one was."""
    app = open_screen("cbos")
    async with app.run_test(size=(80, 24)) as pilot:
        await palette_of(pilot)
        await press(pilot, *"audit", "enter")
        assert "Audit trail" in screen_text(app)[0]
        await press(pilot, "escape")
        assert "CBOs" in screen_text(app)[0]


async def test_what_needs_no_row_is_done_at_once(open_screen: AppMaker) -> None:
    """Making an account is chosen on another screen: the form is there."""
    app = open_screen("cbos")
    async with app.run_test(size=(80, 24)) as pilot:
        await palette_of(pilot)
        await press(pilot, *"make an account", "enter")
        await settle(pilot)
        assert "New user" in screen_text(app)[0]


async def test_what_needs_a_row_opens_its_screen_and_says_the_keys(open_screen: AppMaker) -> None:
    """Taking over is chosen on another screen: nothing is changed; the list is there, and the keys that lead on."""
    app = open_screen("cbos")
    async with app.run_test(size=(80, 24)) as pilot:
        await palette_of(pilot)
        await press(pilot, *"take over", "enter")
        await settle(pilot)
        assert "Users" in screen_text(app)[0]
        assert screen_text(app)[-2].startswith("l, then m: ")


async def test_before_the_sign_in_only_its_own(office: Office) -> None:
    """Nobody is signed in: the palette offers this screen's actions, and neither sections nor find."""
    from lokos_tui.app import LokosApp
    from screens.elsewhere import elsewhere

    app = LokosApp(office, ROUTES, elsewhere=elsewhere)
    async with app.run_test(size=(80, 24)) as pilot:
        found = await palette_of(pilot)
    assert {one.label for one in found} <= {"sign in", "quit", "help", "refresh", "display", "copy"}


# Help


async def test_help_begins_with_what_one_comes_for_and_explains_the_columns(open_screen: AppMaker) -> None:
    """The three most used stand first; then, behind all of the screen's own, each column in a sentence."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        columns = [column.title for column in app.screen.query_one(PagedTable).columns]
        await press(pilot, "question_mark")
        found = entries_of(app)
        assert [one.key for one in found[:3]] == ["Enter", "n", "l"]
        told = {one.key: one.sentence for one in found if one.label == "column"}
        assert list(told) == columns
        await press(pilot, *"cbos")
        assert "How many CBOs the user is linked to; ! is more than the norm." in " ".join(
            " ".join(screen_text(app)).split()
        )


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_no_sentence_of_the_help_is_cut(open_screen: AppMaker, size: tuple[int, int]) -> None:
    """Every word of every entry stands on the screen, at whatever width, in English and in Hindi."""
    for code in ("en", "hi"):
        app = open_screen("users")
        async with app.run_test(size=size) as pilot:
            app.take_language(code)
            await settle(pilot)
            await press(pilot, "f1")
            shown: list[str] = []
            for _page in range(30):
                shown += screen_text(app)
                await press(pilot, "pagedown")
            text = "".join("".join(shown).split())
            for entry in entries_of(app):
                for word in language.words(entry.sentence).split():
                    assert word in text, (word, entry.sentence)
    language.speak("en")


async def test_help_does_what_is_chosen(open_screen: AppMaker) -> None:
    """Enter on an action does it, on a list's key too; on a column it stays."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        below = app.screen
        table = below.query_one(PagedTable)
        await press(pilot, "question_mark", *"reverse", "enter")
        assert app.screen is below
        assert table.descending
        await press(pilot, "question_mark", *"cbos", "enter")
        assert isinstance(app.screen, ActionList)
        await press(pilot, "escape", "question_mark", "enter")
        await settle(pilot)
        assert "Users > IUP_" in screen_text(app)[0]


async def test_help_of_a_form_explains_its_fields(open_screen: AppMaker) -> None:
    """F1 in a form lists the rule of each field that has one."""
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f1")
        assert "field" in {one.label for one in entries_of(app)}


def test_every_column_has_a_sentence() -> None:
    """A column that comes new is explained: by its field, or by its key in the one table of words."""
    from tests.tui.test_ui_columns import every_column

    missing = [(column.key, column.title) for column in every_column() if column.title.strip()
               and not (column.help or column_sentence(column.key, column.title))]  # fmt: skip
    assert missing == []


# The keys that are shown


@pytest.mark.parametrize("route", sorted({"users", "cbos", "audit", "user_new", "password", "find", "home"}))
async def test_the_last_line_shows_keys_that_work(open_screen: AppMaker, route: str) -> None:
    """? where it opens the help; where letters are typed, F1, and no key that would be typed."""
    app = open_screen(route)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        typing = route in ("user_new", "password", "find")
        last = screen_text(app)[-1]
        assert ("F1 help" in last, "? help" in last) == (typing, not typing)
        await press(pilot, "f1" if typing else "question_mark")
        assert isinstance(app.screen, ActionList)


async def test_the_filter_takes_letters_and_the_last_line_says_so(open_screen: AppMaker) -> None:
    """While a filter is typed the letters of the list are gone from the last line, and back when it is closed."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = screen_text(app)[-1]
        await press(pilot, "slash")
        during = screen_text(app)[-1]
        assert "F1 help" in during
        assert "n new" not in during
        await press(pilot, "escape")
        assert screen_text(app)[-1] == before


def test_no_screen_has_another_meaning_for_what_is_everywhere() -> None:
    """F finds and ^Y copies on every screen: none uses them for something of its own."""
    everywhere = {key for action in GLOBAL_ACTIONS for key in (action.key, *action.aliases)} - {"escape", "q"}
    assert {"f", "ctrl+y"} <= everywhere
    shared = {one.id for one in GLOBAL_ACTIONS}
    for kind in screen_classes():
        own = [one for one in actions_of(kind) if one.id not in shared]
        assert not everywhere & {key for one in own for key in (one.key, *one.aliases)}, kind.__name__


async def test_what_may_not_be_copied(open_screen: AppMaker) -> None:
    """A number like an Aadhaar number, and nothing at all, are refused in a sentence; control characters are gone."""
    app = open_screen("home")
    async with app.run_test(size=(80, 24)):
        assert copy_out(app.screen, whole("9999" + "1234567"))[0].startswith("Not copied: it looks like an Aadhaar")
        assert copy_out(app.screen, " \x1b\x07")[0] == "There is no code or user id here to copy."
        assert copy_out(app.screen, ADMIN)[0] == "This terminal cannot copy."  # a test has no terminal
