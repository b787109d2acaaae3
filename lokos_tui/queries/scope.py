"""The check that stands first in every read: permission, and the block's real place in the actor's area."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor, Area, Permission, require
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _

_known: WeakKeyDictionary[Engine, dict[str, Area]] = WeakKeyDictionary()
"""Where blocks lie, by database: a block is entered once and never moves, so it is looked up once a process."""


def in_scope(connection: Connection, actor: Actor, permission: Permission, block_code: str) -> None:
    """Raise Refused unless the actor holds the permission and the block lies in her area."""
    if block_code == ABOVE_BLOCK:
        require(actor, permission)
        if actor.area.block:
            home = _("Your area is {block}.", block=actor.block_name)
            raise Refused("area", _("That lies outside your area."), home)
        return
    require(actor, permission, _place(connection, block_code))


def _place(connection: Connection, block_code: str) -> Area:
    known = _known.setdefault(connection.engine, {})
    if block_code not in known:
        block = tables.block
        found = connection.execute(
            select(block.c.state_code, block.c.district_code).where(block.c.code == block_code)
        ).first()
        if found is None:
            return Area("?", "?", block_code)
        known[block_code] = Area(found[0], found[1], block_code)
    return known[block_code]
