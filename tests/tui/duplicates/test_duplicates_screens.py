"""Deduplication Status and the profiles that arrived, key by key in the real program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.app import App

from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.files.profiles.bundles import pick_up
from lokos_tui.services.accounts.keys import bundle_key
from tests.support.bundles import packed, shg, woman
from tests.support.managers import make_manager
from tests.tui.conftest import BLOCK, AppMaker, SignedInApp
from tests.tui.ui_kit import press, screen_text, settle


def shown(app: App[Any]) -> str:
    """Return the screen as one text."""
    return " ".join(line.strip() for line in screen_text(app))


def maker_and_place(ctx: Context) -> tuple[str, dict[str, str]]:
    """Return a bookkeeper of the block, and its first village by name."""
    user, role = tables.user_account, tables.user_role
    gp, village = tables.gram_panchayat, tables.village
    with ctx.office.store.reading() as connection:
        query = select(user.c.user_id).join(
            role, (role.c.block_code == user.c.block_code) & (role.c.account_id == user.c.id)
        )
        who = connection.execute(
            query.where(role.c.role == Role.SHG_BK.value, user.c.status == "ACTIVE").order_by(user.c.id)
        ).scalars()
        places = select(gp.c.name, village.c.name).join(
            village, (village.c.block_code == gp.c.block_code) & (village.c.gp_id == gp.c.id)
        )
        first = connection.execute(places.order_by(village.c.id)).first()
        assert first is not None
        return str(next(iter(who))), {"gp": first[0], "village": first[1]}


def put_bundle(ctx: Context) -> Path:
    """Put a signed bundle into the inbox: two SHGs, one woman in both, a telephone that eight share."""
    maker, place = maker_and_place(ctx)
    one, other = shg("shg-0001", members=10, profile=place), shg("shg-0002", members=6, first=30, profile=place)
    other["members"][0]["profile"] = woman(0, name="SUNEETA", mobile="9811111111", designation="MEMBER")
    for member in one["members"][2:10]:
        member["profile"]["mobile"] = "9822222222"
    data = packed([one, other, "{"], block=BLOCK, made_by=maker, key=bundle_key(ctx.office.keys, maker, 1))
    ctx.settings.inbox.mkdir(exist_ok=True)
    path = ctx.settings.inbox / "bundle.jsonl"
    path.write_bytes(data)
    return path


@pytest.fixture
def loaded(ctx: Context) -> Context:
    """The office after the bundle was loaded."""
    put_bundle(ctx)
    pick_up(ctx, BLOCK, ctx.settings.inbox)
    role = {"block_code": BLOCK, "id": 9_001, "account_id": 1, "category": "BLOCK", "role": Role.BLOCK_PM.value}
    with ctx.office.store.writing() as connection:
        connection.execute(tables.user_role.insert(), role | {"status": "ACTIVE", "granted_at": 0})
    return ctx


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_inbox_by_one_key(open_screen: AppMaker, ctx: Context, size: tuple[int, int]) -> None:
    """I loads what lies there; what became of it stands on the screen, each line a step away."""
    put_bundle(ctx)
    app = open_screen("uploads")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "1 bundle in the inbox: i loads it." in shown(app)
        await press(pilot, "i")
        assert "2 new, 1 refused" in shown(app)
        await press(pilot, "escape")
        await press(pilot, "enter")
        await press(pilot, "end")
        assert "cut short" in shown(app)


async def test_an_empty_list_says_the_next_key(open_screen: AppMaker) -> None:
    """Nothing arrived yet; nothing was found yet."""
    app = open_screen("uploads")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "i loads the bundles" in shown(app)


async def test_a_finding_is_explained_and_decided(loaded: Context) -> None:
    """Worst first; Enter shows both records; n and a reason decide; u takes it back."""
    app = SignedInApp(make_manager(loaded), "duplicates")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 potential" in shown(app)
        assert "up to date" in shown(app)
        await press(pilot, "enter")
        assert "Husband or father" in shown(app)
        assert "SUNITA DEVI" in shown(app)
        assert "SUNEETA" in shown(app)
        await press(pilot, "n")
        await press(pilot, "down", "enter")
        assert "Decided: not a duplicate" in shown(app)
        await press(pilot, "n")
        assert "decided already" in shown(app)
        await press(pilot, "u")
        await press(pilot, *"seen", "enter")
        assert "open again" in shown(app)


async def test_what_is_listed_can_be_narrowed(open_screen: AppMaker, loaded: Context) -> None:
    """W shows one kind; n shows the numbers that too many hold, and who."""
    app = open_screen("duplicates", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        await press(pilot, *"conf", "enter")
        assert "Showing confirmed" in shown(app)
        assert "Nothing was found here" in shown(app)
        await press(pilot, "n")
        assert "9822222222" in shown(app)
        await press(pilot, "enter")
        assert "held by 8" in shown(app)


async def test_a_thematic_user_reads_only(open_screen: AppMaker, loaded: Context) -> None:
    """Who may see duplicates but not verify is told so at n."""
    app = open_screen("duplicates", role=Role.BLOCK_THEMATIC)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await press(pilot, "n")
        assert "may not" in shown(app)


async def test_without_permission_home_has_no_line(open_screen: AppMaker) -> None:
    """A Block Admin does not see duplicates; the digit says why."""
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Deduplication Status" not in shown(app)
        await press(pilot, "9")
        assert "may not see duplicates" in shown(app)


async def test_an_shg_without_a_result_of_its_own(open_screen: AppMaker, loaded: Context) -> None:
    """An SHG that was not compared itself stands in the list with its members' counts, and says so."""
    result = tables.duplicate_result
    with loaded.office.store.writing() as connection:
        connection.execute(result.delete().where(result.c.kind == "C"))
    app = open_screen("duplicate_groups", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        line = next(line for line in screen_text(app) if "SHG-0001" in line)
        assert "to check" in line


async def test_results_by_shg_and_number(open_screen: AppMaker, loaded: Context) -> None:
    """The b key lists the SHGs with their duplicate members; Enter shows each member, number by number."""
    app = open_screen("duplicates", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        line = next(line for line in screen_text(app) if "SHG-0001" in line)
        assert line.split()[-2:] == ["10", "1"]
        await press(pilot, "enter")
        rows = [line.split() for line in screen_text(app) if "SUNITA DEVI" in line]
        assert "potential" in rows[0]
        assert any("shared" in line for line in screen_text(app)[2:])
