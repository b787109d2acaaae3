"""Pictures of the account screens on fixed data."""

from __future__ import annotations

from typing import Any

import pytest

from lokos_tui.context import Context
from tests.tui.conftest import AppMaker
from tests.tui.links.test_linking_screen import make_user, open_links
from tests.tui.ui_kit import press, settle


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_user_list(snap_compare: Any, open_screen: AppMaker, size: tuple[int, int]) -> None:
    """The list of users, narrow and wide."""

    async def drive(pilot: Any) -> None:
        await settle(pilot)
        await press(pilot, "down")

    assert snap_compare(open_screen("users"), run_before=drive, terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_linking(snap_compare: Any, open_screen: AppMaker, ctx: Context, size: tuple[int, int]) -> None:
    """Two lists with marked rows, rows to be linked, and the totals."""
    made, role_id = make_user(ctx)

    async def drive(pilot: Any) -> None:
        await settle(pilot)
        await press(pilot, "space", "space", "right", "space")

    assert snap_compare(open_links(open_screen, made, role_id), run_before=drive, terminal_size=size)


def test_new_user(snap_compare: Any, open_screen: AppMaker) -> None:
    """The form with proposals, a note and a problem beside their fields."""

    async def drive(pilot: Any) -> None:
        await settle(pilot)
        for key in ("S", "enter", "tab", *"SUNITA DEVI", "enter", *"98765", "enter", "tab", "tab", *"A"):
            await pilot.press(key)
        await settle(pilot)

    assert snap_compare(open_screen("user_new"), run_before=drive, terminal_size=(80, 24))
