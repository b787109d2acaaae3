"""What every load has in common: the batch, its odd rows, and the check against a second load of one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from lokos_tui.db import bulk, tables
from lokos_tui.db.models import ImportBatch
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.loads.mapping import BatchState
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lokos_tui.domain.loads.mapping import FileFacts
    from lokos_tui.services.unit_of_work import UnitOfWork

_ROW_COLUMNS = ("block_code", "id", "batch_id", "row_no", "outcome", "what", "reason")


def require_loadable(bad_rows: int, *, good_rows_only: bool) -> None:
    """Raise Invalid when rows have faults and only a whole load is wanted."""
    if bad_rows and not good_rows_only:
        rows = ngettext(
            "{n} row has a fault; nothing was loaded.", "{n} rows have faults; nothing was loaded.", bad_rows
        )
        raise Invalid(
            [
                Problem(
                    "file",
                    "import.faults",
                    rows,
                    _("Correct or leave them out, or load the good rows."),
                )
            ],
            code="import.faults",
        )


def loaded_before(work: UnitOfWork, block_code: str, kind: str, sha256: str) -> str:
    """Return a sentence when this very file was loaded before and not taken back; '' otherwise."""
    wanted = select(ImportBatch).where(
        ImportBatch.block_code == block_code,
        ImportBatch.kind == kind,
        ImportBatch.sha256 == sha256,
        ImportBatch.state == BatchState.APPLIED,
    )
    batch = work.session.exec(wanted).first()
    if batch is None:
        return ""
    return _(
        "This file was loaded already as batch {number}, by {user_id} on {time}.",
        number=batch.id,
        user_id=batch.by_user,
        time=time_of(batch.at),
    )


def open_batch(
    work: UnitOfWork, block_code: str, kind: str, file: FileFacts, counts: Mapping[str, int], *, good_rows_only: bool
) -> int:
    """Add the batch and return its id."""
    batch = ImportBatch(
        block_code=block_code,
        id=work.next_id("import_batch", block_code),
        kind=kind,
        at=work.now,
        by_user=work.actor.user_id,
        file_name=safe(file.name, 200),
        sha256=file.sha256,
        file_size=file.size,
        sheet=safe(file.sheet, 100),
        template_version=safe(file.template_version, 40),
        good_rows_only=good_rows_only,
        counts=json.dumps(dict(counts)),
    )
    work.session.add(batch)
    work.session.flush()
    return batch.id


def keep_rows(work: UnitOfWork, block_code: str, batch_id: int, rows: Iterable[tuple[int, str, str, str]]) -> None:
    """Keep rows that did not simply add something: (row number, outcome, what, reason).

    The reason of a change is JSON, which an undo reads back: it is kept whole.
    """
    listed = list(rows)
    if not listed:
        return
    first = work.next_id("import_row", block_code, len(listed))
    bulk.insert_rows(
        work.connection,
        tables.import_row,
        _ROW_COLUMNS,
        (
            (block_code, first + n, batch_id, row, outcome, safe(what, 120), _reason(outcome, reason))
            for n, (row, outcome, what, reason) in enumerate(listed)
        ),
    )


def kept_changes(work: UnitOfWork, block_code: str, batch_id: int) -> list[tuple[int, str, dict[str, Any]]]:
    """Return what a batch changed of things there were: (row number, what, target with its values before and after)."""
    row = tables.import_row
    query = (
        select(row.c.row_no, row.c.what, row.c.reason)
        .where(row.c.block_code == block_code, row.c.batch_id == batch_id, row.c.outcome == LoadOutcome.CHANGE)
        .order_by(row.c.row_no, row.c.id)
    )
    return [(row_no, what, json.loads(reason)) for row_no, what, reason in work.connection.execute(query)]


def _reason(outcome: str, reason: str) -> str:
    kept = reason[:]  # the English text; a message would be said in another language
    return kept if outcome == LoadOutcome.CHANGE else safe(kept, 400)
