"""The duplicates of a load that waits: the office's own check on its records, as if they were here, and undone again.

The check writes what it finds where the lists read it; a load that waits stands in no list. So it runs inside a
savepoint that is rolled back, and what it found of the load is kept with the load. When the load is accepted its
records are checked as all others are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from lokos_tui.db import bulk, tables
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.message import pgettext
from lokos_tui.matching.records import Ref
from lokos_tui.services.duplicates.refresh import refresh
from lokos_tui.services.duplicates.sources import text_of
from lokos_tui.services.duplicates.store import MatchStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lokos_tui.commands.opening import Progress
    from lokos_tui.services.duplicates.store import FindingRow
    from lokos_tui.services.unit_of_work import UnitOfWork

_BATCH = 5_000
_STEP = pgettext("step", "check")
_RECORD = tables.opening_record
_COLUMNS = ("block_code", "id", "opening_id", "one_kind", "one_id", "other_kind", "other_id", "found", "numbers")


class Found(NamedTuple):
    """How many pairs with a record of the load are confirmed, and how many possible duplicates."""

    confirmed: int
    potential: int


def find_duplicates(work: UnitOfWork, block: str, opening: int, progress: Progress | None = None) -> Found:
    """Find the duplicates of a load's records, keep the confirmed ones with it, and return how many of each."""
    texts = dict(_texts(work, block, opening))
    refs = list(texts)
    trial = work.connection.begin_nested()
    for start in range(0, len(refs), _BATCH):
        some = {ref: texts[ref] for ref in refs[start : start + _BATCH]}
        refresh(work.connection, block, some, work.now, work.policy.duplicates)
        if progress is not None:
            progress(_STEP, min(start + _BATCH, len(refs)), len(refs))
    rows = MatchStore(work.connection, block).findings_of(refs).values()
    confirmed = [row for row in rows if row.found == Class.CONFIRMED]
    potential = sum(row.found == Class.POTENTIAL for row in rows)
    trial.rollback()
    _keep(work, block, opening, confirmed)
    return Found(len(confirmed), potential)


def _texts(work: UnitOfWork, block: str, opening: int) -> Iterator[tuple[Ref, str | None]]:
    record = _RECORD.c
    query = select(
        record.record_kind, record.record_id, record.kind, record.content, record.gp_id, record.village_id
    ).where(record.block_code == block, record.opening_id == opening)
    for family, number, kind, content, gp, village in work.connection.execute(query):
        yield Ref(family, number), text_of(kind, json.loads(content), gp, village)


def _keep(work: UnitOfWork, block: str, opening: int, found: list[FindingRow]) -> None:
    if not found:
        return
    found.sort(key=lambda row: (row.worst, row.number))
    first = work.next_id("opening_finding", block, len(found))
    rows = ((block, first + n, opening, *row.one, *row.other, row.found, row.numbers) for n, row in enumerate(found))
    bulk.insert_rows(work.connection, tables.opening_finding, _COLUMNS, rows)
