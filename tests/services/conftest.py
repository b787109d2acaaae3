"""The desk that the tests of writing sit at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher

from lokos_tui.db import bulk, tables
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from tests.services.kit import Desk
from tests.support.office import HERE, Office


@pytest.fixture
def desk(small_office: Office, keys: Keys, clock: Callable[[], int]) -> Desk:
    """The small office with its door, and nobody's first password in the way."""
    with small_office.store.writing() as connection:
        connection.execute(tables.user_secret.update().values(must_change=False))
        bulk.reserve(connection, HERE, "revision")
    return Desk(small_office, Door(small_office.store, keys, clock))


@pytest.fixture
def light_argon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2id itself at a hundredth of its cost, for tests that hash many passwords."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_argon", lambda: hasher)
    passwords._decoy.cache_clear()
    yield
    passwords._decoy.cache_clear()
