"""Every colour can be read: on black and on white, as PuTTY and xterm paint the sixteen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from lokos_tui.context import Context, Office
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.preferences import Start, load, start_file
from lokos_tui.ui.frame.theme import STYLE_SHEET
from tests.tui.conftest import AppMaker, SignedInApp, actor_of
from tests.tui.office.test_display_settings import colours
from tests.tui.ui_kit import press, screen_text, settle

PUTTY = {
    "black": (0, 0, 0), "red": (187, 0, 0), "green": (0, 187, 0), "yellow": (187, 187, 0), "blue": (0, 0, 187),
    "magenta": (187, 0, 187), "cyan": (0, 187, 187), "white": (187, 187, 187), "bright_black": (85, 85, 85),
    "bright_red": (255, 85, 85), "bright_green": (85, 255, 85), "bright_yellow": (255, 255, 85),
    "bright_blue": (85, 85, 255), "bright_magenta": (255, 85, 255), "bright_cyan": (85, 255, 255),
    "bright_white": (255, 255, 255),
}  # fmt: skip
XTERM = {
    "black": (0, 0, 0), "red": (205, 0, 0), "green": (0, 205, 0), "yellow": (205, 205, 0), "blue": (0, 0, 238),
    "magenta": (205, 0, 205), "cyan": (0, 205, 205), "white": (229, 229, 229), "bright_black": (127, 127, 127),
    "bright_red": (255, 0, 0), "bright_green": (0, 255, 0), "bright_yellow": (255, 255, 0),
    "bright_blue": (92, 92, 255), "bright_magenta": (255, 0, 255), "bright_cyan": (0, 255, 255),
    "bright_white": (255, 255, 255),
}  # fmt: skip
TERMINALS = {"putty": PUTTY, "xterm": XTERM}
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LEAST = 4.5
"""The contrast that WCAG 2 asks for text (level AA)."""
Rgb = tuple[int, int, int]


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, as WCAG 2 has it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def named(app: App[Any]) -> set[str]:
    """Return the names of the colours of the text on the screen."""
    numbers = {f"color({number})": name for number, name in enumerate(PUTTY)}
    return {numbers.get(name, name) for name in colours(app)}


def tokens(prefix: str) -> dict[str, str]:
    """Return the colours of the style sheet's tokens: 'warn' to 'yellow'."""
    return dict(re.findall(rf"^\${prefix}-(\w+): ansi_(\w+);", STYLE_SHEET.read_text(), re.MULTILINE))


def test_the_measure_itself() -> None:
    """Black on white is 21, and PuTTY's yellow on white is what nobody can read."""
    assert round(contrast(BLACK, WHITE), 1) == 21.0
    assert contrast(PUTTY["yellow"], WHITE) < 2.5


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize(("prefix", "background"), [("tone", BLACK), ("light", WHITE)])
def test_every_token_can_be_read(terminal: str, prefix: str, background: Rgb) -> None:
    """At least 4.5 on its background; reversed, as the current row is, it is the same."""
    found = tokens(prefix)
    assert set(found) == {"ok", "warn", "refused", "dim", "key"}
    ratios = {name: contrast(TERMINALS[terminal][colour], background) for name, colour in found.items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < LEAST} == {}


def test_no_sheet_names_a_colour_of_its_own() -> None:
    """Colours are tokens: a screen that named one would have it on either background."""
    sources = [STYLE_SHEET, *Path("screens").rglob("*.py"), *Path("lokos_tui/ui").rglob("*.py")]
    named = {
        (path.name, line.strip())
        for path in sources
        for line in path.read_text().splitlines()
        if re.search(r"ansi_(?!default|color)\w+", line) and not line.startswith(("$tone-", "$light-"))
    }
    assert named == set()


@pytest.mark.parametrize("route", ["users", "cbos", "load", "audit", "display"])
async def test_a_light_background_shows_no_colour_of_the_dark(open_screen: AppMaker, route: str) -> None:
    """Chosen on F4, at once, on every screen that is open; nothing else changes."""
    app = open_screen(route)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        dark, words = named(app), screen_text(app)
        assert dark <= {"default", *tokens("tone").values()}
        await press(pilot, "f4", "5", "5", "escape")
        await settle(pilot)
        if route != "display":
            assert named(app) <= {"default", *tokens("light").values()}
            assert screen_text(app)[2:-2] == words[2:-2]
            assert dark - {"default"}
            assert named(app) - {"default"}


async def test_the_background_belongs_to_the_terminal(
    office: Office, open_screen: AppMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Remembered for this kind of terminal, before anybody signs in; else the terminal says it, else it is dark."""
    app = open_screen("display")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5", "5")
        assert "Background: light." in screen_text(app)[-2]
        assert app.has_class("-light")
    assert load(start_file(office.settings.home, "xterm-256color"), Start()).background == "light"
    again = SignedInApp(Context(office, actor_of(Role.BLOCK_ADMIN)), "users")
    assert again.has_class("-light")
    monkeypatch.setenv("TERM", "vt220")
    assert not SignedInApp(Context(office, actor_of(Role.BLOCK_ADMIN)), "users").has_class("-light")
    for said, light in (("0;15", True), ("0;default;7", True), ("15;0", False), ("15;8", False), ("x", False)):
        assert Start().light({"COLORFGBG": said}) == light
        assert Start(background="dark").light({"COLORFGBG": said}) is False


class OnWhite(SignedInApp):
    """The program whose picture is taken as a terminal with a white background shows it."""

    def export_screenshot(self, **options: Any) -> str:
        """Return the picture with paper and ink exchanged."""
        return super().export_screenshot(**options).replace("#292929", "#ffffff").replace("#c5c8c6", "#000000")


@pytest.mark.parametrize("route", ["users", "cbos", "display"])
def test_pictures_on_white(snap_compare: Any, office: Office, route: str) -> None:
    """How it looks there."""
    app = OnWhite(Context(office, actor_of(Role.BLOCK_ADMIN)), route)
    app.set_class(True, "-light")
    assert snap_compare(app, run_before=settle, terminal_size=(80, 24))


@pytest.mark.parametrize("looks", ["colours", "mono", "ascii", "light"])
async def test_the_current_row_is_reversed_in_every_look(open_screen: AppMaker, looks: str) -> None:
    """Its beginning, some 12 to 28 cells, and nothing of any other row."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        keys = {"colours": (), "mono": ("2",), "ascii": ("1", "1"), "light": ("5", "5")}[looks]
        await press(pilot, "f4", *keys, "escape", "down")
        await settle(pilot)
        rows = {
            y: sum(segment.cell_length for segment in strip if segment.style is not None and segment.style.reverse)
            for y, strip in enumerate(app.screen._compositor.render_strips())
        }
        lit = {y: count for y, count in rows.items() if count}
        assert len(lit) == 1
        assert screen_text(app)[next(iter(lit))].startswith(">")
        assert 12 <= next(iter(lit.values())) <= 31
