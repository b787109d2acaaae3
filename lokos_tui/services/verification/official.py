"""What is official of a record: written when a version is approved, put back when that is undone.

A row is put back whole from what stood there before, so nothing that a later
program adds to the tables is lost on the way.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from lokos_tui.db import tables
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.plan import find_place
from lokos_tui.domain.text import name_key
from lokos_tui.queries.profiles.snapshot import places
from lokos_tui.services.cbos import federation
from lokos_tui.services.profiles.records import PROFILES, content_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from lokos_tui.domain.profiles.model import Value
    from lokos_tui.domain.verification.group import Record
    from lokos_tui.services.unit_of_work import UnitOfWork

_KEPT_FROM_MIS = ("origin",)


def row_of(kind: Kind) -> Table:
    """Return the table a record's row stands in."""
    return tables.member if kind is Kind.MEMBER else tables.cbo


def mine(table: Table, block: str, number: int) -> Any:
    """Return the condition of one row."""
    return (table.c.block_code == block) & (table.c.id == number)


def snapshot(work: UnitOfWork, block: str, kind: Kind, number: int) -> dict[str, dict[str, Any]]:
    """Return the rows of a record as they are now, by table: what `restore` puts back."""
    found = {}
    for table in (row_of(kind), *([PROFILES[kind]] if kind in PROFILES else [])):
        row = work.connection.execute(select(table).where(mine(table, block, number))).mappings().first()
        if row is not None:
            found[table.name] = {name: value for name, value in row.items() if name not in ("block_code", "id")}
    return found


def fingerprint(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the digest of what `snapshot` took, without what other acts may change of it: 64 hexadecimal digits."""
    others = _OF_OTHERS | ({"clf_id"} if rows.get("cbo", {}).get("cbo_type") == Kind.SHG else set())
    kept = {table: {name: row[name] for name in row if name not in others} for table, row in rows.items()}
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def restore(work: UnitOfWork, block: str, kind: Kind, number: int, before: Mapping[str, Mapping[str, Any]]) -> None:
    """Put back what `snapshot` took, but for the row's version, which only rises, and its duplicate result."""
    for table in (row_of(kind), *([PROFILES[kind]] if kind in PROFILES else [])):
        values = {name: value for name, value in before.get(table.name, {}).items() if name not in _NEVER_BACK}
        if values:
            work.connection.execute(update(table).where(mine(table, block, number)).values(values))
    column = federation.parent_column(kind.value)
    if column:
        _set_parent(work, block, number, column, before.get("cbo", {}).get(column))


_NEVER_BACK = frozenset({"version", "duplicate", "uid"})
_OF_OTHERS = _NEVER_BACK | {"request_date", "batch_id"}
"""The request of an SHG is dated anew when one of its members is sent; its CLF follows its VO."""


def write(work: UnitOfWork, block: str, record: Record, content: Mapping[str, Value]) -> None:
    """Make a content official: the row, the profile, the places and the federation above it."""
    kind, number = record.subject.kind, record.subject.id
    table = row_of(kind)
    values = {name: value for name, value in content_row(content, table).items() if name not in _KEPT_FROM_MIS}
    values["life"] = content.get("life", Life.ACTIVE.value)
    values["name_key"] = name_key(str(content.get("name", "")))
    if kind is not Kind.MEMBER:
        values |= _places(work, block, content)
    work.connection.execute(update(table).where(mine(table, block, number)).values(values))
    if kind in PROFILES:
        profile = PROFILES[kind]
        own = content_row(content, profile)
        work.connection.execute(update(profile).where(mine(profile, block, number)).values(own))
        _parent(work, block, kind, number, content)


def _places(work: UnitOfWork, block: str, content: Mapping[str, Value]) -> dict[str, int]:
    gps = tuple(places(work.connection, block, "gram_panchayat"))
    villages = tuple(places(work.connection, block, "village"))
    gp = find_place(str(content.get("gp", "")), gps, "gram panchayat", block)
    inside = tuple(place for place in villages if gp is None or place.gp_id == gp.id)
    village = find_place(str(content.get("village", "")), inside, "village", block)
    found = {}
    if gp is not None or village is not None:
        found["gp_id"] = gp.id if gp else village.gp_id if village else 0
    if village is not None:
        found["village_id"] = village.id
    return found


def _parent(work: UnitOfWork, block: str, kind: Kind, number: int, content: Mapping[str, Value]) -> None:
    """Bring the federation above it to what was approved; a profile that names none leaves it as it is."""
    column = federation.parent_column(kind.value)
    code = str(content.get("vo" if kind is Kind.SHG else "clf", "")) if column else ""
    if not code:
        return
    above = Kind.VO if kind is Kind.SHG else Kind.CLF
    cbo = tables.cbo
    query = select(cbo.c.id).where(cbo.c.block_code == block, cbo.c.cbo_type == above.value, cbo.c.code == code)
    parent = work.connection.execute(query).scalar_one_or_none()
    if parent is None:
        sentence = (
            _("{code} is no VO of this block any more.", code=code)
            if above is Kind.VO
            else _("{code} is no CLF of this block any more.", code=code)
        )
        raise Invalid([Problem("verification", "parent", sentence, _("Reject the profile: the code is wrong."))])
    _set_parent(work, block, number, column, parent)


def _set_parent(work: UnitOfWork, block: str, number: int, column: str, parent: int | None) -> None:
    cbo, dated = tables.cbo, tables.cbo_parent
    today = select(dated.c.parent_id).where(
        dated.c.block_code == block, dated.c.child_id == number, dated.c.left_on.is_(None)
    )
    if work.connection.execute(today).scalar_one_or_none() == parent:
        return
    federation.move(work, block, [(number, parent or None)], "approved in the profile")
    work.connection.execute(update(cbo).where(mine(cbo, block, number)).values({column: parent}))
    federation.follow_vo(work, block)
