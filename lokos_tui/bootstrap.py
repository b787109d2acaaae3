"""The composition root: settings, office, application. Nothing heavy is imported before it is used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lokos_tui.context import Office, system_clock
from lokos_tui.language.choice import prefer
from lokos_tui.settings import load_settings, office_home

if TYPE_CHECKING:
    from lokos_tui.context import Clock


def open_office(home: str | None = None, clock: Clock = system_clock) -> Office:
    """Return the office in a folder (None: LOKOS_HOME or the default); its database is opened at first use.

    Raises Unavailable when its settings are wrong.
    """
    settings = load_settings(office_home(home))
    prefer(settings.ui.language, settings.home)
    return Office(settings, clock)


def run_screen(office: Office, *, user_id: str = "", password: str = "", role: str = "") -> int:
    """Open the screens on an office and return the exit status; the sign-in may be filled in already."""
    from lokos_tui.display import prepare_environment

    prepare_environment(os.environ)
    from lokos_tui.app import LokosApp
    from screens.elsewhere import elsewhere
    from screens.registry import ROUTES

    app = LokosApp(office, ROUTES, prefill=(role, user_id, password), elsewhere=elsewhere)
    app.run()
    office.close()
    return app.return_code or 0
