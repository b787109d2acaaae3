"""Find on every screen: one field, and each record opens where it is worked on."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from lokos_tui.context import Context, Office
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.ui.table.table import PagedTable
from screens.office.find import FindScreen
from tests.support.until import until_seen
from tests.tui.conftest import BLOCK, AppMaker, SignedInApp, actor_of
from tests.tui.filled_office import fill, manager_of
from tests.tui.ui_kit import press, screen_text, settle


def shown(app: Any) -> str:
    """Return the whole screen as one text."""
    return " ".join(" ".join(screen_text(app)).split())


async def look_for(pilot: Any, text: str) -> FindScreen:
    """Type a text into the field and wait for what is found."""
    screen = pilot.app.screen
    assert isinstance(screen, FindScreen)
    await pilot.press(*text)
    await until_seen(pilot, lambda: screen._asked == text)
    await settle(pilot)
    return screen


def one(office: Office, table: Any, *, has_code: bool = False, **like: object) -> Any:
    """Return the first row of a table in the block that is like this."""
    query = select(table).where(table.c.block_code == BLOCK, *(table.c[name] == value for name, value in like.items()))
    query = query.where(table.c.code.is_not(None)) if has_code else query
    with office.store.reading() as connection:
        found = connection.execute(query.order_by(table.c.id)).first()
    assert found is not None
    return found


@pytest.mark.parametrize("route", ["home", "users", "cbos", "batches", "audit", "display"])
async def test_f_finds_from_every_screen_and_esc_goes_back(open_screen: AppMaker, route: str) -> None:
    """The field has the focus at once; a user id's part finds her; Enter opens her account, Esc goes back twice."""
    app = open_screen(route)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = app.screen
        await press(pilot, "f")
        await look_for(pilot, "nbdadm")
        assert screen_text(app)[1].startswith("1 found")
        assert "User" in screen_text(app)[4]
        await press(pilot, "enter")
        assert "Users > IUP_NBDADM" in screen_text(app)[0]
        await press(pilot, "escape")
        assert isinstance(app.screen, FindScreen)
        await press(pilot, "escape")
        assert app.screen is before


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_what_it_says(open_screen: AppMaker, size: tuple[int, int]) -> None:
    """How much is needed, that nothing is called so, and which kinds have more, stand on the screen, uncut."""
    app = open_screen("find")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "Two letters or three digits at least." in shown(app)
        assert screen_text(app)[-1].startswith("Enter open  Esc back  F1 help")
        await look_for(pilot, "shg")
        assert "more than 20 of: SHG; type more" in shown(app)
        await press(pilot, *["backspace"] * 3)
        await look_for(pilot, "qqqq")
        assert "Nothing in your area is called so. Backspace widens the search." in shown(app)


async def test_the_arrows_move_while_one_types(open_screen: AppMaker) -> None:
    """Down goes to the next record, letters still go into the field, Enter opens where the cursor stands."""
    app = open_screen("find")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await look_for(pilot, "shgbk")
        table = screen.query_one(PagedTable)
        await press(pilot, "down", "down")
        third = table.window.rows[table.window.cursor].code
        await press(pilot, "enter")
        assert f"Users > {third}" in screen_text(app)[0]


async def test_enter_looks_before_it_opens(open_screen: AppMaker) -> None:
    """Enter right after the last letter looks at once and opens nothing of what was found before."""
    app = open_screen("find")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"nbdadm", "enter")
        assert isinstance(app.screen, FindScreen)
        assert screen_text(app)[1].startswith("1 found")


@pytest.fixture
def filled(office: Office) -> Office:
    """The office with profiles that wait and a load."""
    fill(office)
    return office


async def opens(ctx: Context, text: str, kind: str, number: int) -> str:
    """Return the first line of the screen that a record opens, which is found by a text."""
    app = SignedInApp(ctx, "find")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await look_for(pilot, text)
        rows = [(row.kind, row.id) for row in screen.query_one(PagedTable).window.rows]
        await press(pilot, *["down"] * rows.index((kind, number)), "enter")
        await settle(pilot)
        assert app.faults == []
        return screen_text(app)[0]


async def test_a_record_opens_where_its_role_works_on_it(filled: Office) -> None:
    """What waits opens in the review for the manager, and a member in her SHG's; others see the group's bookkeepers."""
    manager, admin = manager_of(filled), Context(filled, actor_of(Role.BLOCK_ADMIN))
    thematic = Context(filled, actor_of(Role.BLOCK_THEMATIC))
    waiting = one(filled, tables.cbo, uid="shg-0001")
    official = one(filled, tables.cbo, cbo_type="SHG", has_code=True)
    member = one(filled, tables.member, shg_id=waiting.id)
    load, upload = one(filled, tables.import_batch), one(filled, tables.upload)
    seen = {
        "waits": await opens(manager, waiting.name.lower(), "SHG", waiting.id),
        "member": await opens(manager, member.name.lower(), "MEMBER", member.id),
        "of a thematic user": await opens(thematic, member.name.lower(), "MEMBER", member.id),
        "official": await opens(admin, official.code, "SHG", official.id),
        "load": await opens(admin, "mapping", "LOAD", load.id),
        "upload": await opens(manager, upload.file_name.partition(".")[0].lower(), "UPLOAD", upload.id),
    }
    assert {name: line.partition("IUP_")[0].split(">")[1].split()[0] for name, line in seen.items()} == {
        "waits": "Verify", "member": "Verify", "of a thematic user": "Deduplication", "official": "SHG", "load": "Load",
        "upload": "Profiles",
    }  # fmt: skip


@pytest.mark.parametrize("role", [Role.VO_SHG_APPROVER, Role.CLF_VO_APPROVER])
async def test_who_has_no_list_is_not_offered_it(open_screen: AppMaker, role: Role) -> None:
    """An approver has no list: f is not on the last line, and pressing it says why."""
    app = open_screen("home", role=role)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "f find" not in screen_text(app)[-1]
        await press(pilot, "f")
        assert "Your role has no list to find anything in." in shown(app)
        assert not isinstance(app.screen, FindScreen)
