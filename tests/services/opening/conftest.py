"""A desk where an office moves in."""

from __future__ import annotations

import pytest

from lokos_tui.services.accounts.keys import Keys
from tests.services.kit import Desk
from tests.support.openings import Moving
from tests.support.verifying import Queue


@pytest.fixture
def moving(desk: Desk, keys: Keys) -> Moving:
    """The small office, whose admin has an opening load to make."""
    return Moving(Queue(desk, keys))
