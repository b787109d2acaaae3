"""A question of a mapping on the screen: shown on its row, answered once by y, told, and loaded as it was answered."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from lokos_tui.context import Context
from lokos_tui.db import tables
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.loads.test_loads import HEADINGS, check_screen, planned, shown
from tests.tui.ui_kit import press, settle

NEW = "9876500001"


def _new_phone(ctx: Context) -> tuple[Path, int]:
    """Put a mapping into the inbox that gives a bookkeeper her own SHG with a mobile she never had; and her account."""
    user, link, cbo = tables.user_account, tables.cbo_link, tables.cbo
    query = (
        select(user.c.id, user.c.name, cbo.c.code)
        .join(link, (link.c.block_code == BLOCK) & (link.c.account_id == user.c.id) & link.c.unlinked_at.is_(None))
        .join(cbo, (cbo.c.block_code == BLOCK) & (cbo.c.id == link.c.cbo_id))
        .where(user.c.block_code == BLOCK, cbo.c.cbo_type == "SHG", cbo.c.code.is_not(None))
        .order_by(user.c.id, cbo.c.id)
    )
    with ctx.office.store.reading() as connection:
        account, name, code = connection.execute(query).first() or (0, "", "")
    assert account
    inbox = ctx.settings.inbox
    inbox.mkdir(exist_ok=True)
    path = inbox / "phone.csv"
    path.write_text(f"{HEADINGS}\n,{name},{NEW},,SHG,,,{code},\n", encoding="utf-8")
    return path, account


def _mobile(ctx: Context, account: int) -> str:
    user = tables.user_account
    query = select(user.c.mobile).where(user.c.block_code == BLOCK, user.c.id == account)
    with ctx.office.store.reading() as connection:
        return str(connection.execute(query).scalar_one())


async def test_a_question_is_answered_by_a_key_and_loaded(open_screen: AppMaker, ctx: Context) -> None:
    """The row says what is asked; y shows both answers; the same woman gets her new mobile and no second account."""
    path, account = _new_phone(ctx)
    before = _mobile(ctx, account)
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        assert "the same woman with a new mobile?" in shown(app)
        assert "y answers it." in shown(app)
        await press(pilot, "y")
        await settle(pilot)
        assert "another woman: a new account" in shown(app)
        await press(pilot, "enter")
        await planned(pilot)
        assert "Answered: the same woman: her mobile is changed." in shown(app)
        assert check_screen(app).job.plan.counts()["new_users"] == 0
        assert _mobile(ctx, account) == before
        await press(pilot, "tab")
        assert f"mobile: {before} -> {NEW}" in shown(app)
        await press(pilot, "y")
        await settle(pilot)
        assert "Answered before; choose again" in shown(app)
        await press(pilot, "escape")
        await press(pilot, "A")
        await settle(pilot)
        await press(pilot, "Y")
        for _round in range(3):
            await settle(pilot)
    assert _mobile(ctx, account) == NEW


async def test_y_without_a_question_says_so(open_screen: AppMaker, ctx: Context) -> None:
    """A sheet that leaves nothing open has nothing to answer."""
    inbox = ctx.settings.inbox
    inbox.mkdir(exist_ok=True)
    path = inbox / "plain.csv"
    path.write_text(f"{HEADINGS}\n,KAMLA RANI,{NEW},,SHG,,,1,\n", encoding="utf-8")
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await planned(pilot)
        await press(pilot, "y")
        assert "The sheet leaves no question open." in shown(app)
