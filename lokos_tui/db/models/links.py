"""Links of CBOs to a user's role: dated, never overwritten, each knows its batch and row."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.accounts.roles import Duty

_NOW = text("unlinked_at IS NULL")
_BOOKS_NOW = text("unlinked_at IS NULL AND duty = 'BOOKS'")


class CboLink(SQLModel, table=True):
    """A user's role works for a CBO from ``linked_at`` until ``unlinked_at`` (null: until today).

    One CBO has at most one bookkeeper at a time; approvers may be several.
    """

    __tablename__ = "cbo_link"
    __table_args__ = (
        c.to("user_role", "role_id", "fk_link_role"),
        c.to("cbo", "cbo_id", "fk_link_cbo"),
        c.one_of("duty", tuple(Duty), "ck_link_duty"),
        Index(
            "uq_link_books", "block_code", "cbo_id", unique=True, sqlite_where=_BOOKS_NOW, postgresql_where=_BOOKS_NOW
        ),
        Index("uq_link_role", "block_code", "role_id", "cbo_id", unique=True, sqlite_where=_NOW, postgresql_where=_NOW),
        Index("ix_link_cbo", "block_code", "cbo_id", "linked_at"),
        Index("ix_link_account", "block_code", "account_id", "cbo_type"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    account_id: int = c.ref()
    role_id: int = c.ref()
    cbo_id: int = c.ref()
    cbo_type: str = c.text(None)
    duty: str = c.text(None)
    linked_at: int = c.moment()
    linked_by: str = c.text(None)
    why: str = c.text()
    unlinked_at: int | None = c.moment_or_none()
    unlinked_by: str | None = c.text_or_none()
    unlink_why: str | None = c.text_or_none()
    batch_id: int | None = c.ref_or_none()
    source_row: int | None = c.ref_or_none()
    unlink_batch_id: int | None = c.ref_or_none()
