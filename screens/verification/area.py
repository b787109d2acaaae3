"""Verification: its screens, and its sections of the block manager's first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.text import counted
from screens.shared.readings import TASKS
from screens.shared.sections import MANAGER, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.verification.tasks import TaskCounts


def ageing(counts: TaskCounts) -> str:
    """Return how old what waits is: 'oldest 12 days: 31 over 3, 5 over 10'."""
    if not counts.shgs:
        return ""
    older = [(counts.over_3, 3), (counts.over_10, 10)]
    parts = [f"{grouped(count)} over {days}" for count, days in older if count]
    return f"oldest {counted(counts.oldest, 'day')}" + (f": {', '.join(parts)}" if parts else "")


def _shgs(counts: TaskCounts) -> Cells:
    return grouped(counts.shgs), ageing(counts)


def _members(counts: TaskCounts) -> Cells:
    return grouped(counts.members), f"{grouped(counts.no_code)} without a code" if counts.no_code else ""


def _federation(counts: TaskCounts) -> Cells:
    return grouped(counts.vos + counts.clfs), f"{counted(counts.vos, 'VO')}, {counted(counts.clfs, 'CLF')}"


def _returned(counts: TaskCounts) -> Cells:
    return grouped(counts.rejected), f"{grouped(counts.came_back)} came back" if counts.came_back else ""


_MAY: Final = Permission.PROFILES_VERIFY
ROUTES: Final = {
    "verify": "verification.queue:QueueScreen",
    "verify_federation": "verification.queue:FederationQueueScreen",
    "review": "verification.review:ReviewScreen",
    "bulk": "verification.bulk:BulkScreen",
    "returned": "verification.returned:ReturnedScreen",
    "history": "verification.history:HistoryScreen",
}
SECTIONS: Final = (
    Section(
        home=MANAGER, place=10, action="home.verify", name="SHGs", help="SHG Profile Verification and Activation.",
        route="verify", label="SHG profiles to verify", permission=_MAY, counted=TASKS.cells(_shgs),
    ),
    Section(
        home=MANAGER, place=20, action="home.members", name="members",
        help="The same list, most members to decide first.", route="verify",
        params={"sort": "approve", "descending": True}, label="Members to verify", permission=_MAY,
        counted=TASKS.cells(_members),
    ),
    Section(
        home=MANAGER, place=30, action="home.federation", name="VOs, CLFs", help="Federation Profile Verification.",
        route="verify_federation", label="VO and CLF profiles", permission=_MAY, counted=TASKS.cells(_federation),
    ),
    Section(
        home=MANAGER, place=50, action="home.returned", name="rejected", help="What went back to the bookkeepers.",
        route="returned", label="Rejected, with bookkeepers", permission=_MAY, counted=TASKS.cells(_returned),
    ),
)  # fmt: skip
