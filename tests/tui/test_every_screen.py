"""Pictures of every screen by its route: with work on it, with none, and where it cannot be shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.widgets import Input

from lokos_tui.app import LokosApp
from lokos_tui.context import Context, Office
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.verification.bulk import BulkAct
from lokos_tui.settings import load_settings
from lokos_tui.ui.filter.bar import FilterBar
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.table.table import PagedTable
from screens.registry import ROUTES
from tests.tui.accounts.test_users_list import BEENA
from tests.tui.conftest import BLOCK, SignedInApp, actor_of, clock
from tests.tui.filled_office import FAULTY, fill, first_of, make_empty, manager_of, put_opening, put_sample
from tests.tui.ui_kit import press, screen_text, settle

SIZES = {"80x24": (80, 24), "120x36": (120, 36)}
NOBODY = 999_999
Params = dict[str, object]
Needs = Callable[[Office], Params]


def _account(office: Office) -> Params:
    return {"block_code": BLOCK, "account": first_of(office, tables.user_account, user_id=BEENA)}


def _role(office: Office) -> Params:
    found = _account(office)
    return found | {"role_id": first_of(office, tables.user_role, account_id=found["account"])}


def _group(office: Office, uid: str = "shg-0001") -> int:
    return first_of(office, tables.cbo, uid=uid)


NEEDS: dict[str, Needs] = {
    "user": _account,
    "user_edit": _account,
    "user_add_role": _account,
    "user_role": _role,
    "links": _role,
    "cbo": lambda office: {"block_code": BLOCK, "cbo_id": first_of(office, tables.cbo, cbo_type="SHG")},
    "load_check": lambda office: {"kind": "mapping", "path": office.settings.inbox / FAULTY},
    "batch": lambda office: {"batch_id": first_of(office, tables.import_batch)},
    "upload": lambda office: {"upload_id": first_of(office, tables.upload)},
    "finding": lambda office: {"number": first_of(office, tables.finding, "number")},
    "duplicate_members": lambda office: {"shg_id": _group(office), "name": "SHG-0001 SAKHI MANDAL"},
    "review": lambda office: {"cbo_id": _group(office)},
    "bulk": lambda office: {"ids": (_group(office), _group(office, "shg-0105")), "act": BulkAct.APPROVE},
    "history": lambda office: {"kind": "C", "record_id": _group(office, "shg-0103"), "name": "SHG-0103"},
    "opening": put_opening,
    "opening_sample": put_opening,
    "opening_duplicates": put_opening,
}
"""What a route is opened with, where it is opened with something."""

MISSING: dict[str, Params] = {
    "user": {"block_code": BLOCK, "account": NOBODY},
    "user_edit": {"block_code": BLOCK, "account": NOBODY},
    "user_add_role": {"block_code": BLOCK, "account": NOBODY},
    "links": {"block_code": BLOCK, "account": NOBODY, "role_id": NOBODY},
    "user_role": {"block_code": BLOCK, "account": NOBODY, "role_id": NOBODY},
    "cbo": {"block_code": BLOCK, "cbo_id": NOBODY},
    "load_check": {"kind": "mapping", "path": "no such file.xlsx"},
    "batch": {"batch_id": NOBODY},
    "upload": {"upload_id": NOBODY},
    "finding": {"number": NOBODY},
    "duplicate_members": {"shg_id": NOBODY, "name": "NOBODY"},
    "review": {"cbo_id": NOBODY},
    "bulk": {"ids": (NOBODY,), "act": BulkAct.APPROVE},
    "history": {"kind": "C", "record_id": NOBODY, "name": "NOBODY"},
    "opening": {"opening_id": NOBODY},
    "opening_sample": {"opening_id": NOBODY},
    "opening_duplicates": {"opening_id": NOBODY},
}
"""The same routes for what is not there."""

WORK_OF_A_MANAGER = {
    "home_manager", "uploads", "upload", "duplicates", "finding", "duplicate_groups", "duplicate_members",
    "generic_numbers", "verify", "verify_federation", "review", "bulk", "returned", "history",
    "opening", "opening_sample", "opening_duplicates",
}  # fmt: skip
WORK_OF_A_BOOKKEEPER = {"home_own", "own_cbos"}
PLAIN = sorted(set(ROUTES) - set(NEEDS))
UNSEEN = {
    "audit": Role.SHG_BK, "batches": Role.SHG_BK, "cbos": Role.SHG_BK, "duplicates": Role.SHG_BK, "load": Role.SHG_BK,
    "returned": Role.BLOCK_ADMIN, "uploads": Role.VO_SHG_APPROVER, "user_new": Role.SHG_BK, "users": Role.SHG_BK,
    "verify": Role.SHG_BK, "own_cbos": Role.BLOCK_ADMIN, "find": Role.VO_SHG_APPROVER,
    "openings": Role.SHG_BK,
}  # fmt: skip
"""Screens that somebody without the permission is refused on, and such a role."""
SAID = {
    "user": "There is no such user in your area.",
    "user_edit": "There is no such user in your area.",
    "user_add_role": "There is no such user in your area.",
    "links": "There is no such user in your area.",
    "user_role": "There is no such user in your area.",
    "cbo": "There is no such CBO in your block.",
    "load_check": "The file cannot be opened: No such file or directory.",
    "batch": "There is no such load in your block.",
    "upload": "There is no such upload in your block.",
    "finding": "These two are no longer found to be alike.",
    "duplicate_members": "There is no such SHG in your block.",
    "review": "There is no such SHG, VO or CLF in your block.",
    "history": "There is no such record in your block.",
    "opening": "There is no such opening load in your block.",
    "opening_sample": "There is no such opening load in your block.",
    "opening_duplicates": "There is no such opening load in your block.",
}
"""What is said of what is not there, where it stands in place of the work (a bulk act names each that stays)."""


@pytest.fixture(scope="session")
def filled_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office that has work on every screen."""
    home = tmp_path_factory.mktemp("filled") / "office"
    shutil.copytree(office_template, home)
    office = Office(load_settings(home), clock)
    fill(office)
    office.close()
    return home


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office in which nothing was done."""
    home = tmp_path_factory.mktemp("empty") / "office"
    make_empty(home).close()
    return home


def _opened(template: Path, folder: Path) -> Iterator[Office]:
    home = folder / "office"
    shutil.copytree(template, home)
    office = Office(load_settings(home), clock)
    yield office
    office.close()


@pytest.fixture
def filled(filled_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of one's own with work on every screen."""
    yield from _opened(filled_template, tmp_path)


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of one's own in which nothing was done."""
    yield from _opened(empty_template, tmp_path)


def at(office: Office, route: str, params: Params) -> LokosApp:
    """Return the program at a route, for whoever works there."""
    if route == "sign_in":
        return LokosApp(office, ROUTES)
    if route in WORK_OF_A_MANAGER:
        ctx = manager_of(office)
    elif route in WORK_OF_A_BOOKKEEPER:
        ctx = bookkeeper_of(office)
    else:
        area = Area("9") if route == "home_above" else None
        ctx = Context(office, actor_of(Role.STATE_ADMIN if area else Role.BLOCK_ADMIN, area=area))
    return SignedInApp(ctx, route, **params)


def bookkeeper_of(office: Office) -> Context:
    """Return the bookkeeper of whom something went back, at work; of an office without her, somebody with no CBOs."""
    actor = actor_of(Role.SHG_BK)
    with office.store.reading() as connection:
        link, cbo = tables.cbo_link, tables.cbo
        query = (
            select(link.c.account_id)
            .join(cbo, (cbo.c.block_code == link.c.block_code) & (cbo.c.id == link.c.cbo_id))
            .where(cbo.c.bucket == "REJECTED", link.c.duty == "BOOKS", link.c.unlinked_at.is_(None))
        )
        account = connection.execute(query.order_by(link.c.id)).scalars().first()
    return Context(office, replace(actor, account=account or actor.account))


async def rest(pilot: Any) -> None:
    """Wait until lists, and what is read after them, are there."""
    await settle(pilot)
    await settle(pilot)
    faults = getattr(pilot.app, "faults", [])
    assert not faults, faults


def test_every_route_is_walked() -> None:
    """A route that comes new is opened here too: with what it needs, and with what is not there."""
    assert set(NEEDS) | set(PLAIN) == set(ROUTES)
    assert set(MISSING) == set(NEEDS)
    assert set(ROUTES) >= WORK_OF_A_MANAGER | WORK_OF_A_BOOKKEEPER | set(UNSEEN)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ROUTES)
def test_with_work(snap_compare: Any, filled: Office, route: str, size: str) -> None:
    """Every screen with work on it, narrow and wide."""
    app = at(filled, route, NEEDS[route](filled) if route in NEEDS else {})
    assert snap_compare(app, run_before=rest, terminal_size=SIZES[size])


@pytest.mark.parametrize("route", [route for route in PLAIN if route != "load"])  # that one names the inbox: a path
def test_with_nothing_on_it(snap_compare: Any, empty: Office, route: str) -> None:
    """Every screen in an office in which nothing was done says so, and what to do next."""
    assert snap_compare(at(empty, route, {}), run_before=rest, terminal_size=SIZES["80x24"])


@pytest.mark.parametrize("route", sorted(MISSING))
def test_for_what_is_not_there(snap_compare: Any, empty: Office, route: str) -> None:
    """A record or file that is gone is said in a sentence; Esc goes back."""
    assert snap_compare(at(empty, route, MISSING[route]), run_before=rest, terminal_size=SIZES["80x24"])


@pytest.mark.parametrize("route", UNSEEN)
def test_for_whom_it_is_not(snap_compare: Any, filled: Office, route: str) -> None:
    """Somebody without the permission reads why nothing is shown."""
    ctx = Context(filled, actor_of(UNSEEN[route]))
    assert snap_compare(SignedInApp(ctx, route), run_before=rest, terminal_size=SIZES["80x24"])


async def only_the_way_out(app: LokosApp, sentence: str) -> None:
    """Hold that a screen says why it shows nothing, once and whole, and that Esc alone leads on and is named."""
    async with app.run_test(size=SIZES["80x24"]) as pilot:
        await rest(pilot)
        rows, screen = screen_text(app), app.screen
        assert isinstance(screen, BaseScreen)
        shown = " ".join(" ".join(rows).split())
        assert shown.count(sentence) == 1
        assert "Esc goes back." in shown
        assert "Reading" not in shown
        assert rows[-1].startswith("Esc back  ")
        everywhere = {action.id for action in GLOBAL_ACTIONS}
        own = [action.id for action in screen.all_actions() if action.id not in everywhere]
        assert all(screen.why_not(action) for action in own)
        await press(pilot, "escape")
        assert app.screen is not screen


@pytest.mark.parametrize("route", sorted(SAID))
async def test_what_is_not_there_leaves_only_the_way_out(empty: Office, route: str) -> None:
    """A record or file that is gone is said once, not cut, and no key of the record is offered."""
    await only_the_way_out(at(empty, route, MISSING[route]), SAID[route])


@pytest.mark.parametrize("route", sorted(UNSEEN))
async def test_who_may_not_see_it_has_only_the_way_out(filled: Office, route: str) -> None:
    """A refused permission is said once, not cut, and nothing of the screen is offered."""
    said = {
        "users": "Your role may not see users.",
        "find": "Your role has no list to find anything in.",
        "verify": "Only a Block Program Manager verifies profiles.",
        "own_cbos": "The role Block Admin may not list CBOs as its own: it is linked to none.",
        "returned": "Only a Block Program Manager, bookkeepers and approvers see what went back.",
    }
    who = "The role SHG Bookkeeper" if UNSEEN[route] is Role.SHG_BK else "The role SHG Trans Approver"
    await only_the_way_out(
        SignedInApp(Context(filled, actor_of(UNSEEN[route])), route), said.get(route, f"{who} may not ")
    )


async def test_a_file_that_came_is_read_by_r(empty: Office) -> None:
    """A workbook that could not be read is read again by r, once it is there."""
    app = at(empty, "load_check", {"kind": "mapping", "path": empty.settings.inbox / FAULTY})
    async with app.run_test(size=SIZES["80x24"]) as pilot:
        await rest(pilot)
        assert "r refresh" in screen_text(app)[-1]
        put_sample(empty, FAULTY)
        await press(pilot, "r")
        await rest(pilot)
        assert "showing: faults" in screen_text(app)[1]
        assert screen_text(app)[-1].startswith("Enter look")


FILTERED = ("users", "cbos", "links", "verify", "verify_federation", "returned", "own_cbos")


@pytest.mark.parametrize("route", ROUTES)
async def test_escape_drops_a_kept_filter_and_then_goes_back(filled: Office, route: str) -> None:
    """The line of a kept filter says 'Esc drops it', and so it does; the next Esc goes back."""
    app = at(filled, route, NEEDS[route](filled) if route in NEEDS else {})
    async with app.run_test(size=SIZES["80x24"]) as pilot:
        await rest(pilot)
        screen = app.screen
        bars = screen.query(FilterBar)
        assert bool(bars) == (route in FILTERED)
        if not bars:
            return
        assert "Esc drops it" not in "".join(screen_text(app))
        await press(pilot, "slash", *"zzz", "enter")
        await rest(pilot)
        assert next(line for line in screen_text(app) if line.startswith("/zzz")).rstrip().endswith("Esc drops it")
        assert "/zzz" in screen_text(app)[1]
        await press(pilot, "escape")
        await rest(pilot)
        assert app.screen is screen
        assert "/zzz" not in "".join(screen_text(app))
        assert "The filter is dropped." in "".join(screen_text(app))
        assert isinstance(app.focused, PagedTable)
        await press(pilot, "escape")
        assert app.screen is not screen


@pytest.mark.parametrize("route", ROUTES)
async def test_a_key_that_does_nothing_says_so(filled: Office, route: str) -> None:
    """On every screen, once, with the key that shows the others; a key that does something is not spoken of."""
    app = at(filled, route, NEEDS[route](filled) if route in NEEDS else {})
    async with app.run_test(size=SIZES["80x24"]) as pilot:
        await rest(pilot)
        shows = "F1" if isinstance(app.focused, Input) else "?"
        await press(pilot, "f9")
        assert f"F9 does nothing here; {shows} shows the keys." in "\n".join(screen_text(app))
        screen = app.screen
        await press(pilot, "f1")
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "down")
        assert "Down does nothing" not in "\n".join(screen_text(app))


@pytest.mark.parametrize("route", ROUTES)
async def test_enter_on_a_row_does_something_or_says_so(filled: Office, route: str) -> None:
    """Where a row stands under the cursor, Enter opens another screen, changes something, or says that it does not."""
    app = at(filled, route, NEEDS[route](filled) if route in NEEDS else {})
    async with app.run_test(size=SIZES["80x24"]) as pilot:
        await rest(pilot)
        screen, before = app.screen, screen_text(app)
        if not isinstance(app.focused, PagedTable) or app.focused.current is None:
            return
        await press(pilot, "enter")
        await rest(pilot)
        assert app.screen is not screen or screen_text(app) != before
