"""Batches: what was loaded from which file, by whom, and what became of every row.

Rows that simply added a link, a user or a CBO are found through their own
``batch_id`` and ``source_row``; ``import_row`` holds the others (moved,
unchanged, refused, left out) with the reason.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.loads.mapping import BatchState


class ImportBatch(SQLModel, table=True):
    """One load of one file."""

    __tablename__ = "import_batch"
    __table_args__ = (
        c.one_of("kind", tuple(FACTS), "ck_batch_kind"),
        c.one_of("state", tuple(BatchState), "ck_batch_state"),
        Index("ix_batch_file", "block_code", "kind", "sha256"),
        Index("ix_batch_list", "block_code", "at", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    kind: str = c.text(None)
    state: str = c.text(BatchState.APPLIED)
    at: int = c.moment()
    by_user: str = c.text(None)
    file_name: str = c.text(None)
    sha256: str = c.text(None)
    file_size: int = c.number()
    sheet: str = c.text()
    template_version: str = c.text()
    good_rows_only: bool = False
    counts: str = c.text("{}")
    undone_at: int | None = c.moment_or_none()
    undone_by: str | None = c.text_or_none()
    undo_why: str | None = c.text_or_none()
    undo_counts: str | None = c.text_or_none()


class ImportRow(SQLModel, table=True):
    """A row of a batch that did more, or less, than add something."""

    __tablename__ = "import_row"
    __table_args__ = (
        c.to("import_batch", "batch_id", "fk_row_batch"),
        Index("ix_row_batch", "block_code", "batch_id", "row_no", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    batch_id: int = c.ref()
    row_no: int = c.ref()
    outcome: str = c.text(None)
    what: str = c.text()
    reason: str = c.text()
