"""A block manager for an office that has none: somebody real, whom the door knows."""

from __future__ import annotations

from dataclasses import replace

from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role

MANAGER = "IUP_NBDBPM"
_ID = 9_000


SECOND = "IUP_NBDBPM2"


def make_manager(ctx: Context) -> Context:
    """Make a Block Program Manager in the block of somebody who is signed in, and return her at work."""
    return _make(ctx, _ID, MANAGER, "KAMLA MANAGER", "9412399999")


def make_second(ctx: Context) -> Context:
    """Make another one beside her: whoever loads a bundle leaves somebody to decide on it."""
    return _make(ctx, _ID + 10, SECOND, "LEELA MANAGER", "9412399998")


def _make(ctx: Context, number: int, user_id: str, name: str, mobile: str) -> Context:
    area = ctx.actor.area
    key = {"block_code": area.block, "id": number}
    home = {"state_code": area.state, "district_code": area.district, "category": "BLOCK", "role": Role.BLOCK_PM.value}
    account = {"user_id": user_id, "name": name, "name_key": name, "mobile": mobile}
    with ctx.office.store.writing() as connection:
        connection.execute(tables.user_account.insert().values(**key, **home, **account, created_at=1))
        connection.execute(tables.user_role.insert().values(**key, **home, account_id=number, granted_at=1))
        connection.execute(tables.user_secret.insert().values(**key, kind="FIRST", hashed="x", must_change=False))
    return Context(ctx.office, replace(ctx.actor, role=Role.BLOCK_PM, account=number, user_id=user_id))
