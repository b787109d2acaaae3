"""Home and the audit trail."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App

from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role
from tests.tui.conftest import AppMaker
from tests.tui.ui_kit import press, screen_text, settle


def shown(app: App[Any]) -> str:
    """Return the screen as one text, its lines joined."""
    return " ".join(line.strip() for line in screen_text(app))


async def test_counts_and_all_three_columns_at_80(open_screen: AppMaker) -> None:
    """Label, count and remark stand in one line at 80x24."""
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        users = next(line for line in screen_text(app) if "1 Users" in line)
        cbos = next(line for line in screen_text(app) if "2 SHGs" in line)
        assert " 7 " in users
        assert "SHGs linked" in cbos
        assert "without a bookkeeper" in screen_text(app)[1]


@pytest.mark.parametrize(
    ("key", "title"),
    [("1", "Users"), ("2", "CBOs"), ("3", "Load"), ("4", "Loads made"), ("5", "Audit"), ("6", "Password")],
)
async def test_digits_open_sections(open_screen: AppMaker, key: str, title: str) -> None:
    """Each digit opens its section and Esc brings home back."""
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        assert f"> {title}" in screen_text(app)[0]
        await press(pilot, "escape")
        assert "My task" in screen_text(app)[0]


async def test_enter_opens_the_line_under_the_cursor(open_screen: AppMaker) -> None:
    """Down and Enter open the second section, at 60x20 too."""
    app = open_screen("home")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert "CBOs" in screen_text(app)[0]


async def test_section_without_permission_is_not_shown_and_says_why(open_screen: AppMaker) -> None:
    """A Block Program Manager has no load line; the digit answers with the reason, whole."""
    app = open_screen("home", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Load a workbook" not in shown(app)
        await press(pilot, "3")
        assert "Block Program Manager may not" in shown(app)
        assert "…" not in "".join(screen_text(app)[-4:])


async def test_state_admin_is_told_that_loads_belong_to_a_block(open_screen: AppMaker) -> None:
    """Above the block there is nothing to load into."""
    app = open_screen("home", role=Role.STATE_ADMIN, area=Area("9"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "4")
        assert "This belongs to one block" in shown(app)


async def test_escape_does_not_leave_home(open_screen: AppMaker) -> None:
    """Esc on the first screen says which key signs out."""
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        assert "^Q signs out" in shown(app)


async def test_audit_trail_lists_and_shows_one_entry_whole(open_screen: AppMaker) -> None:
    """Newest first; Enter shows the entry with its details."""
    app = open_screen("audit")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "IUP_NBDADM" in shown(app)
        await press(pilot, "enter")
        assert "Entry " in shown(app)
        assert "Close" in shown(app) or "close" in shown(app)
