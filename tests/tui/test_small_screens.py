"""Pictures of the main screens at 60x20: nothing that is needed is cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lokos_tui.app import LokosApp
from lokos_tui.context import Context, Office
from lokos_tui.queries.accounts.users import find_user
from screens.registry import ROUTES
from tests.tui.accounts.test_users_list import BEENA
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.loads.test_loads import sample
from tests.tui.ui_kit import press, screen_text, settle

SMALL = (60, 20)
KEYS = {
    "home": ("home", ()),
    "home_help": ("home", ("question_mark",)),
    "users": ("users", ("down",)),
    "users_palette": ("users", ("colon",)),
    "user_new": ("user_new", ("S", "enter", "tab", *"SUNITA", "tab", *"987", "tab")),
    "user_new_leave": ("user_new", ("S", "enter", "tab", *"SUNITA", "escape")),
    "links": ("links", ("right", "space")),
    "check": ("load_check", ()),
    "display": ("display", ()),
}


def params(ctx: Context, route: str) -> dict[str, object]:
    """Return what a route is opened with."""
    if route == "links":
        detail = ctx.read(find_user, BEENA)
        return {"block_code": BLOCK, "account": detail.id, "role_id": detail.roles[0].id}
    return {"kind": "mapping", "path": sample(ctx, "mapping_with_faults.xlsx")} if route == "load_check" else {}


def typing(keys: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return what a picture is taken after."""

    async def drive(pilot: Any) -> None:
        await settle(pilot)
        for key in keys:
            await press(pilot, key)

    return drive


@pytest.mark.parametrize("name", sorted(KEYS))
def test_small_screen(name: str, snap_compare: Any, open_screen: AppMaker, ctx: Context) -> None:
    """The work, the message and the keys with help at their end fit 60x20."""
    route, keys = KEYS[name]
    app = open_screen(route, **params(ctx, route))
    assert snap_compare(app, run_before=typing(keys), terminal_size=SMALL)


def test_small_sign_in(snap_compare: Any, office: Office) -> None:
    """Three fields, and how to get in and out."""
    assert snap_compare(LokosApp(office, ROUTES), run_before=typing(("down", "I")), terminal_size=SMALL)


@pytest.mark.parametrize("size", [SMALL, (80, 24)])
@pytest.mark.parametrize("route", ["home", "users", "cbos", "batches", "audit", "user_new", "display"])
async def test_help_and_palette_find_by_name_and_key(open_screen: AppMaker, route: str, size: tuple[int, int]) -> None:
    """F1 lists the keys and typing narrows them; ^P does what was found by its name; the footer names help."""
    app = open_screen(route)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert ("F1 help" if route == "user_new" else "? help") in screen_text(app)[-1]
        await press(pilot, "f1", *"refresh")
        found = [line for line in screen_text(app) if line.startswith(">")]
        assert found[-1].split()[:3] == [">", "r", "refresh"]
        await press(pilot, "escape", "ctrl+p", *"f4")
        found = [line for line in screen_text(app) if line.startswith(">")]
        assert found[-1].split()[:3] == [">", "F4", "display"]
        await press(pilot, "enter")
        assert "Display settings" in screen_text(app)[0]
