"""Pictures of the frame with a table, and of a form with a problem."""

from __future__ import annotations

from typing import Any

from tests.tui.test_ui_screens import NewUserScreen, ScreenApp, UsersScreen
from tests.tui.ui_kit import press, settle


def test_frame_and_table(snap_compare: Any) -> None:
    """A marked row, the cursor, the message of the last act and the keys read as one screen."""

    async def drive(pilot: Any) -> None:
        await settle(pilot)
        await press(pilot, "down", "space", "l")

    assert snap_compare(ScreenApp(UsersScreen()), run_before=drive, terminal_size=(80, 24))


def test_form_with_problems(snap_compare: Any) -> None:
    """Label, value and problem stand on one line; the sentence at the foot counts them."""

    async def drive(pilot: Any) -> None:
        await settle(pilot)
        await press(pilot, *"sunita devi", "enter", *"98765", "ctrl+s")

    assert snap_compare(ScreenApp(NewUserScreen()), run_before=drive, terminal_size=(80, 24))
