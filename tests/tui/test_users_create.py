"""Making an account by keystrokes."""

from __future__ import annotations

from lokos_tui.context import Context
from lokos_tui.queries.users import find_user
from tests.tui.conftest import AppMaker
from tests.tui.test_users_list import shown
from tests.tui.ui_kit import screen_text, settle

FILLED = ("S", "enter", "enter", *"SUNITA DEVI", "enter", *"9876543210", "enter")


async def test_create_with_the_first_proposal(open_screen: AppMaker, ctx: Context) -> None:
    """Category, name, mobile, GP, '1' for the first free id, save: the password is shown once, the list stands on her."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("S", "enter")
        await settle(pilot)
        await pilot.press("tab", *"SUNITA DEVI", "enter", *"9876543210", "enter", *"faz", "enter", "tab")
        await settle(pilot)
        print(shown(app))
        assert "1 IUP_FAZALPULFATEHULLASHGBK" in shown(app)
        await pilot.press("1")
        await settle(pilot)
        assert "free" in next(line for line in screen_text(app) if line.startswith("User id"))
        await pilot.press("ctrl+s")
        await settle(pilot)
        print(shown(app))
        assert "First password" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        print(shown(app))
        assert "is made. l links CBOs to her." in screen_text(app)[-2]
        assert next(line for line in screen_text(app) if line.startswith(">")).split()[1].startswith("IUP_FAZAL")
    assert ctx.read(find_user, "IUP_FAZALPULFATEHULLASHGBK").name == "SUNITA DEVI"
