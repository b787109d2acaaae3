"""A form in which nothing was typed says that there is nothing to save; one in which something was asks first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from lokos_tui.app import LokosApp
from lokos_tui.context import Context, Office
from lokos_tui.ui.form.form import Form
from lokos_tui.ui.frame.lines import MessageLine
from screens.registry import ROUTES
from tests.tui.accounts.test_users_list import BEENA, shown
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, press_each, settle

ROOT: Final = Path(__file__).parents[2]
FORMS: Final = {
    "screens/accounts/create.py": "user_new",
    "screens/accounts/edit.py": "user_edit",
    "screens/accounts/add_role.py": "user_add_role",
    "screens/accounts/password.py": "password",
    "screens/accounts/role_place.py": "user_role",
    "screens/accounts/sign_in.py": "",
}
"""Every screen with a form, and its route; the sign-in is sent as it was filled."""


def params(ctx: Context, route: str) -> dict[str, Any]:
    """Return what opens a route on an account that is there."""
    from lokos_tui.queries.accounts.users import find_user

    user = ctx.read(find_user, BEENA)
    account = {"block_code": BLOCK, "account": user.id}
    others: dict[str, dict[str, Any]] = {
        "user_new": {"block_code": BLOCK},
        "password": {},
        "user_role": {**account, "role_id": user.roles[0].id},
    }
    return others.get(route, account)


def test_every_form_is_named_here() -> None:
    """A screen with a new form gets its line above."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "screens").rglob("*.py")
        if re.search(r"yield \w*Form\(", path.read_text(encoding="utf-8"))
    }
    assert found == set(FORMS)


@pytest.mark.parametrize("key", ["ctrl+s", "f2"])
@pytest.mark.parametrize("route", [route for route in FORMS.values() if route])
async def test_an_untouched_form_has_nothing_to_save(route: str, key: str, open_screen: AppMaker, ctx: Context) -> None:
    """Save says so, finds no fault, sends nothing, and Esc leaves without a question."""
    app = open_screen(route, **params(ctx, route))
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        screen = app.screen
        await press(pilot, key)
        assert screen.query_one("#message", MessageLine).text == "Nothing to save: nothing was typed or chosen here."
        assert "is needed" not in shown(app)
        assert not screen.query_one(Form).changed
        await press(pilot, "escape")
        assert app.screen is not screen


async def test_a_password_that_is_typed_is_asked_about(open_screen: AppMaker) -> None:
    """Esc asks before half a new password is left; Esc again stays, Y leaves."""
    app = open_screen("password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = app.screen
        await press(pilot, *"neem", "escape")
        assert "Your password is not changed yet." in shown(app)
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "escape", "Y")
        assert screen not in app.screen_stack


@pytest.mark.parametrize("typed", [("down", "I"), ("down", "down", "x")], ids=["user id", "password"])
async def test_esc_on_the_sign_in_asks_when_something_is_typed(typed: tuple[str, ...], office: Office) -> None:
    """A user id or a password is not lost by one key; without either, Esc leaves the program at once."""
    app = LokosApp(office, ROUTES)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, *typed, "escape")
        assert "You are not signed in yet. Leave the program?" in shown(app)
        await press(pilot, "escape")
        assert app.is_running
        await press(pilot, "escape", "Y")
        assert not app.is_running


async def test_esc_on_an_empty_or_filled_in_sign_in_leaves_at_once(office: Office) -> None:
    """What the program filled in itself is not typed work, nor is a role that is chosen."""
    for prefill in (("", "", ""), ("BLOCK_ADMIN", "IUP_NBDADM", "secret")):
        app = LokosApp(office, ROUTES, prefill=prefill)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "escape")
            assert not app.is_running
