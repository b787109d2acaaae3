"""A block manager for an office that has none: somebody real, whom the door knows."""

from __future__ import annotations

from dataclasses import replace

from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role

MANAGER = "IUP_NBDBPM"
_ID = 9_000


def make_manager(ctx: Context) -> Context:
    """Make a Block Program Manager in the block of somebody who is signed in, and return her at work."""
    area = ctx.actor.area
    key = {"block_code": area.block, "id": _ID}
    home = {"state_code": area.state, "district_code": area.district, "category": "BLOCK", "role": Role.BLOCK_PM.value}
    account = {"user_id": MANAGER, "name": "KAMLA MANAGER", "name_key": "KAMLA MANAGER", "mobile": "9412399999"}
    with ctx.office.store.writing() as connection:
        connection.execute(tables.user_account.insert().values(**key, **home, **account, created_at=1))
        connection.execute(tables.user_role.insert().values(**key, **home, account_id=_ID, granted_at=1))
        connection.execute(tables.user_secret.insert().values(**key, kind="FIRST", hashed="x", must_change=False))
    return Context(ctx.office, replace(ctx.actor, role=Role.BLOCK_PM, account=_ID, user_id=MANAGER))
