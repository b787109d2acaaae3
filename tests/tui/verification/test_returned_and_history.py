"""What went back and the history of a record, key by key in the real program."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from lokos_tui.commands.verification import Approve, Reject, RemarkWish, Seen
from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.queries.verification.group import load_group
from tests.support.bundles import shg
from tests.support.managers import make_manager
from tests.tui.conftest import BLOCK, AppMaker, SignedInApp
from tests.tui.duplicates.test_duplicates_screens import maker_and_place, shown
from tests.tui.test_small_screens import typing
from tests.tui.ui_kit import press_each, settle
from tests.tui.verification.test_review import put_in

SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def manager(ctx: Context) -> Context:
    """The block manager after she sent an SHG back, of another one member, and approved the rest of it."""
    _, place = maker_and_place(ctx)
    first, second = put_in(ctx, shg("shg-0001", profile=place), shg("shg-0002", first=40, profile=place))
    made = make_manager(ctx)
    wrong = RemarkWish(RecordKind.CBO, first, "formation_date", "FORMATION_DATE", "see the register")
    made.send(Reject(block_code=BLOCK, records=(seen(made, first)[-1],), remarks=(wrong,)))
    member, *others = seen(made, second)
    remark = RemarkWish(RecordKind.MEMBER, member.id, "mobile", "MOBILE_SILENT")
    made.send(Reject(block_code=BLOCK, records=(member,), remarks=(remark,)))
    made.send(Approve(block_code=BLOCK, records=tuple(others), tick_clean=True))
    return made


def seen(ctx: Context, cbo_id: int) -> list[Seen]:
    """Return a group's records as they stand, members first."""
    group = ctx.read(load_group, BLOCK, cbo_id)
    return [Seen(one.kind, one.subject.id, one.subject.version) for one in (*group.members, group.cbo)]


def number_of(ctx: Context, uid: str) -> int:
    """Return a CBO's id."""
    cbo = tables.cbo
    with ctx.office.store.reading() as connection:
        return int(connection.execute(select(cbo.c.id).where(cbo.c.uid == uid)).scalar_one())


async def test_what_went_back_and_why(manager: Context) -> None:
    """Digit 5 of My Task opens the list; / narrows it, Enter shows the remarks whole, v the profile, i the history."""
    app = SignedInApp(manager, "home_manager")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press_each(pilot, "5")
        assert "Rejected, with the bookkeepers" in shown(app)
        assert "sent back with the group's profile" in shown(app)
        await press_each(pilot, "slash", *"shg-0002", "enter")
        assert "sent back with the group's profile" not in shown(app)
        assert "Mobile: not reachable" in shown(app)
        await press_each(pilot, "enter")
        assert "Member of SHG-0002 SAKHI MANDAL, code -" in shown(app)
        assert "- Mobile: not reachable" in shown(app)
        await press_each(pilot, "escape", "i")
        assert "rejected revision 1: Mobile: not reachable" in shown(app)
        await press_each(pilot, "escape", "v")
        assert "Verify" in shown(app)
        await press_each(pilot, "escape", "slash", *"nobody", "enter")
        assert "Nothing is with the bookkeepers" in shown(app)
        await press_each(pilot, "v")
        assert "Nothing stands under the cursor." in shown(app)
    assert app.faults == []


async def test_a_bookkeeper_opens_it_from_her_uploads(manager: Context) -> None:
    """She who made the profiles sees what came back to her, and no profile of anybody else."""
    maker, _ = maker_and_place(manager)
    user = tables.user_account
    with manager.office.store.reading() as connection:
        account = connection.execute(select(user.c.id).where(user.c.user_id == maker)).scalar_one()
    her = Context(manager.office, replace(manager.actor, role=Role.SHG_BK, account=account, user_id=maker))
    app = SignedInApp(her, "uploads")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "w")
        assert "Formation date: form" in shown(app)
        await press_each(pilot, "v")
        assert "may not verify profiles" in shown(app)
    assert app.faults == []


@pytest.mark.parametrize("route", ["returned", "uploads"])
async def test_nobody_else_sees_it(open_screen: AppMaker, route: str) -> None:
    """A Block Admin is told whose list it is, on the screen and by the key that leads there."""
    app = open_screen(route, role=Role.BLOCK_ADMIN)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "w")
        assert "Only a Block Program Manager, b" in shown(app)


async def test_from_a_cbo_to_its_history(manager: Context) -> None:
    """On a CBO h tells what was sent and decided."""
    cbo = number_of(manager, "shg-0002")
    app = SignedInApp(manager, "cbo", block_code=BLOCK, cbo_id=cbo)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "h")
        assert "History > SHG-0002 SAKHI MANDAL" in shown(app)
        assert "approved revision 1; it was given" in shown(app)
        await press_each(pilot, "r")
        assert "oldest first" in shown(app)
    assert app.faults == []


@pytest.mark.parametrize(("kind", "sentence"), [("C", "There is no such record"), ("M", "may not see duplicates")])
async def test_refusals_of_a_history(open_screen: AppMaker, kind: str, sentence: str) -> None:
    """A record that is not there, and one that may not be seen, are said with the way back."""
    app = open_screen("history", role=Role.BLOCK_ADMIN, kind=kind, record_id=987_654)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert sentence in shown(app)
        assert "Esc goes back." in shown(app)


@pytest.mark.parametrize("size", SIZES)
def test_what_went_back_looks_like_this(snap_compare: Any, manager: Context, size: tuple[int, int]) -> None:
    """The list as a picture."""
    assert snap_compare(SignedInApp(manager, "returned"), run_before=typing(()), terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_history_looks_like_this(snap_compare: Any, manager: Context, size: tuple[int, int]) -> None:
    """A history as a picture."""
    app = SignedInApp(manager, "history", kind="C", record_id=number_of(manager, "shg-0002"), name="SHG-0002")
    assert snap_compare(app, run_before=typing(()), terminal_size=size)
