"""The list of accounts and what is done from it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from lokos_tui.context import Context, Office
from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.queries.accounts.users import find_user
from lokos_tui.settings import load_settings
from tests.tui.conftest import AppMaker, SignedInApp, actor_of, clock
from tests.tui.ui_kit import press, screen_text, settle

BEENA = "IUP_AHMADPURSADATSHGBK2"


def shown(app: App[Any]) -> str:
    """Return the screen as one text."""
    return "\n".join(screen_text(app))


async def test_list_shows_count_masked_mobiles_and_load(open_screen: AppMaker) -> None:
    """The list comes with a count, masked mobiles, and '!' where somebody keeps more than the norm."""
    app = open_screen("users")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        text = shown(app)
        assert "7 users" in screen_text(app)[1]
        assert "94..001" in text
        assert "21!" in text
        assert "9412300001" not in text


async def test_the_line_below_has_her_mobile_and_e_mail_whole(open_screen: AppMaker) -> None:
    """At 80 cells every id is whole and every status a word; mobile, role and e-mail of the current row stand below."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = next(line for line in screen_text(app) if line.startswith(">"))
        below = " ".join(" ".join(screen_text(app)[19:22]).split())
        assert row.startswith(f">  {BEENA} ")
        assert row.rstrip().endswith("Active")
        assert "Mobile 6001990001 " in below
        assert "Role SHG Bookkeeper " in below
        assert "E-mail N/A" in below


@pytest.mark.parametrize(("shgs", "links", "remark"), [(20, "21!", True), (21, "21", False)])
async def test_the_norm_is_the_one_in_the_settings(office: Office, shgs: int, links: str, *, remark: bool) -> None:
    """The settings file's ``[norm]`` decides over '!' in the list and over the remark of the first screen."""
    (office.settings.home / "settings.toml").write_text(f"[norm]\nshgs = {shgs}\n", encoding="utf-8")
    own = Office(load_settings(office.settings.home), clock)
    app = SignedInApp(Context(own, actor_of(Role.BLOCK_ADMIN)), "users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        busy = next(line for line in screen_text(app) if " 21" in line)
        assert links in busy.split()
    app = SignedInApp(Context(own, actor_of(Role.BLOCK_ADMIN)), "home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert ("1 keeps more than the norm" in shown(app)) is remark
    own.close()


async def test_wide_terminal_shows_more_columns(open_screen: AppMaker) -> None:
    """At 120 cells category, designation and e-mail stand beside, with N/A where there is none."""
    app = open_screen("users")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert all(word in screen_text(app)[2] for word in ("Category", "Designation", "E-mail"))
        assert "N/A" in shown(app)


async def test_sixty_columns_keep_id_name_and_status(open_screen: AppMaker) -> None:
    """At 60x20 the columns that matter least give way."""
    app = open_screen("users")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert all(word in screen_text(app)[2] for word in ("User id", "Name", "Status"))
        assert "Mobile" not in screen_text(app)[2]


async def test_filter_words_and_text(open_screen: AppMaker) -> None:
    """'/' takes role: and free text; the status line says what is in force."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"role:shgbk beena", "enter")
        assert "1 user   role: SHG Bookkeeper   /beena" in screen_text(app)[1]


async def test_filter_by_place_in_any_spelling(open_screen: AppMaker) -> None:
    """gp: finds the panchayat though it is spelt otherwise; a place that is none is said."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"gp:ahmedpur", "enter")
        assert "no GP is called ahmedpur" in shown(app) or "GP: AHMADPUR SADAT" in screen_text(app)[1]
        await press(pilot, "slash", *["backspace"] * 11, *"gp:ahmad", "enter")
        assert "GP: AHMADPUR SADAT" in screen_text(app)[1]


async def test_empty_list_names_the_next_key(open_screen: AppMaker) -> None:
    """A filter that shows nobody says what to do."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"zzz", "enter")
        assert "No user matches. / changes the filter, n makes a user." in shown(app)


async def test_a_viewer_sees_no_keys_that_change(open_screen: AppMaker) -> None:
    """A Block Program Manager may look; 'new' is not offered, and asking for it says why."""
    app = open_screen("users", role=Role.BLOCK_PM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "n new" not in screen_text(app)[-1]
        await press(pilot, "n")
        told = " ".join(line.strip() for line in screen_text(app)[-4:-1])
        holders = "Block Admin or District Admin or National Admin or State Admin"
        assert f"may not create users. Ask: {holders}." in told


async def test_no_permission_is_said_with_the_next_key(open_screen: AppMaker) -> None:
    """Who may not see users at all is told so, and how to go back."""
    app = open_screen("users", role=Role.DISTRICT_PM, area=Area("9", "132"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "may not see users" in shown(app)
        assert "Esc goes back" in shown(app)


async def test_district_admin_picks_a_block_first(open_screen: AppMaker) -> None:
    """Staff above the blocks choose which block's users they mean."""
    app = open_screen("users", role=Role.DISTRICT_ADMIN, area=Area("9", "132"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"najib", "enter")
        assert screen_text(app)[0].startswith("LokOS  NAJIBABAD > Users")
        assert "7 users" in screen_text(app)[1]


async def test_inactivate_asks_why_and_can_be_taken_back(open_screen: AppMaker, ctx: Context) -> None:
    """Inactivating asks for a reason, switches the account off, and i switches it on again."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i", *"left the village", "enter")
        assert ctx.read(find_user, BEENA).status == "INACTIVE"
        await press(pilot, "i", "Y")
        assert ctx.read(find_user, BEENA).status == "ACTIVE"


async def test_password_is_shown_once(open_screen: AppMaker) -> None:
    """A new password asks, then shows a new first password; after closing it is gone."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "Y")
        line = next(line for line in screen_text(app) if "First password" in line)
        await press(pilot, "escape")
        assert line.split()[-1] not in shown(app)
        assert "has a new first password" in screen_text(app)[-2]


async def test_delete_says_which_links_are_freed(open_screen: AppMaker) -> None:
    """D names every CBO that will be without her, asks for a reason, and the account leaves the list."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "D")
        assert "links are freed: ADARSH MAHILA SAMUH" in " ".join(shown(app).split())
        await press(pilot, "D")
        await press(pilot, *"moved away", "enter")
        assert f"{BEENA} is deleted; 21 links were freed." in screen_text(app)[-2]
        assert "6 users" in screen_text(app)[1]


async def test_export_is_for_the_owner_and_safe_for_spreadsheets(open_screen: AppMaker, ctx: Context) -> None:
    """Export writes what is shown as csv, mode 0600."""
    app = open_screen("users")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "x")
    assert exported(ctx) == (0o600, 8)


def exported(ctx: Context) -> tuple[int, int]:
    """Return mode and number of lines of the file that was written."""
    path: Path = next(iter(ctx.settings.exports.glob("users-996-*.csv")))
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return path.stat().st_mode & 0o777, len(list(csv.reader(lines)))
