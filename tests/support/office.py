"""A small office for tests: two blocks of two states that look alike, and everybody who works there.

Written straight into the tables, so tests of reads do not lean on the door.
All people are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from lokos_tui.db import tables
from lokos_tui.db.bulk import insert_rows, reserve
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role, category_of
from lokos_tui.domain.links.rules import duty_of, kind_of
from lokos_tui.domain.text import name_key

NOW = 1_767_252_600_000  # 01/01/2026 13:00 IST
BEFORE = NOW - 30 * 86_400_000
HERE, THERE = "996", "1501"
SHGS = 24
_HELD_BY_FIRST = 21

_PLACES = {
    HERE: ("9", "132", "NAJIBABAD", "UP"),
    THERE: ("10", "203", "RAJGIR", "BH"),
}
_GPS = ("AHMADPUR SADAT", "HAKEEMPUR QUAZI")
_VILLAGES = (("AHMADPUR SADAT", 1), ("NAYA GAON", 1), ("NAYA GAON", 2), ("QUAZIWALA", 2))
_NAMES = ("HARIOM SHG", "RADHE KRISHNA SHG", "100% JYOTI SHG", "MAA_DURGA SHG", "सरस्वती समूह", "O'HARA \\ SHG")
_PEOPLE: tuple[tuple[str, str, Role, str], ...] = (
    ("ADM", "REKHA ADMIN", Role.BLOCK_ADMIN, "ACTIVE"),
    ("ADM2", "MEENA ADMIN", Role.BLOCK_ADMIN, "ACTIVE"),
    ("BPM", "KAMLA MANAGER", Role.BLOCK_PM, "ACTIVE"),
    ("BTU", "USHA THEMATIC", Role.BLOCK_THEMATIC, "ACTIVE"),
    ("SHGBK", "SUNITA DEVI", Role.SHG_BK, "ACTIVE"),
    ("SHGBK2", "सुनीता कुमारी", Role.SHG_BK, "ACTIVE"),
    ("SHGBK3", "ANITA_100% BAI", Role.SHG_BK, "INACTIVE"),
    ("VOBK", "GEETA BAI", Role.VO_BK, "ACTIVE"),
    ("VOTA", "SITA SINGH", Role.VO_SHG_APPROVER, "ACTIVE"),
    ("CLFBK", "RADHA SAINI", Role.CLF_BK, "ACTIVE"),
    ("CLFVOTA", "ASHA LAL", Role.CLF_VO_APPROVER, "ACTIVE"),
    ("CLFSHGTA", "LATA BAI", Role.CLF_SHG_APPROVER, "ACTIVE"),
    ("GONE", "DELETED DEVI", Role.SHG_BK, "DELETED"),
)


@dataclass(slots=True)
class BlockIds:
    """The ids of one block by what they are; ``roles`` has one role an account, of the same number."""

    code: str
    gps: list[int] = field(default_factory=list)
    villages: list[int] = field(default_factory=list)
    clf: int = 1
    vos: tuple[int, int] = (2, 3)
    shgs: list[int] = field(default_factory=list)
    accounts: dict[str, int] = field(default_factory=dict)
    user_ids: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Office:
    """The store, both blocks' ids, and actors by role of the block here."""

    store: Store
    here: BlockIds
    there: BlockIds
    actors: dict[Role, Actor]

    @property
    def admin(self) -> Actor:
        """The Block Admin of the block here."""
        return self.actors[Role.BLOCK_ADMIN]


def make_office(store: Store) -> Office:
    """Fill an upgraded, empty database."""
    with store.writing() as connection:
        _fill_above(connection)
        here, there = (_fill_block(connection, code) for code in (HERE, THERE))
    return Office(store, here, there, {role: actor_of(role) for role in Role})


def actor_of(role: Role, code: str = HERE) -> Actor:
    """Return somebody signed in as ``role``, in a block, its district, its state or the nation."""
    state, district, name, prefix = _PLACES[code]
    level = category_of(role).value
    area = {"NATIONAL": Area(), "STATE": Area(state), "DISTRICT": Area(state, district)}.get(
        level, Area(state, district, code)
    )
    return Actor(f"I{prefix}_TEST", "TEST", role, area, 1, name, prefix)


def _fill_above(connection: Connection) -> None:
    for code, (state, district, name, prefix) in _PLACES.items():
        _put(connection, tables.state, [{"code": state, "nrlm_code": "", "name": f"STATE {state}", "prefix": prefix}])
        _put(
            connection,
            tables.district,
            [{"code": district, "state_code": state, "nrlm_code": "", "name": f"DISTRICT {district}"}],
        )
        _put(
            connection,
            tables.block,
            [
                {
                    "code": code, "state_code": state, "district_code": district, "nrlm_code": code,
                    "name": name, "name_key": name,
                }
            ],
        )  # fmt: skip
    for number, (code, role) in enumerate(
        ((code, role) for code in _PLACES for role in (Role.STATE_ADMIN, Role.DISTRICT_ADMIN)), 1
    ):
        state, district, _, prefix = _PLACES[code]
        district = district if role is Role.DISTRICT_ADMIN else ""
        suffix = "SADM" if role is Role.STATE_ADMIN else "DADM"
        _person(connection, "0", number, f"I{prefix}_{suffix}", f"{suffix} {prefix}", role, "ACTIVE", state, district)


def _fill_block(connection: Connection, code: str) -> BlockIds:
    ids = BlockIds(code)
    _fill_places(connection, ids)
    _fill_cbos(connection, ids)
    state, district, _, prefix = _PLACES[code]
    for number, (suffix, name, role, status) in enumerate(_PEOPLE, 1):
        user_id = f"I{prefix}_AHMADPURSADAT{suffix}"
        ids.accounts[suffix], ids.user_ids[suffix] = number, user_id
        _person(connection, code, number, user_id, name, role, status, state, district, ids.gps[0])
    _fill_links(connection, ids)
    for table in ("gram_panchayat", "village", "cbo", "user_account", "user_role", "cbo_link"):
        reserve(connection, code, table, 1_000)
    return ids


def _fill_places(connection: Connection, ids: BlockIds) -> None:
    ids.gps = list(range(1, len(_GPS) + 1))
    _put(
        connection,
        tables.gram_panchayat,
        [
            {"block_code": ids.code, "id": number, "nrlm_code": f"{ids.code}{number:03d}", "lgd_code": None,
             "name": name, "name_key": name_key(name), "is_active": True}
            for number, name in enumerate(_GPS, 1)
        ],
    )  # fmt: skip
    ids.villages = list(range(1, len(_VILLAGES) + 1))
    _put(
        connection,
        tables.village,
        [
            {"block_code": ids.code, "id": number, "gp_id": gp, "nrlm_code": f"{ids.code}9{number:03d}",
             "name": name, "name_key": name_key(name), "is_active": True}
            for number, (name, gp) in enumerate(_VILLAGES, 1)
        ],
    )  # fmt: skip


def _fill_cbos(connection: Connection, ids: BlockIds) -> None:
    rows = [cbo(ids.code, ids.clf, "CLF", "PRERNA SANKUL")]
    rows += [cbo(ids.code, vo, "VO", f"PRERNA SANGATHAN {vo}", clf_id=ids.clf) for vo in ids.vos]
    for at in range(SHGS):
        number = at + 4
        vo = ids.vos[at % 2] if at < SHGS - 4 else None
        village = at % len(_VILLAGES)
        rows.append(
            cbo(
                ids.code, number, "SHG", _NAMES[at % len(_NAMES)], gp_id=_VILLAGES[village][1],
                village_id=ids.villages[village], vo_id=vo, clf_id=ids.clf if vo else None,
                life="ACTIVE" if at < SHGS - 1 else "INACTIVE",
            )
        )  # fmt: skip
        ids.shgs.append(number)
    _put(connection, tables.cbo, rows)


def cbo(block_code: str, number: int, kind: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a row of a CBO: its code is the kind's digit and its number."""
    prefix = {"SHG": "290", "VO": "390", "CLF": "490"}[kind]
    return {
        "block_code": block_code, "id": number, "cbo_type": kind, "code": f"{prefix}{number:05d}", "name": name,
        "name_key": name_key(name), "gp_id": 1, "village_id": None, "vo_id": None, "clf_id": None,
        "origin": "MIGRATED", "change_type": "", "bucket": "WITH_BOOKKEEPER", "life": "ACTIVE",
        "duplicate": "NOT_CHECKED", "version": 1,
    } | more  # fmt: skip


def add_cbo(connection: Connection, row: dict[str, Any]) -> None:
    """Add one CBO."""
    _put(connection, tables.cbo, [row])


def _fill_links(connection: Connection, ids: BlockIds) -> None:
    who = ids.accounts
    rows = [
        _link(ids, number, who["SHGBK"], shg, Role.SHG_BK) for number, shg in enumerate(ids.shgs[:_HELD_BY_FIRST], 1)
    ]
    rows.append(
        _link(ids, 50, who["SHGBK2"], ids.shgs[0], Role.SHG_BK)
        | {"linked_at": BEFORE - 1, "unlinked_at": BEFORE, "unlinked_by": "BEFORE", "unlink_why": "moved"}
    )
    rows.append(_link(ids, 51, who["VOBK"], ids.vos[0], Role.VO_BK))
    rows.append(_link(ids, 52, who["VOTA"], ids.vos[0], Role.VO_SHG_APPROVER))
    rows.append(_link(ids, 53, who["CLFBK"], ids.clf, Role.CLF_BK))
    rows.append(_link(ids, 54, who["CLFVOTA"], ids.clf, Role.CLF_VO_APPROVER))
    rows.append(_link(ids, 55, who["CLFSHGTA"], ids.clf, Role.CLF_SHG_APPROVER))
    _put(connection, tables.cbo_link, rows)


def _link(ids: BlockIds, number: int, account: int, cbo_id: int, role: Role) -> dict[str, Any]:
    return {
        "block_code": ids.code, "id": number, "account_id": account, "role_id": account, "cbo_id": cbo_id,
        "cbo_type": str(kind_of(role)), "duty": str(duty_of(role)), "linked_at": BEFORE, "linked_by": "TEST",
        "why": "", "unlinked_at": None, "unlinked_by": None, "unlink_why": None,
    }  # fmt: skip


def _person(
    connection: Connection, code: str, number: int, user_id: str, name: str, role: Role, status: str,
    state: str, district: str, gp_id: int | None = None,
) -> None:  # fmt: skip
    category = category_of(role).value
    account = {
        "block_code": code, "id": number, "user_id": user_id, "name": name, "name_key": name_key(name),
        "mobile": f"6{int(code):05d}{1000 + number // 2:04d}", "email": f"p{number}@example.in", "designation": "",
        "status": status, "state_code": state, "district_code": district, "category": category, "role": role.value,
        "created_at": BEFORE, "created_by": "TEST", "changed_at": 0, "changed_by": "", "version": 1,
    }  # fmt: skip
    _put(connection, tables.user_account, [account])
    _put(
        connection,
        tables.user_role,
        [
            {
                "block_code": code, "id": number, "account_id": number, "category": category, "role": role.value,
                "state_code": state, "district_code": district, "gp_id": gp_id, "village_id": None,
                "status": "ACTIVE", "granted_at": BEFORE, "granted_by": "TEST",
            }
        ],
    )  # fmt: skip
    secret = {"block_code": code, "id": number, "kind": "FIRST", "hashed": "x", "must_change": True}
    _put(connection, tables.user_secret, [secret | {"changed_at": 0, "failed_attempts": 0}])


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    columns = tuple(rows[0])
    insert_rows(connection, table, columns, (tuple(row[column] for column in columns) for row in rows))
