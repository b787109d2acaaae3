"""Which bundle key an account signs with now: its number, never the key itself."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import AccountStatus
from lokos_tui.queries.scope import in_scope


def bundle_key_number(connection: Connection, actor: Actor, block_code: str, user_id: str) -> int | None:
    """Return the number of an active account's bundle key; None when the block has no such account."""
    in_scope(connection, actor, Permission.PROFILES_UPLOAD, block_code)
    user = tables.user_account
    query = select(user.c.bundle_key).where(
        user.c.block_code == block_code,
        func.upper(user.c.user_id) == user_id.upper(),
        user.c.status == AccountStatus.ACTIVE,
    )
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else int(found)
