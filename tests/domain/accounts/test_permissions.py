"""The one permission table: every role, every permission, every area."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts.permissions import (
    WORDS,
    Actor,
    Area,
    Permission,
    creatable_roles,
    require,
    require_may_grant,
    require_may_manage,
)
from lokos_tui.domain.accounts.roles import FACTS, Category, Role, category_of, is_community
from lokos_tui.domain.errors import Refused
from tests.support.matrix import CREATES, HOLDERS, ROLES

BLOCK = Area("9", "132", "996")
OTHER_BLOCK = Area("9", "132", "997")
CODES = st.sampled_from(["", "1", "2"])
AREAS = st.builds(Area, CODES, CODES, CODES)


def actor(role: Role, area: Area = BLOCK, **more: object) -> Actor:
    """Return an actor of a role."""
    return Actor("IUP_TESTADM", "TEST", role, area, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("role", "permission"), product(Role, Permission))
def test_every_cell_of_the_table_is_held_both_ways(role: Role, permission: Permission) -> None:
    """A role does exactly what its column of the typed matrix says, and is refused the rest with a sentence."""
    if role.value in HOLDERS[permission.value]:
        require(actor(role), permission, BLOCK)
    else:
        with pytest.raises(Refused, match="may not"):
            require(actor(role), permission, BLOCK)


@pytest.mark.parametrize(("maker", "made"), product(Role, Role))
def test_who_creates_whom(maker: Role, made: Role) -> None:
    """Every pair of the creation matrix is allowed or refused as docs/domain.md#who-creates-whom says."""
    if made.value in CREATES[maker.value]:
        require_may_grant(actor(maker), made, BLOCK)
        assert made in creatable_roles(actor(maker))
    else:
        with pytest.raises(Refused):
            require_may_grant(actor(maker), made, BLOCK)
        assert made not in creatable_roles(actor(maker))


def test_the_block_admin_never_makes_the_checker() -> None:
    """The Block Admin makes all community roles and the thematic user, never the Block Program Manager."""
    made = set(creatable_roles(actor(Role.BLOCK_ADMIN)))
    assert made == {role for role in Role if is_community(role)} | {Role.BLOCK_THEMATIC}


@pytest.mark.parametrize("permission", [p for p in Permission if "BLOCK_ADMIN" in HOLDERS[p.value]])
def test_another_block_is_out_of_reach(permission: Permission) -> None:
    """Whatever a Block Admin may do, she may not do it in the block beside hers."""
    with pytest.raises(Refused, match="outside your area"):
        require(actor(Role.BLOCK_ADMIN), permission, OTHER_BLOCK)


@pytest.mark.parametrize("permission", [p for p in Permission if p is not Permission.OWN_PASSWORD])
def test_a_first_password_holds_everything_back(permission: Permission) -> None:
    """Until the first password is changed nothing else is allowed, to no role."""
    for role in Role:
        with pytest.raises(Refused, match="first password"):
            require(actor(role, must_change_password=True), permission, BLOCK)


@given(AREAS, AREAS, AREAS)
def test_areas_nest(first: Area, second: Area, third: Area) -> None:
    """Covering is reflexive and transitive, and the nation covers everything."""
    assert first.covers(first)
    assert Area().covers(first)
    if first.covers(second) and second.covers(third):
        assert first.covers(third)


def test_an_admin_above_the_block_manages_only_accounts_she_made() -> None:
    """A District Admin changes the Block Admin she made, and no other's."""
    district = actor(Role.DISTRICT_ADMIN, Area("9", "132"))
    require_may_manage(district, (Role.BLOCK_ADMIN,), BLOCK, created_by="IUP_TESTADM")
    with pytest.raises(Refused, match="made"):
        require_may_manage(district, (Role.BLOCK_ADMIN,), BLOCK, created_by="IUP_OTHERADM")


def test_nobody_manages_somebody_above() -> None:
    """A Block Admin changes no account that holds a role she could not have given."""
    with pytest.raises(Refused):
        require_may_manage(actor(Role.BLOCK_ADMIN), (Role.SHG_BK, Role.BLOCK_PM), BLOCK, created_by="IUP_TESTADM")


def test_the_matrices_name_what_there_is() -> None:
    """A permission or a role that is added has a row typed by hand, and none is typed that is not there."""
    assert set(HOLDERS) == {permission.value for permission in Permission}
    assert set(CREATES) == set(ROLES.values()) == {role.value for role in Role}


def test_every_permission_has_words_and_every_role_a_category() -> None:
    """Refusals can name every permission; lists can name every role."""
    assert set(WORDS) == set(Permission)
    assert set(FACTS) == set(Role)
    assert {category_of(role) for role in Role} == set(Category)


def test_fifteen_roles_stand_on_the_web_list() -> None:
    """The three mobile roles are the only ones beside the fifteen of the web's drop-down."""
    mobile = {Role.SHG_BK, Role.VO_BK, Role.VO_SHG_APPROVER}
    assert len(set(Role) - mobile) == 15
