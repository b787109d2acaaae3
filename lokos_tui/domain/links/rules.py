"""Rules of links between a user's role and CBOs.

Source: docs/domain.md#linking and docs/domain.md#load-of-a-bookkeeper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, CboType, Duty, Role, RoleStatus, label_of
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.paging import Count


@dataclass(frozen=True, slots=True)
class LoadNorm:
    """How many CBOs of each kind one bookkeeper is expected to keep; above it is a warning, never an error."""

    shgs: int = 20
    vos: int = 1
    clfs: int = 1

    def limit(self, kind: CboType) -> int:
        """Return the norm for one kind of CBO (a count)."""
        return {CboType.SHG: self.shgs, CboType.VO: self.vos, CboType.CLF: self.clfs}[kind]


USUAL_NORM = LoadNorm()
"""20 SHGs and 1 VO: what holds where an office sets nothing else."""


CBOS: dict[CboType, str] = {CboType.SHG: _("SHGs"), CboType.VO: _("VOs"), CboType.CLF: _("CLFs")}
"""What several CBOs of a kind are called."""


def number_of(kind: CboType | str, count: Count | int) -> str:
    """Return how many CBOs of a kind there are, in words: '1 VO', '14 SHGs'."""
    if kind == CboType.VO:
        return ngettext("{n} VO", "{n} VOs", count)
    if kind == CboType.CLF:
        return ngettext("{n} CLF", "{n} CLFs", count)
    return ngettext("{n} SHG", "{n} SHGs", count)


APPROVES: dict[Role, CboType] = {
    Role.VO_SHG_APPROVER: CboType.SHG,
    Role.CLF_SHG_APPROVER: CboType.SHG,
    Role.CLF_VO_APPROVER: CboType.VO,
}
"""The kind of CBO whose transactions a role approves (its links name the VO or CLF it does so for)."""


def kind_of(role: Role) -> CboType | None:
    """Return the kind of CBO a role is linked to; None for staff, who are linked to none."""
    return FACTS[role].links


def duty_of(role: Role) -> Duty | None:
    """Return what a linked role does for the CBO."""
    return FACTS[role].duty


def maker_and_approver(roles: Iterable[Role]) -> str:
    """Return a sentence when the roles of one account keep the books of a kind of CBO and approve them too, else ''."""
    held = tuple(roles)
    makes = {kind_of(role) for role in held if duty_of(role) is Duty.BOOKS}
    both = {APPROVES[role] for role in held if APPROVES.get(role) in makes}
    if both == {CboType.SHG}:
        return _("One id would enter and approve the transactions of SHGs.")
    if both == {CboType.VO}:
        return _("One id would enter and approve the transactions of VOs.")
    return _("One id would enter and approve the transactions of SHGs and VOs.") if both else ""


def may_be_linked(account_status: str, role_status: str) -> bool:
    """True when an account may get links with one of its roles now: both are active. What it has, it keeps."""
    return account_status == AccountStatus.ACTIVE and role_status == RoleStatus.ACTIVE


def link_problem(role: Role, cbo_type: CboType) -> Problem | None:
    """Return why a role cannot be linked to a kind of CBO, or None when it can."""
    kind = kind_of(role)
    if kind is None:
        return Problem(
            "role",
            "link.staff",
            _("A user with the role {role} is not linked to CBOs.", role=label_of(role)),
            _("Choose a community role."),
        )
    if kind is not cbo_type:
        return Problem(
            "role",
            "link.kind",
            _(
                "A user with the role {role} is linked to {kinds}, not to {others}.",
                role=label_of(role),
                kinds=CBOS[kind],
                others=CBOS[cbo_type],
            ),
            _("Give her the role for it first."),
        )
    return None


def expected_of(role: Role, norm: LoadNorm) -> int:
    """Return how many CBOs somebody in this role is expected to keep; 0 for a role that keeps no books."""
    kind = kind_of(role)
    return norm.limit(kind) if kind is not None and duty_of(role) is Duty.BOOKS else 0


def overload(role: Role, held: int, norm: LoadNorm) -> str:
    """Return the warning for a bookkeeper who keeps more CBOs than the norm, or ''.

    ``held`` is the number of CBOs of the role's kind after the change.
    """
    limit = expected_of(role, norm)
    kind = kind_of(role)
    if kind is None or not limit or held <= limit:
        return ""
    return _("{many}; the norm for one bookkeeper is {limit}.", many=number_of(kind, held), limit=limit)
