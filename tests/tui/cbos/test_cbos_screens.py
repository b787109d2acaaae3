"""From any SHG: who keeps its books, since when, and before her."""

from __future__ import annotations

from lokos_tui.commands.links import ChangeLinks
from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.queries.accounts.users import find_user
from lokos_tui.queries.cbos.list import Span
from lokos_tui.queries.links.links import links_of
from screens.cbos.history import span_line
from tests.tui.accounts.test_users_list import BEENA, shown
from tests.tui.conftest import BLOCK, AppMaker
from tests.tui.ui_kit import press, screen_text, settle


async def test_list_shows_holders_and_kinds(open_screen: AppMaker) -> None:
    """The list counts, says who keeps whose books, and t goes on to VOs."""
    app = open_screen("cbos")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_text(app)[1].startswith("120 SHGs")
        assert "nobody" in shown(app)
        assert "Madhu Singh" in shown(app)
        await press(pilot, "t")
        assert "VOs" in screen_text(app)[1]


async def test_without_a_bookkeeper_and_by_place(open_screen: AppMaker) -> None:
    """With w the list shows those nobody keeps; gp: narrows them."""
    app = open_screen("cbos")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w", "slash", *"gp:hakeempur", "enter")
        assert "without a bookkeeper   GP: HAKEEMPUR QUAZI" in screen_text(app)[1]
        assert "Madhu Singh" not in shown(app)


async def test_history_names_who_kept_the_books_before(open_screen: AppMaker, ctx: Context) -> None:
    """After an unlinking the CBO says that nobody keeps its books today, and who did, from when to when."""
    detail = ctx.read(find_user, BEENA)
    row = ctx.read(links_of, BLOCK, detail.id)[0]
    ctx.send(ChangeLinks(block_code=BLOCK, account=detail.id, role_id=detail.roles[0].id, unlink=(row.id,), why="ill"))
    app = open_screen("cbo", block_code=BLOCK, cbo_id=row.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        text = " ".join(shown(app).split())
        assert "Nobody keeps its books today." in text
        assert f"02/12/2025 to 01/01/2026: Beena Saini ({BEENA}, SHG Bookkeeper) kept the books." in text
        assert "Unlinked by IUP_NBDADM (ill)." in text


async def test_no_permission_is_said(open_screen: AppMaker) -> None:
    """A bookkeeper's own role has nothing to see here."""
    app = open_screen("cbos", role=Role.SHG_BK)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Esc goes back." in shown(app)


def test_a_running_span_says_until_today() -> None:
    """A span without an end runs until today and names the load it came from."""
    span = Span("IUP_M", "MEENA", "VO_SHG_APPROVER", "APPROVES", 1_767_252_600_000, None, "IUP_A", "", "", "", 4)
    assert span_line(span) == (
        "01/01/2026 until today: MEENA (IUP_M, SHG Trans Approver) approved. Linked by IUP_A, load 4."
    )
