"""The blocks of an area in numbers: who works there, what is linked, and how far the profiles are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission, require
from lokos_tui.domain.accounts.roles import AccountStatus, Duty
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.queries.cbos.places import blocks

_CBO, _MEMBER, _USER, _LINK, _BLOCK = (
    tables.cbo, tables.member, tables.user_account, tables.cbo_link, tables.block,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A block, or a district, in numbers; ``block`` is '' for a district.

    Users and CBOs are those that the lists show; ``linked`` CBOs have a
    bookkeeper. ``waiting``, ``approved``, ``rejected`` and ``open`` (with the
    bookkeeper, or incomplete) count CBOs by where their own profile is;
    ``members_waiting`` counts members.
    """

    code: str
    state: str
    district: str
    block: str
    users: int = 0
    shgs: int = 0
    vos: int = 0
    clfs: int = 0
    linked: int = 0
    waiting: int = 0
    approved: int = 0
    rejected: int = 0
    open: int = 0
    members_waiting: int = 0

    @property
    def cbos(self) -> int:
        """All its CBOs."""
        return self.shgs + self.vos + self.clfs

    @property
    def share(self) -> int:
        """How many of a hundred CBOs have a bookkeeper, rounded down; 0 where there is no CBO."""
        return self.linked * 100 // self.cbos if self.cbos else 0


_NUMBERS: Final = tuple(field.name for field in fields(AreaRow) if field.type == "int")
_KINDS: Final = {"SHG": "shgs", "VO": "vos", "CLF": "clfs"}
_BUCKETS: Final = {
    Bucket.PENDING_BM: "waiting",
    Bucket.APPROVED: "approved",
    Bucket.REJECTED: "rejected",
    Bucket.WITH_BOOKKEEPER: "open",
    Bucket.INCOMPLETE: "open",
}


def area_numbers(connection: Connection, actor: Actor) -> tuple[AreaRow, ...]:
    """Return every block of the actor's area in numbers, by state, district and name; four statements."""
    require(actor, Permission.REPORTS_VIEW)
    found = {row.code: row for row in blocks(connection, actor)}
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_NUMBERS, 0))
    for code, kind, bucket, count in connection.execute(_cbos(actor)):
        numbers[code][_KINDS[kind]] += count
        numbers[code][_BUCKETS[Bucket(bucket)]] += count
    for name, query in (("linked", _linked(actor)), ("users", _users(actor)), ("members_waiting", _members(actor))):
        for code, count in connection.execute(query):
            numbers[code][name] += count
    rows = [AreaRow(one.code, one.state, one.district, one.name, **numbers[code]) for code, one in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.state, row.district, row.block, row.code)))


def by_district(rows: Iterable[AreaRow]) -> tuple[AreaRow, ...]:
    """Return the districts of some blocks, each with the sums of its blocks, in the order of the rows."""
    sums: dict[tuple[str, str], list[AreaRow]] = defaultdict(list)
    for row in rows:
        sums[row.state, row.district].append(row)
    return tuple(
        AreaRow(f"{state}/{district}", state, district, "", **_sum(found)) for (state, district), found in sums.items()
    )


def total(rows: Iterable[AreaRow]) -> AreaRow:
    """Return the sums of some blocks."""
    return AreaRow("", "", "", "", **_sum(rows))


def _sum(rows: Iterable[AreaRow]) -> dict[str, int]:
    every = list(rows)
    return {name: sum(getattr(row, name) for row in every) for name in _NUMBERS}


def _here(actor: Actor) -> Select[Any]:
    """Return the codes of the blocks of the actor's area."""
    area = actor.area
    query = select(_BLOCK.c.code)
    pairs = ((_BLOCK.c.state_code, area.state), (_BLOCK.c.district_code, area.district), (_BLOCK.c.code, area.block))
    return query.where(*(column == code for column, code in pairs if code))


def _cbos(actor: Actor) -> Select[Any]:
    columns = (_CBO.c.block_code, _CBO.c.cbo_type, _CBO.c.bucket)
    here = _CBO.c.block_code.in_(_here(actor))
    return select(*columns, func.count()).where(here).group_by(*columns)


def _linked(actor: Actor) -> Select[Any]:
    here = _LINK.c.block_code.in_(_here(actor))
    held = select(_LINK.c.block_code, func.count()).where(
        here, _LINK.c.unlinked_at.is_(None), _LINK.c.duty == Duty.BOOKS
    )
    return held.group_by(_LINK.c.block_code)


def _users(actor: Actor) -> Select[Any]:
    here = _USER.c.block_code.in_(_here(actor))
    query = select(_USER.c.block_code, func.count()).where(here, _USER.c.status != AccountStatus.DELETED)
    return query.group_by(_USER.c.block_code)


def _members(actor: Actor) -> Select[Any]:
    here = _MEMBER.c.block_code.in_(_here(actor))
    query = select(_MEMBER.c.block_code, func.count()).where(here, _MEMBER.c.bucket == Bucket.PENDING_BM)
    return query.group_by(_MEMBER.c.block_code)
