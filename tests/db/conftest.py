"""Empty databases, once on each engine: what an office is restored into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.db.engine import Store, open_store
from tests.support.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database with nothing in it, once on each engine."""
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path / 'kept.db'}")
        yield opened
        opened.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.empty()
    opened = open_store(server.url_of(name))
    yield opened
    opened.close()
    server.drop(name)


@pytest.fixture
def new(request: pytest.FixtureRequest, empty: Store) -> Iterator[Store]:
    """A newly made database on the engine of ``empty``."""
    if empty.is_sqlite:
        opened = open_store(f"sqlite:///{request.getfixturevalue('sqlite_template')}")
        yield opened
        opened.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.make()
    opened = open_store(server.url_of(name))
    yield opened
    opened.close()
    server.drop(name)
