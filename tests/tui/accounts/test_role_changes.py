"""Roles of an account on its screen: taken away with what that frees said first, given back, moved; and its status."""

from __future__ import annotations

from lokos_tui.commands.accounts import AddRole, RoleGrant
from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.queries.accounts.users import find_user
from tests.tui.accounts.test_users_list import BEENA, shown
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, press_each, screen_text, settle


async def test_take_a_role_and_give_it_back(open_screen: AppMaker, ctx: Context) -> None:
    """'-' says what is freed before it asks why; u gives the role back with its links."""
    user = ctx.read(find_user, BEENA)
    ctx.send(AddRole(block_code=BLOCK, account=user.id, version=user.version, grant=RoleGrant(Role.VO_BK)))
    app = open_screen("user", block_code=BLOCK, account=user.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "minus")
        assert "Taking SHG Bookkeeper away frees 21 SHGs." in shown(app)
        await press(pilot, *"left the village", "enter")
        assert "is no longer SHG Bookkeeper, 21 SHGs freed. u gives it back." in " ".join(shown(app).split())
        held = ctx.read(find_user, BEENA)
        assert [role.role for role in held.roles] == ["VO_BK"]
        await press_each(pilot, "u", "Y")
        assert "21 links are hers again" in shown(app)
    held = ctx.read(find_user, BEENA)
    assert {role.role: role.links for role in held.roles} == {"SHG_BK": 21, "VO_BK": 0}


async def test_the_only_role_is_not_taken(open_screen: AppMaker, ctx: Context) -> None:
    """The key is not offered, and says what to do instead."""
    app = open_screen("user", block_code=BLOCK, account=ctx.read(find_user, BEENA).id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "take role" not in screen_text(app)[-1]
        await press(pilot, "minus")
        assert "It is her only role: i inactivates the account, + adds another role." in shown(app)


async def test_the_place_of_a_role_is_changed(open_screen: AppMaker, ctx: Context) -> None:
    """M opens the place; another panchayat is chosen and saved, and the account shows it. Her links stay."""
    user = ctx.read(find_user, BEENA)
    app = open_screen("user", block_code=BLOCK, account=user.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "m")
        assert "Place of a role" in screen_text(app)[0]
        assert "SHG Bookkeeper" in shown(app)
        await press_each(pilot, "right", "ctrl+s")
        assert f"The place of SHG Bookkeeper of {BEENA} is saved." in shown(app)
    role, before = ctx.read(find_user, BEENA).roles[0], user.roles[0]
    assert role.gp_id != before.gp_id
    assert role.links == before.links


async def test_the_whole_block_is_a_place_too(open_screen: AppMaker, ctx: Context) -> None:
    """The first choice takes panchayat and village away again."""
    user = ctx.read(find_user, BEENA)
    app = open_screen("user_role", block_code=BLOCK, account=user.id, role_id=user.roles[0].id)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press_each(pilot, "left", "ctrl+s")
    role = ctx.read(find_user, BEENA).roles[0]
    assert (role.gp_id, role.village_id) == (0, 0)


async def test_status_in_the_edit_form(open_screen: AppMaker, ctx: Context) -> None:
    """Inactive is chosen like any field; the save asks why, and Esc there saves nothing."""
    app = open_screen("user", block_code=BLOCK, account=ctx.read(find_user, BEENA).id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "e")
        await press_each(pilot, "down", "down", "down", "down", "right", "ctrl+s")
        assert "will not be able to sign in; her links stay. Why?" in " ".join(shown(app).split())
        await press(pilot, "escape")
        assert ctx.read(find_user, BEENA).status == "ACTIVE"
        await press(pilot, "ctrl+s")
        await press(pilot, *"on leave", "enter")
        assert f"{BEENA} is saved." in screen_text(app)[-2]
    assert ctx.read(find_user, BEENA).status == "INACTIVE"
