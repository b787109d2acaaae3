"""The audit trail: read by page, and checked link by link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.office.audit import FIRST, HASHED, chain_hash
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

_ENTRY = tables.audit_entry


class AuditRow(NamedTuple):
    """One act, done or refused; ``details`` is JSON text, masked."""

    id: int
    at: int
    actor: str
    role: str
    action: str
    outcome: str
    entity: str
    entity_id: str
    details: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """A checked chain: how many rows, the first bad one (None: all well), and the newest hash to keep elsewhere."""

    rows: int
    first_bad: int | None
    head_hash: str


def audit_page(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[AuditRow]:
    """Return one page of a block's trail, the newest first."""
    in_scope(connection, actor, Permission.AUDIT_VIEW, block_code)
    query = select(*(_ENTRY.c[name] for name in AuditRow._fields)).where(_ENTRY.c.block_code == block_code)
    return page(
        connection, query, {"id": _ENTRY.c.id}, _ENTRY.c.id, request.largest_first(), lambda row: AuditRow(*row)
    )


def verify(connection: Connection, actor: Actor, key: bytes, block_code: str) -> ChainReport:
    """Check a block's chain from its first row: every hash, every predecessor, no number missing.

    A cut tail shows against the block's counter; one cut together with its
    counter only against a head hash that was kept elsewhere.
    """
    in_scope(connection, actor, Permission.AUDIT_VIEW, block_code)
    columns = [_ENTRY.c[name] for name in (*HASHED, "prev_hash", "hash")]
    query = select(*columns).where(_ENTRY.c.block_code == block_code).order_by(_ENTRY.c.id)
    last, number = FIRST, 0
    for row in connection.execute(query):
        *fields, previous, found = row
        number += 1
        if row.id != number or previous != last or chain_hash(key, last, tuple(fields)) != found:
            return ChainReport(number, row.id if row.id == number else number, last)
        last = found
    return ChainReport(number, number + 1 if _given_out(connection, block_code) > number else None, last)


def _given_out(connection: Connection, block_code: str) -> int:
    counter = tables.block_counter
    wanted = select(counter.c.value).where(counter.c.block_code == block_code, counter.c.name == "audit_entry")
    return connection.execute(wanted).scalar_one_or_none() or 0
