"""My Task of a block manager: what waits, how old it is, and one key to each queue."""

from __future__ import annotations

from typing import ClassVar

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.message import _, pgettext
from lokos_tui.ui.frame.actions import Action
from screens.office.home_base import Home
from screens.shared.duplicate_check import ChecksDuplicates
from screens.shared.sections import MANAGER


class ManagerHomeScreen(ChecksDuplicates, Home):
    """The block manager's first screen; the oldest request stands first in every queue it leads to."""

    HOME: ClassVar = MANAGER
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "home.check",
            "D",
            pgettext("key", "refresh duplicates"),
            _("Check what arrived."),
            Permission.DUPLICATES_REFRESH,
            priority=5,
        ),
    )
    LABEL: ClassVar = 28
