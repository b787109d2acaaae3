"""Who may do what, and where: the one permission table.

Source: docs/domain.md#what-each-role-may-do. Everything asks here: the one door for writes,
every read, and the screens that show only what is permitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.accounts.roles import Category, Role, category_of, is_community, label_of
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _, by_face, joined

ABOVE_BLOCK = "0"
"""The block code of rows that belong to no block: staff of a district, a state or the nation."""


class Permission(StrEnum):
    """``resource:action``; what a role may do inside its own area."""

    AUDIT_VIEW = "audit:view"
    BLOCKS_ADD = "blocks:add"
    CBOS_IMPORT = "cbos:import"
    CBOS_OWN = "cbos:own"
    CBOS_VIEW = "cbos:view"
    DUPLICATES_REFRESH = "duplicates:refresh"
    DUPLICATES_VIEW = "duplicates:view"
    EXPORT_APPROVED = "export:approved"
    LINKS_CHANGE = "links:change"
    LINKS_IMPORT = "links:import"
    LINKS_VIEW = "links:view"
    OPENING_LOAD = "opening:load"
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
_COMMUNITY = frozenset({_P.OWN_PASSWORD, _P.CBOS_OWN})
_LOADS = frozenset({_P.PROFILES_UPLOAD, _P.DUPLICATES_REFRESH})
"""Who loads a bundle has it checked at once; whoever loads it never approves it."""
_BOOKKEEPER = _COMMUNITY | _LOADS

ROLE_MAY: dict[Role, frozenset[Permission]] = {
    Role.NATIONAL_ADMIN: _ADMIN,
    Role.NATIONAL_PM: _VIEW,
    Role.NATIONAL_THEMATIC: _VIEW,
    Role.STATE_ADMIN: _ADMIN | {_P.BLOCKS_ADD},
    Role.STATE_PM: _VIEW,
    Role.STATE_THEMATIC: _VIEW,
    Role.DISTRICT_ADMIN: _ADMIN | {_P.BLOCKS_ADD},
    Role.DISTRICT_PM: _VIEW,
    Role.DISTRICT_THEMATIC: _VIEW,
    Role.BLOCK_ADMIN: _ADMIN
    | _LOADS
    | {_P.LINKS_CHANGE, _P.LINKS_IMPORT, _P.PLACES_IMPORT, _P.CBOS_IMPORT, _P.OPENING_LOAD, _P.EXPORT_APPROVED},
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

DEPUTY_MAKES = frozenset({Role.BLOCK_ADMIN, Role.BLOCK_PM, Role.BLOCK_THEMATIC})
"""Whom a deputed staff administrator makes and manages: the staff of her block that an admin above it would make."""
DEPUTY_MAY = frozenset({_P.USERS_VIEW, _P.USERS_CREATE, _P.USERS_MANAGE})
"""What the grant adds to her role."""
DEPUTY_ROLES = frozenset({Role.BLOCK_ADMIN, Role.BLOCK_THEMATIC})
"""The roles beside which the grant may be held, and in which it works."""
ADMINS_ABOVE = frozenset({Role.STATE_ADMIN, Role.DISTRICT_ADMIN})
"""The roles that make the staff of a block; where one covers the block, nobody is deputed there."""
ADMIN_ROLES = frozenset(MAY_CREATE)
"""The roles that make accounts."""


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
    deputy: int = 0
    """The number of the grant that makes her the block's deputed staff administrator; 0 for none."""
    person: Person | None = field(default=None, compare=False, repr=False)
    """Who she is beside her account: her mobiles, now and formerly; None where nobody needs to know."""

    def may(self, permission: Permission) -> bool:
        """True when this actor holds the permission (area is asked for apart)."""
        if self.must_change_password:
            return permission is Permission.OWN_PASSWORD
        if self.deputy and permission in DEPUTY_MAY:
            return True
        return permission in ROLE_MAY[self.role] or permission in self.extra

    @property
    def makes(self) -> frozenset[Role]:
        """The roles she may give by her own role, without any grant."""
        return MAY_CREATE.get(self.role, frozenset())


REFUSALS: dict[Permission, Callable[[str], str]] = {
    _P.AUDIT_VIEW: lambda role: _("The role {role} may not see the audit trail.", role=role),
    _P.BLOCKS_ADD: lambda role: _("The role {role} may not add blocks.", role=role),
    _P.CBOS_IMPORT: lambda role: _("The role {role} may not load the CBO master list.", role=role),
    _P.CBOS_OWN: lambda role: _("The role {role} may not list CBOs as its own: it is linked to none.", role=role),
    _P.CBOS_VIEW: lambda role: _("The role {role} may not see SHGs, VOs and CLFs.", role=role),
    _P.DUPLICATES_REFRESH: lambda role: _("The role {role} may not check for duplicates.", role=role),
    _P.DUPLICATES_VIEW: lambda role: _("The role {role} may not see duplicates.", role=role),
    _P.EXPORT_APPROVED: lambda role: _(
        "The role {role} may not send approved records to the central server.", role=role
    ),
    _P.LINKS_CHANGE: lambda role: _("The role {role} may not link or unlink CBOs.", role=role),
    _P.LINKS_IMPORT: lambda role: _("The role {role} may not load links from a workbook.", role=role),
    _P.LINKS_VIEW: lambda role: _("The role {role} may not see links.", role=role),
    _P.OPENING_LOAD: lambda role: _("The role {role} may not make an opening load.", role=role),
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
    labels, either = sorted({label_of(role) for role in roles}), _(" or ")
    return _("Ask: {roles}.", roles=joined(either, labels)) if labels else ""


def require(actor: Actor, permission: Permission, area: Area | None = None) -> None:
    """Raise ``Refused`` unless the actor holds the permission, and the area lies in hers."""
    if not actor.may(permission):
        if actor.must_change_password:
            raise Refused(
                "password.must_change",
                _("Change your first password before anything else."),
                by_face(
                    screen=_("Sign in anew: it is asked for first."),
                    command=_("Sign in on the screen, or run: lokos password."),
                ),
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
    allowed = actor.makes | DEPUTY_MAKES if actor.deputy else actor.makes
    return tuple(role for role in Role if role in allowed)


class Basis(StrEnum):
    """What an act on an account stands on: the role the actor chose, or the grant she holds beside it."""

    ROLE = "role"
    DEPUTY = "deputy"


def _basis(actor: Actor, roles: Iterable[Role], *, told: bool) -> Basis | None:
    """Return what lets the actor give these roles together; the grant serves only where the person is told."""
    wanted = frozenset(roles)
    if wanted <= actor.makes:
        return Basis.ROLE
    return Basis.DEPUTY if told and actor.deputy and wanted <= DEPUTY_MAKES else None


def require_may_grant(
    actor: Actor, role: Role, area: Area, *, beside: tuple[Role, ...] = (), person: Person | None = None
) -> Basis:
    """Return what the act stands on; raise ``Refused`` unless the actor may give the role to a user of the area.

    ``beside`` are the other roles of the account, which must be hers to give
    on the same footing; ``person`` is who gets the role, without whom the
    grant of a deputed staff administrator does not serve.
    """
    require(actor, Permission.USERS_CREATE, area)
    told = person is not None
    if _basis(actor, (role,), told=told) is None:
        refusal = _(
            "The role {role} may not make users with the role {other}.",
            role=label_of(actor.role),
            other=label_of(role),
        )
        raise Refused("grant", refusal, _ask(maker for maker, makes in MAY_CREATE.items() if role in makes))
    basis = _basis(actor, (role, *beside), told=told)
    if basis is None:
        raise Refused(
            "grant.together",
            _("Staff and bookkeepers or approvers do not share an account."),
            _("Make an account of its own."),
        )
    if basis is Basis.DEPUTY:
        _not_for_herself(actor, person)
    return basis


def require_may_manage(
    actor: Actor,
    roles: tuple[Role, ...],
    area: Area,
    created_by: str,
    *,
    person: Person | None = None,
    deputy: bool = False,
    in_her_stead: bool = False,
) -> Basis:
    """Return what the act stands on; raise ``Refused`` unless the actor may change a user with these roles.

    A Block Admin manages the users of her block that she could have made;
    admins above the block manage the users they made themselves, and those
    made ``in_her_stead``: by a deputed staff administrator, or with the
    office. ``person`` is who holds the account, without whom the grant does
    not serve; ``deputy`` that she is herself deputed: her account is not for
    those she may be deputed to watch.
    """
    require(actor, Permission.USERS_MANAGE, area)
    basis = _basis(actor, roles, told=person is not None)
    if basis is None:
        above = next((role for role in roles if _basis(actor, (role,), told=person is not None) is None), roles[0])
        raise Refused(
            "manage",
            _(
                "The role {role} may not change users with the role {other}.",
                role=label_of(actor.role),
                other=label_of(above),
            ),
            _("Ask the admin who made the account."),
        )
    if category_of(actor.role) is not Category.BLOCK and created_by != actor.user_id and not in_her_stead:
        raise Refused(
            "manage.maker",
            _("Only the admin who made this account may change it."),
            _("It was made by {created_by}.", created_by=created_by),
        )
    if deputy and not actor.deputy and category_of(actor.role) is Category.BLOCK:
        raise Refused(
            "manage.deputy",
            _("This account is the block's deputed staff administrator; a Block Admin does not change it."),
            _("Another deputed staff administrator may, or the owner of the server."),
        )
    if basis is Basis.DEPUTY or deputy:
        _not_for_herself(actor, person)
    return basis


def _not_for_herself(actor: Actor, person: Person | None) -> None:
    """Raise ``Refused`` when the grant would serve its holder: nobody makes herself more than she is."""
    own = actor.person or Person(actor.user_id)
    if person is None or own.is_same(person):
        raise Refused(
            "deputy.self",
            _("A deputed staff administrator does not make or change her own accounts."),
            _("Her mobile number, now or formerly, is on both accounts. Ask another deputed staff administrator."),
        )


def require_apart(managers: Iterable[Person], deputies: Iterable[Person]) -> None:
    """Raise ``Refused`` when a block manager is, by person, a deputed staff administrator of the same block."""
    held = tuple(deputies)
    for manager in managers:
        other = next((deputy for deputy in held if deputy.is_same(manager)), None)
        if other is not None:
            raise Refused(
                "deputy.manager",
                _(
                    "{manager} and {deputy} are one person: the deputed staff administrator is never a block manager.",
                    manager=manager.user_id,
                    deputy=other.user_id,
                ),
                _("One account, or one mobile number now or formerly, counts as one person. Choose somebody else."),
            )
