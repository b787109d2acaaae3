"""Taking a whole load back: reversed, kept because somebody changed it since, could not.

Links are dated, so nothing is overwritten: a link of the batch is closed, and
where it had taken a CBO over, the one before is opened anew. A load goes back
as far as it can, with three lists of what became of it, where an act of
verification goes back whole or not at all: the two share no more than the
opening of links (``open_links``).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lokos_tui.commands.loads import UndoBatch, Undone
from lokos_tui.db import bulk
from lokos_tui.db.models import ImportBatch
from lokos_tui.domain.accounts.permissions import Permission, require
from lokos_tui.domain.errors import Conflict, NotFound
from lokos_tui.domain.loads.mapping import BatchState
from lokos_tui.domain.text import clean
from lokos_tui.services.loads import undo_links, undo_masters
from lokos_tui.services.loads.undo_lists import Lists

if TYPE_CHECKING:
    from lokos_tui.services.unit_of_work import UnitOfWork

_PERMISSION = {
    "mapping": Permission.LINKS_IMPORT,
    "places": Permission.PLACES_IMPORT,
    "cbos": Permission.CBOS_IMPORT,
}


def undo_batch(work: UnitOfWork, command: UndoBatch) -> Undone:
    """Take a batch back and return the three lists; raises Conflict when it was taken back before."""
    batch = work.session.get(ImportBatch, (command.block_code, command.batch_id))
    if batch is None:
        raise NotFound("batch.unknown", "There is no such load in your block.", "Look at the list of loads.")
    require(work.actor, _PERMISSION[batch.kind], work.area_of(command.block_code))
    if batch.state != BatchState.APPLIED:
        raise Conflict("batch.undone", f"Load {batch.id} was taken back already, by {batch.undone_by}.", "")
    bulk.lock_block(work.connection, command.block_code)
    lists = Lists()
    if batch.kind == "mapping":
        undo_links.undo(work, command.block_code, batch.id, lists)
    else:
        undo_masters.undo(work, command.block_code, batch.id, batch.kind, lists)
    counts = {"reversed": len(lists.reversed), "kept": len(lists.kept), "failed": len(lists.failed)}
    batch.state = BatchState.PARTLY_UNDONE if lists.kept or lists.failed else BatchState.UNDONE
    batch.undone_at, batch.undone_by, batch.undo_why = work.now, work.actor.user_id, clean(command.why)
    batch.undo_counts = json.dumps(counts)
    work.session.add(batch)
    work.touch(command.block_code)
    work.record(command.action, command.block_code, "batch", batch.id, counts, reason=clean(command.why))
    return Undone(tuple(lists.reversed), tuple(lists.kept), tuple(lists.failed))
