"""My task of every role but the block manager's: the sections with counts, and one key to each."""

from __future__ import annotations

from typing import ClassVar

from screens.office.home_base import Home
from screens.shared.sections import OFFICE


class HomeScreen(Home):
    """The role's first screen."""

    HOME: ClassVar = OFFICE
