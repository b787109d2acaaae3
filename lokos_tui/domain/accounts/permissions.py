"""Who may do what, and where: the one permission table.

Source: docs/domain.md#what-each-role-may-do. Everything asks here: the one door for writes,
every read, and the screens that show only what is permitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from lokos_tui.domain.accounts.roles import Category, Role, category_of, is_community, label_of
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _, joined

ABOVE_BLOCK = "0"
"""The block code of rows that belong to no block: staff of a district, a state or the nation."""


class Permission(StrEnum):
    """``resource:action``; what a role may do inside its own area."""

    AUDIT_VIEW = "audit:view"
    CBOS_IMPORT = "cbos:import"
    CBOS_VIEW = "cbos:view"
    DUPLICATES_REFRESH = "duplicates:refresh"
    DUPLICATES_VIEW = "duplicates:view"
    EXPORT_APPROVED = "export:approved"
    LINKS_CHANGE = "links:change"
    LINKS_IMPORT = "links:import"
    LINKS_VIEW = "links:view"
    OWN_PASSWORD = "own:password"  # noqa: S105 - the name of a permission
    PLACES_IMPORT = "places:import"
    PROFILES_UPLOAD = "profiles:upload"
    PROFILES_VERIFY = "profiles:verify"
    REPORTS_VIEW = "reports:view"
    USERS_CREATE = "users:create"
    USERS_MANAGE = "users:manage"
    USERS_VIEW = "users:view"


_P = Permission
_VIEW = frozenset({_P.OWN_PASSWORD, _P.REPORTS_VIEW, _P.CBOS_VIEW})
_STAFF_VIEW = _VIEW | {_P.USERS_VIEW, _P.LINKS_VIEW}
_ADMIN = _STAFF_VIEW | {_P.USERS_CREATE, _P.USERS_MANAGE, _P.AUDIT_VIEW}
_COMMUNITY = frozenset({_P.OWN_PASSWORD})
_LOADS = frozenset({_P.PROFILES_UPLOAD, _P.DUPLICATES_REFRESH})
"""Who loads a bundle has it checked at once; whoever loads it never approves it."""
_BOOKKEEPER = _COMMUNITY | _LOADS

ROLE_MAY: dict[Role, frozenset[Permission]] = {
    Role.NATIONAL_ADMIN: _ADMIN,
    Role.NATIONAL_PM: _VIEW,
    Role.NATIONAL_THEMATIC: _VIEW,
    Role.STATE_ADMIN: _ADMIN,
    Role.STATE_PM: _VIEW,
    Role.STATE_THEMATIC: _VIEW,
    Role.DISTRICT_ADMIN: _ADMIN,
    Role.DISTRICT_PM: _VIEW,
    Role.DISTRICT_THEMATIC: _VIEW,
    Role.BLOCK_ADMIN: _ADMIN
    | _LOADS
    | {_P.LINKS_CHANGE, _P.LINKS_IMPORT, _P.PLACES_IMPORT, _P.CBOS_IMPORT, _P.EXPORT_APPROVED},
    Role.BLOCK_PM: _STAFF_VIEW | _LOADS | {_P.PROFILES_VERIFY, _P.DUPLICATES_VIEW, _P.AUDIT_VIEW, _P.EXPORT_APPROVED},
    Role.BLOCK_THEMATIC: _STAFF_VIEW | _LOADS | {_P.DUPLICATES_VIEW},
    Role.SHG_BK: _BOOKKEEPER,
    Role.VO_BK: _BOOKKEEPER,
    Role.VO_SHG_APPROVER: _COMMUNITY,
    Role.CLF_BK: _BOOKKEEPER,
    Role.CLF_VO_APPROVER: _COMMUNITY,
    Role.CLF_SHG_APPROVER: _COMMUNITY,
}

_COMMUNITY_ROLES = frozenset(role for role in Role if is_community(role))

MAY_CREATE: dict[Role, frozenset[Role]] = {
    Role.NATIONAL_ADMIN: frozenset({Role.STATE_ADMIN}),
    Role.STATE_ADMIN: frozenset(
        {
            Role.DISTRICT_ADMIN,
            Role.BLOCK_ADMIN,
            Role.BLOCK_PM,
            Role.STATE_THEMATIC,
            Role.DISTRICT_THEMATIC,
            Role.BLOCK_THEMATIC,
        }
    ),
    Role.DISTRICT_ADMIN: frozenset({Role.DISTRICT_THEMATIC, Role.BLOCK_ADMIN, Role.BLOCK_PM}),
    Role.BLOCK_ADMIN: _COMMUNITY_ROLES | {Role.BLOCK_THEMATIC},
}
"""The Block Admin never creates the checker (Block Program Manager) of her own users' work."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where somebody may act: LGD codes; '' means the whole level above.

    A block's area names its state, district and block; a district's area has
    no block; the nation's has nothing.
    """

    state: str = ""
    district: str = ""
    block: str = ""

    def covers(self, other: Area) -> bool:
        """True when ``other`` lies wholly inside this area."""
        pairs = ((self.state, other.state), (self.district, other.district), (self.block, other.block))
        return all(not mine or mine == theirs for mine, theirs in pairs)

    @property
    def scope(self) -> str:
        """The block code of rows that are at home here."""
        return self.block or ABOVE_BLOCK


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: one person in the one role she chose at sign-in, inside one area."""

    user_id: str
    name: str
    role: Role
    area: Area
    account: int = 0
    block_name: str = ""
    state_prefix: str = ""
    must_change_password: bool = False
    extra: frozenset[Permission] = frozenset()
    clf: int = 0
    """The id of the CLF whose cluster a block manager verifies; 0 is the whole block."""
    language: str = ""
    """The code of the language she chose; '' before she chose."""

    def may(self, permission: Permission) -> bool:
        """True when this actor holds the permission (area is asked for apart)."""
        if self.must_change_password:
            return permission is Permission.OWN_PASSWORD
        return permission in ROLE_MAY[self.role] or permission in self.extra


REFUSALS: dict[Permission, Callable[[str], str]] = {
    _P.AUDIT_VIEW: lambda role: _("The role {role} may not see the audit trail.", role=role),
    _P.CBOS_IMPORT: lambda role: _("The role {role} may not load the CBO master list.", role=role),
    _P.CBOS_VIEW: lambda role: _("The role {role} may not see SHGs, VOs and CLFs.", role=role),
    _P.DUPLICATES_REFRESH: lambda role: _("The role {role} may not check for duplicates.", role=role),
    _P.DUPLICATES_VIEW: lambda role: _("The role {role} may not see duplicates.", role=role),
    _P.EXPORT_APPROVED: lambda role: _(
        "The role {role} may not send approved records to the central server.", role=role
    ),
    _P.LINKS_CHANGE: lambda role: _("The role {role} may not link or unlink CBOs.", role=role),
    _P.LINKS_IMPORT: lambda role: _("The role {role} may not load links from a workbook.", role=role),
    _P.LINKS_VIEW: lambda role: _("The role {role} may not see links.", role=role),
    _P.OWN_PASSWORD: lambda role: _("The role {role} may not change its own password.", role=role),
    _P.PLACES_IMPORT: lambda role: _("The role {role} may not load the places of a block.", role=role),
    _P.PROFILES_UPLOAD: lambda role: _("The role {role} may not load profiles.", role=role),
    _P.PROFILES_VERIFY: lambda role: _("The role {role} may not verify profiles.", role=role),
    _P.REPORTS_VIEW: lambda role: _("The role {role} may not see reports.", role=role),
    _P.USERS_CREATE: lambda role: _("The role {role} may not create users.", role=role),
    _P.USERS_MANAGE: lambda role: _("The role {role} may not change users.", role=role),
    _P.USERS_VIEW: lambda role: _("The role {role} may not see users.", role=role),
}
"""The sentence that refuses a permission to a role, by its label."""


def _ask(roles: Iterable[Role]) -> str:
    """Return the hint that names who may instead, in the order of the alphabet; '' when nobody may."""
    labels, either = sorted(label_of(role) for role in roles), _(" or ")
    return _("Ask: {roles}.", roles=joined(either, labels)) if labels else ""


def require(actor: Actor, permission: Permission, area: Area | None = None) -> None:
    """Raise ``Refused`` unless the actor holds the permission, and the area lies in hers."""
    if not actor.may(permission):
        if actor.must_change_password:
            raise Refused(
                "password.must_change",
                _("Change your first password before anything else."),
                _("Sign in on the screen, or run: lokos password."),
            )
        holders = (role for role, held in ROLE_MAY.items() if permission in held)
        raise Refused("permission", REFUSALS[permission](label_of(actor.role)), _ask(holders))
    if area is not None and not actor.area.covers(area):
        home = actor.block_name
        where = _("Your area is {block}.", block=home) if home else _("Your area is another one.")
        raise Refused("area", _("That lies outside your area."), where)


def require_cluster(actor: Actor, clf_id: int | None) -> None:
    """Raise ``Refused`` when the actor verifies one cluster and the record belongs to another."""
    if actor.clf and actor.clf != clf_id:
        raise Refused(
            "cluster", _("That lies outside your cluster."), _("The block manager of its cluster verifies it.")
        )


def creatable_roles(actor: Actor) -> tuple[Role, ...]:
    """Return the roles this actor may give to a new user, in the order of the role list."""
    if not actor.may(Permission.USERS_CREATE):
        return ()
    allowed = MAY_CREATE.get(actor.role, frozenset())
    return tuple(role for role in Role if role in allowed)


def require_may_grant(actor: Actor, role: Role, area: Area) -> None:
    """Raise ``Refused`` unless the actor may give ``role`` to a user at home in ``area``."""
    require(actor, Permission.USERS_CREATE, area)
    if role not in MAY_CREATE.get(actor.role, frozenset()):
        refusal = _(
            "The role {role} may not make users with the role {other}.",
            role=label_of(actor.role),
            other=label_of(role),
        )
        raise Refused("grant", refusal, _ask(maker for maker, makes in MAY_CREATE.items() if role in makes))


def require_may_manage(actor: Actor, roles: tuple[Role, ...], area: Area, created_by: str) -> None:
    """Raise ``Refused`` unless the actor may edit, inactivate or delete a user with these roles.

    A Block Admin manages the users of her block that she could have made;
    admins above the block manage the users they made themselves.
    """
    require(actor, Permission.USERS_MANAGE, area)
    allowed = MAY_CREATE.get(actor.role, frozenset())
    above = next((role for role in roles if role not in allowed), None)
    if above is not None:
        raise Refused(
            "manage",
            _(
                "The role {role} may not change users with the role {other}.",
                role=label_of(actor.role),
                other=label_of(above),
            ),
            _("Ask the admin who made the account."),
        )
    if category_of(actor.role) is not Category.BLOCK and created_by != actor.user_id:
        raise Refused(
            "manage.maker",
            _("Only the admin who made this account may change it."),
            _("It was made by {created_by}.", created_by=created_by),
        )
