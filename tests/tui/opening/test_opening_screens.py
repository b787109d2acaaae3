"""The block manager takes up an opening load: from My Task to the totals, the drawn SHGs, the decision."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from lokos_tui.context import Context, Office
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.files.opening import openings
from tests.support.managers import make_manager
from tests.support.until import until_seen
from tests.tui.conftest import BLOCK, SignedInApp, actor_of
from tests.tui.filled_office import put_opening
from tests.tui.ui_kit import press, screen_text, settle

SIZES = [(80, 24), (120, 36), (60, 20)]


def shown(app: App[Any]) -> str:
    """Return the screen as one text, its lines joined."""
    return " ".join(" ".join(line.strip() for line in screen_text(app)).split())


async def sees(pilot: Pilot[Any], words: str) -> None:
    """Wait until words stand on the screen."""
    await until_seen(pilot, lambda: words in shown(pilot.app), words)


@pytest.fixture
def manager(office: Office) -> Context:
    """A block manager in whose office an opening load waits."""
    office.settings.inbox.mkdir(exist_ok=True)
    put_opening(office)
    return make_manager(Context(office, actor_of(Role.BLOCK_ADMIN)))


async def test_from_my_task_to_official(manager: Context) -> None:
    """One key from My Task, the load, the drawn SHGs, one with its members, a sentence, and everything is official."""
    app = SignedInApp(manager, "home_manager")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await sees(pilot, "Opening load to accept")
        await press(pilot, "o")
        await settle(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        await sees(pilot, "4 SHGs, 1 VO, 1 CLF, 24 members; active 24")
        await sees(pilot, "1 confirmed duplicate")
        await press(pilot, "d")
        await settle(pilot)
        await sees(pilot, "4 SHGs drawn by lot")
        await press(pilot, "enter")
        await settle(pilot)
        await sees(pilot, "Formation date")
        await press(pilot, "escape")
        await press(pilot, "escape")
        await press(pilot, "equals_sign")
        await settle(pilot)
        await sees(pilot, "in load")
        await press(pilot, "escape")
        await press(pilot, "A")
        await sees(pilot, "stays in the list of duplicates")
        await press(pilot, *"seen", "enter")
        await settle(pilot)
        await settle(pilot)
        await sees(pilot, "24 members and 6 groups are official now")
        await sees(pilot, "Accepted by")
        await press(pilot, "escape")
        await press(pilot, "escape")
        await settle(pilot)
        assert "Opening load to accept" not in shown(app)


async def test_refusing_needs_a_reason_and_keeps_nothing(manager: Context) -> None:
    """R asks why; Esc leaves it; with a reason nothing of the load is kept."""
    app = SignedInApp(manager, "opening", opening_id=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "R", "escape")
        await sees(pilot, "Nothing was refused")
        await press(pilot, "R", *"not ours", "enter")
        await settle(pilot)
        await sees(pilot, "Refused: 30 records")
        await sees(pilot, "Nothing of this load is kept")


async def test_the_admin_takes_back_what_waits(office: Office) -> None:
    """U of the Block Admin; she may not accept, and reads why."""
    office.settings.inbox.mkdir(exist_ok=True)
    put_opening(office)
    app = SignedInApp(Context(office, actor_of(Role.BLOCK_ADMIN)), "opening", opening_id=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        await sees(pilot, "may not verify profiles")
        await press(pilot, "U", *"older file", "enter")
        await settle(pilot)
        await sees(pilot, "Taken back: 30 records")


async def test_an_accepted_load_is_taken_back_by_who_accepted_it(manager: Context) -> None:
    """U on an accepted load; what stands on it is named when it cannot."""
    openings.accept(manager, BLOCK, 1, "compared with the registers")
    app = SignedInApp(manager, "opening", opening_id=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "U", *"wrong block", "enter")
        await settle(pilot)
        await settle(pilot)
        await sees(pilot, "Taken back: 30 records")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ["openings", "opening", "opening_sample", "opening_duplicates", "home_manager"])
def test_they_look_like_this(snap_compare: Any, manager: Context, route: str, size: tuple[int, int]) -> None:
    """The list, the load, the drawn SHGs, the duplicates and My Task while a load waits, at three sizes."""
    params = {"opening_id": 1} if route.startswith("opening") and route != "openings" else {}

    async def rest(pilot: Any) -> None:
        await settle(pilot)
        if route == "home_manager":
            await sees(pilot, "Opening load to accept")
        for _round in range(3):
            await settle(pilot)

    assert snap_compare(SignedInApp(manager, route, **params), run_before=rest, terminal_size=size)
