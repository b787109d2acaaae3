"""The two lists by keystrokes, on a real office."""

from __future__ import annotations

from lokos_tui.app import LokosApp
from lokos_tui.commands.accounts import CreatedUser, CreateUser, RoleGrant
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.drafts import Drafts, Owner
from lokos_tui.queries.accounts.users import find_user
from lokos_tui.queries.cbos.list import CboFilters, CboRow, find_cbo
from lokos_tui.queries.links.links import links_of, not_linked_ids
from lokos_tui.queries.office.audit import audit_page
from tests.tui.accounts.test_users_list import BEENA, shown
from tests.tui.conftest import BLOCK, NOW, AppMaker
from tests.tui.ui_kit import press, screen_text, settle


def make_user(ctx: Context, role: Role = Role.SHG_BK, user_id: str = "IUP_GUDUSHGBK") -> tuple[CreatedUser, int]:
    """Make an account with one role; returns it with the role's id."""
    command = CreateUser(
        block_code=BLOCK, user_id=user_id, name="SUNITA DEVI", mobile="9876543210", roles=(RoleGrant(role),)
    )
    made: CreatedUser = ctx.send(command)
    return made, ctx.read(find_user, user_id).roles[0].id


def open_links(open_screen: AppMaker, made: CreatedUser, role_id: int) -> LokosApp:
    """Return the program on the links of an account."""
    return open_screen("links", block_code=BLOCK, account=made.account, role_id=role_id)


def held(ctx: Context, made: CreatedUser) -> tuple[CboRow, ...]:
    """Return what an account is linked to in the database."""
    return ctx.read(links_of, BLOCK, made.account)


async def test_link_twelve_and_save(open_screen: AppMaker, ctx: Context) -> None:
    """Twelve free SHGs of a panchayat are marked, moved right and saved; nothing is written before Save."""
    made, role_id = make_user(ctx)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"gp:hakeempur", "enter")
        await press(pilot, *["space"] * 12, "right")
        assert "12 of 20 SHGs   GP: HAKEEMPUR QUAZI   unsaved: +12 -0" in screen_text(app)[1]
        assert held(ctx, made) == ()
        await press(pilot, "ctrl+s")
        assert "IUP_GUDUSHGBK: linked 12." in screen_text(app)[-2]
        assert "unsaved" not in screen_text(app)[1]
    assert len(held(ctx, made)) == 12


async def test_undo_and_leaving_asks(open_screen: AppMaker, ctx: Context) -> None:
    """Undo takes back step by step; Esc with unsaved work asks, and keeps it unless told otherwise."""
    made, role_id = make_user(ctx)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right", "right", "u")
        assert "unsaved: +1 -0" in screen_text(app)[1]
        await press(pilot, "escape")
        assert "1 to link, 0 to unlink." in shown(app)
        await press(pilot, "escape", "u")
        assert "unsaved" not in screen_text(app)[1]


async def test_a_held_shg_needs_an_explicit_move(open_screen: AppMaker, ctx: Context) -> None:
    """Right leaves somebody else's SHG alone and says whose; m takes it over after asking."""
    made, role_id = make_user(ctx)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"annapurna", "enter")
        await press(pilot, "right")
        assert "m takes it over" in screen_text(app)[-2] or "'s since 02/12/2025" in screen_text(app)[-2]
        await press(pilot, "m")
        assert "since 02/12/2025. Take it over for IUP_GUDUSHGBK?" in " ".join(shown(app).split())
        await press(pilot, "Y", "ctrl+s")
        assert "took over 1" in screen_text(app)[-2]
    assert [row.holder_id for row in held(ctx, made)] == ["IUP_GUDUSHGBK"]


async def test_unlink_from_the_right_list(open_screen: AppMaker, ctx: Context) -> None:
    """Tab goes to her list; Left marks a link with '-', Save ends it."""
    detail = ctx.read(find_user, BEENA)
    app = open_screen("links", block_code=BLOCK, account=detail.id, role_id=detail.roles[0].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "left")
        assert "-  -          ADARSH MAHILA" in shown(app)  # marked to be unlinked, no code yet
        await press(pilot, "ctrl+s")
        assert f"{BEENA}: unlinked 1." in screen_text(app)[-2]
    assert ctx.read(find_user, BEENA).roles[0].links == 20


async def test_over_the_norm_a_reason_is_asked(open_screen: AppMaker, ctx: Context) -> None:
    """More than 20 SHGs is a warning with a reason, not a wall."""
    detail = ctx.read(find_user, BEENA)
    app = open_screen("links", block_code=BLOCK, account=detail.id, role_id=detail.roles[0].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right", "ctrl+s")
        assert "would keep 22 SHGs; the norm for one bookkeeper is 20" in " ".join(shown(app).split())
        await press(pilot, *"no other sakhi", "enter")
        assert f"{BEENA}: linked 1." in screen_text(app)[-2]


async def test_the_second_admin_is_told_and_loses_nothing(open_screen: AppMaker, ctx: Context) -> None:
    """One of three SHGs is taken by somebody else before Save: that one is named, the other two are linked."""
    made, role_id = make_user(ctx)
    faster, faster_role = make_user(ctx, user_id="IUP_FASTERSHGBK")
    first = ctx.read(not_linked_ids, role_id, CboFilters(BLOCK))[0]
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "space", "space", "right")
        wish = (LinkWish(first.id),)
        ctx.send(ChangeLinks(block_code=BLOCK, account=faster.account, role_id=faster_role, link=wish))
        await press(pilot, "ctrl+s")
        assert "linked it to IUP_FASTERSHGBK on 01/01/2026" in " ".join(shown(app).split())
        await press(pilot, "escape")
        assert "linked 2; 1 not done" in screen_text(app)[-2]
    assert len(held(ctx, made)) == 2
    assert ctx.read(find_cbo, BLOCK, first.code).holder_id == "IUP_FASTERSHGBK"


async def test_mark_all_links_the_free_and_names_the_rest(open_screen: AppMaker, ctx: Context) -> None:
    """Mark all marks every row of the filter, seen or not; Right takes the free ones and says how many are others'."""
    made, role_id = make_user(ctx)
    everything = ctx.read(not_linked_ids, role_id, CboFilters(BLOCK))
    gp = [row for row in everything if row.gp == "HAKEEMPUR QUAZI"]
    free = sum(1 for row in gp if not row.link_id)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"gp:hakeempur", "enter")
        await press(pilot, "a")
        await press(pilot, "right")
        assert f"unsaved: +{free} -0" in screen_text(app)[1]
        assert f"{len(gp) - free} are somebody else's. m takes them over" in screen_text(app)[-2]
        assert f"Not linked to her ({len(gp) - free})" in shown(app)


async def test_only_free_shows_what_nobody_keeps(open_screen: AppMaker, ctx: Context) -> None:
    """With w the left list holds only CBOs without a bookkeeper; the right one stays whole."""
    made, role_id = make_user(ctx)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        free = ctx.read(not_linked_ids, role_id, CboFilters(BLOCK, linked="no"))
        assert f"Not linked to her ({len(free)})" in shown(app)
        assert " of " not in shown(app).split("Linked", 1)[1].split("910010", 1)[0]


async def test_an_approver_links_her_vo_and_reaches_its_shgs(open_screen: AppMaker, ctx: Context) -> None:
    """An approver of a VO links VOs, takes nothing over, and v shows the SHGs she reaches."""
    made, role_id = make_user(ctx, Role.VO_SHG_APPROVER, "IUP_GUDUVOSHGTA")
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right", "ctrl+s")
        assert "1 VO" in screen_text(app)[1]
        await press(pilot, "v")
        assert "Reach of IUP_GUDUVOSHGTA" in screen_text(app)[0]
        assert "SHG" in screen_text(app)[3]


async def test_a_viewer_changes_nothing(open_screen: AppMaker, ctx: Context) -> None:
    """A Block Program Manager sees both lists; linking says why not."""
    made, role_id = make_user(ctx)
    app = open_screen("links", role=Role.BLOCK_PM, block_code=BLOCK, account=made.account, role_id=role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right")
        assert "may not link or unlink CBOs" in " ".join(screen_text(app)[-3:])


async def test_narrow_screen_keeps_both_lists(open_screen: AppMaker, ctx: Context) -> None:
    """At 60x20 both lists and the names stay."""
    made, role_id = make_user(ctx)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "Not linked to her" in shown(app)
        assert "Linked (0)" in shown(app)
        assert "AASHA" in shown(app)


def drafts_of(ctx: Context) -> Drafts:
    """Return the drafts of the Block Admin."""
    return Drafts(ctx.settings.drafts, Owner(ctx.actor.user_id, ctx.actor.account, BLOCK))


async def test_undo_after_save_takes_back_exactly_that(open_screen: AppMaker, ctx: Context) -> None:
    """Two free ones linked and one taken over: u says by name what it does, Y undoes all three, in the audit trail."""
    made, role_id = make_user(ctx)
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"annapurna", "enter")
        await press(pilot, "m")
        await press(pilot, "Y", "slash", *["backspace"] * 9, *"gp:hakeempur", "enter")
        await press(pilot, "space", "space", "right", "ctrl+s")
        assert "linked 2, took over 1. u takes it back." in " ".join(shown(app).split())
        taken = next(row for row in held(ctx, made) if "ANNAPURNA" in row.name)
        await press(pilot, "u")
        text = " ".join(shown(app).split())
        assert "Unlinked from IUP_GUDUSHGBK:" in text
        assert f"{taken.name} goes back to " in text
        assert len(held(ctx, made)) == 3
        await press(pilot, "Y")
        assert "Save taken back." in shown(app)
        await press(pilot, "u")
        assert "Nothing to take back." in shown(app)
    assert held(ctx, made) == ()
    assert ctx.read(find_cbo, BLOCK, taken.code).holder_id not in ("", "IUP_GUDUSHGBK")
    trail = ctx.read(audit_page, BLOCK, PageRequest(size=2)).rows
    why = "save taken back"
    assert [(row.action, row.reason) for row in trail] == [("links.change", f"{why} {why}"), ("links.change", why)]


async def test_undo_of_an_unlinking_links_again(open_screen: AppMaker, ctx: Context) -> None:
    """What was unlinked is hers again, though she is above the norm."""
    detail = ctx.read(find_user, BEENA)
    app = open_screen("links", block_code=BLOCK, account=detail.id, role_id=detail.roles[0].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "left", "ctrl+s")
        assert ctx.read(find_user, BEENA).roles[0].links == 20
        await press(pilot, "u")
        assert "Linked to" in " ".join(shown(app).split())
        await press(pilot, "Y")
    assert ctx.read(find_user, BEENA).roles[0].links == 21


async def test_unsaved_links_go_on_after_the_line_dropped(open_screen: AppMaker, ctx: Context) -> None:
    """Three marks survive; the one that somebody took meanwhile is left out by name; saving takes the draft away."""
    made, role_id = make_user(ctx)
    faster, faster_role = make_user(ctx, user_id="IUP_FASTERSHGBK")
    first = ctx.read(not_linked_ids, role_id, CboFilters(BLOCK, linked="no"))[0]
    app = open_links(open_screen, made, role_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w")
        await press(pilot, "space", "space", "space", "right")
        assert "unsaved: +3 -0" in screen_text(app)[1]
        app.keep_drafts()
    ctx.send(ChangeLinks(block_code=BLOCK, account=faster.account, role_id=faster_role, link=(LinkWish(first.id),)))
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "You were linking CBOs to IUP_GUDUSHGBK when the line dropped" in shown(app)
        await press(pilot, "enter")
        assert "unsaved: +2 -0" in screen_text(app)[1]
        assert f"left out, because somebody changed them meanwhile: {first.name}" in " ".join(shown(app).split())
        await press(pilot, "ctrl+s")
    assert len(held(ctx, made)) == 2
    assert drafts_of(ctx).all(NOW) == ()
