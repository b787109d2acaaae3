"""Taking roles of accounts away, giving them back, and changing the place they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select
from sqlmodel import col
from sqlmodel import select as of_model

from lokos_tui.commands.accounts import RoleBack, RoleGrant
from lokos_tui.db import tables
from lokos_tui.db.models import District, UserRole
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, require_may_grant
from lokos_tui.domain.accounts.roles import Category, Duty, Role, RoleStatus, category_of, label_of
from lokos_tui.domain.accounts.taking import GIVEN_BACK, TAKEN, Held, first_of, why_not_taken
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.errors import Conflict, NotFound, Problem
from lokos_tui.domain.message import _
from lokos_tui.services.accounts.deputies import admin_came, keep_apart, person_of
from lokos_tui.services.accounts.users import managed, not_oneself, raise_if, role_problems, roles_of, stamp
from lokos_tui.services.links.change import NewLink, close_links, open_links
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlmodel import Session

    from lokos_tui.commands.accounts import GiveRoleBack, MoveRole, TakeRole
    from lokos_tui.db.models import UserAccount
    from lokos_tui.services.unit_of_work import UnitOfWork

_LINK, _CBO = tables.cbo_link, tables.cbo


def take_role(work: UnitOfWork, command: TakeRole) -> int:
    """Take a role away and end its links; returns how many.

    Raises Refused for one's own account and for a role that is not the
    actor's to give, NotFound for one that is not held, Conflict for the last.
    """
    account = managed(work, command.block_code, command.account, command.version)
    not_oneself(work, account.user_id)
    reason = kept_reason(command.why)
    held = held_of(work.session, account)
    if (why_not := why_not_taken(command.role_id, held, account.user_id)) is not None:
        raise why_not
    role = _role(work, account, command.role_id)
    links = _open_links(work, role)
    close_links(work, command.block_code, [row.id for row in links], TAKEN)
    role.status = RoleStatus.INACTIVE.value
    work.session.add(role)
    repeat_first(work, account)
    stamp(work, account)
    details = {"role": role.role, "freed_links": len(links), "freed_cbos": [row.cbo_id for row in links]}
    work.record(command.action, command.block_code, "user", account.user_id, details, reason=reason)
    return len(links)


def give_role_back(work: UnitOfWork, command: GiveRoleBack) -> RoleBack:
    """Give a role back as it was taken, with the links that ended then and whose CBO nobody else keeps by now.

    Raises Refused for a role that is not the actor's to give, Conflict where she has it again already.
    """
    account = managed(work, command.block_code, command.account, command.version)
    role = _role(work, account, command.role_id)
    if Role(role.role) in {one.role for one in held_of(work.session, account)}:
        raise Conflict(
            "role.held",
            _("{user_id} has the role {role} already.", user_id=account.user_id, role=label_of(role.role)),
            _("Choose another role."),
        )
    ended = _taken_links(work, role)
    free = [row for row in ended if row.now is None and row.life == Life.ACTIVE]
    role.status = RoleStatus.ACTIVE.value
    work.session.add(role)
    work.session.flush()
    links = [NewLink(account.id, role.id, row.cbo_id, row.cbo_type, row.duty) for row in free]
    open_links(work, command.block_code, links, GIVEN_BACK)
    repeat_first(work, account)
    stamp(work, account)
    keep_apart(work.connection, account.block_code)
    admin_came(work, account)
    kept = tuple(row.name for row in ended if row not in free)
    details = {"role": role.role, "linked": [row.cbo_id for row in free]}
    work.record(command.action, command.block_code, "user", account.user_id, details)
    return RoleBack(len(free), kept)


def move_role(work: UnitOfWork, command: MoveRole) -> int:
    """Change the place of a role and return the account's new version; nothing changed is nothing written.

    Raises NotFound for a role that is not held, Invalid for a place that there is not, or that the role has not.
    """
    account = managed(work, command.block_code, command.account, command.version)
    role = _role(work, account, command.role_id)
    if role.status != RoleStatus.ACTIVE:
        raise NotFound(
            "role.unknown",
            _("{user_id} does not hold this role.", user_id=account.user_id),
            _("Refresh and look again."),
        )
    grant = RoleGrant(Role(role.role), command.gp_id, command.village_id)
    raise_if([*role_problems(work.session, command.block_code, (grant,)), *_district_problem(work, account, command)])
    before = _place(role)
    role.gp_id, role.village_id = _gp_of(work, command), command.village_id
    if command.district_code:
        _move_district(work, account, command.district_code)
    after = _place(role)
    if after == before:
        return account.version
    work.session.add(role)
    stamp(work, account)
    admin_came(work, account)
    changed = {name: value for name, value in after.items() if value != before[name]}
    was = {f"{name}_before": before[name] for name in changed}
    work.record(command.action, command.block_code, "user", account.user_id, {"role": role.role, **changed, **was})
    return account.version


def held_of(session: Session, account: UserAccount) -> list[Held]:
    """Return the active roles of an account."""
    return [Held(one.id, Role(one.role)) for one in roles_of(session, account)]


def repeat_first(work: UnitOfWork, account: UserAccount) -> None:
    """Let the account repeat its first role, as lists show it."""
    work.session.flush()
    first = first_of(held_of(work.session, account))
    if first is not None:
        account.category, account.role = category_of(first.role).value, first.role.value
        work.session.add(account)


def _role(work: UnitOfWork, account: UserAccount, role_id: int) -> UserRole:
    """Return a role of an account that the actor may give, active or taken away."""
    role = work.session.get(UserRole, (account.block_code, role_id))
    if role is None or role.account_id != account.id:
        raise NotFound(
            "role.unknown",
            _("{user_id} does not hold this role.", user_id=account.user_id),
            _("Refresh and look again."),
        )
    area = work.area_of(account.block_code, account.district_code)
    beside = tuple(one.role for one in held_of(work.session, account))
    work.stand_on(require_may_grant(work.actor, Role(role.role), area, beside=beside, person=person_of(account)))
    return role


def _open_links(work: UnitOfWork, role: UserRole) -> list[Row[tuple[int, int]]]:
    query = select(_LINK.c.id, _LINK.c.cbo_id).where(
        _LINK.c.block_code == role.block_code, _LINK.c.role_id == role.id, _LINK.c.unlinked_at.is_(None)
    )
    return list(work.connection.execute(query.order_by(_LINK.c.id)))


def _taken_links(work: UnitOfWork, role: UserRole) -> list[Any]:
    """Return the links that ended when the role was taken last, each with who keeps the CBO's books now."""
    mine = (_LINK.c.block_code == role.block_code, _LINK.c.role_id == role.id, _LINK.c.unlink_why == TAKEN)
    last = select(func.max(_LINK.c.unlinked_at)).where(*mine).scalar_subquery()
    now = _LINK.alias("now")
    holder = (
        select(now.c.id)
        .where(
            now.c.block_code == role.block_code,
            now.c.cbo_id == _LINK.c.cbo_id,
            now.c.unlinked_at.is_(None),
            now.c.duty == Duty.BOOKS,
            _LINK.c.duty == Duty.BOOKS,
        )
        .scalar_subquery()
    )
    query = (
        select(_LINK.c.cbo_id, _LINK.c.cbo_type, _LINK.c.duty, _CBO.c.name, _CBO.c.life, holder.label("now"))
        .join(_CBO, and_(_CBO.c.block_code == role.block_code, _CBO.c.id == _LINK.c.cbo_id))
        .where(*mine, _LINK.c.unlinked_at == last)
        .order_by(_LINK.c.id)
    )
    return list({row.cbo_id: row for row in work.connection.execute(query)}.values())


def _place(role: UserRole) -> dict[str, object]:
    return {"gp": role.gp_id, "village": role.village_id, "district": role.district_code}


def _gp_of(work: UnitOfWork, command: MoveRole) -> int | None:
    """Return the panchayat of the place; a village alone has its own."""
    if command.gp_id is not None or command.village_id is None:
        return command.gp_id
    village = tables.village
    mine = (village.c.block_code == command.block_code) & (village.c.id == command.village_id)
    return int(work.connection.execute(select(village.c.gp_id).where(mine)).scalar_one())


def _district_problem(work: UnitOfWork, account: UserAccount, command: MoveRole) -> list[Problem]:
    """Return why an account cannot move to a district: its roles are no district's, or the state has none such."""
    if not command.district_code:
        return []
    roles = {category_of(one.role) for one in held_of(work.session, account)}
    if account.block_code != ABOVE_BLOCK or roles != {Category.DISTRICT}:
        return [Problem("district", "district.role", _("Only the roles of a district are for a district."), "")]
    district = work.session.get(District, command.district_code)
    if district is None or district.state_code != account.state_code:
        hint = _("Choose one from the list.")
        return [Problem("district", "district.unknown", _("There is no such district in the state."), hint)]
    return []


def _move_district(work: UnitOfWork, account: UserAccount, district: str) -> None:
    """Move an account, whose roles are all of one district, to another."""
    account.district_code = district
    mine = (col(UserRole.block_code) == account.block_code) & (col(UserRole.account_id) == account.id)
    for role in work.session.exec(of_model(UserRole).where(mine)):
        role.district_code = district
        work.session.add(role)
