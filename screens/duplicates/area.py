"""Duplicates: their screens, and their sections of the first screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, ngettext, pgettext
from screens.shared.readings import TASKS
from screens.shared.sections import MANAGER, OFFICE, Cells, Section

if TYPE_CHECKING:
    from lokos_tui.queries.verification.tasks import TaskCounts


def _to_decide(counts: TaskCounts) -> Cells:
    blocking = ngettext("{n} confirmed blocks an approval", "{n} confirmed block an approval", counts.confirmed)
    return grouped(counts.potential), blocking if counts.confirmed else ""


ROUTES: Final = {
    "duplicates": "duplicates.status:StatusScreen",
    "finding": "duplicates.finding:FindingScreen",
    "duplicate_groups": "duplicates.groups:GroupsScreen",
    "duplicate_members": "duplicates.groups:MembersScreen",
    "generic_numbers": "duplicates.generic:GenericScreen",
}
REACHED: Final = {
    "finding": (("duplicates", "duplicates.open"),),
    "duplicate_groups": (("duplicates", "duplicates.groups"),),
    "duplicate_members": (("duplicate_groups", "groups.open"),),
    "generic_numbers": (("duplicates", "duplicates.generic"),),
}
"""The screens that an action of another one opens."""
SECTIONS: Final = (
    Section(
        home=OFFICE, place=90, action="home.duplicates", name=pgettext("key", "duplicates"),
        help=_("Deduplication Status."),
        route="duplicates", label=_("Deduplication Status"), permission=Permission.DUPLICATES_VIEW, of_one_block=True,
    ),
    Section(
        home=MANAGER, place=40, action="home.duplicates", name=pgettext("key", "duplicates"),
        help=_("Deduplication Status."),
        route="duplicates", params={"found": "POTENTIAL"}, label=_("Duplicates to decide"),
        permission=Permission.DUPLICATES_VIEW, of_one_block=True,
        counted=TASKS.cells(_to_decide),
    ),
)  # fmt: skip
