"""The screens open an office of an older program, say what was done, and let its people in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from textual.worker import WorkerCancelled

from lokos_tui.app import LokosApp
from lokos_tui.context import Office
from lokos_tui.settings import load_settings
from screens.registry import ROUTES
from tests.db.story import MANAGER, PASSWORD
from tests.support.kept import make_home
from tests.tui.ui_kit import screen_text, settle


async def test_the_sign_in_says_that_the_tables_were_upgraded(tmp_path: Path) -> None:
    """While the sign-in stands there the tables are upgraded; it says so, and her password is the one she had."""
    office = Office(load_settings(make_home(tmp_path / "home", "0003-e37283d")))
    app = LokosApp(office, ROUTES)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "The tables were brought from revision 0003 to " in " ".join(screen_text(app))
        await pilot.press("down", *MANAGER, "enter", *PASSWORD, "enter")
        with suppress(WorkerCancelled):  # the sign-in screen may close before its thread is marked as done
            await settle(pilot)
        await settle(pilot)
        assert "NAJIBABAD > My task" in screen_text(app)[0]
    office.close()
