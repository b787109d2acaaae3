"""Norms of a bookkeeper's load, and which role is linked to what, role by role."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts.roles import CboType, Duty, Role
from lokos_tui.domain.links import rules

BOOKS = {"SHG_BK": "SHG", "VO_BK": "VO", "CLF_BK": "CLF"}
APPROVES = {"VO_SHG_APPROVER": "VO", "CLF_VO_APPROVER": "CLF", "CLF_SHG_APPROVER": "CLF"}
NORM = rules.LoadNorm(shgs=7, vos=3, clfs=2)


@pytest.mark.parametrize("role", Role)
def test_each_role_and_what_it_is_linked_to(role: Role) -> None:
    """Three roles keep books, three approve, each for its kind of CBO; staff are linked to nothing."""
    kind = (BOOKS | APPROVES).get(role.value)
    assert rules.kind_of(role) == kind
    duty = Duty.BOOKS if role.value in BOOKS else Duty.APPROVES if role.value in APPROVES else None
    assert rules.duty_of(role) is duty


def test_the_usual_norm() -> None:
    """Twenty SHGs, one VO or one CLF, where an office says nothing else."""
    assert [rules.USUAL_NORM.limit(kind) for kind in (CboType.SHG, CboType.VO, CboType.CLF)] == [20, 1, 1]
    assert rules.LoadNorm() == rules.USUAL_NORM


@pytest.mark.parametrize("role", Role)
def test_what_is_expected_of_a_role(role: Role) -> None:
    """The office's own norm of her kind for who keeps books, and 0 for everybody else."""
    expected = {"SHG_BK": 7, "VO_BK": 3, "CLF_BK": 2}.get(role.value, 0)
    assert rules.expected_of(role, NORM) == expected
    assert bool(rules.overload(role, expected + 1, NORM)) is bool(expected)
    assert rules.overload(role, expected, NORM) == ""


def test_the_warning_says_how_many_and_what_is_usual() -> None:
    """The count that she would keep, its kind, and the norm stand in the sentence."""
    assert rules.overload(Role.VO_BK, 4, NORM) == "4 VOs; the norm for one bookkeeper is 3."


@pytest.mark.parametrize(("role", "kind", "code"), [
    (Role.SHG_BK, CboType.SHG, None), (Role.SHG_BK, CboType.VO, "link.kind"),
    (Role.CLF_SHG_APPROVER, CboType.SHG, "link.kind"), (Role.CLF_SHG_APPROVER, CboType.CLF, None),
    (Role.BLOCK_ADMIN, CboType.SHG, "link.staff"),
])  # fmt: skip
def test_why_a_link_cannot_be(role: Role, kind: CboType, code: str | None) -> None:
    """Staff are told apart from a role of another kind, both at the role."""
    found = rules.link_problem(role, kind)
    assert (found and (found.field, found.code)) == (("role", code) if code else None)


@pytest.mark.parametrize("account", ["ACTIVE", "INACTIVE", "DELETED"])
@pytest.mark.parametrize("role", ["ACTIVE", "INACTIVE"])
def test_who_may_get_links(account: str, role: str) -> None:
    """An active account, with a role that is active."""
    assert rules.may_be_linked(account, role) is (account == role == "ACTIVE")


@pytest.mark.parametrize(("roles", "both"), [
    ((Role.SHG_BK, Role.VO_SHG_APPROVER), "SHGs"), ((Role.SHG_BK, Role.CLF_SHG_APPROVER), "SHGs"),
    ((Role.VO_BK, Role.CLF_VO_APPROVER), "VOs"), ((Role.VO_BK, Role.VO_SHG_APPROVER), ""),
    ((Role.SHG_BK, Role.VO_BK), ""),
    ((Role.VO_BK, Role.SHG_BK, Role.CLF_VO_APPROVER, Role.VO_SHG_APPROVER), "SHGs and VOs"),
])  # fmt: skip
def test_maker_and_approver_of_the_same_kind(roles: tuple[Role, ...], both: str) -> None:
    """Only keeping and approving the books of one kind of CBO is warned of, each such kind by name."""
    warning = f"One id would enter and approve the transactions of {both}." if both else ""
    assert rules.maker_and_approver(roles) == warning
