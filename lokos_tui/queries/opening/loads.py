"""Opening loads: the list, one of them with its totals by gram panchayat, its sample, and what was found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, case, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.opening.sample import draw
from lokos_tui.domain.opening.states import OpeningState
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.model import Kind, RecordKind, Value
from lokos_tui.queries.keyset import page
from lokos_tui.queries.scope import in_scope

_LOAD, _RECORD, _FINDING = tables.opening_load, tables.opening_record, tables.opening_finding


class OpeningLoadRow(NamedTuple):
    """One load; moments in milliseconds UTC, ``counts`` of what it brings and of how the file's rows ended."""

    id: int
    state: str
    source: str
    file_name: str
    made_by: str
    loaded_by: str
    loaded_at: int
    counts: Mapping[str, int]
    confirmed: int
    potential: int
    decided_by: str | None
    decided_at: int | None
    decided_why: str
    act: int | None
    undone_by: str | None
    undone_at: int | None
    undo_reason: str


class GpRow(NamedTuple):
    """What a load brings of one gram panchayat; ``gp`` is '' for what names none."""

    id: int
    gp: str
    shgs: int
    vos: int
    clfs: int
    members: int
    active: int
    accounts: int


class SampleRow(NamedTuple):
    """One SHG that was drawn; ``new`` is False for one that is here already and gets members."""

    code: str
    id: int
    name: str
    gp: str
    village: str
    members: int
    active: int
    accounts: int


class OpeningFindingRow(NamedTuple):
    """Two records that are one: both with their SHG or kind; ``other_here`` says that the other is in the office."""

    id: int
    one: str
    one_code: str
    other: str
    other_code: str
    other_here: bool
    numbers: str


@dataclass(frozen=True, slots=True)
class DrawnRecord:
    """One record of a drawn SHG: its kind, code, name and content."""

    kind: Kind
    code: str
    name: str
    content: Mapping[str, Value]


def may_see(connection: Connection, actor: Actor, block_code: str) -> None:
    """Raise Refused for anybody but who may load one and who may decide on one, in the block."""
    decides = actor.may(Permission.PROFILES_VERIFY)
    in_scope(connection, actor, Permission.PROFILES_VERIFY if decides else Permission.OPENING_LOAD, block_code)


def opening_page(connection: Connection, actor: Actor, block_code: str, request: PageRequest) -> Page[OpeningLoadRow]:
    """Return one page of a block's opening loads, the newest first."""
    may_see(connection, actor, block_code)
    query = _loads(block_code)
    return page(connection, query, {"at": _LOAD.c.loaded_at}, _LOAD.c.id, request.largest_first(), _row)


def opening_load(connection: Connection, actor: Actor, block_code: str, number: int) -> OpeningLoadRow:
    """Return one load; raises NotFound."""
    may_see(connection, actor, block_code)
    found = connection.execute(_loads(block_code).where(_LOAD.c.id == number)).first()
    if found is None:
        raise NotFound(
            "opening.unknown", _("There is no such opening load in your block."), _("Look at the list: opening list.")
        )
    return _row(found)


def waiting_opening(connection: Connection, actor: Actor, block_code: str) -> OpeningLoadRow | None:
    """Return the load that waits in a block; None when none does."""
    may_see(connection, actor, block_code)
    found = connection.execute(_loads(block_code).where(_LOAD.c.state == OpeningState.WAITING)).first()
    return None if found is None else _row(found)


def _loads(block: str) -> Select[Any]:
    return select(*(_LOAD.c[name] for name in OpeningLoadRow._fields)).where(_LOAD.c.block_code == block)


def _row(row: Any) -> OpeningLoadRow:
    fields = dict(zip(OpeningLoadRow._fields, row, strict=False))
    return OpeningLoadRow(**fields | {"counts": json.loads(fields["counts"])})


def opening_gps(
    connection: Connection, actor: Actor, block_code: str, number: int, request: PageRequest
) -> Page[GpRow]:
    """Return one page of what a load brings, by gram panchayat, by name."""
    may_see(connection, actor, block_code)
    gp, woman = tables.gram_panchayat, _RECORD.c.kind == Kind.MEMBER
    grouped = (
        select(
            _RECORD.c.gp_id,
            *(_sum(_RECORD.c.kind == kind).label(label) for kind, label in _KINDS),
            _sum(woman, _RECORD.c.active).label("active"),
            _sum(woman, _RECORD.c.account).label("accounts"),
        )
        .where(_RECORD.c.block_code == block_code, _RECORD.c.opening_id == number)
        .group_by(_RECORD.c.gp_id)
        .subquery("of_gp")
    )
    rows = (
        select(
            func.coalesce(grouped.c.gp_id, 0).label("id"),
            func.coalesce(gp.c.name, "").label("gp"),
            func.coalesce(gp.c.name_key, "").label("name_key"),
            *(grouped.c[name] for name in GpRow._fields[2:]),
        )
        .outerjoin(gp, and_(gp.c.block_code == block_code, gp.c.id == grouped.c.gp_id))
        .subquery()
    )
    query = select(*(rows.c[field] for field in GpRow._fields))
    return page(connection, query, {"gp": rows.c.name_key}, rows.c.id, request, lambda row: GpRow(*row))


_KINDS = ((Kind.SHG, "shgs"), (Kind.VO, "vos"), (Kind.CLF, "clfs"), (Kind.MEMBER, "members"))


def _sum(*conditions: Any) -> Any:
    return func.sum(case((and_(*conditions), 1), else_=0))


def gp_names(connection: Connection, actor: Actor, block_code: str) -> dict[int, str]:
    """Return the names of a block's gram panchayats by id."""
    may_see(connection, actor, block_code)
    gp = tables.gram_panchayat
    rows = connection.execute(select(gp.c.id, gp.c.name).where(gp.c.block_code == block_code))
    return {number: str(name) for number, name in rows}


def opening_sample(connection: Connection, actor: Actor, block_code: str, number: int) -> tuple[SampleRow, ...]:
    """Return the SHGs that are drawn from a load that waits, in the order of the lot; none of one that ended."""
    load = opening_load(connection, actor, block_code, number)
    if load.state != OpeningState.WAITING:
        return ()
    cbo, gp, village = tables.cbo, tables.gram_panchayat, tables.village
    mine = (_RECORD.c.block_code == block_code, _RECORD.c.opening_id == number)
    shg = case((_RECORD.c.kind == Kind.MEMBER, _RECORD.c.shg_id), else_=_RECORD.c.record_id).label("shg")
    of_shgs = _RECORD.c.kind.in_((Kind.SHG, Kind.MEMBER))
    each = select(_RECORD, shg).where(*mine, of_shgs).subquery("each")
    woman = each.c.kind == Kind.MEMBER
    counted = (
        select(
            each.c.shg,
            func.max(case((~woman, each.c.name))).label("name"),
            func.max(case((~woman, each.c.code))).label("code"),
            func.max(each.c.gp_id).label("gp_id"),
            func.max(each.c.village_id).label("village_id"),
            _sum(woman).label("members"),
            _sum(woman, each.c.active).label("active"),
            _sum(woman, each.c.account).label("accounts"),
        )
        .group_by(each.c.shg)
        .subquery()
    )
    query = (
        select(
            func.coalesce(counted.c.code, cbo.c.code, ""), counted.c.shg, func.coalesce(counted.c.name, cbo.c.name, ""),
            func.coalesce(gp.c.name, ""), func.coalesce(village.c.name, ""), counted.c.members, counted.c.active,
            counted.c.accounts,
        )
        .outerjoin(cbo, and_(cbo.c.block_code == block_code, cbo.c.id == counted.c.shg))
        .outerjoin(gp, and_(gp.c.block_code == block_code, gp.c.id == counted.c.gp_id))
        .outerjoin(village, and_(village.c.block_code == block_code, village.c.id == counted.c.village_id))
    )  # fmt: skip
    return draw(block_code, number, load.loaded_at, (SampleRow(*row) for row in connection.execute(query)))


def drawn_group(
    connection: Connection, actor: Actor, block_code: str, number: int, shg_id: int
) -> tuple[DrawnRecord, ...]:
    """Return what a load that waits brings of one SHG: itself, then its members. Raises NotFound for none."""
    load = opening_load(connection, actor, block_code, number)
    same = case(
        (_RECORD.c.kind == Kind.SHG, _RECORD.c.record_id == shg_id),
        else_=and_(_RECORD.c.kind == Kind.MEMBER, _RECORD.c.shg_id == shg_id),
    )
    query = (
        select(_RECORD.c.kind, _RECORD.c.code, _RECORD.c.name, _RECORD.c.content)
        .where(_RECORD.c.block_code == block_code, _RECORD.c.opening_id == load.id, same)
        .order_by(_RECORD.c.record_kind, _RECORD.c.id)
    )
    rows = connection.execute(query).all() if load.state == OpeningState.WAITING else []
    if not rows:
        raise NotFound("opening.shg", _("This load has no such SHG any more."), _("Go back and refresh."))
    return tuple(DrawnRecord(Kind(kind), code, name, json.loads(text)) for kind, code, name, text in rows)


def opening_findings(
    connection: Connection, actor: Actor, block_code: str, number: int, request: PageRequest
) -> Page[OpeningFindingRow]:
    """Return one page of the confirmed duplicates of a load that waits, the worst first. Raises NotFound."""
    opening_load(connection, actor, block_code, number)
    sides = [_side(block_code, number, side) for side in ("one", "other")]
    query = select(
        _FINDING.c.id, sides[0].name, sides[0].code, sides[1].name, sides[1].code, sides[1].here, _FINDING.c.numbers
    ).where(_FINDING.c.block_code == block_code, _FINDING.c.opening_id == number)
    for side in sides:
        query = query.outerjoin(*side.joins[0]).outerjoin(*side.joins[1]).outerjoin(*side.joins[2])
    return page(connection, query, {"worst": _FINDING.c.id}, _FINDING.c.id, request, _finding)


def _finding(row: Any) -> OpeningFindingRow:
    number, one, one_code, other, other_code, here, numbers = row
    return OpeningFindingRow(number, one, one_code, other, other_code, bool(here), numbers)


class _Side(NamedTuple):
    """One side of a finding: its name and code wherever it stands, whether it is here, and the joins that give them."""

    name: Any
    code: Any
    here: Any
    joins: tuple[tuple[Any, Any], ...]


def _side(block: str, number: int, side: str) -> _Side:
    record, cbo, member = (table.alias(f"{side}_{table.name}") for table in (_RECORD, tables.cbo, tables.member))
    kind, own = _FINDING.c[f"{side}_kind"], _FINDING.c[f"{side}_id"]
    joins = (
        (record, and_(record.c.block_code == block, record.c.opening_id == number, record.c.record_kind == kind,
                      record.c.record_id == own)),
        (cbo, and_(cbo.c.block_code == block, kind == RecordKind.CBO, cbo.c.id == own)),
        (member, and_(member.c.block_code == block, kind == RecordKind.MEMBER, member.c.id == own)),
    )  # fmt: skip
    name = func.coalesce(record.c.name, cbo.c.name, member.c.name, "")
    code = func.coalesce(record.c.code, cbo.c.code, member.c.member_code, "")
    return _Side(
        name.label(f"{side}_name"), code.label(f"{side}_code"), case((record.c.id.is_(None), 1), else_=0), joins
    )
