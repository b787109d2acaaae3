"""The check that stands first in every read: permission, and the block's real place in the actor's area."""

from __future__ import annotations

from sqlalchemy import Connection, select

from lokos_tui.db import tables
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.permissions import ABOVE_BLOCK, Actor, Area, Permission, require


def in_scope(connection: Connection, actor: Actor, permission: Permission, block_code: str) -> None:
    """Raise Refused unless the actor holds the permission and the block lies in her area."""
    if block_code == ABOVE_BLOCK:
        require(actor, permission)
        if actor.area.block:
            raise Refused("area", "That lies outside your area.", f"Your area is {actor.block_name}.")
        return
    if block_code == actor.area.block:
        require(actor, permission)  # her own block: sign-in read where it lies
        return
    block = tables.block
    found = connection.execute(
        select(block.c.state_code, block.c.district_code).where(block.c.code == block_code)
    ).first()
    area = Area(found[0], found[1], block_code) if found else Area("?", "?", block_code)
    require(actor, permission, area)
