"""Empty databases: what an office is restored into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.db.engine import Store, open_store
from tests.support.postgres import Postgres


@pytest.fixture
def empty(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[Store]:
    """An empty database on the engine of ``store``, which is a new one beside it."""
    if store.is_sqlite:
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
