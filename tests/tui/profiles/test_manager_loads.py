"""i on the block manager's screen: asked first, with how many others can decide; not offered where nobody else can."""

from __future__ import annotations

from lokos_tui.context import Context
from lokos_tui.files.profiles.bundles import waiting
from lokos_tui.queries.verification.managers import other_managers
from tests.support.managers import make_manager, make_second
from tests.tui.accounts.test_users_list import shown
from tests.tui.conftest import BLOCK, SignedInApp
from tests.tui.duplicates.test_duplicates_screens import put_bundle
from tests.tui.ui_kit import press, press_each, screen_text, settle

RULE = "Whoever loads a bundle cannot approve what is in it."


def one_line(app: SignedInApp) -> str:
    """Return the screen as one line of words."""
    return " ".join(shown(app).split())


async def test_the_only_manager_is_not_offered_the_key(ctx: Context) -> None:
    """The status says whose it is to load; the key says why not and who loads instead; the bundle stays."""
    put_bundle(ctx)
    app = SignedInApp(make_manager(ctx), "uploads")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 bundle in the inbox, for somebody else to load." in screen_text(app)[1]
        assert "load the inbox" not in screen_text(app)[-1]
        await press(pilot, "i")
        assert f"{RULE} Nobody else here could." in one_line(app)
        assert "The Block Admin, a Block Thematic user or the bookkeeper herself loads it." in one_line(app)
    assert not app.faults
    assert len(waiting(ctx.settings.inbox)) == 1


async def test_one_of_two_is_asked_first(ctx: Context) -> None:
    """Esc loads nothing; the key of the question loads, and the other decides."""
    put_bundle(ctx)
    manager = make_manager(ctx)
    second = make_second(ctx)
    app = SignedInApp(manager, "uploads")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert f"{RULE} 1 other block manager can. Load it all the same?" in one_line(app)
        await press(pilot, "escape")
        assert len(waiting(ctx.settings.inbox)) == 1
        await press_each(pilot, "i", "Y")
        await settle(pilot)
        assert "in done now." in one_line(app)
    assert not app.faults
    assert not waiting(ctx.settings.inbox)
    assert second.read(other_managers, BLOCK) == (1, 0)


async def test_the_block_admin_is_asked_nothing(ctx: Context) -> None:
    """Who decides on nothing herself loads at once."""
    put_bundle(ctx)
    make_manager(ctx)
    app = SignedInApp(ctx, "uploads")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        await settle(pilot)
        assert "in done now." in one_line(app)
    assert not app.faults
