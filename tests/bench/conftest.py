"""Offices to measure on, and the tables that are printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lokos_tui.services.office.make import BlockFacts, FirstAccount, init_office, open_existing
from lokos_tui.settings import load_settings
from tests.support.postgres import Postgres

NOW = 1_767_252_600_000


def make_home(home: Path, url: str = "") -> Path:
    """Make an office whose Block Admin's password need not be changed, on SQLite or at a URL; returns its folder."""
    home.mkdir(parents=True)
    if url:
        (home / "settings.toml").write_text(f'[database]\nurl = "{url}"\n', encoding="utf-8")
    settings = load_settings(home)
    facts = BlockFacts("9", "UTTAR PRADESH", "UP", "132", "BIJNOR", "996", "NAJIBABAD")
    init_office(settings, facts, FirstAccount("IUP_NBDADM", "BENCH ADMIN", "9000000000"), NOW)
    store = open_existing(settings.database_url)
    with store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE user_secret SET must_change = {'0' if store.is_sqlite else 'false'}")
    store.close()
    return home


HomeMaker = Callable[[], tuple[str, Path]]


@pytest.fixture(params=["sqlite", "postgres"])
def new_home(request: pytest.FixtureRequest, tmp_path: Path) -> HomeMaker:
    """Return a maker of fresh offices on one of the two databases: (engine, folder)."""
    made = 0

    def make() -> tuple[str, Path]:
        nonlocal made
        made += 1
        home = tmp_path / f"office{made}"
        if request.param == "sqlite":
            return "sqlite", make_home(home)
        server: Postgres = request.getfixturevalue("postgres")
        return "postgres", make_home(home, server.url_of(server.make()))

    return make
