"""A block manager's desk: uploads that wait, checked for duplicates."""

from __future__ import annotations

import pytest

from lokos_tui.services.accounts.keys import Keys
from tests.services.kit import Desk
from tests.support.verifying import Queue


@pytest.fixture
def queue(desk: Desk, keys: Keys) -> Queue:
    """The small office with one SHG of six women waiting, checked and clean."""
    made = Queue(desk, keys)
    made.upload()
    return made
