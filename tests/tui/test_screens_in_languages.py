"""Every screen in other languages: nothing stays English, and no heading, key, label or question is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from lokos_tui.app import LokosApp
from lokos_tui.context import Office
from lokos_tui.ui.form.form import FormRow
from lokos_tui.ui.frame.lines import KeysLine, Line, Rule
from lokos_tui.ui.frame.paint import plain
from lokos_tui.ui.frame.theme import UNICODE
from lokos_tui.ui.table.paint import heading
from lokos_tui.ui.table.table import PagedTable
from screens.registry import ROUTES
from tests.support.languages import Pseudo, speaking, spoken
from tests.tui.test_every_screen import NEEDS, at, empty, empty_template, filled, filled_template, rest
from tests.tui.ui_kit import press, screen_text

__all__ = ["empty", "empty_template", "filled", "filled_template"]

SIZES = ((80, 24), (60, 20))
ENGLISH = re.compile(r"(?<![\w./@-])[a-z]{3,}(?![\w./@-])")
"""A word that begins with a small plain letter: names of people and places begin with a capital."""
DATA = frozenset({"xlsx", "csv", "bundle", "demo", "dev", "tmp", "inbox"})
"""Words of file names and of devices."""
KEPT = {
    "upload": {"line", "cut", "short"},  # why a line was refused is kept as it was said then
    "history": {"see", "the", "register", "came", "with", "her"},  # free words of a manager, a reason that is kept
    "returned": {"see", "the", "register"},
}
"""By route: words that people or the database say, not the program."""


@contextmanager
def shown(office: Office, route: str) -> Iterator[LokosApp]:
    """Give the program at a route on a terminal with every sign."""
    app = at(office, route, NEEDS[route](office) if route in NEEDS else {})
    app.glyphs = app._of_terminal = UNICODE
    yield app


def english_on(app: LokosApp, route: str) -> set[str]:
    """Return the plain words on the screen that neither people nor files say."""
    return {word for line in screen_text(app) for word in ENGLISH.findall(line)} - DATA - KEPT.get(route, set())


@pytest.mark.parametrize("route", ROUTES)
async def test_nothing_stays_english(filled: Office, route: str) -> None:
    """In the pseudo-language a plain word is glued, or not in the catalogue: on the screen and in its help."""
    with spoken(Pseudo(longer=False)), shown(filled, route) as app:
        async with app.run_test(size=(200, 60)) as pilot:
            await rest(pilot)
            left = english_on(app, route)
            if route != "sign_in":
                await press(pilot, "question_mark")
                left |= english_on(app, route)
    assert not left, f"not in the catalogue, or glued: {', '.join(sorted(left))}"


def cut(app: LokosApp) -> list[str]:
    """Return what stands on the screen and does not fit its place."""
    places = [
        *(
            ("heading", heading(table.columns[index], width, app.glyphs) or table.columns[index].title, width)
            for table in app.screen.query(PagedTable)
            if table._head_lines
            for index, width in table._layout
        ),
        *(
            ("label", label.text, label.size.width)
            for label in (row.query(Line).first() for row in app.screen.query(FormRow))
        ),
        *(("question", rule.text, rule.size.width) for rule in app.screen.query(Rule)),
    ]
    found = [
        f"{what} {plain(text, app.glyphs)!r} in {room}"
        for what, text, room in places
        if cell_len(plain(text, app.glyphs).rstrip()) > room
    ]
    return found + [
        "no key fits" for keys in app.screen.query(KeysLine) if keys.keys and not keys._fitting(keys.size.width)
    ]


@pytest.mark.parametrize("code", ["hi", "hi_Latn"])
@pytest.mark.parametrize("route", ROUTES)
async def test_nothing_is_cut(filled: Office, route: str, code: str) -> None:
    """No heading, label, question or key is cut so that its meaning is lost, in any shipped language, at any size."""
    with speaking(code), shown(filled, route) as app:
        async with app.run_test(size=SIZES[0]) as pilot:
            await rest(pilot)
            found = cut(app)
            for size in SIZES[1:]:
                await pilot.resize_terminal(*size)
                await rest(pilot)
                found += cut(app)
    assert not found, "; ".join(found)


HINDI = {"home_manager", "verify", "review", "users", "user_new", "links", "load_check", "duplicates", "display"}


@pytest.mark.parametrize("route", sorted(HINDI))
def test_in_hindi(snap_compare: Any, filled: Office, route: str) -> None:
    """The main screens as a Hindi reader sees them."""
    with speaking("hi"), shown(filled, route) as app:
        assert snap_compare(app, run_before=rest, terminal_size=(80, 24))


def test_the_pictures_stand() -> None:
    """A picture belongs to each main screen."""
    folder = Path(__file__).parent / "__snapshots__" / "test_screens_in_languages"
    assert len(list(folder.glob("*.svg"))) == len(HINDI)
