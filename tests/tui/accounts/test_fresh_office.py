"""A fresh office on the screens, from the first sign-in to the block manager's: only what ``lokos init`` made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.app import LokosApp
from lokos_tui.context import Office
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.services.accounts.passwords import generate_first
from lokos_tui.services.office.make import BlockFacts, FirstAccount, MadeOffice, make_office
from lokos_tui.settings import load_settings
from screens.registry import ROUTES
from tests.tui.accounts.test_sign_in import shown, sign_in
from tests.tui.conftest import NOW, clock
from tests.tui.ui_kit import press, screen_text, settle

PLACE = BlockFacts("9", "UTTAR PRADESH", "UP", "132", "BIJNOR", "996", "NAJIBABAD")
ADMIN = FirstAccount("IUP_NAJIBABADADM", "REKHA DEVI", "9999912345")
DEPUTY = FirstAccount("IUP_NAJIBABADBTU", "MEENA RAWAT", "9999954321", Role.BLOCK_THEMATIC)
OWN = "neela haathi ped 77"


@pytest.fixture(params=["the Block Admin", "another person"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Office, FirstAccount, str]]:
    """An office just made: it, who is deputed there, and her first password."""
    settings = load_settings(tmp_path / "fresh")
    deputy = DEPUTY if request.param == "another person" else None
    made: MadeOffice = make_office(settings, PLACE, ADMIN, NOW, deputed=True, deputy=deputy)
    office = Office(settings, clock)
    yield office, deputy or ADMIN, made.deputy_password or made.first_password
    office.close()


async def first_sign_in(app: LokosApp, user_id: str, first: str, wanted: Role) -> None:
    """Sign in with a first password and choose one's own: home stands there."""
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, user_id, first)
        await press(pilot, *first, "enter", *OWN, "enter", *OWN, "ctrl+s")
        await settle(pilot)
        assert "NAJIBABAD > My task" in screen_text(app)[0]
        assert app.ctx is not None
        assert app.ctx.actor.role is wanted


async def test_the_deputed_one_makes_a_block_manager_who_signs_in(fresh: tuple[Office, FirstAccount, str]) -> None:
    """First password, own password, users, n, BLOCK, Block Program Manager; the manager finds her queues."""
    office, deputy, password = fresh
    await first_sign_in(LokosApp(office, ROUTES), deputy.user_id, password, deputy.role)
    app = LokosApp(office, ROUTES)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, deputy.user_id, OWN)
        await press(pilot, "1", "n")
        await settle(pilot)
        await press(pilot, *(("tab",) if deputy is DEPUTY else (*"block", "enter")))  # her only category is chosen
        await settle(pilot)
        await press(pilot, *"block prog", "enter", *"KAVITA TYAGI", "enter", *deputy.mobile, "enter")
        await settle(pilot)
        await press(pilot, "ctrl+n", "ctrl+s")
        await settle(pilot)
        assert "does not make or change her own accounts" in shown(app)
        await press(pilot, *("shift+tab",) * 3, *("backspace",) * 10, *"9999965432", "ctrl+s")
        await settle(pilot)
        assert "IUP_NAJIBABADBPM is made" in shown(app)
        made = next(line for line in screen_text(app) if line.startswith("First password")).split()[-1]
    assert len(made) == len(generate_first())
    await first_sign_in(LokosApp(office, ROUTES), "IUP_NAJIBABADBPM", made, Role.BLOCK_PM)


async def test_a_block_admin_who_is_not_deputed_is_not_offered_it(tmp_path: Path) -> None:
    """With another person deputed the Block Admin's new user has no block manager among its roles."""
    settings = load_settings(tmp_path / "fresh")
    made = make_office(settings, PLACE, ADMIN, NOW, deputed=True, deputy=DEPUTY)
    office = Office(settings, clock)
    await first_sign_in(LokosApp(office, ROUTES), ADMIN.user_id, made.first_password, Role.BLOCK_ADMIN)
    app = LokosApp(office, ROUTES)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, ADMIN.user_id, OWN)
        await press(pilot, "1", "n")
        await settle(pilot)
        await press(pilot, *"block", "enter")
        await settle(pilot)
        assert "Block Thematic user" in shown(app)
        assert "Program Manager" not in shown(app)
    office.close()
