"""The review, key by key in the real program: ticks, crosses, approval, rejection, the next one, taking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from importers.profiles import read_bundle
from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.roles import Role
from lokos_tui.services.keys import bundle_key
from lokos_tui.ui.memory_source import list_source
from screens.verification.walk import Walk
from tests.support.bundles import packed, shg, woman
from tests.tui.conftest import BLOCK, NOW, SignedInApp, actor_of
from tests.tui.test_duplicates_screens import maker_and_place, shown
from tests.tui.ui_kit import settle


def put_in(ctx: Context, *lines: dict[str, Any]) -> list[int]:
    """Load SHGs as the Block Admin, check them, and return their ids."""
    maker, _ = maker_and_place(ctx)
    data = packed(list(lines), block=BLOCK, made_by=maker, key=bundle_key(ctx.office.keys, maker, 1))
    read = read_bundle(
        data,
        today=datetime.fromtimestamp(NOW / 1000, UTC).date(),
        tokenise=str,
        key_of=lambda user: bundle_key(ctx.office.keys, user, 1),
    )
    ctx.send(UploadProfiles(block_code=BLOCK, bundle=read))
    ctx.send(RefreshDuplicates(block_code=BLOCK))
    cbo = tables.cbo
    with ctx.office.store.reading() as connection:
        rows = connection.execute(select(cbo.c.id).where(cbo.c.uid.in_([str(line["uid"]) for line in lines])))
        return sorted(rows.scalars())


def manager_of(ctx: Context) -> Context:
    """Make a block manager and return her at work."""
    key = {"block_code": BLOCK, "id": 9_000}
    home = {"state_code": "9", "district_code": "132", "category": "BLOCK", "role": Role.BLOCK_PM.value}
    account = {"user_id": "IUP_NBDBPM", "name": "KAMLA MANAGER", "name_key": "KAMLA MANAGER", "mobile": "9412399999"}
    with ctx.office.store.writing() as connection:
        connection.execute(tables.user_account.insert().values(**key, **home, **account, created_at=1))
        connection.execute(tables.user_role.insert().values(**key, **home, account_id=9_000, granted_at=1))
        connection.execute(tables.user_secret.insert().values(**key, kind="FIRST", hashed="x", must_change=False))
    return Context(ctx.office, replace(actor_of(Role.BLOCK_PM), account=9_000, user_id="IUP_NBDBPM"))


class Row:
    """A row of a queue."""

    def __init__(self, number: int, place: int, total: int) -> None:
        self.id, self.no, self.total = number, place, total


@pytest.fixture
def walk(ctx: Context) -> Walk:
    """A queue of two SHGs of twelve and six clean women."""
    _, place = maker_and_place(ctx)
    ids = put_in(ctx, shg("shg-0001", members=12, profile=place), shg("shg-0002", first=40, profile=place))
    rows = [Row(number, place, len(ids)) for place, number in enumerate(ids, 1)]
    source = list_source(rows, lambda row: (row.id, row.id))

    def fetch(request: PageRequest) -> Page[Row]:
        return source(request)

    return Walk(fetch, (ids[0], ids[0]), words=f"1 of {len(ids)}")


@pytest.fixture
def manager(ctx: Context) -> Context:
    """The block manager at work."""
    return manager_of(ctx)


def review(manager: Context, walk: Walk, cbo_id: int = 0) -> SignedInApp:
    """Return the program at the review of the queue's first SHG."""
    assert walk.key is not None
    return SignedInApp(manager, "review", cbo_id=cbo_id or int(walk.key[1]), walk=walk)


async def test_clean_group_in_few_keys(manager: Context, walk: Walk) -> None:
    """Y ticks all, A and Y approve members and group, and the next SHG stands there with what was done told."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 of 2" in shown(app)
        assert "12 members" not in shown(app)
        await pilot.press("Y")
        await settle(pilot)
        assert "ticked, one by one. A approves." in shown(app)
        await pilot.press("A")
        await settle(pilot)
        assert "Approve 12 members and SHG-0001 SAKHI MANDAL" in shown(app)
        await pilot.press("Y")
        await settle(pilot)
        assert "Approved 12 members and SHG-0001 SAKHI MANDAL. u takes it back." in shown(app)
        assert "2 of 2" in shown(app)
        assert "SHG-0002" in shown(app)
    assert app.faults == []
