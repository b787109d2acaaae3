"""My Task of a block manager: what waits, how old it is, and one key to each queue."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.files.profiles.bundles import waiting
from lokos_tui.queries.verification.tasks import TaskCounts, task_counts
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.session import context_of, go
from screens.office.home_base import Home, Section
from screens.shared.counts import counted
from screens.shared.duplicate_check import ChecksDuplicates

_MAY = Permission.PROFILES_VERIFY


class Tasks(NamedTuple):
    """The counts of the database, and the bundles that lie in the inbox."""

    counts: TaskCounts
    bundles: int


class ManagerHomeScreen(ChecksDuplicates, Home):
    """The block manager's first screen; the oldest request stands first in every queue it leads to."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("home.verify", "1", "SHGs", "SHG Profile Verification and Activation.", _MAY, show=False),
        Action("home.members", "2", "members", "The same list, most members to decide first.", _MAY, show=False),
        Action("home.federation", "3", "VOs, CLFs", "Federation Profile Verification.", _MAY, show=False),
        Action("home.duplicates", "4", "duplicates", "Deduplication Status.", Permission.DUPLICATES_VIEW, show=False),
        Action("home.returned", "5", "rejected", "What went back to the bookkeepers.", _MAY, show=False),
        Action("home.uploads", "6", "profiles", "Profiles that arrived.", Permission.PROFILES_UPLOAD, show=False),
        Action("home.users", "7", "users", "The accounts of the block.", Permission.USERS_VIEW, show=False),
        Action("home.cbos", "8", "SHGs, VOs, CLFs", "Who keeps whose books.", Permission.CBOS_VIEW, show=False),
        Action("home.audit", "9", "audit", "Who did what, when.", Permission.AUDIT_VIEW, show=False),
        Action("home.password", "0", "password", "Choose a new password.", Permission.OWN_PASSWORD, show=False),
        Action("home.batches", "b", "loads", "What was loaded.", Permission.LINKS_VIEW, show=False),
        Action("home.drafts", "t", "drafts", "What you typed and did not save.", show=False),
        Action(
            "home.check", "D", "refresh duplicates", "Check what arrived.", Permission.DUPLICATES_REFRESH, priority=5
        ),
    )

    LABEL: ClassVar = 28

    _known: Tasks | None = None

    def action_refresh(self) -> None:
        """Count again."""
        ctx = context_of(self)

        def count() -> Tasks:
            counts = ctx.read(task_counts, ctx.actor.area.scope, ctx.clock())
            return Tasks(counts, len(waiting(ctx.settings.inbox)))

        self.run_read(count, self._show)

    def _show(self, tasks: Tasks) -> None:
        self._known = tasks
        self.show_sections(self.sections())
        self.set_status(freshness(tasks.counts))

    def sections(self) -> tuple[Section, ...]:
        """Return the queues with their counts, then what else there is."""
        tasks = self._known
        if tasks is None:
            counts: dict[str, tuple[str, str]] = {}
        else:
            one = tasks.counts
            counts = {
                "home.verify": (grouped(one.shgs), ageing(one)),
                "home.members": (grouped(one.members), f"{grouped(one.no_code)} without a code" if one.no_code else ""),
                "home.federation": (
                    grouped(one.vos + one.clfs),
                    f"{counted(one.vos, 'VO')}, {counted(one.clfs, 'CLF')}",
                ),
                "home.duplicates": (
                    grouped(one.potential),
                    f"{grouped(one.confirmed)} confirmed block an approval" if one.confirmed else "",
                ),
                "home.returned": (
                    grouped(one.rejected),
                    f"{grouped(one.came_back)} came back" if one.came_back else "",
                ),
                "home.uploads": ("", f"{counted(tasks.bundles, 'bundle')} in the inbox" if tasks.bundles else ""),
            }
        return tuple(Section(key, label, *counts.get(action, ("", "")), action) for key, label, action in _SECTIONS)

    def action_verify(self) -> None:
        """Open the SHGs that wait."""
        go(self, "verify")

    def action_members(self) -> None:
        """Open the SHGs that wait, most members first."""
        go(self, "verify", sort="approve", descending=True)

    def action_federation(self) -> None:
        """Open the VOs and CLFs that wait."""
        go(self, "verify_federation")

    def action_returned(self) -> None:
        """Open what went back."""
        go(self, "returned")


_SECTIONS = (
    ("1", "SHG profiles to verify", "home.verify"),
    ("2", "Members to verify", "home.members"),
    ("3", "VO and CLF profiles", "home.federation"),
    ("4", "Duplicates to decide", "home.duplicates"),
    ("5", "Rejected, with bookkeepers", "home.returned"),
    ("6", "Profiles that arrived", "home.uploads"),
    ("7", "Users and their links", "home.users"),
    ("8", "SHGs, VOs and CLFs", "home.cbos"),
    ("9", "Audit trail", "home.audit"),
    ("0", "My password", "home.password"),
)


def ageing(counts: TaskCounts) -> str:
    """Return how old what waits is: 'oldest 12 days: 31 over 3, 5 over 10'."""
    if not counts.shgs:
        return ""
    older = [(counts.over_3, 3), (counts.over_10, 10)]
    parts = [f"{grouped(count)} over {days}" for count, days in older if count]
    return f"oldest {counts.oldest} days" + (f": {', '.join(parts)}" if parts else "")


def freshness(counts: TaskCounts) -> str:
    """Return whether duplicates are fresh, and what was done today."""
    if counts.stale:
        since = f"{grouped(counts.stale)} records of {grouped(counts.uploads_since)} uploads not checked: D checks them"
    else:
        since = "Duplicates are fresh."
    return f"{since}   Approved {grouped(counts.approved_today)} today."
