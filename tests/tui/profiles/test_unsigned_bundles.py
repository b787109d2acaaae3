"""A bundle that nobody signed: named as such, taken on the screen by a choice that says what it means."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.accounts.users import UserFilters, user_page
from lokos_tui.ui.table.table import PagedTable
from tests.support.bundles import packed, shg
from tests.support.holder import held
from tests.support.until import until_seen
from tests.tui.accounts.test_users_list import shown
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, settle


def place(ctx: Context) -> dict[str, str]:
    """Return a village of the block, with its gram panchayat."""
    gp, village = tables.gram_panchayat, tables.village
    beside = (village.c.block_code == gp.c.block_code) & (village.c.gp_id == gp.c.id)
    with ctx.office.store.reading() as connection:
        found = connection.execute(select(gp.c.name, village.c.name).join(village, beside)).first()
    assert found is not None
    return {"gp": found[0], "village": found[1]}


def maker(ctx: Context) -> str:
    """Return a bookkeeper of the block."""
    filters = UserFilters(block_code=BLOCK, roles=(Role.SHG_BK.value,))
    return ctx.read(user_page, filters, ctx.policy, PageRequest(1)).rows[0].user_id


def bare(ctx: Context, name: str = "phone1.jsonl", upload: str = "upload-0001") -> Path:
    """Put a bundle that nobody signed into the inbox."""
    line = shg(f"shg-{upload}", members=5, profile=place(ctx))
    inbox = ctx.settings.inbox
    inbox.mkdir(parents=True, exist_ok=True)
    path = inbox / name
    made_at = "2025-11-22T10:00:00+05:30"
    path.write_bytes(packed([line], upload_id=upload, made_at=made_at, made_by=maker(ctx), block=BLOCK))
    return path


def uploads(ctx: Context) -> list[tuple[str, str]]:
    """Return the uploads as (id, signed)."""
    with ctx.office.store.reading() as connection:
        query = select(tables.upload.c.upload_uid, tables.upload.c.signed)
        return [tuple(row) for row in connection.execute(query)]


async def test_an_unsigned_bundle_waits_for_a_choice_and_is_taken_by_it(open_screen: AppMaker, ctx: Context) -> None:
    """I leaves it aside and names the key; U says what unsigned means and what it would bring; Y takes it, marked."""
    path = bare(ctx)
    app = open_screen("uploads")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "U not signed" not in shown(app)
        await press(pilot, "i")
        text = " ".join(shown(app).split())
        assert "is not signed" in text
        assert "press U on the list of profiles" in text
        assert "--unsigned" not in text
        assert (path.parent / "unsigned" / path.name).exists()
        assert uploads(ctx) == []
        await press(pilot, "escape")
        assert "1 not signed: U" in shown(app)
        await press(pilot, "U")
        text = " ".join(shown(app).split())
        assert "nobody can tell who made it, or whether it was changed on its way" in text
        assert f"{maker(ctx)} made it on 22/11/2025" in text
        assert "It would bring: 1 new." in text
        await press(pilot, "escape")
        assert uploads(ctx) == []
        await press(pilot, "U", "Y")
        assert "1 new; it lies in done now." in " ".join(shown(app).split())
        await press(pilot, "escape")
        assert "not signed: U" not in shown(app)
    assert uploads(ctx) == [("upload-0001", "UNSIGNED")]
    assert (path.parent / "done" / path.name).exists()


async def test_of_several_one_is_chosen(open_screen: AppMaker, ctx: Context) -> None:
    """U lists those that wait; the others wait on; without one the key says that all are signed."""
    app = open_screen("uploads")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "U")
        assert "Every bundle of the inbox is signed." in shown(app)
        bare(ctx)
        bare(ctx, "phone2.jsonl", "upload-0002")
        await press(pilot, "i", "escape", "U", *"phone2", "enter", "Y", "escape")
        assert "1 not signed: U" in shown(app)
    assert uploads(ctx) == [("upload-0002", "UNSIGNED")]


async def test_taking_one_that_is_given_up_leaves_it_where_it_waits(open_screen: AppMaker, ctx: Context) -> None:
    """Another process writes: Esc gives up, the bundle waits on, the list has the keys again and U asks anew."""
    path = bare(ctx)
    app = open_screen("uploads")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i", "escape", "U")
        with held(ctx.office.store):
            await pilot.press("Y")
            await until_seen(pilot, lambda: "Esc gives up." in shown(app))
            await pilot.press("escape")
            await until_seen(pilot, lambda: "nothing was written" in shown(app))
        await settle(pilot)
        assert isinstance(app.focused, PagedTable)
        assert (path.parent / "unsigned" / path.name).exists()
        assert "1 not signed: U" in shown(app)
        await press(pilot, "U", "Y")
    assert uploads(ctx) == [("upload-0001", "UNSIGNED")]
