"""Refresh Duplicate: what is stale is checked, or by wish everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from lokos_tui.commands.duplicates import Checked, RefreshDuplicates
from lokos_tui.db import tables
from lokos_tui.domain.message import pgettext
from lokos_tui.matching.records import CBO, MEMBER, Ref
from lokos_tui.services.duplicates.refresh import Refreshed, refresh
from lokos_tui.services.duplicates.sources import texts
from lokos_tui.services.duplicates.stale import mark_stale, stale
from lokos_tui.services.duplicates.store import MatchStore

if TYPE_CHECKING:
    from collections.abc import Collection

    from lokos_tui.services.unit_of_work import UnitOfWork

_BATCH = 5_000
_STEP = pgettext("step", "check")


def refresh_duplicates(work: UnitOfWork, command: RefreshDuplicates) -> Checked:
    """Check the records that arrived since the last check, or every record of the block."""
    connection, block = work.connection, command.block_code
    if command.everything:
        MatchStore(connection, block).forget()
        mark_stale(connection, block, _every(connection, block), work.now)
    checked = weighed = found = 0
    while refs := stale(connection, block, _BATCH):
        done = check_again(work, block, refs)
        checked, weighed, found = checked + len(refs), weighed + done.weighed, found + done.found
        if command.progress is not None:
            command.progress(_STEP, checked, 0)
    if checked:
        work.touch(block)
        work.record(command.action, block, details={"records": checked, "weighed": weighed, "found": found})
    return Checked(checked, weighed, found)


def check_again(work: UnitOfWork, block: str, refs: Collection[Ref]) -> Refreshed:
    """Bring the findings in step with what counts of these records now, by the office's policy."""
    connection = work.connection
    return refresh(connection, block, texts(connection, block, refs), work.now, work.policy.duplicates)


def _every(connection: Connection, block: str) -> list[Ref]:
    refs = []
    for kind, table in ((CBO, tables.cbo), (MEMBER, tables.member)):
        query = select(table.c.id).where(table.c.block_code == block)
        refs += [Ref(kind, number) for number in connection.execute(query).scalars()]
    return refs
