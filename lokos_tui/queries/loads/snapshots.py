"""A block at one moment: what a load is planned against. One query a list, all in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, literal, select, text

from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.naming import BODY_MAX, prefix_of
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, RoleStatus
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.loads.mapping import AccountFact, CboFact, HolderFact, PlaceFact, RoleFact, Snapshot
from lokos_tui.domain.loads.masters import MasterSnapshot
from lokos_tui.domain.text import latin_only
from lokos_tui.queries.accounts.users import taken_of
from lokos_tui.queries.scope import in_scope

_STEM = BODY_MAX - max(len(facts.suffix) for facts in FACTS.values()) - 3
"""Characters of a place's name that stand in every id proposed from it, whatever the role."""
_BEGINNING = (
    "SELECT user_id FROM {} JOIN user_account ON user_id >= stem.value AND user_id < stem.value || '~' "
    "WHERE block_code <> :block OR status = 'DELETED'"
)


def mapping_snapshot(
    connection: Connection, actor: Actor, block_code: str, mentioned_ids: Collection[str] = ()
) -> Snapshot:
    """Return a block as the mapping planner needs it: one query a list, all in this transaction."""
    in_scope(connection, actor, Permission.LINKS_IMPORT, block_code)
    facts = block_facts(connection, block_code)
    user, role, link = tables.user_account, tables.user_role, tables.cbo_link
    accounts = _all(
        connection,
        select(
            user.c.id,
            user.c.user_id,
            user.c.name,
            user.c.mobile,
            user.c.status == AccountStatus.ACTIVE,
            user.c.designation,
            user.c.former_mobiles,
        ).where(user.c.block_code == block_code, user.c.status != AccountStatus.DELETED),
        AccountFact,
    )
    roles = _all(
        connection,
        select(
            role.c.id,
            role.c.account_id,
            role.c.role,
            role.c.status == RoleStatus.ACTIVE,
            func.coalesce(role.c.gp_id, 0),
            func.coalesce(role.c.village_id, 0),
        ).where(role.c.block_code == block_code, role.c.status == RoleStatus.ACTIVE),
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
    facts = block_facts(connection, block_code)
    facts.pop("prefix")
    block = tables.block
    code = connection.execute(select(block.c.nrlm_code).where(block.c.code == block_code)).scalar_one()
    return MasterSnapshot(
        block_code=block_code, block_nrlm_code=code, details=block_details(connection, block_code), **facts
    )


SNAPSHOTS: Mapping[str, Callable[[Connection, Actor, str, Collection[str]], Snapshot | MasterSnapshot]] = {
    "mapping": mapping_snapshot,
    "places": lambda connection, actor, block_code, _: master_snapshot(connection, actor, block_code),
    "cbos": lambda connection, actor, block_code, _: master_snapshot(connection, actor, block_code),
}
"""What each kind of load is planned against; the last argument are the user ids its sheet names."""


def block_facts(connection: Connection, block_code: str) -> dict[str, Any]:
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
                cbo.c.life == Life.ACTIVE,
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


def block_details(connection: Connection, block_code: str) -> dict[tuple[str, int], dict[str, object]]:
    """Return what a master list may change beside names and parents, by (what, id); see ``MasterSnapshot``."""
    gp, village, cbo = tables.gram_panchayat, tables.village, tables.cbo
    found: dict[tuple[str, int], dict[str, object]] = {}
    for what, place in (("gp", gp), ("village", village)):
        query = select(place.c.id, place.c.lgd_code).where(place.c.block_code == block_code)
        found.update({(what, number): {"lgd_code": code or ""} for number, code in connection.execute(query)})
    dates = select(cbo.c.id, cbo.c.formation_date, cbo.c.origin).where(cbo.c.block_code == block_code)
    for number, day, origin in connection.execute(dates):
        found["cbo", number] = {"formation_date": day or "", "origin": origin}
    return found
