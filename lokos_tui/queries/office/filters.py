"""The filters a user keeps of a list."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.queries.scope import in_scope


class SavedFilter(NamedTuple):
    """A filter under its name; ``words`` as they would be typed."""

    name: str
    words: str


def saved_filters(connection: Connection, actor: Actor, block_code: str, section: str) -> tuple[SavedFilter, ...]:
    """Return the actor's own filters of a list, by name (20 at most)."""
    in_scope(connection, actor, Permission.PROFILES_VERIFY, block_code)
    saved = tables.saved_filter
    query = (
        select(saved.c.name, saved.c.words)
        .where(saved.c.block_code == block_code, saved.c.user_id == actor.user_id, saved.c.section == section)
        .order_by(saved.c.name)
    )
    return tuple(SavedFilter(*row) for row in connection.execute(query))
