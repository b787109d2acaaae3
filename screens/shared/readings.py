"""What more than one area shows on the first screens: the numbers of a block, and what waits for its manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped, time_of
from lokos_tui.domain.message import _, joined, ngettext
from screens.shared.sections import Reading

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.cbos.own import OwnCounts
    from lokos_tui.queries.office.home import HomeCounts
    from lokos_tui.queries.verification.tasks import TaskCounts


def _read_block(ctx: Context, known: HomeCounts | None) -> HomeCounts:
    from lokos_tui.queries.office.home import home_counts

    return ctx.read(home_counts, ctx.actor.area.scope, ctx.policy, known)


def _block_status(counts: HomeCounts) -> str:
    last = counts.last_batch
    loaded = (
        _("last load {when} by {who}", when=time_of(last.at), who=last.by_user) if last else _("nothing loaded yet")
    )
    free = counts.shgs_free
    without = ngettext("{n} SHG without a bookkeeper", "{n} SHGs without a bookkeeper", free)
    return joined("   ", (without, loaded))


def _read_tasks(ctx: Context, _known: TaskCounts | None) -> TaskCounts:
    from lokos_tui.queries.verification.tasks import task_counts

    return ctx.read(task_counts, ctx.actor.area.scope, ctx.clock())


def freshness(counts: TaskCounts) -> str:
    """Return whether duplicates are fresh, and what was done today."""
    if counts.stale:
        since = ngettext(
            "{n} record of {uploads} not checked: D checks it",
            "{n} records of {uploads} not checked: D checks them",
            counts.stale,
            uploads=ngettext("{n} upload", "{n} uploads", counts.uploads_since),
        )
    else:
        since = _("Duplicates are fresh.")
    return joined("   ", (since, _("Approved {n} today.", n=grouped(counts.approved_today))))


def _read_own(ctx: Context, _known: OwnCounts | None) -> OwnCounts:
    from lokos_tui.queries.cbos.own import own_counts

    return ctx.read(own_counts, ctx.actor.area.scope)


def _own_status(counts: OwnCounts) -> str:
    if not counts.cbos:
        return _("You are linked to no CBO yet; the Block Admin links them.")
    back = counts.went_back
    if not back:
        return _("Nothing went back.")
    return ngettext("{n} record went back to be corrected", "{n} records went back to be corrected", back)


MINE: Final[Reading[OwnCounts]] = Reading(_read_own, Permission.CBOS_OWN, _own_status)
"""A bookkeeper's, or approver's, own CBOs."""
BLOCK: Final[Reading[HomeCounts]] = Reading(_read_block, Permission.LINKS_VIEW, _block_status)
"""The block in numbers; counted anew only when something was written since."""
TASKS: Final[Reading[TaskCounts]] = Reading(_read_tasks, Permission.PROFILES_VERIFY, freshness)
"""What waits for the block manager."""
