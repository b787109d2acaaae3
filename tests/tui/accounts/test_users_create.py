"""Making an account by keystrokes, and the pure rules of its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.commands.accounts import CreateUser, RoleGrant
from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.queries.accounts.users import find_user
from screens.accounts.grants import DraftRole, DraftRoles
from screens.accounts.user_id import next_proposal, proposals_line, typed_id
from tests.tui.accounts.test_users_list import shown
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, press_each, screen_text, settle

FREE = ("IUP_GUDUSHGBK", "IUP_GUDUSHGBK2", "IUP_GUDUSHGBK3")
NAMED = ("n", "S", "enter", "tab", *"SUNITA DEVI", "enter", *"9876543210", "enter")
"""From the list to the GP field: category SHG (its one role is chosen with it), name, mobile."""


async def test_create_with_the_first_proposal(open_screen: AppMaker, ctx: Context) -> None:
    """Category, name, mobile, GP, '1' for the first free id, save: the password is shown, the list stands on her."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in (*NAMED, *"faz", "enter", "tab"):
            await pilot.press(key)
        await settle(pilot)
        assert "1 IUP_FAZALPULFATEHULLSHGBK" in shown(app)
        await press(pilot, "1")
        line = next(line for line in screen_text(app) if line.startswith("User id"))
        assert "IUP_FAZALPULFATEHULLSHGBK" in line
        assert line.rstrip().endswith("free")
        await press(pilot, "ctrl+s")
        assert "First password" in shown(app)
        await press(pilot, "escape")
        assert "is made. l links CBOs to her." in screen_text(app)[-2]
        assert next(line for line in screen_text(app) if line.startswith(">")).split()[1] == "IUP_FAZALPULFATEHULLSHGBK"
        assert "First password" not in shown(app)
    made = ctx.read(find_user, "IUP_FAZALPULFATEHULLSHGBK")
    assert (made.name, made.must_change, made.roles[0].gp) == ("SUNITA DEVI", True, "FAZALPUL FATEHULLA")


async def test_id_problems_and_taken_are_said_beside_the_field(open_screen: AppMaker) -> None:
    """A short id is named while it is typed; a taken one when the field is left; ^N takes a free one."""
    app = open_screen("user_new")
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        for key in (*NAMED[1:], "tab", "tab", *"ab"):
            await pilot.press(key)
        await settle(pilot)
        assert "at least 3 after IUP_" in shown(app)
        await press(pilot, "backspace", "backspace", *"ahmadpursadatshgbk2", "tab")
        assert "IUP_AHMADPURSADATSHGBK2" in shown(app)
        assert "x taken; ^N takes a free one" in shown(app)
        await press(pilot, "ctrl+n")
        assert "IUP_NAJIBABADSHGBK" in next(line for line in screen_text(app) if line.startswith("User id"))


async def test_a_shared_mobile_is_noted(open_screen: AppMaker, ctx: Context) -> None:
    """Another account with the same mobile is named beside it; it is no fault."""
    command = CreateUser(
        block_code=BLOCK, user_id="IUP_GUDUVOBK", name="SUNITA", mobile="9876543210", roles=(RoleGrant(Role.VO_BK),)
    )
    ctx.send(command)
    app = open_screen("user_new")
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        for key in NAMED[1:]:
            await pilot.press(key)
        await settle(pilot)
        assert "ok; also on IUP_GUDUVOBK (same person?)" in shown(app)


async def test_save_with_problems_counts_them_and_keeps_what_was_typed(open_screen: AppMaker) -> None:
    """^S on an incomplete form goes to the first problem; leaving asks first; nothing typed is lost."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in (*NAMED[:-1], "ctrl+s"):
            await pilot.press(key)
        await settle(pilot)
        assert "Not saved: 1 field needs a look, first User id." in screen_text(app)[-2]
        await press(pilot, "escape")
        assert "for this user is not saved." in shown(app)
        await press(pilot, "escape")
        assert "SUNITA DEVI" in shown(app)


async def test_two_roles_with_a_warning(open_screen: AppMaker, ctx: Context) -> None:
    """A second role is added with ^R; making and approving the same books is warned of and asked about."""
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, *NAMED[1:], "ctrl+n", "ctrl+r", *"VO", "enter", "right", "right")
        assert "Roles: SHG User (Bookkeeper)" in shown(app)
        await press(pilot, "ctrl+s")
        assert "enter and approve the transactions of SHGs" in shown(app)
        await press(pilot, "Y")
        assert "First password" in shown(app)
    assert len(ctx.read(find_user, "IUP_NAJIBABADSHGBK").roles) == 2


async def test_a_viewer_is_told_why_and_what_next(open_screen: AppMaker) -> None:
    """Somebody who may make no account sees the reason in place of the form."""
    app = open_screen("user_new", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "may not create users" in shown(app)


@given(st.text(alphabet="IUP_ABCxyz129 ", max_size=20))
def test_the_prefix_stays_whatever_is_typed(text: str) -> None:
    """Whatever the field holds, it becomes the prefix and capitals, and doing it again changes nothing."""
    value = typed_id(text, "UP", ()).value
    assert value.startswith("IUP_")
    assert typed_id(value, "UP", ()).value == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [("IUP_1", FREE[0]), ("IUP_3", FREE[2]), ("IUP_4", "IUP_4"), ("IUP_G1", "IUP_G1"), ("IUP", "IUP_"), ("", "IUP_")],
)
def test_a_digit_alone_takes_a_proposal(value: str, expected: str) -> None:
    """1, 2 and 3 after the bare prefix take a proposal; a digit within an id is a digit."""
    assert typed_id(value, "UP", FREE).value == expected


def test_proposals_are_gone_through_in_turn() -> None:
    """^N goes from one proposal to the next and begins again."""
    assert [next_proposal(value, FREE) for value in ("IUP_", FREE[0], FREE[2])] == [FREE[0], FREE[1], FREE[0]]
    assert next_proposal("IUP_", ()) == ""


def test_long_proposals_fit_the_line() -> None:
    """Where three ids do not fit, the later ones are shown by their ends."""
    long = tuple(f"IUP_FAZALPULFATEHULLASHGBK{number}" for number in ("", "2", "3"))
    assert len(proposals_line(long, 80)) <= 80


def test_the_same_role_twice_takes_the_new_place() -> None:
    """Adding a role again replaces its place."""
    roles = DraftRoles().add(DraftRole(RoleGrant(Role.SHG_BK, 1), "A")).add(DraftRole(RoleGrant(Role.SHG_BK, 2), "B"))
    assert roles.grants() == (RoleGrant(Role.SHG_BK, 2),)
    assert roles.drop_last().grants() == ()
