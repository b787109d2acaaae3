"""What the templates of a block's loads are made of: its lists, and the rows it holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import Duty
from lokos_tui.domain.loads.mapping import CboFact
from lokos_tui.queries.loads.snapshots import block_details, block_facts
from lokos_tui.queries.scope import in_scope


@dataclass(frozen=True, slots=True)
class TemplateData:
    """A block's live data for the templates; ``rows`` by kind of load, in its sheet's column order."""

    block_code: str
    block_name: str
    gps: tuple[str, ...]
    villages: tuple[tuple[str, str], ...]
    cbos: tuple[tuple[str, str, str, str, str, str, str], ...]
    rows: Mapping[str, tuple[tuple[str, ...], ...]]


def reference(connection: Connection, actor: Actor, block_code: str) -> TemplateData:
    """Return what the templates of a block are made of."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    facts = block_facts(connection, block_code)
    gps = {place.id: place for place in facts["gps"]}
    villages = {place.id: place for place in facts["villages"]}
    cbos = {fact.id: fact for fact in facts["cbos"]}
    details = block_details(connection, block_code)

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
        {
            "mapping": _mapping_rows(connection, block_code, gps, villages, cbos),
            "places": tuple(
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
            "cbos": tuple(_cbo_row(f, gps, villages, cbos, details) for f in listed),
        },
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
        .where(link.c.block_code == block_code, link.c.unlinked_at.is_(None), link.c.duty == Duty.BOOKS)
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
