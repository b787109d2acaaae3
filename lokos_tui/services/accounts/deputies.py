"""Deputed staff administrators: who holds the grant, and that no block manager does.

Source: docs/domain.md#deputed-staff-administrators.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from lokos_tui.db import bulk, tables
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, ADMINS_ABOVE, DEPUTY_ROLES, Area, require_apart
from lokos_tui.domain.accounts.persons import Person, person
from lokos_tui.domain.accounts.roles import AccountStatus, Role, RoleStatus
from lokos_tui.domain.errors import Conflict, NotFound, Refused
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Select

    from lokos_tui.db.models import UserAccount
    from lokos_tui.services.unit_of_work import UnitOfWork

OWNER = "OWNER"
"""Who acts where nobody signs in: the owner of the server, who holds the office's key file. No user id is this."""
GIVE, CLOSE = "deputy.grant", "deputy.close"
"""The audit trail's names of the two acts on a grant."""
_GRANT, _USER, _ROLE = tables.staff_deputy, tables.user_account, tables.user_role


@dataclass(frozen=True, slots=True)
class Closed:
    """A grant that was closed: where, whose, and its number."""

    block_code: str
    user_id: str
    grant: int


def person_of(account: UserAccount) -> Person:
    """Return an account's holder: its user id and every mobile it has or had."""
    return person(account.user_id, account.mobile, account.former_mobiles)


def grant_of(connection: Connection, block_code: str, account: int) -> int:
    """Return the number of an account's open grant, 0 where it holds none."""
    query = select(_GRANT.c.id).where(
        _GRANT.c.block_code == block_code, _GRANT.c.account_id == account, _GRANT.c.closed_at.is_(None)
    )
    return connection.execute(query).scalar_one_or_none() or 0


def deputy_grant(connection: Connection, block_code: str, account: int, role: str) -> int:
    """Return the open grant that serves an account signed in in a role, 0 for none."""
    return grant_of(connection, block_code, account) if Role(role) in DEPUTY_ROLES else 0


def made_in_stead(connection: Connection, account: UserAccount) -> bool:
    """True when an account was made for want of an admin above: with the office, by its owner, or by a deputy."""
    if account.created_by in {OWNER, account.user_id}:
        return True
    query = (
        select(_GRANT.c.id)
        .join(_USER, (_USER.c.block_code == _GRANT.c.block_code) & (_USER.c.id == _GRANT.c.account_id))
        .where(_GRANT.c.block_code == account.block_code, _USER.c.user_id == account.created_by)
    )
    return connection.execute(query.limit(1)).first() is not None


def keep_apart(connection: Connection, block_code: str) -> None:
    """Raise Refused when a manager of the block is, by person, deputed there; asked when the change is written."""
    holders = _people(connection, block_code, _open_grants(block_code))
    if holders:
        require_apart(_people(connection, block_code, _managers(block_code)), holders)


def give(connection: Connection, account: UserAccount, roles: Iterable[str], now: int, by: str) -> int:
    """Give an account the grant and return its number; raises Refused, or Conflict where it holds it already."""
    if account.block_code == ABOVE_BLOCK or not {Role(role) for role in roles} & DEPUTY_ROLES:
        raise Refused(
            "deputy.role",
            _("{user_id} is no Block Admin and no Block Thematic user.", user_id=account.user_id),
            _("The grant is given to an account with one of these two roles."),
        )
    if admin := admin_above(connection, Area(account.state_code, account.district_code, account.block_code)):
        raise Refused(
            "deputy.covered",
            _("The block has {user_id} above it, who makes its staff; nobody is deputed there.", user_id=admin),
            _("Ask her."),
        )
    if grant_of(connection, account.block_code, account.id):
        raise Conflict(
            "deputy.held",
            _("{user_id} is a deputed staff administrator already.", user_id=account.user_id),
            _("Nothing was changed."),
        )
    number = bulk.reserve(connection, account.block_code, "staff_deputy")
    row = {"block_code": account.block_code, "id": number, "account_id": account.id}
    unset = {"closed_at": None, "closed_by": "", "closed_why": ""}
    connection.execute(_GRANT.insert(), row | {"granted_at": now, "granted_by": by} | unset)
    keep_apart(connection, account.block_code)
    return number


def close(connection: Connection, account: UserAccount, now: int, by: str, why: str) -> Closed:
    """Close an account's grant; raises NotFound where it holds none."""
    number = grant_of(connection, account.block_code, account.id)
    if not number:
        raise NotFound(
            "deputy.none",
            _("{user_id} is no deputed staff administrator.", user_id=account.user_id),
            _("Nothing was changed."),
        )
    return _close(connection, Closed(account.block_code, account.user_id, number), now, by, why)


def close_covered(connection: Connection, area: Area, now: int, by: str, why: str) -> tuple[Closed, ...]:
    """Close every open grant of the blocks of an area, which has an admin above them now; return them."""
    block = tables.block
    query = (
        select(_GRANT.c.block_code, _USER.c.user_id, _GRANT.c.id)
        .join(_USER, (_USER.c.block_code == _GRANT.c.block_code) & (_USER.c.id == _GRANT.c.account_id))
        .join(block, block.c.code == _GRANT.c.block_code)
        .where(_GRANT.c.closed_at.is_(None), block.c.state_code == area.state)
        .order_by(_GRANT.c.block_code, _GRANT.c.id)
    )
    query = query.where(block.c.district_code == area.district) if area.district else query
    return tuple(_close(connection, Closed(*row), now, by, why) for row in connection.execute(query).all())


def admin_came(work: UnitOfWork, account: UserAccount) -> None:
    """Close the grants that an account makes needless, where it is a State or District Admin at work; recorded."""
    if account.block_code != ABOVE_BLOCK or account.status != AccountStatus.ACTIVE:
        return
    query = select(_ROLE.c.role).where(
        _ROLE.c.block_code == account.block_code,
        _ROLE.c.account_id == account.id,
        _ROLE.c.status == RoleStatus.ACTIVE,
    )
    held = {Role(role) for role in work.connection.execute(query).scalars()}
    if not held & ADMINS_ABOVE:
        return
    area, why = Area(account.state_code, account.district_code), f"{account.user_id} covers the block"
    for gone in close_covered(work.connection, area, work.now, work.actor.user_id, why):
        work.record(CLOSE, gone.block_code, "user", gone.user_id, {"grant": gone.grant}, reason=why)


def without_staff_maker(connection: Connection) -> tuple[str, ...]:
    """Return the names of the blocks where nobody can make a block manager: no admin above, nobody deputed."""
    block = tables.block
    rows = connection.execute(
        select(block.c.code, block.c.name, block.c.state_code, block.c.district_code).order_by(block.c.name_key)
    )
    return tuple(
        name
        for code, name, state, district in rows.all()
        if admin_above(connection, Area(state, district)) is None and not _people(connection, code, _open_grants(code))
    )


def _close(connection: Connection, gone: Closed, now: int, by: str, why: str) -> Closed:
    mine = (_GRANT.c.block_code == gone.block_code) & (_GRANT.c.id == gone.grant)
    connection.execute(update(_GRANT).where(mine).values(closed_at=now, closed_by=by, closed_why=why))
    return gone


def admin_above(connection: Connection, area: Area) -> str | None:
    """Return the user id of a State or District Admin at work who covers a block or district; None for nobody."""
    query = (
        select(_USER.c.user_id)
        .join(_ROLE, (_ROLE.c.block_code == _USER.c.block_code) & (_ROLE.c.account_id == _USER.c.id))
        .where(
            _USER.c.block_code == ABOVE_BLOCK,
            _USER.c.status == AccountStatus.ACTIVE,
            _USER.c.state_code == area.state,
            _USER.c.district_code.in_(("", area.district)),
            _ROLE.c.role.in_(ADMINS_ABOVE),
            _ROLE.c.status == RoleStatus.ACTIVE,
        )
        .order_by(_USER.c.user_id)
    )
    return connection.execute(query.limit(1)).scalar_one_or_none()


def _open_grants(block_code: str) -> Select[int]:
    return select(_GRANT.c.account_id).where(_GRANT.c.block_code == block_code, _GRANT.c.closed_at.is_(None))


def _managers(block_code: str) -> Select[int]:
    return select(_ROLE.c.account_id).where(
        _ROLE.c.block_code == block_code, _ROLE.c.role == Role.BLOCK_PM, _ROLE.c.status == RoleStatus.ACTIVE
    )


def _people(connection: Connection, block_code: str, accounts: Select[int]) -> tuple[Person, ...]:
    query = (
        select(_USER.c.user_id, _USER.c.mobile, _USER.c.former_mobiles)
        .where(_USER.c.block_code == block_code, _USER.c.id.in_(accounts), _USER.c.status != AccountStatus.DELETED)
        .order_by(_USER.c.user_id)
    )
    return tuple(person(*row) for row in connection.execute(query))
