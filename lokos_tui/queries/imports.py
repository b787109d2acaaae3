"""Loads that were made, and what a new one is planned against."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, literal, select, text, union_all

from lokos_tui.db import bulk, tables
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.mapping import (
    AccountFact,
    CboFact,
    HolderFact,
    PlaceFact,
    RoleFact,
    Snapshot,
)
from lokos_tui.domain.masters import MasterSnapshot
from lokos_tui.domain.naming import BODY_MAX, prefix_of
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.permissions import Actor, Permission
from lokos_tui.domain.roles import FACTS
from lokos_tui.domain.text import latin_only
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope
from lokos_tui.queries.users import taken_of

_BATCH = tables.import_batch
_STEM = BODY_MAX - max(len(facts.suffix) for facts in FACTS.values()) - 3
"""Characters of a place's name that stand in every id proposed from it, whatever the role."""
_BEGINNING = (
    "SELECT user_id FROM {} JOIN user_account ON user_id >= stem.value AND user_id < stem.value || '~' "
    "WHERE block_code <> :block OR status = 'DELETED'"
)


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
    newest = PageRequest(request.size, "", not request.descending, request.direction, request.key)
    query = _batches().where(_BATCH.c.block_code == block_code)
    return page(connection, query, {"at": _BATCH.c.at}, _BATCH.c.id, newest, _batch)


def batch(connection: Connection, actor: Actor, block_code: str, batch_id: int) -> BatchRow:
    """Return one load; raises NotFound."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    query = _batches().where(_BATCH.c.block_code == block_code, _BATCH.c.id == batch_id)
    found = connection.execute(query).first()
    if found is None:
        raise NotFound("batch.unknown", "There is no such load in your block.", "Look at the list of loads.")
    return _batch(found)


def same_file(connection: Connection, actor: Actor, block_code: str, kind: str, sha256: str) -> BatchRow | None:
    """Return the load this very file was loaded by and that was not taken back; None when there is none."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    query = _batches().where(
        _BATCH.c.block_code == block_code,
        _BATCH.c.kind == kind,
        _BATCH.c.sha256 == sha256,
        _BATCH.c.state == "APPLIED",
    )
    found = connection.execute(query.order_by(_BATCH.c.id.desc())).first()
    return _batch(found) if found else None


def batch_lines(
    connection: Connection, actor: Actor, block_code: str, batch_id: int, request: PageRequest
) -> Page[BatchLine]:
    """Return one page of what became of a load's rows, in sheet order."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    lines = _lines(block_code, batch_id).subquery()
    query = select(lines.c.row_no, lines.c.outcome, lines.c.what, lines.c.reason)
    return page(connection, query, {"row": lines.c.row_no}, lines.c.number, request, lambda row: BatchLine(*row))


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
            literal("linked").label("outcome"),
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
        literal("account"),
        user.c.user_id + " " + user.c.name,
        literal(""),
    ).where(user.c.block_code == block_code, user.c.batch_id == batch_id)
    odd_rows = select(odd.c.row_no, odd.c.id * 8 + 2, odd.c.outcome, odd.c.what, odd.c.reason).where(
        odd.c.block_code == block_code, odd.c.batch_id == batch_id
    )
    added = [
        select(literal(0), table.c.id * 8 + at, literal("added"), name, literal("")).where(
            table.c.block_code == block_code, table.c.batch_id == batch_id
        )
        for at, (table, name) in enumerate(
            ((cbo, cbo.c.cbo_type + " " + cbo.c.name), (gp, "GP " + gp.c.name), (village, "village " + village.c.name)),
            3,
        )
    ]
    return union_all(links, users, odd_rows, *added)


# What a load is planned against


def mapping_snapshot(
    connection: Connection, actor: Actor, block_code: str, mentioned_ids: Collection[str] = ()
) -> Snapshot:
    """Return a block as the mapping planner needs it: one query a list, all in this transaction."""
    in_scope(connection, actor, Permission.LINKS_IMPORT, block_code)
    facts = _facts(connection, block_code)
    user, role, link = tables.user_account, tables.user_role, tables.cbo_link
    accounts = _all(
        connection,
        select(user.c.id, user.c.user_id, user.c.name, user.c.mobile, user.c.status == "ACTIVE").where(
            user.c.block_code == block_code, user.c.status != "DELETED"
        ),
        AccountFact,
    )
    roles = _all(
        connection,
        select(role.c.id, role.c.account_id, role.c.role, role.c.status == "ACTIVE").where(
            role.c.block_code == block_code, role.c.status == "ACTIVE"
        ),
        RoleFact,
    )
    holders = _all(
        connection,
        select(link.c.id, link.c.cbo_id, link.c.role_id, link.c.account_id, link.c.linked_at).where(
            link.c.block_code == block_code, link.c.unlinked_at.is_(None)
        ),
        HolderFact,
    )
    prefix = facts.pop("prefix")
    names = [facts["block_name"], *(place.name for place in (*facts["gps"], *facts["villages"]))]
    taken = _taken(connection, block_code, names, prefix)
    unknown = set(mentioned_ids) - {account.user_id for account in accounts}
    return Snapshot(
        block_code=block_code,
        state_prefix=prefix,
        accounts=accounts,
        roles=roles,
        holders=holders,
        taken=taken | taken_of(connection, unknown),
        **facts,
    )


def master_snapshot(connection: Connection, actor: Actor, block_code: str) -> MasterSnapshot:
    """Return a block's places and CBOs as the planners of the master lists need them."""
    in_scope(connection, actor, Permission.CBOS_IMPORT, block_code)
    facts = _facts(connection, block_code)
    facts.pop("prefix")
    block = tables.block
    code = connection.execute(select(block.c.nrlm_code).where(block.c.code == block_code)).scalar_one()
    return MasterSnapshot(
        block_code=block_code, block_nrlm_code=code, details=_details(connection, block_code), **facts
    )


def _facts(connection: Connection, block_code: str) -> dict[str, Any]:
    """Return what both snapshots hold, by field name, and the state's prefix."""
    block, state = tables.block, tables.state
    gp, village, cbo = tables.gram_panchayat, tables.village, tables.cbo
    name, prefix = connection.execute(
        select(block.c.name, state.c.prefix)
        .join(state, state.c.code == block.c.state_code)
        .where(block.c.code == block_code)
    ).one()
    zero = [func.coalesce(column, 0) for column in (cbo.c.gp_id, cbo.c.village_id, cbo.c.vo_id, cbo.c.clf_id)]
    return {
        "block_name": name,
        "prefix": prefix,
        "revision": bulk.revision(connection, block_code),
        "gps": _all(
            connection,
            select(gp.c.id, literal(0), func.coalesce(gp.c.nrlm_code, ""), gp.c.name).where(
                gp.c.block_code == block_code
            ),
            PlaceFact,
        ),
        "villages": _all(
            connection,
            select(village.c.id, village.c.gp_id, func.coalesce(village.c.nrlm_code, ""), village.c.name).where(
                village.c.block_code == block_code
            ),
            PlaceFact,
        ),
        "cbos": _all(
            connection,
            select(
                cbo.c.id,
                cbo.c.cbo_type,
                func.coalesce(cbo.c.code, ""),
                cbo.c.name,
                *zero,
                cbo.c.life == "ACTIVE",
            ).where(cbo.c.block_code == block_code),
            CboFact,
        ),
    }


def _all(connection: Connection, query: Any, record: Any) -> tuple[Any, ...]:
    """Return a query's rows as records, straight from the driver: 100,000 rows in a fifth of a second."""
    compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
    positional = compiled.positiontup
    params = tuple(compiled.params[key] for key in positional) if positional else compiled.params
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(compiled), params)
        return tuple(map(record._make, cursor.fetchall()))
    finally:
        cursor.close()


def _taken(connection: Connection, block_code: str, names: Iterable[str], prefix: str) -> frozenset[str]:
    """Return the user ids that cannot be proposed here.

    They begin with a place name of this block, or, for a place without Latin
    letters, with a role's ending alone; they stand in another block, or on a
    deleted account of this one.
    """
    stems = {latin_only(name)[:_STEM] for name in names} | {facts.suffix for facts in FACTS.values()}
    begins = [prefix_of(prefix) + stem for stem in stems if stem]
    postgres = connection.dialect.name == "postgresql"
    bound = {"stems": begins if postgres else json.dumps(begins), "block": block_code}
    query = text(
        _BEGINNING.format("unnest(CAST(:stems AS text[])) AS stem(value)" if postgres else "json_each(:stems) AS stem")
    )
    return frozenset(connection.execute(query, bound).scalars())


def _details(connection: Connection, block_code: str) -> dict[tuple[str, int], dict[str, object]]:
    gp, village, cbo = tables.gram_panchayat, tables.village, tables.cbo
    found: dict[tuple[str, int], dict[str, object]] = {}
    for what, place in (("gp", gp), ("village", village)):
        query = select(place.c.id, place.c.lgd_code).where(place.c.block_code == block_code)
        found.update({(what, number): {"lgd_code": code or ""} for number, code in connection.execute(query)})
    dates = select(cbo.c.id, cbo.c.formation_date, cbo.c.origin).where(cbo.c.block_code == block_code)
    for number, day, origin in connection.execute(dates):
        found["cbo", number] = {"formation_date": day or "", "origin": origin}
    return found


@dataclass(frozen=True, slots=True)
class TemplateData:
    """A block's live data for the templates; the ``*_rows`` are in the sheets' column order."""

    block_code: str
    block_name: str
    gps: tuple[str, ...]
    villages: tuple[tuple[str, str], ...]
    cbos: tuple[tuple[str, str, str, str, str, str, str], ...]
    mapping_rows: tuple[tuple[str, ...], ...]
    place_rows: tuple[tuple[str, ...], ...]
    cbo_rows: tuple[tuple[str, ...], ...]


def reference(connection: Connection, actor: Actor, block_code: str) -> TemplateData:
    """Return what the templates of a block are made of."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    facts = _facts(connection, block_code)
    gps = {place.id: place for place in facts["gps"]}
    villages = {place.id: place for place in facts["villages"]}
    cbos = {fact.id: fact for fact in facts["cbos"]}
    details = _details(connection, block_code)

    def name(table: Mapping[int, Any], number: int) -> str:
        return table[number].name if number in table else ""

    listed = sorted(
        (fact for fact in cbos.values() if fact.active), key=lambda f: (f.cbo_type, name(gps, f.gp_id), f.name, f.id)
    )
    return TemplateData(
        block_code,
        facts["block_name"],
        tuple(sorted(place.name for place in gps.values())),
        tuple(sorted((name(gps, place.gp_id), place.name) for place in villages.values())),
        tuple(
            (
                f.cbo_type,
                f.code,
                f.name,
                name(gps, f.gp_id),
                name(villages, f.village_id),
                name(cbos, f.vo_id),
                name(cbos, f.clf_id),
            )
            for f in listed
        ),
        _mapping_rows(connection, block_code, gps, villages, cbos),
        tuple(
            (
                gps[v.gp_id].code,
                name(gps, v.gp_id),
                str(details["gp", v.gp_id]["lgd_code"]),
                v.code,
                v.name,
                str(details["village", v.id]["lgd_code"]),
            )
            for v in sorted(villages.values(), key=lambda v: (name(gps, v.gp_id), v.name, v.id))
        ),
        tuple(_cbo_row(f, gps, villages, cbos, details) for f in listed),
    )


def _mapping_rows(
    connection: Connection,
    block_code: str,
    gps: Mapping[int, Any],
    villages: Mapping[int, Any],
    cbos: Mapping[int, Any],
) -> tuple[tuple[str, ...], ...]:
    link, user, role = tables.cbo_link, tables.user_account, tables.user_role
    query = (
        select(user.c.user_id, user.c.name, user.c.mobile, user.c.designation, role.c.category, link.c.cbo_id)
        .join(user, and_(user.c.block_code == link.c.block_code, user.c.id == link.c.account_id))
        .join(role, and_(role.c.block_code == link.c.block_code, role.c.id == link.c.role_id))
        .where(link.c.block_code == block_code, link.c.unlinked_at.is_(None), link.c.duty == "BOOKS")
        .order_by(user.c.user_id, link.c.cbo_id)
    )
    rows = []
    for user_id, person, mobile, designation, category, cbo_id in connection.execute(query):
        fact = cbos[cbo_id]
        own = fact.code or fact.name
        gp = gps[fact.gp_id].name if fact.gp_id in gps else ""
        village = villages[fact.village_id].name if fact.village_id in villages else ""
        vo = own if category == "VO" else (cbos[fact.vo_id].name if fact.vo_id in cbos else "")
        clf = own if category == "CLF" else (cbos[fact.clf_id].name if fact.clf_id in cbos else "")
        code, name = (fact.code, fact.name) if category == "SHG" else ("", "")
        rows.append((user_id, person, mobile, designation, category, gp, village, code, name, vo, clf, ""))
    return tuple(rows)


def _cbo_row(
    fact: CboFact,
    gps: Mapping[int, Any],
    villages: Mapping[int, Any],
    cbos: Mapping[int, Any],
    details: Mapping[tuple[str, int], Mapping[str, object]],
) -> tuple[str, ...]:
    day = str(details["cbo", fact.id]["formation_date"])
    vo, clf = cbos.get(fact.vo_id), cbos.get(fact.clf_id)
    return (
        fact.cbo_type,
        fact.code,
        fact.name,
        gps[fact.gp_id].name if fact.gp_id in gps else "",
        villages[fact.village_id].name if fact.village_id in villages else "",
        vo.code if vo else "",
        vo.name if vo else "",
        clf.code if clf else "",
        clf.name if clf else "",
        f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day else "",
        str(details["cbo", fact.id]["origin"]),
    )
