"""Narrowing a block manager to one cluster (docs/domain.md#what-each-role-may-do)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Area, require_may_manage
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import NotFound
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.services.accounts.deputies import made_in_stead, person_of
from lokos_tui.services.accounts.users import active_named, roles_of

if TYPE_CHECKING:
    from lokos_tui.commands.verification import SetCluster
    from lokos_tui.services.unit_of_work import UnitOfWork


def set_cluster(work: UnitOfWork, command: SetCluster) -> None:
    """Narrow a block manager to the cluster of a CLF, or give her the whole block again; it holds from her next act."""
    block, role, scope = command.block_code, tables.user_role, tables.cluster_scope
    account = active_named(work.session, block, command.user_id)
    held = roles_of(work.session, account) if account else []
    manager = next((one for one in held if one.role == Role.BLOCK_PM.value), None)
    if account is None or manager is None:
        wanted = clean(command.user_id).upper()
        raise NotFound("user.unknown", _("There is no active block manager {wanted} in this block.", wanted=wanted), "")
    area = Area(account.state_code, account.district_code, block)
    stead = made_in_stead(work.connection, account)
    whom = person_of(account)
    basis = require_may_manage(work.actor, (Role.BLOCK_PM,), area, account.created_by, person=whom, in_her_stead=stead)
    work.stand_on(basis)
    clf = _clf(work, block, clean(command.clf_code)) if command.clf_code else None
    of_hers = select(role.c.id).where(role.c.block_code == block, role.c.account_id == account.id)
    work.connection.execute(delete(scope).where(scope.c.block_code == block, scope.c.id.in_(of_hers)))
    if clf is not None:
        work.connection.execute(
            scope.insert(),
            {"block_code": block, "id": manager.id, "clf_id": clf, "set_by": work.actor.user_id, "set_at": work.now},
        )
    work.record(command.action, block, "user", account.user_id, {"clf": command.clf_code or "whole block"})


def _clf(work: UnitOfWork, block: str, code: str) -> int:
    cbo = tables.cbo
    query = select(cbo.c.id).where(cbo.c.block_code == block, cbo.c.cbo_type == "CLF", cbo.c.code == code)
    found = work.connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound(
            "clf.unknown",
            _("There is no CLF with the code {code} in this block.", code=code),
            _("Look it up in the list."),
        )
    return int(found)
