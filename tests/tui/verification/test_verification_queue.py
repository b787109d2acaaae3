"""My Task and the work lists of a block manager, key by key in the real program."""

from __future__ import annotations

from typing import Any

import pytest

from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from tests.support.bundles import shg
from tests.support.managers import make_manager
from tests.tui.conftest import AppMaker, SignedInApp
from tests.tui.duplicates.test_duplicates_screens import maker_and_place, shown
from tests.tui.test_small_screens import typing
from tests.tui.ui_kit import press_each, settle
from tests.tui.verification.test_review import put_in


@pytest.fixture
def manager(ctx: Context) -> Context:
    """The block manager, with three SHGs uploaded beside those of the sample block."""
    _, place = maker_and_place(ctx)
    lines = [shg(f"shg-000{number}", first=number * 20, profile=place) for number in (1, 2, 3)]
    put_in(ctx, *lines)
    return make_manager(ctx)


async def test_my_task_counts_and_leads(manager: Context) -> None:
    """My Task shows what waits with its age, and one key opens each queue."""
    app = SignedInApp(manager, "home_manager")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 SHG profiles to verify" in shown(app)
        assert "2 Members to verify" in shown(app)
        await press_each(pilot, "1")
        assert "SHG Profile Verification" in shown(app)
        assert "Count" in shown(app)
        await press_each(pilot, "escape", "3")
        assert "Federation Profile Verification" in shown(app)
    assert app.faults == []


async def test_from_the_queue_to_approved_and_the_next(manager: Context) -> None:
    """Enter, Y, A, Y: the first of the filter is approved and the next one is open; the queue is shorter."""
    app = SignedInApp(manager, "verify")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "slash", *"shg-000", "enter")
        assert "Count 3" in shown(app)
        await press_each(pilot, "enter")
        assert "1 of 3" in shown(app)
        await press_each(pilot, "Y", "A", "Y")
        assert "Approved 6 members and SHG-0001" in shown(app)
        assert "SHG-0002" in shown(app)
        await press_each(pilot, "escape")
        assert "Count 2" in shown(app)
    assert app.faults == []


async def test_filters_by_word_and_saved(manager: Context) -> None:
    """Words narrow the list, are kept under a name, chosen again, and dropped."""
    app = SignedInApp(manager, "verify")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "slash", *"status:new", "space", *"shg-0002", "enter")
        assert "Count 1" in shown(app)
        assert "status: New" in shown(app)
        await press_each(pilot, "F", "enter", *"mine", "enter")
        assert "Kept as mine; F chooses it." in shown(app)
        await press_each(pilot, "slash", *(["backspace"] * 25), "enter")
        assert "Count 1 " not in shown(app)
        await press_each(pilot, "F", "enter")
        assert "Count 1" in shown(app)
        await press_each(pilot, "F", "down", "down", "enter", "enter")
        assert "mine is dropped." in shown(app)
        await press_each(pilot, "slash", *(["backspace"] * 25), *"dup:nonsense", "enter")
        assert "Not filtered: dup: is one of" in shown(app)
    assert app.faults == []


async def test_bulk_approval_names_what_stays(manager: Context) -> None:
    """Marked rows are listed with what will happen; the clean are approved, the others stay with their reason."""
    app = SignedInApp(manager, "verify")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press_each(pilot, "A")
        assert "Mark rows first" in shown(app)
        await press_each(pilot, "slash", *"shg-000", "enter", "a", "A")
        assert "3 will be approved" in shown(app)
        await press_each(pilot, "A", "Y")
        assert "3 done" in shown(app)
        await press_each(pilot, "A")
        assert "It is done; Esc goes back." in shown(app)
    assert app.faults == []


async def test_bulk_rejection(manager: Context) -> None:
    """Marked rows go back with one remark for all."""
    app = SignedInApp(manager, "verify")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "slash", *"shg-000", "enter", "space", "space", "R")
        assert "2 will be rejected" in shown(app)
        await press_each(pilot, "R", "enter")
        assert "2 done, 0 stay." in shown(app)
        await press_each(pilot, "escape")
        assert "Count 1" in shown(app)
    assert app.faults == []


async def test_nobody_else_sees_the_queue(open_screen: AppMaker) -> None:
    """A Block Admin is told whose list it is."""
    app = open_screen("verify", role=Role.BLOCK_ADMIN)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Only a Block Program Manager verifies profiles. Esc goes back." in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
@pytest.mark.parametrize("route", ["verify", "verify_federation", "home_manager"])
def test_they_look_like_this(snap_compare: Any, manager: Context, route: str, size: tuple[int, int]) -> None:
    """The lists and My Task as pictures."""
    assert snap_compare(SignedInApp(manager, route), run_before=typing(()), terminal_size=size)
