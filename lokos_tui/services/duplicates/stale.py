"""Freshness: what arrived after it was last checked is stale, and says so until it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from lokos_tui.db import sets, tables
from lokos_tui.matching.records import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = (
    "INSERT INTO duplicate_result (block_code, kind, id, overall, mobile, account, voter, aadhaar, confirmed,"
    " potential, uploaded_at, stale) VALUES"
    " (?, ?, ?, 'NOT_CHECKED', 'NOT_CHECKED', 'NOT_CHECKED', 'NOT_CHECKED', 'NOT_CHECKED',"
    " 0, 0, ?, ?) "
    "ON CONFLICT (block_code, kind, id) DO UPDATE SET uploaded_at = excluded.uploaded_at, stale = excluded.stale"
)


def mark_stale(connection: Connection, block_code: str, refs: Iterable[Ref], now: int) -> None:
    """Note that records arrived or changed now (milliseconds UTC) and are not checked yet."""
    sets.run_many(connection, _MARK, ((block_code, *ref, now, True) for ref in refs))


def stale(connection: Connection, block_code: str, limit: int) -> list[Ref]:
    """Return the first stale records of a block, at most ``limit``."""
    row = tables.duplicate_result.c
    query = select(row.kind, row.id).where(row.block_code == block_code, tables.STALE).order_by(row.kind, row.id)
    return [Ref(*found) for found in connection.execute(query.limit(limit))]
