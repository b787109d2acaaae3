"""Making and changing accounts (docs/domain.md#who-creates-whom, #users-and-their-forms)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from lokos_tui.commands.accounts import AddRole, CreatedUser, CreateUser, EditUser, RoleGrant, SetUserActive
from lokos_tui.db.models import GramPanchayat, UserAccount, UserRole, UserSecret, Village
from lokos_tui.domain.accounts.naming import tidy_user_id, user_id_problems
from lokos_tui.domain.accounts.people import account_problems
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, Area, require_may_grant, require_may_manage
from lokos_tui.domain.accounts.persons import person
from lokos_tui.domain.accounts.roles import AccountStatus, Category, Role, RoleStatus, category_of, label_of
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Problem, Refused
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, name_key
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.deputies import admin_came, grant_of, keep_apart, made_in_stead, person_of
from lokos_tui.services.reasons import kept_reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lokos_tui.services.unit_of_work import UnitOfWork

_ABOVE = frozenset({Category.NATIONAL, Category.STATE, Category.DISTRICT})


def create_user(work: UnitOfWork, command: CreateUser) -> CreatedUser:
    """Make an account with its roles and a first password.

    Raises Refused when a role is not the actor's to give, Invalid with every
    problem of the fields, Conflict when the user id is taken.
    """
    area = work.area_of(command.block_code, command.district_code)
    values = {field: clean(getattr(command, field)) for field in ("name", "mobile", "email", "designation")}
    roles, holder = tuple(grant.role for grant in command.roles), person(command.user_id, values["mobile"])
    for role in roles:
        work.stand_on(require_may_grant(work.actor, role, area, beside=roles, person=holder))
    raise_if(
        [
            *user_id_problems(command.user_id, work.actor.state_prefix),
            *account_problems(**values),
            *role_problems(work.session, command.block_code, command.roles),
            *_district_problems(area, command.roles),
        ]
    )
    refuse_taken(work.session, command.user_id)
    account = UserAccount(
        block_code=command.block_code,
        id=work.next_id("user_account", command.block_code),
        user_id=command.user_id,
        name_key=name_key(values["name"]),
        state_code=area.state,
        district_code=area.district,
        category=category_of(command.roles[0].role).value,
        role=command.roles[0].role.value,
        created_at=work.now,
        created_by=work.actor.user_id,
        name=values["name"],
        mobile=values["mobile"],
        email=values["email"],
        designation=values["designation"],
    )
    work.session.add(account)
    work.session.flush()
    for grant in command.roles:
        _add_role(work, account, grant)
    _given(work, account, roles)
    first = passwords.generate_first()
    work.session.add(
        UserSecret(
            block_code=account.block_code,
            id=account.id,
            changed_at=work.now,
            hashed=passwords.hash_first(work.keys.first_password, first),
        )
    )
    work.touch(command.block_code)
    work.record(
        command.action,
        command.block_code,
        "user",
        command.user_id,
        {**values, "roles": [grant.role.value for grant in command.roles]},
    )
    return CreatedUser(account.id, account.user_id, first)


def edit_user(work: UnitOfWork, command: EditUser) -> int:
    """Change an account's fields and return its new version; raises Conflict when somebody changed it since."""
    account = managed(work, command.block_code, command.account, command.version)
    values = {field: clean(getattr(command, field)) for field in ("name", "mobile", "email", "designation")}
    raise_if(account_problems(**values))
    switched = bool(command.status) and command.status != account.status
    if switched:
        _switch(work, account, command)
    changed = change_fields(work, account, values)
    if switched and not changed:
        stamp(work, account)
    if switched:
        admin_came(work, account)
    if not changed:
        return account.version
    work.record(
        command.action,
        command.block_code,
        "user",
        account.user_id,
        {field: value[1] for field, value in changed.items()}
        | {f"{field}_before": value[0] for field, value in changed.items() if field in ("name", "designation")},
    )
    return account.version


def _switch(work: UnitOfWork, account: UserAccount, command: EditUser) -> None:
    """Switch an account on or off with its other fields; the trail says so as it always does."""
    if command.status not in (AccountStatus.ACTIVE, AccountStatus.INACTIVE):
        raise Invalid([Problem("status", "status.unknown", _("An account is active or inactive."), "")])
    not_oneself(work, account.user_id)
    reason = kept_reason(command.why)
    account.status = AccountStatus(command.status).value
    work.record(
        SetUserActive.action, command.block_code, "user", account.user_id, {"status": account.status}, reason=reason
    )


def change_fields(work: UnitOfWork, account: UserAccount, values: Mapping[str, str]) -> dict[str, list[str]]:
    """Give an account new values of its fields; return field -> [before, after] of what is another now.

    A mobile it had is kept among the former ones, so that one person stays one person. Raises Invalid with every
    problem of the fields.
    """
    whole = {field: getattr(account, field) for field in ("name", "mobile", "email", "designation")} | dict(values)
    raise_if(account_problems(**whole))
    before = {field: getattr(account, field) for field in values}
    changed = {field: [before[field], value] for field, value in values.items() if before[field] != value}
    if not changed:
        return {}
    for field, value in values.items():
        setattr(account, field, value)
    if before.get("mobile") and "mobile" in changed:
        account.former_mobiles = " ".join(dict.fromkeys([*account.former_mobiles.split(), before["mobile"]]))
    account.name_key = name_key(account.name)
    stamp(work, account)
    if "mobile" in changed:
        work.session.flush()
        keep_apart(work.connection, account.block_code)
    return changed


def add_role(work: UnitOfWork, command: AddRole) -> int:
    """Give an account one more role and return the role's id."""
    account = managed(work, command.block_code, command.account, command.version)
    held = {role.role for role in roles_of(work.session, account)}
    area, beside = work.area_of(command.block_code, account.district_code), tuple(Role(role) for role in held)
    work.stand_on(require_may_grant(work.actor, command.grant.role, area, beside=beside, person=person_of(account)))
    raise_if(role_problems(work.session, command.block_code, (command.grant,)))
    if command.grant.role.value in held:
        raise Conflict(
            "role.held",
            _("{user_id} has the role {role} already.", user_id=account.user_id, role=label_of(command.grant.role)),
            _("Choose another role."),
        )
    role = _add_role(work, account, command.grant)
    _given(work, account, (command.grant.role,))
    stamp(work, account)
    work.record(command.action, command.block_code, "user", account.user_id, {"role": command.grant.role.value})
    return role.id


def managed(work: UnitOfWork, block_code: str, account_id: int, version: int | None = None) -> UserAccount:
    """Return an account the actor may manage, at the version she saw.

    Raises NotFound, Refused, or Conflict with who changed it since.
    """
    account = work.session.get(UserAccount, (block_code, account_id))
    if account is None or account.status == AccountStatus.DELETED:
        raise NotFound("user.unknown", _("There is no such user in your area."), _("Refresh the list."))
    area = Area(account.state_code, account.district_code, "" if block_code == ABOVE_BLOCK else block_code)
    roles = tuple(Role(role.role) for role in roles_of(work.session, account))
    basis = require_may_manage(
        work.actor,
        roles,
        area,
        account.created_by,
        person=person_of(account),
        deputy=grant_of(work.connection, block_code, account_id) > 0,
        in_her_stead=made_in_stead(work.connection, account),
    )
    work.stand_on(basis)
    if version is not None and account.version != version:
        raise Conflict(
            "user.changed",
            _(
                "{user_id} was changed by {who} since you opened it.",
                user_id=account.user_id,
                who=account.changed_by or account.created_by,
            ),
            _("Open it again; what you typed was not saved."),
        )
    return account


def not_oneself(work: UnitOfWork, user_id: str) -> None:
    """Raise Refused when the account is the actor's own."""
    if user_id == work.actor.user_id:
        raise Refused("user.self", _("You cannot do this to your own account."), _("Ask another admin."))


def stamp(work: UnitOfWork, account: UserAccount) -> None:
    """Note who changed an account and when, and raise its version and the block's revision."""
    account.version += 1
    account.changed_at, account.changed_by = work.now, work.actor.user_id
    work.session.add(account)
    work.touch(account.block_code)


def roles_of(session: Session, account: UserAccount) -> list[UserRole]:
    """Return an account's active roles."""
    wanted = select(UserRole).where(
        UserRole.block_code == account.block_code,
        UserRole.account_id == account.id,
        UserRole.status == RoleStatus.ACTIVE,
    )
    return list(session.exec(wanted))


def account_named(session: Session, user_id: str) -> UserAccount | None:
    """Return the account that has this user id, in whatever block and state, or None; ids stand in capitals."""
    return session.exec(select(UserAccount).where(UserAccount.user_id == user_id)).first()


def active_named(session: Session, block_code: str, user_id: str) -> UserAccount | None:
    """Return a block's active account by its user id as somebody typed it, or None."""
    account = account_named(session, tidy_user_id(clean(user_id)))
    return account if account and (account.block_code, account.status) == (block_code, AccountStatus.ACTIVE) else None


def refuse_taken(session: Session, user_id: str) -> None:
    """Raise Conflict when an account, even a deleted one, has this user id: ids are never used twice."""
    if account_named(session, user_id) is not None:
        raise Conflict(
            "user_id.taken", _("{user_id} is taken.", user_id=user_id), _("Choose one of the free proposals.")
        )


def _given(work: UnitOfWork, account: UserAccount, roles: tuple[Role, ...]) -> None:
    """Hold what follows from roles that were given: managers and deputies stay apart, an admin above ends grants."""
    work.session.flush()
    if Role.BLOCK_PM in roles:
        keep_apart(work.connection, account.block_code)
    admin_came(work, account)


def _add_role(work: UnitOfWork, account: UserAccount, grant: RoleGrant) -> UserRole:
    role = UserRole(
        block_code=account.block_code,
        id=work.next_id("user_role", account.block_code),
        account_id=account.id,
        category=category_of(grant.role).value,
        role=grant.role.value,
        state_code=account.state_code,
        district_code=account.district_code,
        gp_id=grant.gp_id,
        village_id=grant.village_id,
        granted_at=work.now,
        granted_by=work.actor.user_id,
    )
    work.session.add(role)
    work.session.flush()
    return role


def role_problems(session: Session, block_code: str, grants: tuple[RoleGrant, ...]) -> list[Problem]:
    """Return why an account cannot hold these roles at these places; empty when it can."""
    found: list[Problem] = []
    if not grants:
        found.append(Problem("role", "role.missing", _("The account has no role."), _("Add at least one role.")))
    if len({grant.role for grant in grants}) != len(grants):
        found.append(Problem("role", "role.twice", _("The same role stands there twice."), _("Take one away.")))
    if any((category_of(grant.role) in _ABOVE) != (block_code == "0") for grant in grants):
        found.append(
            Problem(
                "role", "role.level", _("This role does not belong to that level."), _("Choose another role or block.")
            )
        )
    for grant in grants:
        if grant.gp_id is not None and session.get(GramPanchayat, (block_code, grant.gp_id)) is None:
            found.append(
                Problem(
                    "gp",
                    "gp.unknown",
                    _("There is no such gram panchayat in the block."),
                    _("Choose one from the list."),
                )
            )
        village = session.get(Village, (block_code, grant.village_id)) if grant.village_id is not None else None
        if grant.village_id is not None and (
            village is None or (grant.gp_id is not None and village.gp_id != grant.gp_id)
        ):
            found.append(
                Problem(
                    "village",
                    "village.unknown",
                    _("There is no such village in the gram panchayat."),
                    _("Choose one from the list."),
                )
            )
    return found


def _district_problems(area: Area, grants: tuple[RoleGrant, ...]) -> list[Problem]:
    lacking = not area.district and any(category_of(grant.role) is Category.DISTRICT for grant in grants)
    hint = _("Choose the district.")
    return (
        [Problem("district", "district.missing", _("A district's role needs its district."), hint)] if lacking else []
    )


def raise_if(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Raise Invalid with all problems, where there are any."""
    if problems:
        raise Invalid(problems)
