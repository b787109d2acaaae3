"""The first screen and the list behind each section count the same, in every role of the sample office."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from lokos_tui.cli.main import run
from lokos_tui.context import Context, Office, system_clock
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Category, Role, category_of, is_community
from lokos_tui.domain.paging import PageRequest
from lokos_tui.settings import load_settings
from lokos_tui.ui.frame.session import home_route
from lokos_tui.ui.table.table import PagedTable
from screens.office.home_base import Home, Row
from tests.tui.conftest import SignedInApp
from tests.tui.ui_kit import settle

BLOCK = Area("9", "132", "996")
COUNTED = {
    Role.BLOCK_ADMIN: {"home.users", "home.cbos", "home.batches"},
    Role.BLOCK_THEMATIC: {"home.users", "home.cbos", "home.batches"},
    Role.BLOCK_PM: {"home.verify", "home.members", "home.federation", "home.duplicates", "home.returned"},
} | {role: {"home.own", "home.returned"} for role in Role if is_community(role)}
"""The sections with a number, typed by hand."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office after its day of work."""
    home = tmp_path_factory.mktemp("counts") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOKOS_DATABASE_URL", raising=False)
        assert run(["demo", "--home", str(home), "--no-open", "--shgs-per-block", "300"]) == 0
        json.loads((home / "demo-accounts.json").read_text())
        office = Office(load_settings(home), system_clock)
        yield office
        office.close()


def somebody(office: Office, role: Role) -> Actor:
    """Return an account of the sample block in a role: of the community the one with the most links."""
    user, held, link = tables.user_account, tables.user_role, tables.cbo_link
    links = select(func.count()).where(link.c.role_id == held.c.id, link.c.unlinked_at.is_(None)).scalar_subquery()
    query = (
        select(user.c.id, user.c.user_id)
        .join(held, (held.c.block_code == user.c.block_code) & (held.c.account_id == user.c.id))
        .where(user.c.block_code == "996", held.c.role == role.value, held.c.status == "ACTIVE")
        .order_by(links.desc(), user.c.id)
    )
    with office.store.reading() as connection:
        account, user_id = connection.execute(query).first() or (1, "IUP_NOBODY")
    area = {
        Category.NATIONAL: Area(), Category.STATE: Area("9"), Category.DISTRICT: Area("9", "132"),
    }.get(category_of(role), BLOCK)  # fmt: skip
    return Actor(user_id, "X", role, area, account, "NAJIBABAD", "UP")


def every(table: PagedTable[Any]) -> list[Any]:
    """Return all rows of a list, as the screen reads them."""
    assert table._fetch is not None
    request = PageRequest(500, table.sort_key, descending=table.descending)
    page = table._fetch(request)
    rows = list(page.rows)
    while page.has_after:
        page = table._fetch(request.after(page.keys[-1]))
        rows += page.rows
    return rows


def number(section: str, rows: list[Any]) -> int:
    """Return what a section's number counts in the rows of its list: the rows, or their members."""
    return sum(row.to_approve for row in rows) if section == "home.members" else len(rows)


@pytest.mark.parametrize("role", Role)
async def test_home_and_list_count_the_same(demo: Office, role: Role) -> None:
    """Each number of a first screen is the number of what its section opens."""
    ctx = Context(demo, somebody(demo, role))
    app = SignedInApp(ctx, home_route(ctx))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        home = app.screen
        assert isinstance(home, Home)
        lines: list[Row] = every(home.query_one("#sections", PagedTable))
        counted = {row.action: int(row.count.replace(",", "")) for row in lines if row.count}
        assert set(counted) == COUNTED.get(role, set())
        for action, told in counted.items():
            await home.action_perform(action)
            await settle(pilot)
            found = number(action, every(app.screen.query_one(PagedTable)))
            assert found == told, f"{role} {action}: {told} on the first screen, {found} in the list"
            app.pop_screen()
            await settle(pilot)
    assert not app.faults
