"""Taking a whole load back: reversed, kept because somebody changed it since, could not.

Links are dated, so nothing is overwritten: a link of the batch is closed, and
where it had taken a CBO over, the one before is opened anew. A load goes back
as far as it can, with three lists of what became of it, where an act of
verification goes back whole or not at all
(``services/verification/take_back.py``). With the save of links, which also
goes back as far as it can, it shares who may have a CBO back
(``may_be_linked``) and how links end and begin (``ended``, ``open_links``);
but a load knows its links by its number, and gives them back to the very role
that had them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lokos_tui.commands.loads import UndoBatch, Undone
from lokos_tui.db import bulk
from lokos_tui.db.models import ImportBatch
from lokos_tui.domain.accounts.permissions import require
from lokos_tui.domain.errors import Conflict, NotFound
from lokos_tui.domain.links.taking_back import has_again
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.loads.mapping import BatchState
from lokos_tui.domain.message import _
from lokos_tui.services.loads import undo_links, undo_masters
from lokos_tui.services.loads.undo_lists import Lists
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lokos_tui.services.unit_of_work import UnitOfWork


UNDO: Mapping[str, Callable[[UnitOfWork, str, int, Lists], None]] = {
    "mapping": undo_links.undo,
    "places": undo_masters.undo_places,
    "cbos": undo_masters.undo_cbos,
}
"""How each kind of load is taken back: fills the lists for one batch of a block."""


def undo_batch(work: UnitOfWork, command: UndoBatch) -> Undone:
    """Take a batch back and return the three lists; raises Conflict when it was taken back before."""
    batch = work.session.get(ImportBatch, (command.block_code, command.batch_id))
    if batch is None:
        raise NotFound("batch.unknown", _("There is no such load in your block."), _("Look at the list of loads."))
    require(work.actor, FACTS[batch.kind].permission, work.area_of(command.block_code))
    if batch.state != BatchState.APPLIED:
        raise Conflict(
            "batch.undone",
            _("Load {number} was taken back already, by {user_id}.", number=batch.id, user_id=batch.undone_by),
            "",
        )
    why = kept_reason(command.why)
    bulk.lock_block(work.connection, command.block_code)
    lists = Lists()
    UNDO[batch.kind](work, command.block_code, batch.id, lists)
    counts = {"reversed": len(lists.reversed), "kept": len(lists.kept), "failed": len(lists.failed)}
    batch.state = BatchState.PARTLY_UNDONE if lists.kept or lists.failed else BatchState.UNDONE
    batch.undone_at, batch.undone_by, batch.undo_why = work.now, work.actor.user_id, why
    batch.undo_counts = json.dumps(counts)
    work.session.add(batch)
    work.touch(command.block_code)
    work.record(command.action, command.block_code, "batch", batch.id, counts, reason=why)
    return Undone(tuple(lists.reversed), tuple(lists.kept), tuple(lists.failed), has_again(lists.given_back))
