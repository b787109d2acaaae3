"""What the office itself keeps: counters of each block, and the audit trail."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from lokos_tui.db.models import _columns as c


class BlockCounter(SQLModel, table=True):
    """The last number given out in a block, by table; ``revision`` rises with every write there."""

    __tablename__ = "block_counter"

    block_code: str = c.block_key()
    name: str = Field(primary_key=True, sa_type=Text)
    value: int = c.number()


class AuditEntry(SQLModel, table=True):
    """One act, done or refused. Rows are chained by hash within a block; triggers refuse UPDATE and DELETE."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("uq_audit_chain", "block_code", "prev_hash", unique=True),
        Index("ix_audit_entity", "block_code", "entity", "entity_id", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    at: int = c.moment()
    actor: str = c.text(None)
    role: str = c.text()
    action: str = c.text(None)
    outcome: str = c.text("done")
    entity: str = c.text()
    entity_id: str = c.text()
    details: str = c.text("{}")
    reason: str = c.text()
    os_user: str = c.text()
    client: str = c.text()
    prev_hash: str = c.text(None)
    hash: str = c.text(None)
