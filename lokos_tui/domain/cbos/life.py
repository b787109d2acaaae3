"""Whether a CBO, or a member of one, is at work."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from lokos_tui.domain.accounts.roles import AccountStatus
from lokos_tui.domain.message import _


class Life(StrEnum):
    """Whether a CBO or a member is at work. The values stand in the database and in bundles: they do not change."""

    ACTIVE = AccountStatus.ACTIVE
    INACTIVE = AccountStatus.INACTIVE


NOBODY: Final = _("nobody")
"""Who keeps the books of a CBO that has no bookkeeper."""
