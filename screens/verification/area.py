"""Verification: its screens, and its sections of the block manager's first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from screens.shared.readings import MINE, TASKS
from screens.shared.sections import MANAGER, OWN, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.cbos.own import OwnCounts
    from lokos_tui.queries.verification.tasks import TaskCounts


def ageing(counts: TaskCounts) -> str:
    """Return how old what waits is: 'oldest 12 days: 31 over 3, 5 over 10'."""
    if not counts.shgs:
        return ""
    over = [(counts.over_3, 3), (counts.over_10, 10)]
    parts = [_("{count} over {days}", count=grouped(count), days=days) for count, days in over if count]
    oldest = ngettext("oldest {n} day", "oldest {n} days", counts.oldest)
    return joined(": ", (oldest, joined(", ", parts)))


def _shgs(counts: TaskCounts) -> Cells:
    return grouped(counts.shgs), ageing(counts)


def _members(counts: TaskCounts) -> Cells:
    return grouped(counts.members), _("{count} without a code", count=grouped(counts.no_code)) if counts.no_code else ""


def _federation(counts: TaskCounts) -> Cells:
    federations = (ngettext("{n} VO", "{n} VOs", counts.vos), ngettext("{n} CLF", "{n} CLFs", counts.clfs))
    return grouped(counts.vos + counts.clfs), joined(", ", federations)


def _returned(counts: TaskCounts) -> Cells:
    return grouped(counts.rejected), _("{count} came back", count=grouped(counts.came_back)) if counts.came_back else ""


def _own(counts: OwnCounts) -> Cells:
    return grouped(counts.went_back), _("each with its remarks") if counts.went_back else ""


_MAY: Final = Permission.PROFILES_VERIFY
ROUTES: Final = {
    "verify": "verification.queue:QueueScreen",
    "verify_federation": "verification.queue:FederationQueueScreen",
    "review": "verification.review:ReviewScreen",
    "bulk": "verification.bulk:BulkScreen",
    "returned": "verification.returned:ReturnedScreen",
    "history": "verification.history:HistoryScreen",
}
REACHED: Final = {
    "review": (("verify", "queue.open"), ("verify_federation", "queue.open")),
    "bulk": (("verify", "queue.bulk-approve"),),
    "returned": (("uploads", "uploads.returned"),),
    "history": (("cbo", "cbo.acts"), ("review", "review.history")),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=MANAGER, place=10, action="home.verify", name=pgettext("key", "SHGs"),
        help=_("SHG Profile Verification and Activation."), route="verify",
        label=_("SHG profiles to verify"), permission=_MAY, counted=TASKS.cells(_shgs),
    ),
    Section(
        home=MANAGER, place=20, action="home.members", name=pgettext("key", "members"),
        help=_("The same list, most members to decide first."), route="verify",
        params={"sort": "approve", "descending": True}, label=_("Members to verify"), permission=_MAY,
        counted=TASKS.cells(_members),
    ),
    Section(
        home=MANAGER, place=30, action="home.federation", name=pgettext("key", "VOs, CLFs"),
        help=_("Federation Profile Verification."),
        route="verify_federation", label=_("VO and CLF profiles"), permission=_MAY, counted=TASKS.cells(_federation),
    ),
    Section(
        home=MANAGER, place=50, action="home.returned", name=pgettext("key", "rejected"),
        help=_("What went back to the bookkeepers."),
        route="returned", label=_("Rejected, with bookkeepers"), permission=_MAY, counted=TASKS.cells(_returned),
    ),
    Section(
        home=OWN, place=20, action="home.returned", name=pgettext("key", "went back"),
        help=_("What went back to be corrected, and why."),
        route="returned", label=_("Went back, to be corrected"), permission=Permission.CBOS_OWN,
        counted=MINE.cells(_own),
    ),
)  # fmt: skip
