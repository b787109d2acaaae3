"""Display settings: changed while the program runs, remembered for who chose them, harmless when the file is spoilt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from lokos_tui.app import LokosApp
from lokos_tui.context import Office
from lokos_tui.preferences import CHOICES, Look, Start, load, look_file, save, start_file, step
from lokos_tui.ui.frame.theme import ASCII, UNICODE
from screens.registry import ROUTES
from tests.tui.accounts.test_sign_in import sign_in
from tests.tui.conftest import AppMaker
from tests.tui.ui_kit import press, screen_text, settle


def colours(app: App[Any]) -> set[str]:
    """Return the colours of the text on the screen."""
    strips = app.screen._compositor.render_strips()
    return {
        segment.style.color.name
        for strip in strips
        for segment in strip
        if segment.style is not None and segment.style.color is not None and segment.text.strip()
    }


async def test_signs_and_colours_change_at_once_and_are_hers(office: Office) -> None:
    """F4, two digits: ASCII and no colours on every screen; after signing in again they are there from the start."""
    app = LokosApp(office, ROUTES)
    app.glyphs = app._of_terminal = UNICODE
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert len(colours(app)) > 1
        await press(pilot, "f4")
        await press(pilot, "1", "2")
        assert app.glyphs is ASCII
        assert "no colours" in "".join(screen_text(app))
        assert colours(app) == {"default"}
        await press(pilot, "escape")
        assert "My task" in screen_text(app)[0]
        assert colours(app) == {"default"}
        assert "".join(screen_text(app)).isascii()
        await press(pilot, "ctrl+q")
        assert app.glyphs is UNICODE
        await sign_in(pilot)
        assert app.glyphs is ASCII
        assert colours(app) == {"default"}


async def test_mouse_and_drawing_are_kept_for_the_next_start(
    office: Office, open_screen: AppMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are needed before anybody signs in: kept for this kind of terminal, and the environment goes before."""
    monkeypatch.setenv("LOKOS_MOUSE", "")
    monkeypatch.setenv("LOKOS_DISPLAY", "")
    app = open_screen("display")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "4")
        assert "Drawing: plain from the next start." in screen_text(app)[-2]
        assert "xterm-256color" in "".join(screen_text(app))
    start = load(start_file(office.settings.home, "xterm-256color"), Start())
    assert start == Start("on", "plain")
    fresh: dict[str, str] = {}
    start.into(fresh)
    assert fresh == {"LOKOS_MOUSE": "1", "LOKOS_DISPLAY": "plain"}
    given = {"LOKOS_MOUSE": "0", "LOKOS_DISPLAY": "check"}
    start.into(given)
    assert given == {"LOKOS_MOUSE": "0", "LOKOS_DISPLAY": "check"}


async def test_enter_steps_the_setting_under_the_cursor(open_screen: AppMaker) -> None:
    """The cursor stays on its line while the value changes."""
    app = open_screen("display")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "enter")
        await press(pilot, "enter")
        line = next(line for line in screen_text(app) if line.startswith(">"))
        assert "2 Colours" in line
        assert "16 colours" in line


@pytest.mark.parametrize("text", ["", "[]", "{", '{"signs": "loud"}', '{"signs": 1, "colours": ["none"]}', "x" * 9_000])
def test_a_spoilt_file_means_the_defaults(tmp_path: Path, text: str) -> None:
    """Whatever stands in the file, the program starts."""
    path = look_file(tmp_path, "IUP_X-0-")
    save(path, Look("ascii", "none"))
    assert load(path, Look()) == Look("ascii", "none")
    path.write_text(text, encoding="utf-8")
    assert load(path, Look()) == Look()


def test_steps_go_round() -> None:
    """Every setting comes back to where it was; a terminal's name makes a safe file name."""
    for name, values in CHOICES.items():
        chosen: Any = Look() if name in ("signs", "colours", "copy") else Start()
        before = chosen
        for _ in values:
            chosen = step(chosen, name)
        assert chosen == before
    assert start_file(Path("/o"), "../x/y").parent == Path("/o/preferences")
