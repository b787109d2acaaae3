"""Places of the actor's area: blocks, gram panchayats, villages, and federations to filter by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, and_, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission, require
from lokos_tui.domain.cbos.life import Life
from lokos_tui.queries.scope import in_scope


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block with what it lies in."""

    code: str
    name: str
    district: str
    state: str
    prefix: str
    district_code: str


class Place(NamedTuple):
    """A gram panchayat (``gp_id`` 0) or a village; ``label`` tells namesakes apart."""

    id: int
    gp_id: int
    code: str
    name: str
    label: str


class CboName(NamedTuple):
    """A VO or CLF to filter by."""

    id: int
    code: str
    name: str


def blocks(connection: Connection, actor: Actor) -> tuple[BlockRow, ...]:
    """Return the blocks of the actor's area by name."""
    require(actor, Permission.CBOS_VIEW)
    block, district, state = tables.block, tables.district, tables.state
    query = (
        select(block.c.code, block.c.name, district.c.name, state.c.name, state.c.prefix, block.c.district_code)
        .join(district, district.c.code == block.c.district_code)
        .join(state, state.c.code == block.c.state_code)
        .order_by(block.c.name_key, block.c.code)
    )
    area = actor.area
    for column, code in (
        (block.c.state_code, area.state),
        (block.c.district_code, area.district),
        (block.c.code, area.block),
    ):
        query = query.where(column == code) if code else query
    return tuple(BlockRow(*row) for row in connection.execute(query))


def gps(connection: Connection, actor: Actor, block_code: str) -> tuple[Place, ...]:
    """Return the block's gram panchayats by name."""
    in_scope(connection, actor, Permission.CBOS_VIEW, block_code)
    gp = tables.gram_panchayat
    query = select(gp.c.id, gp.c.nrlm_code, gp.c.name).where(gp.c.block_code == block_code, gp.c.is_active)
    return tuple(
        Place(number, 0, code or "", name, name)
        for number, code, name in connection.execute(query.order_by(gp.c.name_key, gp.c.id))
    )


def villages(connection: Connection, actor: Actor, block_code: str, gp_id: int = 0) -> tuple[Place, ...]:
    """Return the villages of a gram panchayat, or of the whole block (``gp_id`` 0), by name."""
    in_scope(connection, actor, Permission.CBOS_VIEW, block_code)
    gp, village = tables.gram_panchayat, tables.village
    query = (
        select(village.c.id, village.c.gp_id, village.c.nrlm_code, village.c.name, gp.c.name)
        .join(gp, and_(gp.c.block_code == village.c.block_code, gp.c.id == village.c.gp_id))
        .where(village.c.block_code == block_code, village.c.is_active)
        .order_by(village.c.name_key, village.c.id)
    )
    if gp_id:
        query = query.where(village.c.gp_id == gp_id)
    return tuple(
        Place(number, parent, code or "", name, name if gp_id else f"{name} / {gp_name}")
        for number, parent, code, name, gp_name in connection.execute(query)
    )


def federations(connection: Connection, actor: Actor, block_code: str, cbo_type: str) -> tuple[CboName, ...]:
    """Return the block's active VOs or CLFs by name."""
    in_scope(connection, actor, Permission.CBOS_VIEW, block_code)
    cbo = tables.cbo
    query = (
        select(cbo.c.id, cbo.c.code, cbo.c.name)
        .where(cbo.c.block_code == block_code, cbo.c.cbo_type == cbo_type, cbo.c.life == Life.ACTIVE)
        .order_by(cbo.c.name_key, cbo.c.id)
    )
    return tuple(CboName(number, code or "-", name) for number, code, name in connection.execute(query))
