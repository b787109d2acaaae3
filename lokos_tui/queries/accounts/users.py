"""Accounts: the list (docs/domain.md#users-and-their-forms), one account, ids that are free."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, and_, exists, func, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.naming import propose_user_ids, tidy_user_id
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Actor, Permission, require
from lokos_tui.domain.accounts.roles import CATEGORY_WORDS, FACTS, STATUS_WORDS, AccountStatus, Role, RoleStatus
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.links.rules import LoadNorm, expected_of
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Count, Page, PageRequest
from lokos_tui.domain.policy import Policy
from lokos_tui.queries.keyset import capped_count, contains, named, page, searched
from lokos_tui.queries.plain_text import by_ends, by_mobile, by_word, has_role_in, holding, in_text
from lokos_tui.queries.scope import in_scope

CHUNK = 500
_USER, _ROLE, _LINK = tables.user_account, tables.user_role, tables.cbo_link
_SORTS = {
    "user_id": _USER.c.user_id,
    "name": _USER.c.name_key,
    "mobile": _USER.c.mobile,
    "role": _USER.c.role,
    "status": _USER.c.status,
}


@dataclass(frozen=True, slots=True)
class UserFilters:
    """What the list shows; '', () and 0 ask for nothing. ``roles``: any of them; ``status`` '' is all but deleted."""

    block_code: str
    category: str = ""
    roles: tuple[str, ...] = ()
    status: str = ""
    gp_id: int = 0
    search: str = ""


@dataclass(frozen=True, slots=True)
class UserRow:
    """A line of the list; ``links`` counts what she is linked to now, ``norm`` what her role should keep (0: none)."""

    id: int
    user_id: str
    name: str
    mobile: str
    email: str
    designation: str
    category: str
    role: str
    more_roles: int
    links: int
    norm: int
    status: str
    version: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of an account, with its place and how many CBOs it is linked to.

    ``cluster`` names the CLF whose cluster a block manager is narrowed to, '' for the whole block.
    """

    id: int
    category: str
    role: str
    gp_id: int
    gp: str
    village_id: int
    village: str
    status: str
    links: int
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class UserDetail:
    """An account whole; moments in milliseconds, 0 and None: never."""

    id: int
    block_code: str
    user_id: str
    name: str
    mobile: str
    email: str
    designation: str
    status: str
    version: int
    created_at: int
    created_by: str
    changed_at: int
    changed_by: str
    last_sign_in: int | None
    batch_id: int | None
    must_change: bool
    roles: tuple[RoleRow, ...] = ()
    deputed_at: int = 0
    """Since when she is a deputed staff administrator; 0 where she is not."""
    district_code: str = ""


def user_page(
    connection: Connection, actor: Actor, filters: UserFilters, policy: Policy, request: PageRequest
) -> Page[UserRow]:
    """Return one page of accounts, each with what the office's policy expects of it.

    Sorts: user_id, name, mobile, role, status.
    """
    in_scope(connection, actor, Permission.USERS_VIEW, filters.block_code)
    query = select(
        _USER.c.id,
        _USER.c.user_id,
        _USER.c.name,
        _USER.c.mobile,
        _USER.c.email,
        _USER.c.designation,
        _USER.c.category,
        _USER.c.role,
        _more_roles(),
        _links_of_account(),
        _USER.c.status,
        _USER.c.version,
    ).where(*user_conditions(actor, filters))
    return page(connection, query, _SORTS, _USER.c.id, request, lambda row: _row(row, policy.norm))


def user_count(connection: Connection, actor: Actor, filters: UserFilters, cap: int = 10_000) -> Count:
    """Return how many accounts the filters show, counting no further than ``cap``."""
    in_scope(connection, actor, Permission.USERS_VIEW, filters.block_code)
    return capped_count(connection, select(_USER.c.id).where(*user_conditions(actor, filters)), cap)


def user_detail(connection: Connection, actor: Actor, block_code: str, account: int) -> UserDetail:
    """Return one account; raises NotFound when there is none in that block."""
    in_scope(connection, actor, Permission.USERS_VIEW, block_code)
    return _detail(connection, actor, and_(_USER.c.block_code == block_code, _USER.c.id == account))


def find_user(connection: Connection, actor: Actor, user_id: str) -> UserDetail:
    """Return one account by its user id; raises NotFound when it is not in the actor's area."""
    require(actor, Permission.USERS_VIEW)
    wanted = tidy_user_id(user_id)
    home = connection.execute(select(_USER.c.block_code).where(_USER.c.user_id == wanted)).scalar_one_or_none()
    nobody = NotFound(
        "user.unknown", _("There is no user {user_id} in your area.", user_id=wanted), _("Look in the list of users.")
    )
    if home is None:
        raise nobody
    try:
        in_scope(connection, actor, Permission.USERS_VIEW, home)
        return _detail(connection, actor, _USER.c.user_id == wanted)
    except (Refused, NotFound) as error:
        raise nobody from error


def taken_role(connection: Connection, actor: Actor, block_code: str, account: int, role: Role) -> int:
    """Return the id of the role of an account that was taken away last; raises NotFound where none was."""
    in_scope(connection, actor, Permission.USERS_MANAGE, block_code)
    query = select(func.max(_ROLE.c.id)).where(
        _ROLE.c.block_code == block_code,
        _ROLE.c.account_id == account,
        _ROLE.c.role == role.value,
        _ROLE.c.status == RoleStatus.INACTIVE,
    )
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("role.unknown", _("This role was not taken from her."), _("user add-role gives a role."))
    return int(found)


def same_mobile(
    connection: Connection, actor: Actor, block_code: str, mobile: str, but_not: int = 0
) -> tuple[str, ...]:
    """Return the user ids of a block that have this mobile number; a number may be shared."""
    in_scope(connection, actor, Permission.USERS_VIEW, block_code)
    query = select(_USER.c.user_id).where(
        _USER.c.block_code == block_code,
        _USER.c.mobile == mobile,
        _USER.c.status != AccountStatus.DELETED,
        _USER.c.id != but_not,
    )
    return tuple(connection.execute(query.order_by(_USER.c.user_id)).scalars())


def ids_taken(connection: Connection, actor: Actor, candidates: Collection[str]) -> frozenset[str]:
    """Return which of these user ids exist anywhere in the office; says nothing else about them."""
    in_scope(connection, actor, Permission.USERS_VIEW, actor.area.scope)
    return taken_of(connection, candidates)


def taken_of(connection: Connection, candidates: Collection[str]) -> frozenset[str]:
    """Return which of these user ids exist; for reads that have checked their scope."""
    wanted = sorted(candidates)
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found.update(connection.execute(select(_USER.c.user_id).where(_USER.c.user_id.in_(chunk))).scalars())
    return frozenset(found)


def propose_ids(
    connection: Connection, actor: Actor, block_code: str, role: Role, gp_id: int = 0, village_id: int = 0
) -> tuple[str, ...]:
    """Return three free user ids made from village, GP or block and role."""
    in_scope(connection, actor, Permission.USERS_VIEW, block_code)
    block = tables.block
    named = select(block.c.name).where(block.c.code == block_code)
    places = [
        _name(connection, tables.village, block_code, village_id),
        _name(connection, tables.gram_panchayat, block_code, gp_id),
        connection.execute(named).scalar_one_or_none() or actor.block_name,
    ]
    names = tuple(name for name in places if name)
    stem = propose_user_ids(actor.state_prefix, names, role, lambda _stem: False, 1)[0]
    like = select(_USER.c.user_id).where(_USER.c.user_id >= stem, _USER.c.user_id < stem + "~")
    taken = frozenset(connection.execute(like).scalars())
    return propose_user_ids(actor.state_prefix, names, role, taken.__contains__)


def _name(connection: Connection, table: Any, block_code: str, number: int) -> str:
    if not number:
        return ""
    query = select(table.c.name).where(table.c.block_code == block_code, table.c.id == number)
    return connection.execute(query).scalar_one_or_none() or ""


def user_conditions(actor: Actor, filters: UserFilters) -> list[ColumnElement[bool]]:
    """Return the conditions of the filters; who counts by them has checked the scope."""
    found = [_USER.c.block_code == filters.block_code]
    if filters.block_code == ABOVE_BLOCK:
        found += [_USER.c.state_code == actor.area.state] if actor.area.state else []
        found += [_USER.c.district_code == actor.area.district] if actor.area.district else []
    found.append(_USER.c.status == filters.status if filters.status else _USER.c.status != AccountStatus.DELETED)
    in_role = [
        _ROLE.c.block_code == _USER.c.block_code,
        _ROLE.c.account_id == _USER.c.id,
        _ROLE.c.status == RoleStatus.ACTIVE,
    ]
    wanted = [
        *([_ROLE.c.category == filters.category] if filters.category else []),
        *([_ROLE.c.role.in_(filters.roles)] if filters.roles else []),
        *([_ROLE.c.gp_id == filters.gp_id] if filters.gp_id else []),
    ]
    if wanted:
        found.append(exists().where(*in_role, *wanted))
    if text := searched(filters.search):
        found.append(
            holding(
                text,
                lambda part: _cells(filters.block_code, part),
                [contains(_USER.c.user_id, tidy_user_id(text)), *named(_USER.c.name_key, text)],
            )
        )
    return found


_ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    role.value: (facts.label, facts.narrow or facts.label) for role, facts in FACTS.items()
}
_STATUS_WORDS = {one.value: (word,) for one, word in STATUS_WORDS.items()}
_CATEGORY_WORDS = {one.value: (word,) for one, word in CATEGORY_WORDS.items()}


def _cells(block: str, text: str) -> list[ColumnElement[bool]]:
    """Return the conditions of which one holds where a cell of the list shows a text."""
    return [
        contains(_USER.c.user_id, tidy_user_id(text)),
        contains(func.lower(_USER.c.email), text.lower()),
        in_text(_USER.c.designation, text),
        *named(_USER.c.name_key, text),
        *by_mobile(_USER.c.mobile, text),
        *by_ends(_USER.c.mobile, text),
        *by_ends(_USER.c.user_id, text),
        *by_word(_USER.c.role, text, _ROLE_WORDS),
        *by_word(_USER.c.category, text, _CATEGORY_WORDS),
        *by_word(_USER.c.status, text, _STATUS_WORDS),
        *has_role_in(block, _USER.c.id, text),
    ]


def _more_roles() -> ScalarSelect[int]:
    return (
        select(func.count() - 1)
        .select_from(_ROLE)
        .where(
            _ROLE.c.block_code == _USER.c.block_code,
            _ROLE.c.account_id == _USER.c.id,
            _ROLE.c.status == RoleStatus.ACTIVE,
        )
        .scalar_subquery()
    )


def _links_of_account() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(_LINK)
        .where(
            _LINK.c.block_code == _USER.c.block_code, _LINK.c.account_id == _USER.c.id, _LINK.c.unlinked_at.is_(None)
        )
        .scalar_subquery()
    )


def _row(row: Sequence[Any], norm: LoadNorm) -> UserRow:
    *head, more, links, status, version = row
    values: tuple[Any, ...] = (*head, max(more, 0), links, expected_of(Role(row[7]), norm), status, version)
    return UserRow(*values)


def _detail(connection: Connection, actor: Actor, condition: ColumnElement[bool]) -> UserDetail:
    secret = tables.user_secret
    query: Select[Any] = (
        select(
            _USER.c.id,
            _USER.c.block_code,
            _USER.c.user_id,
            _USER.c.name,
            _USER.c.mobile,
            _USER.c.email,
            _USER.c.designation,
            _USER.c.status,
            _USER.c.version,
            _USER.c.created_at,
            _USER.c.created_by,
            _USER.c.changed_at,
            _USER.c.changed_by,
            _USER.c.last_sign_in,
            _USER.c.batch_id,
            func.coalesce(secret.c.must_change, True),
            _USER.c.state_code,
            _USER.c.district_code,
        )
        .outerjoin(secret, and_(secret.c.block_code == _USER.c.block_code, secret.c.id == _USER.c.id))
        .where(condition, _USER.c.status != AccountStatus.DELETED)
    )
    found = connection.execute(query).first()
    state, district = (found[-2], found[-1]) if found else ("", "")
    area = actor.area
    if found is None or (area.state and state != area.state) or (area.district and district != area.district):
        raise NotFound("user.unknown", _("There is no such user in your area."), _("Refresh the list."))
    deputed = _deputed_at(connection, found.block_code, found.id)
    roles = _roles(connection, found.block_code, found.id)
    values: tuple[Any, ...] = (*found[:-2], roles, deputed, district)
    return UserDetail(*values)


def _deputed_at(connection: Connection, block_code: str, account: int) -> int:
    grant = tables.staff_deputy
    query = select(grant.c.granted_at).where(
        grant.c.block_code == block_code, grant.c.account_id == account, grant.c.closed_at.is_(None)
    )
    return connection.execute(query).scalar_one_or_none() or 0


def _roles(connection: Connection, block_code: str, account: int) -> tuple[RoleRow, ...]:
    gp, village, scope, clf = tables.gram_panchayat, tables.village, tables.cluster_scope, tables.cbo
    links = (
        select(func.count())
        .select_from(_LINK)
        .where(_LINK.c.block_code == _ROLE.c.block_code, _LINK.c.role_id == _ROLE.c.id, _LINK.c.unlinked_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(
            _ROLE.c.id,
            _ROLE.c.category,
            _ROLE.c.role,
            func.coalesce(_ROLE.c.gp_id, 0),
            func.coalesce(gp.c.name, ""),
            func.coalesce(_ROLE.c.village_id, 0),
            func.coalesce(village.c.name, ""),
            _ROLE.c.status,
            links,
            func.coalesce(clf.c.name, ""),
        )
        .outerjoin(scope, and_(scope.c.block_code == _ROLE.c.block_code, scope.c.id == _ROLE.c.id))
        .outerjoin(clf, and_(clf.c.block_code == _ROLE.c.block_code, clf.c.id == scope.c.clf_id))
        .outerjoin(gp, and_(gp.c.block_code == _ROLE.c.block_code, gp.c.id == _ROLE.c.gp_id))
        .outerjoin(village, and_(village.c.block_code == _ROLE.c.block_code, village.c.id == _ROLE.c.village_id))
        .where(_ROLE.c.block_code == block_code, _ROLE.c.account_id == account, _ROLE.c.status == RoleStatus.ACTIVE)
        .order_by(_ROLE.c.id)
    )
    rows: Iterable[Sequence[Any]] = connection.execute(query)
    return tuple(RoleRow(*row) for row in rows)
