"""Opening loads: profiles of an existing office, official elsewhere, until and after the block manager accepts them.

A load waits here, beside the office's own records: nothing of it stands in the tables of CBOs and members, and no
list, queue or report meets it. Accepting writes its records there and keeps which they were; what was refused or
taken back leaves its counts alone.
"""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.opening.states import OpeningOutcome, OpeningState
from lokos_tui.domain.profiles.model import Kind, RecordKind

_WAITS = text("state = 'WAITING'")


class OpeningLoad(SQLModel, table=True):
    """One opening load: who made and loaded it, from which source, what was decided. One waits at a time in a block.

    ``made_mobile`` and ``loaded_mobile`` are their mobiles of then, ``act`` the act of verification by which it was
    accepted, ``decided_why`` the sentence it was accepted with or the reason it was refused for.
    """

    __tablename__ = "opening_load"
    __table_args__ = (
        c.one_of("state", tuple(OpeningState), "ck_opening_state"),
        Index("uq_opening_waits", "block_code", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index("ix_opening_list", "block_code", "loaded_at", "id"),
        Index("ix_opening_act", "block_code", "act"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    state: str = c.text(OpeningState.WAITING)
    source: str = c.text(None)
    file_name: str = c.text()
    sha256: str = c.text(None)
    made_by: str = c.text(None)
    made_mobile: str = c.text()
    loaded_by: str = c.text(None)
    loaded_mobile: str = c.text()
    loaded_at: int = c.moment()
    counts: str = c.text("{}")
    confirmed: int = c.number()
    potential: int = c.number()
    decided_by: str | None = c.text_or_none()
    decided_at: int | None = c.moment_or_none()
    decided_why: str = c.text()
    act: int | None = c.ref_or_none()
    undone_by: str | None = c.text_or_none()
    undone_at: int | None = c.moment_or_none()
    undo_reason: str = c.text()


class OpeningRecord(SQLModel, table=True):
    """One record of an opening load: its code, its content, where it stands in the file, and the row it becomes.

    ``record_id`` is the id its row has, or will have, among the CBOs or members; ``seen`` the version of the row that
    is filled, 0 for a new one. ``shg_id`` is a member's SHG. ``active`` and ``account`` are what is counted.
    """

    __tablename__ = "opening_record"
    __table_args__ = (
        c.to("opening_load", "opening_id", "fk_opening_record_load"),
        c.one_of("kind", tuple(Kind), "ck_opening_record_kind"),
        c.one_of("record_kind", tuple(RecordKind), "ck_opening_record_family"),
        c.one_of("outcome", (OpeningOutcome.NEW, OpeningOutcome.FILL), "ck_opening_record_outcome"),
        Index("uq_opening_record", "block_code", "opening_id", "kind", "code", unique=True),
        Index("ix_opening_record_row", "block_code", "record_kind", "record_id"),
        Index("ix_opening_record_shg", "block_code", "opening_id", "shg_id", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    opening_id: int = c.ref()
    kind: str = c.text(None)
    record_kind: str = c.text(None)
    record_id: int = c.ref()
    outcome: str = c.text(None)
    code: str = c.text(None)
    name: str = c.text(None)
    place: str = c.text()
    gp_id: int | None = c.ref_or_none()
    village_id: int | None = c.ref_or_none()
    shg_id: int | None = c.ref_or_none()
    parent: str = c.text()
    seen: int = c.number()
    active: bool = True
    account: bool = False
    content: str = c.text(None)
    digest: str = c.text(None)


class OpeningFinding(SQLModel, table=True):
    """A duplicate that was found of a record of a waiting load: with another of it, or with one that is here."""

    __tablename__ = "opening_finding"
    __table_args__ = (
        c.to("opening_load", "opening_id", "fk_opening_finding_load"),
        c.one_of("one_kind", tuple(RecordKind), "ck_opening_finding_one"),
        c.one_of("other_kind", tuple(RecordKind), "ck_opening_finding_other"),
        Index("ix_opening_finding", "block_code", "opening_id", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    opening_id: int = c.ref()
    one_kind: str = c.text(None)
    one_id: int = c.ref()
    other_kind: str = c.text(None)
    other_id: int = c.ref()
    found: str = c.text(None)
    numbers: str = c.text()
