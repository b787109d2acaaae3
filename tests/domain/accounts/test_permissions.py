"""The one permission table: every role, every permission, every area."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts.permissions import (
    REFUSALS,
    Actor,
    Area,
    Permission,
    creatable_roles,
    require,
    require_cluster,
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
    assert set(REFUSALS) == set(Permission)
    assert len({say("Block Admin") for say in REFUSALS.values()}) == len(Permission)
    assert set(FACTS) == set(Role)
    assert {category_of(role) for role in Role} == set(Category)


def test_fifteen_roles_stand_on_the_web_list() -> None:
    """The three mobile roles are the only ones beside the fifteen of the web's drop-down."""
    mobile = {Role.SHG_BK, Role.VO_BK, Role.VO_SHG_APPROVER}
    assert len(set(Role) - mobile) == 15


@pytest.mark.parametrize(("mine", "other", "inside"), [
    (Area(), Area("9", "132", "996"), True),
    (Area("9"), Area("9", "132", "996"), True), (Area("9"), Area("10", "132", "996"), False),
    (Area("9", "132"), Area("9", "132", "996"), True), (Area("9", "132"), Area("9", "133", "996"), False),
    (Area("9", "132"), Area("10", "132", "996"), False), (Area("9", "132"), Area("9"), False),
    (BLOCK, BLOCK, True), (BLOCK, OTHER_BLOCK, False), (BLOCK, Area("9", "132"), False),
    (BLOCK, Area("9", "133", "996"), False), (BLOCK, Area(), False),
])  # fmt: skip
def test_what_lies_in_an_area(mine: Area, other: Area, inside: bool) -> None:
    """Each level that an area names must be the same; what it leaves open covers everything below."""
    assert mine.covers(other) is inside


def test_rows_are_at_home_in_a_block_or_in_none() -> None:
    """A block's rows carry its code, all other staff '0'."""
    assert [one.scope for one in (BLOCK, Area("9", "132"), Area("9"), Area())] == ["996", "0", "0", "0"]


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    """Return the code of a refusal."""
    return refused.value.code


def test_each_refusal_has_its_code() -> None:
    """Permission, area, first password, grant, manage, the maker and the cluster are told apart by code."""
    district = actor(Role.DISTRICT_ADMIN, Area("9", "132"))
    tries: dict[str, Callable[[], object]] = {
        "permission": lambda: require(actor(Role.BLOCK_PM), Permission.USERS_MANAGE, BLOCK),
        "area": lambda: require(actor(Role.BLOCK_ADMIN), Permission.USERS_MANAGE, OTHER_BLOCK),
        "password.must_change": lambda: require(
            actor(Role.BLOCK_ADMIN, must_change_password=True), Permission.USERS_VIEW
        ),
        "grant": lambda: require_may_grant(actor(Role.BLOCK_ADMIN), Role.BLOCK_PM, BLOCK),
        "manage": lambda: require_may_manage(actor(Role.BLOCK_ADMIN), (Role.BLOCK_PM,), BLOCK, "IUP_TESTADM"),
        "manage.maker": lambda: require_may_manage(district, (Role.BLOCK_ADMIN,), BLOCK, "IUP_OTHER"),
        "cluster": lambda: require_cluster(actor(Role.BLOCK_PM, clf=1), 2),
    }
    for code, attempt in tries.items():
        with pytest.raises(Refused) as refused:
            attempt()
        assert code_of(refused) == code


def test_a_refusal_names_who_may() -> None:
    """The hint lists the roles that hold the permission, or that make the role, in the order of the alphabet."""
    with pytest.raises(Refused) as refused:
        require(actor(Role.BLOCK_ADMIN), Permission.PROFILES_VERIFY, BLOCK)
    assert (refused.value.sentence, refused.value.hint) == (
        "The role Block Admin may not verify profiles.", "Ask: Block Program Manager.",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        require_may_grant(actor(Role.BLOCK_ADMIN), Role.BLOCK_PM, BLOCK)
    assert refused.value.hint == "Ask: District Admin or State Admin."
    with pytest.raises(Refused) as refused:
        require_may_grant(actor(Role.STATE_ADMIN, Area("9")), Role.NATIONAL_ADMIN, Area())
    assert code_of(refused) == "area"
    with pytest.raises(Refused) as refused:
        require_may_grant(actor(Role.NATIONAL_ADMIN, Area()), Role.NATIONAL_ADMIN, Area())
    assert (code_of(refused), refused.value.hint) == ("grant", "")


def test_a_block_admin_manages_whoever_made_the_account() -> None:
    """In a block any of its admins changes a user she could have made; nobody beside the block does."""
    require_may_manage(actor(Role.BLOCK_ADMIN), (Role.SHG_BK, Role.VO_BK), BLOCK, created_by="IUP_OTHERADM")
    with pytest.raises(Refused) as refused:
        require_may_manage(actor(Role.BLOCK_ADMIN), (Role.SHG_BK,), OTHER_BLOCK, created_by="IUP_TESTADM")
    assert code_of(refused) == "area"


@pytest.mark.parametrize(
    ("clf", "of", "allowed"), [(0, 5, True), (0, None, True), (5, 5, True), (5, 6, False), (5, None, False)]
)
def test_a_cluster_is_its_managers(clf: int, of: int | None, allowed: bool) -> None:
    """A manager of one cluster decides on its records alone; without one, on all of the block."""
    if allowed:
        require_cluster(actor(Role.BLOCK_PM, clf=clf), of)
    else:
        with pytest.raises(Refused):
            require_cluster(actor(Role.BLOCK_PM, clf=clf), of)


def test_what_is_held_beside_the_role_counts_after_the_first_password() -> None:
    """An extra permission is held; until the first password is changed it is not."""
    more = frozenset({Permission.LINKS_CHANGE})
    assert actor(Role.BLOCK_PM, extra=more).may(Permission.LINKS_CHANGE)
    assert not actor(Role.BLOCK_PM, extra=more, must_change_password=True).may(Permission.LINKS_CHANGE)
    assert actor(Role.SHG_BK, must_change_password=True).may(Permission.OWN_PASSWORD)
    assert creatable_roles(actor(Role.BLOCK_ADMIN, must_change_password=True)) == ()
    assert creatable_roles(actor(Role.STATE_ADMIN, Area("9"))) == tuple(
        role for role in Role if role.value in CREATES["STATE_ADMIN"]
    )
