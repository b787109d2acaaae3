"""A save that waits for a database on which another process writes: said on the message line, given up by Esc."""

from __future__ import annotations

from typing import Any, ClassVar, cast

import pytest
from textual.app import App
from textual.pilot import Pilot

from lokos_tui.app import LokosApp
from lokos_tui.cli.main import run
from lokos_tui.context import Context, Office
from lokos_tui.db import bulk
from lokos_tui.db.engine import Store
from lokos_tui.ui.form.drafting import DraftScreen
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.lines import MessageLine
from screens.registry import ROUTES
from tests.support.holder import held
from tests.support.until import until_seen
from tests.tui.accounts.test_users_create import NAMED
from tests.tui.accounts.test_users_list import shown
from tests.tui.conftest import ADMIN, PASSWORD, AppMaker
from tests.tui.ui_kit import UiApp, press, settle

WAITS = "Waiting for the database: another process is writing. Esc gives up."
GIVEN_UP = "Given up while another process was writing; nothing was written."


class SavingScreen(BaseScreen[None]):
    """A screen that writes one row when s is pressed."""

    BINDINGS: ClassVar = [("s", "store", "store")]
    database: Store

    def action_store(self) -> None:
        """Write."""
        self.run_read(self._write, lambda _number: self.say("Saved."), group="save")

    def _write(self) -> int:
        with self.database.writing() as connection:
            return bulk.reserve(connection, "996", "user_account")


def count(store: Store) -> int:
    """Return how many counters there are."""
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM block_counter").scalar_one())


def message(app: App[Any]) -> str:
    """Return the message line."""
    return app.screen.query_one("#message", MessageLine).text


async def test_esc_gives_a_waiting_save_up_on_both_databases(store: Store) -> None:
    """The wait is said; Esc gives it up and stays on the screen; the next save goes through as ever."""
    app, screen = UiApp(), SavingScreen()
    screen.database = store
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        with held(store):
            await pilot.press("s")
            await until_seen(pilot, lambda: message(app) == WAITS)
            await pilot.press("escape")
            await until_seen(pilot, lambda: message(app).startswith(GIVEN_UP))
            assert app.screen is screen
        assert count(store) == 0
        await press(pilot, "s")
        assert message(app) == "Saved."
    assert count(store) == 1
    assert app.unexpected == []


async def test_a_save_that_waits_goes_through_when_the_other_is_done(store: Store) -> None:
    """Nobody gives up: when the other process lets go, the save is carried out and its answer is what is said."""
    app, screen = UiApp(), SavingScreen()
    screen.database = store
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        with held(store):
            await pilot.press("s")
            await until_seen(pilot, lambda: message(app) == WAITS)
        await until_seen(pilot, lambda: message(app) == "Saved.")
    assert count(store) == 1


async def test_a_new_user_that_is_given_up_is_still_typed_and_kept_as_a_draft(
    open_screen: AppMaker, ctx: Context
) -> None:
    """The form keeps every field, its draft stands on the disk, and the same keys save it afterwards."""
    app = open_screen("user_new")
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        for key in (*NAMED[1:], "tab", "tab", *"waiting1"):
            await pilot.press(key)
        await settle(pilot)
        with held(ctx.office.store):
            await pilot.press("ctrl+s")
            await until_seen(pilot, lambda: message(app) == WAITS)
            await pilot.press("escape")
            await until_seen(pilot, lambda: GIVEN_UP in shown(app))
            assert "SUNITA DEVI" in shown(app)
            assert cast("DraftScreen[Any]", app.screen).keep_now()
            assert app.drafts is not None
            assert [draft.values["name"] for draft in app.drafts.all(ctx.clock())] == ["SUNITA DEVI"]
        await press(pilot, "ctrl+s")
        assert "First password" in shown(app)


async def _signing_in(office: Office, pilot: Pilot[None]) -> None:
    await settle(pilot)
    with held(office.store):
        await pilot.press("enter")
        await until_seen(pilot, lambda: message(pilot.app) == WAITS)
        await pilot.press("escape")
        await until_seen(pilot, lambda: message(pilot.app).startswith(GIVEN_UP))


async def test_a_sign_in_that_waits_is_given_up_too(office: Office) -> None:
    """Keys are held while a password is checked; Esc is heard all the same when the database is waited for."""
    app = LokosApp(office, ROUTES, prefill=("", ADMIN, PASSWORD))
    async with app.run_test(size=(80, 24)) as pilot:
        await _signing_in(office, pilot)
        assert app.ctx is None
        await press(pilot, "enter")
        await until_seen(pilot, lambda: app.ctx is not None)


def test_the_command_line_says_it_on_standard_error(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that meets a locked database says so while it waits, with the key that gives up."""
    monkeypatch.setenv("LOKOS_PASSWORD", PASSWORD)
    monkeypatch.setattr("lokos_tui.patience.LONGEST", 0.5)
    monkeypatch.setattr("lokos_tui.db.locks.LONGEST", 0.5)
    with held(office.store):
        assert run(["--home", str(office.settings.home), "--as", ADMIN, "users"]) == 3
    told = capsys.readouterr().err
    assert "Waiting for the database: another process is writing. Ctrl-C gives up." in told
    assert "The database did not answer" in told
