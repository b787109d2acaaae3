"""Accounts above the blocks: a State Admin makes a District Admin from the screen."""

from __future__ import annotations

from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.ui.form.choice import ChoiceField
from lokos_tui.ui.form.form import Form
from tests.tui.conftest import AppMaker
from tests.tui.ui_kit import settle


async def test_a_district_is_chosen_for_a_district_role(open_screen: AppMaker) -> None:
    """The form above the blocks asks for the district instead of GP and village, and offers those there are."""
    app = open_screen("user_new", role=Role.STATE_ADMIN, area=Area("9"), block_code=ABOVE_BLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        form = app.screen.query_one(Form)
        keys = [spec.key for spec in form.fields]
        assert "district" in keys
        assert "gp" not in keys
        editor = form.query_one("#field-district", ChoiceField)
        assert ("132", "BIJNOR") in editor.options
