"""My task of bookkeepers and approvers: their own CBOs, what went back to them, what their phones sent."""

from __future__ import annotations

from typing import ClassVar

from screens.office.home_base import Home
from screens.shared.sections import OWN


class OwnHomeScreen(Home):
    """The first screen of who is linked to CBOs."""

    HOME: ClassVar = OWN
    LABEL: ClassVar = 30
