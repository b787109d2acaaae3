"""Narrowing a block manager to one cluster (docs/domain.md#what-each-role-may-do)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area, require_may_manage
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.text import clean

if TYPE_CHECKING:
    from lokos_tui.commands.verification import SetCluster
    from lokos_tui.services.unit_of_work import UnitOfWork


def set_cluster(work: UnitOfWork, command: SetCluster) -> None:
    """Narrow a block manager to the cluster of a CLF, or give her the whole block again; it holds from her next act."""
    block, user, role, scope = command.block_code, tables.user_account, tables.user_role, tables.cluster_scope
    wanted = clean(command.user_id).upper()
    row = work.connection.execute(
        select(user.c.user_id, user.c.state_code, user.c.district_code, user.c.created_by, role.c.id, role.c.account_id)
        .join(role, (role.c.block_code == user.c.block_code) & (role.c.account_id == user.c.id))
        .where(user.c.block_code == block, func.upper(user.c.user_id) == wanted, user.c.status == "ACTIVE")
        .where(role.c.role == Role.BLOCK_PM.value, role.c.status == "ACTIVE")
    ).first()
    if row is None:
        raise NotFound("user.unknown", f"There is no active block manager {wanted} in this block.", "")
    require_may_manage(work.actor, (Role.BLOCK_PM,), Area(row.state_code, row.district_code, block), row.created_by)
    clf = _clf(work, block, clean(command.clf_code)) if command.clf_code else None
    of_hers = select(role.c.id).where(role.c.block_code == block, role.c.account_id == row.account_id)
    work.connection.execute(delete(scope).where(scope.c.block_code == block, scope.c.id.in_(of_hers)))
    if clf is not None:
        work.connection.execute(
            scope.insert(),
            {"block_code": block, "id": row.id, "clf_id": clf, "set_by": work.actor.user_id, "set_at": work.now},
        )
    work.record(command.action, block, "user", row.user_id, {"clf": command.clf_code or "whole block"})


def _clf(work: UnitOfWork, block: str, code: str) -> int:
    cbo = tables.cbo
    query = select(cbo.c.id).where(cbo.c.block_code == block, cbo.c.cbo_type == "CLF", cbo.c.code == code)
    found = work.connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("clf.unknown", f"There is no CLF with the code {code} in this block.", "Look it up in the list.")
    return int(found)
