"""Loads that were made: the list, one of them, its rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, literal, select, union_all

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.loads.mapping import BatchState
from lokos_tui.domain.loads.masters import THINGS, change_words, thing
from lokos_tui.domain.loads.outcomes import LoadMade, LoadOutcome
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

_BATCH = tables.import_batch


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One load; moments in milliseconds."""

    id: int
    kind: str
    state: str
    at: int
    by_user: str
    file_name: str
    sha256: str
    sheet: str
    counts: Mapping[str, int]
    undone_at: int | None
    undone_by: str | None


class BatchLine(NamedTuple):
    """What became of one row of a load."""

    row: int
    outcome: str
    what: str
    reason: str


def batch_page(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[BatchRow]:
    """Return one page of a block's loads, the newest first."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    query = _batches().where(_BATCH.c.block_code == block_code)
    return page(connection, query, {"at": _BATCH.c.at}, _BATCH.c.id, request.largest_first(), _batch)


def batch(connection: Connection, actor: Actor, block_code: str, batch_id: int) -> BatchRow:
    """Return one load; raises NotFound."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    query = _batches().where(_BATCH.c.block_code == block_code, _BATCH.c.id == batch_id)
    found = connection.execute(query).first()
    if found is None:
        raise NotFound("batch.unknown", _("There is no such load in your block."), _("Look at the list of loads."))
    return _batch(found)


def same_file(connection: Connection, actor: Actor, block_code: str, kind: str, sha256: str) -> BatchRow | None:
    """Return the load this very file was loaded by and that was not taken back; None when there is none."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    query = _batches().where(
        _BATCH.c.block_code == block_code,
        _BATCH.c.kind == kind,
        _BATCH.c.sha256 == sha256,
        _BATCH.c.state == BatchState.APPLIED,
    )
    found = connection.execute(query.order_by(_BATCH.c.id.desc())).first()
    return _batch(found) if found else None


def loads_of_files(
    connection: Connection, actor: Actor, block_code: str, hashes: Collection[str]
) -> Mapping[str, BatchRow]:
    """Return the newest load of each file that was loaded, by the SHA-256 of its bytes; whatever it is called now."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    query = _batches().where(_BATCH.c.block_code == block_code, _BATCH.c.sha256.in_(hashes)).order_by(_BATCH.c.id)
    return {row.sha256: row for row in map(_batch, connection.execute(query))}


def batch_lines(
    connection: Connection, actor: Actor, block_code: str, batch_id: int, request: PageRequest
) -> Page[BatchLine]:
    """Return one page of what became of a load's rows, in sheet order."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    lines = _lines(block_code, batch_id).subquery()
    query = select(lines.c.row_no, lines.c.outcome, lines.c.what, lines.c.reason)
    return page(connection, query, {"row": lines.c.row_no}, lines.c.number, request, _line)


def _line(row: Sequence[Any]) -> BatchLine:
    number, outcome, what, reason = row
    kind, space, name = what.partition(" ")
    said = thing(kind, name) if space and outcome == LoadMade.ADDED else THINGS.get(what, what)
    return BatchLine(number, outcome, said, _change_words(reason) if outcome == LoadOutcome.CHANGE else reason)


def _change_words(kept: str) -> str:
    """Return a kept change of a master list in words: 'name: OLD -> NEW'."""
    change = json.loads(kept)
    before, after = change["before"], change["after"]
    return joined("; ", (change_words(key, old or "-", after.get(key) or "-") for key, old in before.items()))


def _batches() -> Any:
    return select(
        _BATCH.c.id,
        _BATCH.c.kind,
        _BATCH.c.state,
        _BATCH.c.at,
        _BATCH.c.by_user,
        _BATCH.c.file_name,
        _BATCH.c.sha256,
        _BATCH.c.sheet,
        _BATCH.c.counts,
        _BATCH.c.undone_at,
        _BATCH.c.undone_by,
    )


def _batch(row: Sequence[Any]) -> BatchRow:
    *head, counts, undone_at, undone_by = row
    fields: tuple[Any, ...] = (*head, json.loads(counts), undone_at, undone_by)
    return BatchRow(*fields)


def _lines(block_code: str, batch_id: int) -> Any:
    """Return the query of a load's rows from the four places that know them; ``number`` is unique over all."""
    link, user, cbo, odd = tables.cbo_link, tables.user_account, tables.cbo, tables.import_row
    gp, village = tables.gram_panchayat, tables.village
    links = (
        select(
            func.coalesce(link.c.source_row, 0).label("row_no"),
            (link.c.id * 8).label("number"),
            literal(LoadMade.LINKED.value).label("outcome"),
            (cbo.c.cbo_type + " " + cbo.c.name + " - " + user.c.user_id).label("what"),
            literal("").label("reason"),
        )
        .join(user, and_(user.c.block_code == block_code, user.c.id == link.c.account_id))
        .join(cbo, and_(cbo.c.block_code == block_code, cbo.c.id == link.c.cbo_id))
        .where(link.c.block_code == block_code, link.c.batch_id == batch_id)
    )
    users = select(
        func.coalesce(user.c.source_row, 0),
        user.c.id * 8 + 1,
        literal(LoadMade.ACCOUNT.value),
        user.c.user_id + " " + user.c.name,
        literal(""),
    ).where(user.c.block_code == block_code, user.c.batch_id == batch_id)
    odd_rows = select(odd.c.row_no, odd.c.id * 8 + 2, odd.c.outcome, odd.c.what, odd.c.reason).where(
        odd.c.block_code == block_code, odd.c.batch_id == batch_id
    )
    added = [
        select(literal(0), table.c.id * 8 + at, literal(LoadMade.ADDED.value), name, literal("")).where(
            table.c.block_code == block_code, table.c.batch_id == batch_id
        )
        for at, (table, name) in enumerate(
            ((cbo, cbo.c.cbo_type + " " + cbo.c.name), (gp, "GP " + gp.c.name), (village, "village " + village.c.name)),
            3,
        )
    ]
    return union_all(links, users, odd_rows, *added)
