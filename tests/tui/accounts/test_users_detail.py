"""One account, changing it, and one more role."""

from __future__ import annotations

from lokos_tui.commands.accounts import EditUser
from lokos_tui.context import Context
from lokos_tui.queries.accounts.users import find_user
from tests.tui.accounts.test_users_list import BEENA, shown
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, press_each, screen_text, settle


async def test_detail_shows_fields_and_roles(open_screen: AppMaker, ctx: Context) -> None:
    """Fields, who made it, the roles with their number of links; Enter opens the links of the role."""
    app = open_screen("user", block_code=BLOCK, account=ctx.read(find_user, BEENA).id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        text = shown(app)
        assert "Made          02/12/2025 13:00 by IUP_NBDADM" in text
        assert "E-mail        N/A" in text
        assert "21" in next(line for line in screen_text(app) if line.startswith(">"))
        await press(pilot, "enter")
        assert f"Links of {BEENA}" in screen_text(app)[0]


async def test_edit_saves_and_goes_back(open_screen: AppMaker, ctx: Context) -> None:
    """Edit opens the fields, ^S saves them and the account shows the new name."""
    app = open_screen("user", block_code=BLOCK, account=ctx.read(find_user, BEENA).id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        await press(pilot, "end", *" RANI", "ctrl+s")
        assert "Beena Saini RANI" in shown(app)
        assert f"{BEENA} is saved." in screen_text(app)[-2]


async def test_edit_after_somebody_was_faster(open_screen: AppMaker, ctx: Context) -> None:
    """The second is told who changed it, sees what stands there now beside what she typed, and may save it over."""
    detail = ctx.read(find_user, BEENA)
    app = open_screen("user_edit", block_code=BLOCK, account=detail.id)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        ctx.send(EditUser(block_code=BLOCK, account=detail.id, version=1, name="BEENA DEVI", mobile=detail.mobile))
        await press(pilot, "end", *" RANI", "ctrl+s")
        assert "Not saved: IUP_NBDADM changed this user at 01/01/2026 13:00." in screen_text(app)[-2]
        assert "now: BEENA DEVI" in shown(app)
        assert "Beena Saini RANI" in shown(app)
        await press(pilot, "ctrl+s")
    assert ctx.read(find_user, BEENA).name == "Beena Saini RANI"


async def test_add_a_role(open_screen: AppMaker, ctx: Context) -> None:
    """+ adds a role to the account, and says so."""
    app = open_screen("user", block_code=BLOCK, account=ctx.read(find_user, BEENA).id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "plus", *"VO", "enter", "right", "ctrl+s")
        assert "is now also VO User (Bookkeeper)" in screen_text(app)[-2]
        assert "VO Bookkeeper" in shown(app)


async def test_an_unknown_account_is_said(open_screen: AppMaker) -> None:
    """An account that is not there gives a sentence and the next key."""
    app = open_screen("user", block_code=BLOCK, account=9999)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "There is no such user in your area." in shown(app)
        assert "Esc goes back." in shown(app)
