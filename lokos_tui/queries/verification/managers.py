"""The active block managers of a block, as people: who may decide beside somebody."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.persons import person
from lokos_tui.domain.accounts.roles import AccountStatus, Role, RoleStatus
from lokos_tui.domain.verification.deciders import Manager, Others, beside, counted, is_manager
from lokos_tui.queries.profiles.makers import somebody
from lokos_tui.queries.scope import in_scope

_USER, _ROLE, _SCOPE = tables.user_account, tables.user_role, tables.cluster_scope


def managers_of(connection: Connection, block_code: str) -> tuple[Manager, ...]:
    """Return the block managers who can sign in, each with her cluster; for who has checked the scope."""
    of_hers = _ROLE.alias("of_hers")
    cluster = (
        select(func.max(_SCOPE.c.clf_id))
        .join(of_hers, and_(of_hers.c.block_code == _SCOPE.c.block_code, of_hers.c.id == _SCOPE.c.id))
        .where(
            _SCOPE.c.block_code == block_code,
            of_hers.c.account_id == _USER.c.id,
            of_hers.c.role == Role.BLOCK_PM.value,
        )
        .scalar_subquery()
    )
    query = (
        select(_USER.c.user_id, _USER.c.mobile, _USER.c.former_mobiles, func.coalesce(cluster, 0))
        .join(_ROLE, and_(_ROLE.c.block_code == _USER.c.block_code, _ROLE.c.account_id == _USER.c.id))
        .where(
            _USER.c.block_code == block_code,
            _USER.c.status == AccountStatus.ACTIVE,
            _ROLE.c.role == Role.BLOCK_PM.value,
            _ROLE.c.status == RoleStatus.ACTIVE,
        )
        .order_by(_USER.c.id)
    )
    return tuple(Manager(person(*row[:3]), row[3]) for row in connection.execute(query))


def other_managers(connection: Connection, actor: Actor, block_code: str) -> Others | None:
    """Return how many others may decide on what the actor loads; None when she, as a person, decides nothing here."""
    in_scope(connection, actor, Permission.PROFILES_UPLOAD, block_code)
    managers, me = managers_of(connection, block_code), somebody(connection, actor.user_id)
    if not is_manager(me, managers):
        return None
    return counted(actor.clf, beside((me,), managers))
