"""What changed between preview and load, one case a test, each in both modes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lokos_tui.commands.accounts import AddRole, CreateUser, DeleteUser, RoleGrant, SetUserActive
from lokos_tui.commands.links import ChangeLinks, LinkWish
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.loads.mapping import Person, Plan, PlanRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from tests.services.kit import WHY, Desk, fresh
from tests.support.office import HERE


def _link(desk: Desk, who: str, cbo: int, seen: int = 0) -> None:
    number = desk.here.accounts[who]
    desk.run(
        ChangeLinks(
            block_code=HERE, account=number, role_id=number, overload_reason=WHY,
            link=(LinkWish(cbo, seen, take_over=bool(seen)),),
        )
    )  # fmt: skip


def _unlink(desk: Desk, who: str, cbo: int) -> None:
    number = desk.here.accounts[who]
    desk.run(ChangeLinks(block_code=HERE, account=number, role_id=number, unlink=(cbo,)))


def _switch(desk: Desk, who: str) -> None:
    desk.run(SetUserActive(block_code=HERE, account=desk.here.accounts[who], version=1, active=False))


def _grant(desk: Desk) -> None:
    command = AddRole(
        block_code=HERE, account=desk.here.accounts["SHGBK2"], version=1, grant=RoleGrant(Role.VO_BK)
    )  # fmt: skip
    desk.run(command)


def _create(desk: Desk) -> None:
    desk.run(
        CreateUser(
            block_code=HERE, user_id="IUP_NAYAGAONSHGBK", name="OTHER DEVI", mobile="9876543211",
            roles=(RoleGrant(Role.SHG_BK),),
        )
    )  # fmt: skip


def _cbo_off(desk: Desk) -> None:
    cbo = tables.cbo
    desk.write(cbo.update().where(cbo.c.block_code == HERE, cbo.c.id == desk.here.shgs[22]).values(life="INACTIVE"))


def _cbo_gone(desk: Desk) -> None:
    cbo = tables.cbo
    desk.write(cbo.delete().where(cbo.c.block_code == HERE, cbo.c.id == desk.here.shgs[22]))


def _role_off(desk: Desk) -> None:
    role = tables.user_role
    number = desk.here.accounts["SHGBK2"]
    desk.write(role.update().where(role.c.block_code == HERE, role.c.id == number).values(status="INACTIVE"))


def _delete(desk: Desk) -> None:
    desk.run(DeleteUser(block_code=HERE, account=desk.here.accounts["SHGBK2"], version=1))


def _known(desk: Desk) -> Person:
    return desk.known(0, "SHGBK2")


def _approver(desk: Desk) -> Person:
    return desk.known(0, "VOTA", Role.VO_SHG_APPROVER)


def _free(desk: Desk) -> PlanRow:
    return desk.shg(2, 22, 0)


def _move(desk: Desk) -> PlanRow:
    return desk.shg(2, 0, 0, from_link=1)


def _second_vo(desk: Desk) -> PlanRow:
    return PlanRow(2, LoadOutcome.LINK, 0, CboType.VO, desk.here.vos[1])


@dataclass(frozen=True)
class Case:
    """A person and a row of a preview, what somebody did then, and what the row became."""

    person: Callable[[Desk], Person]
    row: Callable[[Desk], PlanRow]
    meanwhile: Callable[[Desk], None]
    outcome: LoadOutcome
    words: str


CASES = {
    "id made": Case(lambda _: fresh(0), _free, _create, LoadOutcome.CONFLICT, "IUP_NAYAGAONSHGBK was taken"),
    "account off": Case(_known, _free, lambda d: _switch(d, "SHGBK2"), LoadOutcome.CONFLICT, "SHGBK2 was switched off"),
    "account deleted": Case(_known, _free, _delete, LoadOutcome.CONFLICT, "SHGBK2 was switched off"),
    "role off": Case(_known, _free, _role_off, LoadOutcome.CONFLICT, "SHGBK2 was switched off"),
    "role given": Case(
        lambda d: d.known(0, "SHGBK2", Role.VO_BK, new_role=True), _second_vo, _grant, LoadOutcome.CONFLICT,
        "SHGBK2 was given the role",
    ),
    "cbo off": Case(_known, _free, _cbo_off, LoadOutcome.FAULT, "made inactive"),
    "cbo gone": Case(_known, _free, _cbo_gone, LoadOutcome.FAULT, "taken out"),
    "hers already": Case(
        _known, _free, lambda d: _link(d, "SHGBK2", d.here.shgs[22]), LoadOutcome.SAME, "linked to her already"
    ),
    "approves already": Case(
        _approver, _second_vo, lambda d: _link(d, "VOTA", d.here.vos[1]), LoadOutcome.SAME, "linked to her already"
    ),
    "somebody's now": Case(
        _known, _free, lambda d: _link(d, "SHGBK", d.here.shgs[22]), LoadOutcome.CONFLICT,
        "ADM linked it to IUP_AHMADPURSADATSHGBK at 01/01/2026",
    ),
    "given up": Case(
        _known, _move, lambda d: _unlink(d, "SHGBK", d.here.shgs[0]), LoadOutcome.CONFLICT, "nobody keeps its books"
    ),
    "moved on": Case(
        lambda _: fresh(0), _move, lambda d: _link(d, "SHGBK2", d.here.shgs[0], 1), LoadOutcome.CONFLICT,
        "linked it to IUP_AHMADPURSADATSHGBK2",
    ),
}  # fmt: skip


def _changed_plan(desk: Desk, case: Case) -> Plan:
    """A plan of the case's row and one that stays good, made before somebody acts."""
    other = desk.known(1, "SHGBK")
    plan = desk.plan([case.row(desk), PlanRow(3, LoadOutcome.LINK, 1, CboType.SHG, desk.here.shgs[21])], [])
    plan.people = [case.person(desk), other]
    case.meanwhile(desk)
    return plan


@pytest.mark.parametrize("name", CASES)
def test_a_changed_row(desk: Desk, name: str) -> None:
    """A whole load stops, names the row with who did what, and writes nothing; the good rows alone leave it out."""
    case = CASES[name]
    plan = _changed_plan(desk, case)
    before = desk.sizes()
    done = desk.load(plan)
    assert (done.batch_id, [(row.row, row.outcome) for row in done.changed]) == (0, [(2, case.outcome)])
    assert done.changed[0].reason.startswith("changed since preview: ")
    assert case.words in done.changed[0].reason
    assert desk.sizes() == before
    done = desk.load(plan, good_rows_only=True)
    assert (done.counts["link"], done.counts["move"], done.counts["changed"], done.users) == (1, 0, 1, ())
    assert [link.batch_id for link in desk.holding(desk.here.shgs[21])] == [done.batch_id]
    odd = desk.rows(tables.import_row)
    assert [(row.row_no, row.outcome) for row in odd] == [(2, case.outcome.value)]
    assert case.words in odd[0].reason


def test_a_stale_plan_whose_rows_still_hold_is_loaded(desk: Desk) -> None:
    """Somebody else's act elsewhere in the block does not stop a load."""
    plan = desk.plan([desk.shg(2, 22, 0)], [_known(desk)])
    _unlink(desk, "SHGBK", desk.here.shgs[3])
    assert desk.load(plan).counts["link"] == 1


def test_nothing_but_changed_rows_is_no_load(desk: Desk) -> None:
    """With the good rows only and none left, no batch is made."""
    plan = desk.plan([desk.shg(2, 22, 0)], [_known(desk)])
    _cbo_off(desk)
    before = desk.sizes()
    done = desk.load(plan, good_rows_only=True)
    assert (done.batch_id, len(done.changed), desk.sizes()) == (0, 1, before)
