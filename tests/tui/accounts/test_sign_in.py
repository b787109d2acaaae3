"""Signing in and out, and the first password."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from lokos_tui.app import LokosApp
from lokos_tui.commands.accounts import ResetPassword
from lokos_tui.context import Context, Office
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.queries.accounts.users import find_user
from screens.registry import ROUTES
from tests.tui.conftest import ADMIN, BLOCK, PASSWORD
from tests.tui.ui_kit import press, screen_text, settle

Program = Callable[..., LokosApp]


@pytest.fixture
def program(office: Office) -> Program:
    """The program at its sign-in, as ``lokos`` opens it."""
    return lambda **options: LokosApp(office, ROUTES, **options)


def shown(app: LokosApp) -> str:
    """Return the screen as one text, its lines joined."""
    return " ".join(line.strip() for line in screen_text(app))


async def sign_in(pilot: Pilot[Any], user_id: str = ADMIN, password: str = PASSWORD) -> None:
    """Type both after the role and press Enter."""
    await settle(pilot)
    await pilot.press("down", *user_id, "enter", *password, "enter")
    with suppress(WorkerCancelled):  # the sign-in screen may close before its thread is marked as done
        await settle(pilot)
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_enter_in_the_password_field_signs_in(program: Program, size: tuple[int, int]) -> None:
    """User id in small letters, Enter, password, Enter: home stands there, with the block and who she is."""
    app = program()
    async with app.run_test(size=size) as pilot:
        await sign_in(pilot, ADMIN.lower())
        assert "NAJIBABAD > My task" in screen_text(app)[0]
        assert app.ctx is not None
        assert app.ctx.actor.role is Role.BLOCK_ADMIN


async def test_wrong_password_says_so_and_stays(program: Program) -> None:
    """A wrong password and an unknown user id get the same sentence, and nobody is in."""
    said = []
    for user_id in (ADMIN, "IUP_NOBODY"):
        app = program()
        async with app.run_test(size=(80, 24)) as pilot:
            await sign_in(pilot, user_id, "not the password")
            said.append("".join(screen_text(app)[-4:]))
            assert app.ctx is None
    assert said[0] == said[1]
    assert "x " in said[0]


async def test_chosen_role_that_is_not_hers_is_refused(program: Program) -> None:
    """Enter on the role opens the list; a role she does not hold does not sign in."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"state admin", "enter")
        assert "State Admin" in shown(app)
        await press(pilot, *ADMIN, "enter", *PASSWORD, "enter")
        assert app.ctx is None
        assert "x " in shown(app)


async def test_password_is_never_shown(program: Program) -> None:
    """The password field shows dots."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", *ADMIN, "enter", *"secret word")
        assert "secret" not in shown(app)


async def test_prefilled_sign_in_needs_enter_only(program: Program) -> None:
    """What the demo fills in signs in by one key."""
    app = program(prefill=("BLOCK_ADMIN", ADMIN, PASSWORD))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "press Enter" in shown(app)
        await pilot.press("enter")
        with suppress(WorkerCancelled):
            await settle(pilot)
        await settle(pilot)
        assert "My task" in shown(app)


async def test_first_password_is_changed_before_anything_else(program: Program, ctx: Context) -> None:
    """After a first password only the change stands there; two unlike ones are told; then home comes."""
    found = ctx.read(find_user, "IUP_AHMADPURSADATSHGBK2")
    new = ctx.send(ResetPassword(block_code=BLOCK, account=found.id)).first_password
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "IUP_AHMADPURSADATSHGBK2", new)
        assert "Password" in screen_text(app)[0]
        await press(pilot, "escape")
        assert "nothing else opens before" in shown(app)
        await press(pilot, *new, "enter", *"four words of mine", "enter", *"four words of hers", "ctrl+s")
        assert "These two differ." in shown(app)
        await press(pilot, *["backspace"] * 18, *"four words of mine", "ctrl+s")
        assert "My task" in shown(app)


async def test_sign_out_asks_about_unsaved_work_only(program: Program) -> None:
    """Ctrl+Q on home signs out at once; over unsaved work it asks first, and Esc stays."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        app.go("user_new")
        await settle(pilot)
        await press(pilot, "S", "enter", "tab", *"SUNITA", "ctrl+q")
        assert app.ctx is not None
        await press(pilot, "escape")
        assert "SUNITA" in shown(app)
        await press(pilot, "ctrl+q", "D")
        assert app.ctx is None
        assert "Sign in" in screen_text(app)[0]
        assert PASSWORD not in shown(app)
