"""Whether a CBO, or a member of one, is at work."""

from __future__ import annotations

from enum import StrEnum

from lokos_tui.domain.accounts.roles import AccountStatus


class Life(StrEnum):
    """Whether a CBO or a member is at work. The values stand in the database and in bundles: they do not change."""

    ACTIVE = AccountStatus.ACTIVE
    INACTIVE = AccountStatus.INACTIVE
