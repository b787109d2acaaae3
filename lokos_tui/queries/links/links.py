"""The two lists of the linking screen, and an approver's reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.accounts.roles import AccountStatus, CboType, Role
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.links.rules import APPROVES, kind_of
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Count, Page, PageRequest
from lokos_tui.queries.cbos.list import CBO, SORTS, CboFilters, CboRow, conditions, make_row, rows_query
from lokos_tui.queries.keyset import capped_count, page
from lokos_tui.queries.scope import in_scope

_LINK = tables.cbo_link
_HERS = tables.cbo_link.alias("hers")


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """A role that CBOs are linked to; ``held`` counts, by kind, what the whole account is linked to."""

    account: int
    role_id: int
    block_code: str
    user_id: str
    name: str
    role: Role
    kind: CboType
    status: str
    held: dict[str, int]


def role_info(connection: Connection, actor: Actor, block_code: str, role_id: int) -> RoleInfo:
    """Return a role and what its account holds; raises NotFound, or Refused for staff roles."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    user, role = tables.user_account, tables.user_role
    found = connection.execute(
        select(user.c.id, role.c.id, user.c.user_id, user.c.name, role.c.role, user.c.status)
        .join(user, and_(user.c.block_code == role.c.block_code, user.c.id == role.c.account_id))
        .where(role.c.block_code == block_code, role.c.id == role_id, user.c.status != AccountStatus.DELETED)
    ).first()
    if found is None:
        raise NotFound("user.unknown", _("There is no such user in your area."), _("Refresh the list."))
    kind = kind_of(Role(found[4]))
    if kind is None:
        raise Refused(
            "link.staff",
            _("{user_id} is staff; CBOs are linked to community roles.", user_id=found[2]),
            _("Choose another user."),
        )
    held = connection.execute(
        select(_LINK.c.cbo_type, func.count())
        .where(_LINK.c.block_code == block_code, _LINK.c.account_id == found[0], _LINK.c.unlinked_at.is_(None))
        .group_by(_LINK.c.cbo_type)
    )
    counts = {str(kind): 0} | {name: number for name, number in held}  # noqa: C416 - rows are no pairs to mypy
    return RoleInfo(found[0], found[1], block_code, found[2], found[3], Role(found[4]), kind, found[5], counts)


def linked_page(
    connection: Connection, actor: Actor, role_id: int, filters: CboFilters, request: PageRequest
) -> Page[CboRow]:
    """Return one page of the CBOs linked to a role; ``link_id`` and ``since`` are this role's."""
    in_scope(connection, actor, Permission.LINKS_VIEW, filters.block_code)
    query = _with_own_link(role_id, filters.block_code).where(*conditions(filters))
    return page(connection, query, SORTS, CBO.c.id, request, _own_row)


def not_linked_page(
    connection: Connection, actor: Actor, role_id: int, filters: CboFilters, request: PageRequest
) -> Page[CboRow]:
    """Return one page of the active CBOs not linked to a role; those somebody else holds are among them."""
    in_scope(connection, actor, Permission.LINKS_VIEW, filters.block_code)
    query = rows_query().where(*_not_linked(role_id, filters))
    return page(connection, query, SORTS, CBO.c.id, request, make_row)


def linked_count(connection: Connection, actor: Actor, role_id: int, filters: CboFilters, cap: int = 10_000) -> Count:
    """Return how many CBOs of the filters are linked to a role."""
    in_scope(connection, actor, Permission.LINKS_VIEW, filters.block_code)
    query = select(CBO.c.id).join(_HERS, _hers(role_id)).where(*conditions(filters))
    return capped_count(connection, query, cap)


def not_linked_count(
    connection: Connection, actor: Actor, role_id: int, filters: CboFilters, cap: int = 10_000
) -> Count:
    """Return how many CBOs of the filters are not linked to a role."""
    in_scope(connection, actor, Permission.LINKS_VIEW, filters.block_code)
    return capped_count(connection, select(CBO.c.id).where(*_not_linked(role_id, filters)), cap)


def not_linked_ids(
    connection: Connection, actor: Actor, role_id: int, filters: CboFilters, cap: int = 5_000
) -> tuple[CboRow, ...]:
    """Return all rows of the left list at once, at most ``cap``: what 'mark all' marks."""
    in_scope(connection, actor, Permission.LINKS_VIEW, filters.block_code)
    query = rows_query().where(*_not_linked(role_id, filters)).order_by(CBO.c.name_key, CBO.c.id).limit(cap)
    return tuple(make_row(row) for row in connection.execute(query))


def linked_ids(
    connection: Connection, actor: Actor, role_id: int, filters: CboFilters, cap: int = 5_000
) -> tuple[CboRow, ...]:
    """Return all rows of the right list at once, at most ``cap``."""
    in_scope(connection, actor, Permission.LINKS_VIEW, filters.block_code)
    query = (
        _with_own_link(role_id, filters.block_code)
        .where(*conditions(filters))
        .order_by(CBO.c.name_key, CBO.c.id)
        .limit(cap)
    )
    return tuple(_own_row(row) for row in connection.execute(query))


def links_of(connection: Connection, actor: Actor, block_code: str, account: int) -> tuple[CboRow, ...]:
    """Return every CBO an account is linked to in any role: what is said before it is deleted."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    linked = select(_LINK.c.cbo_id).where(
        _LINK.c.block_code == block_code, _LINK.c.account_id == account, _LINK.c.unlinked_at.is_(None)
    )
    query = rows_query().where(CBO.c.block_code == block_code, CBO.c.id.in_(linked))
    return tuple(make_row(row) for row in connection.execute(query.order_by(CBO.c.cbo_type, CBO.c.name_key, CBO.c.id)))


def reach_page(
    connection: Connection, actor: Actor, block_code: str, role_id: int, request: PageRequest
) -> Page[CboRow]:
    """Return one page of the CBOs whose transactions an approver approves: it follows her VO or CLF."""
    in_scope(connection, actor, Permission.LINKS_VIEW, block_code)
    role = tables.user_role
    name = connection.execute(
        select(role.c.role).where(role.c.block_code == block_code, role.c.id == role_id)
    ).scalar_one_or_none()
    held = Role(name) if name else Role.SHG_BK
    kind = APPROVES.get(held)
    above = CBO.c.vo_id if kind_of(held) is CboType.VO else CBO.c.clf_id
    linked = select(_LINK.c.cbo_id).where(
        _LINK.c.block_code == block_code, _LINK.c.role_id == role_id, _LINK.c.unlinked_at.is_(None)
    )
    query = rows_query().where(CBO.c.block_code == block_code, (above if kind else CBO.c.id).in_(linked))
    if kind:
        query = query.where(CBO.c.cbo_type == kind)
    return page(connection, query, SORTS, CBO.c.id, request, make_row)


def _hers(role_id: int) -> ColumnElement[bool]:
    return and_(
        _HERS.c.block_code == CBO.c.block_code,
        _HERS.c.role_id == role_id,
        _HERS.c.cbo_id == CBO.c.id,
        _HERS.c.unlinked_at.is_(None),
    )


def _with_own_link(role_id: int, block_code: str) -> Any:
    return (
        rows_query()
        .join(_HERS, _hers(role_id))
        .add_columns(_HERS.c.id, _HERS.c.linked_at)
        .where(_held(role_id, block_code))
    )


def _held(role_id: int, block_code: str) -> ColumnElement[bool]:
    """Few ids first: without them SQLite walks the whole block by name."""
    mine = (_LINK.c.block_code == block_code, _LINK.c.role_id == role_id, _LINK.c.unlinked_at.is_(None))
    return CBO.c.id.in_(select(_LINK.c.cbo_id).where(*mine))


def _own_row(row: Any) -> CboRow:
    *head, _, _, link_id, since = row
    values: tuple[Any, ...] = (*head, link_id, since)
    return CboRow(*values)


def _not_linked(role_id: int, filters: CboFilters) -> list[ColumnElement[bool]]:
    linked = exists().where(_hers(role_id))
    return [*conditions(filters), CBO.c.life == Life.ACTIVE, ~linked]
