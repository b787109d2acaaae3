"""The deputed staff administrator's rules: what the grant adds, what it never does, and that she is no manager."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.domain.accounts.permissions import (
    Actor,
    Area,
    Basis,
    Permission,
    creatable_roles,
    require_apart,
    require_may_grant,
    require_may_manage,
)
from lokos_tui.domain.accounts.persons import Person, person
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Refused
from tests.support.matrix import DEPUTY_CREATES, HOLDERS
from tests.support.refusals import refuses

BLOCK = Area("9", "132", "996")
SELF = person("IUP_DEPUTY", "9876500001", "9876500009")
OTHER = person("IUP_OTHER", "9876500002")


def deputy(role: Role = Role.BLOCK_THEMATIC) -> Actor:
    """Return somebody of the block who holds a grant."""
    return Actor("IUP_DEPUTY", "MEENA", role, BLOCK, 7, deputy=3, person=SELF)


def test_the_grant_adds_three_permissions_and_no_more() -> None:
    """She sees, makes and manages users; what she may besides is what her role may."""
    may = {permission.value for permission in Permission if deputy().may(permission)}
    by_role = {name for name, roles in HOLDERS.items() if "BLOCK_THEMATIC" in roles}
    assert may == by_role | {"users:view", "users:create", "users:manage"}


def test_a_first_password_holds_the_grant_back() -> None:
    """Before she has chosen a password of her own she makes nobody."""
    fresh = replace(deputy(), must_change_password=True)
    assert [permission for permission in Permission if fresh.may(permission)] == [Permission.OWN_PASSWORD]
    assert creatable_roles(fresh) == ()


@pytest.mark.parametrize("role", [Role.BLOCK_THEMATIC, Role.BLOCK_ADMIN])
def test_what_an_act_stands_on(role: Role) -> None:
    """Her own role where that is enough, else the grant; without a person told the grant does not serve."""
    own = set(creatable_roles(replace(deputy(role), deputy=0)))
    for made in Role:
        if made in own:
            assert require_may_grant(deputy(role), made, BLOCK, person=OTHER) is Basis.ROLE
        elif made.value in DEPUTY_CREATES:
            assert require_may_grant(deputy(role), made, BLOCK, person=OTHER) is Basis.DEPUTY
            with refuses(Refused, "grant"):
                require_may_grant(deputy(role), made, BLOCK)
        else:
            with refuses(Refused, "grant"):
                require_may_grant(deputy(role), made, BLOCK, person=OTHER)
    assert set(creatable_roles(deputy(role))) == own | {Role(name) for name in DEPUTY_CREATES}


def test_the_grant_ends_at_the_block() -> None:
    """Another block's staff are not hers."""
    with refuses(Refused, "area"):
        require_may_grant(deputy(), Role.BLOCK_PM, Area("9", "132", "997"), person=OTHER)
    with refuses(Refused, "area"):
        require_may_manage(deputy(), (Role.BLOCK_PM,), Area("9", "132", "997"), "X", person=OTHER)


def test_staff_and_community_share_no_account() -> None:
    """Both are a deputed Block Admin's to give, and not to one account."""
    admin = deputy(Role.BLOCK_ADMIN)
    for made, beside in ((Role.BLOCK_PM, (Role.SHG_BK,)), (Role.SHG_BK, (Role.BLOCK_ADMIN,))):
        with refuses(Refused, "grant.together"):
            require_may_grant(admin, made, BLOCK, beside=beside, person=OTHER)
    with refuses(Refused, "manage"):
        require_may_manage(admin, (Role.BLOCK_PM, Role.SHG_BK), BLOCK, "X", person=OTHER)


@pytest.mark.parametrize(
    "same",
    [person("IUP_DEPUTY", "9876500005"), person("IUP_NEW", "9876500001"), person("IUP_NEW", "9876500009"),
     person("IUP_NEW", "9876500005", "9876500001")],
)  # fmt: skip
def test_never_for_herself(same: Person) -> None:
    """Her own account, or one with a mobile she has or had: neither made nor changed on the grant."""
    with refuses(Refused, "deputy.self"):
        require_may_grant(deputy(), Role.BLOCK_ADMIN, BLOCK, person=same)
    with refuses(Refused, "deputy.self"):
        require_may_manage(deputy(), (Role.BLOCK_ADMIN,), BLOCK, "X", person=same)


def test_a_block_admin_does_not_change_who_is_deputed() -> None:
    """A Block Thematic user is hers to change until she is deputed; then another deputy's, or an admin's above."""
    admin = replace(deputy(Role.BLOCK_ADMIN), deputy=0)
    whom = (Role.BLOCK_THEMATIC,)
    assert require_may_manage(admin, whom, BLOCK, "X", person=OTHER) is Basis.ROLE
    with refuses(Refused, "manage.deputy"):
        require_may_manage(admin, whom, BLOCK, "X", person=OTHER, deputy=True)
    assert require_may_manage(deputy(Role.BLOCK_ADMIN), whom, BLOCK, "X", person=OTHER, deputy=True) is Basis.ROLE
    above = Actor("IUP_SADM", "ASHA", Role.STATE_ADMIN, Area("9"), 1)
    assert require_may_manage(above, whom, BLOCK, "IUP_SADM", person=OTHER, deputy=True) is Basis.ROLE


def test_two_admins_do_not_change_themselves_through_each_others_grant() -> None:
    """A deputed Block Admin's account that is also the actor's person stays closed to her, by role too."""
    with refuses(Refused, "deputy.self"):
        require_may_manage(
            deputy(Role.BLOCK_ADMIN),
            (Role.BLOCK_THEMATIC,),
            BLOCK,
            "X",
            person=person("IUP_B", "9876500001"),
            deputy=True,
        )


def test_an_admin_above_has_whom_was_made_in_her_stead() -> None:
    """What a deputy or the owner made before she came is hers to manage; what another admin made is not."""
    above = Actor("IUP_SADM", "ASHA", Role.STATE_ADMIN, Area("9"), 1)
    assert require_may_manage(above, (Role.BLOCK_PM,), BLOCK, "IUP_DEPUTY", in_her_stead=True) is Basis.ROLE
    with refuses(Refused, "manage.maker"):
        require_may_manage(above, (Role.BLOCK_PM,), BLOCK, "IUP_DEPUTY")


def test_manager_and_deputy_are_two_people() -> None:
    """One account, one mobile, or one of old is one person; two people stay apart."""
    require_apart([OTHER], [SELF])
    for manager in (person("iup_deputy"), person("IUP_BPM", "9876500001"), person("IUP_BPM", "1", "9876500009")):
        with refuses(Refused, "deputy.manager"):
            require_apart([OTHER, manager], [SELF])
    require_apart([SELF], [])
