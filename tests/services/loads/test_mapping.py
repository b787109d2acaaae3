"""Mapping loads at the door: what a plan writes, and that a refused one writes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from lokos_tui.commands.accounts import SetUserActive
from lokos_tui.commands.loads import ApplyMapping, UndoBatch
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.errors import Cancelled, Conflict, Invalid, NotFound, Refused
from lokos_tui.domain.loads.mapping import Fault, Plan, PlanRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in
from tests.services.kit import FILE, Desk, fresh
from tests.support.office import HERE, NOW
from tests.support.refusals import refuses

FAULTY = PlanRow(9, LoadOutcome.FAULT, -1, CboType.SHG, 0, faults=(Fault(9, "name", "", "name.missing", "No name."),))


def _everything(desk: Desk) -> Plan:
    """A link to a new account, a move to it, an account only, a link under a new role, and a row as it is."""
    people = [
        fresh(0),
        fresh(1, "IUP_NAYAGAONSHGBK1", name="LEELA BAI"),
        desk.known(2, "SHGBK2", Role.VO_BK, new_role=True),
    ]
    return desk.plan(
        [
            desk.shg(2, 22, 0),
            desk.shg(3, 0, 0, from_link=1),
            PlanRow(4, LoadOutcome.USER, 1),
            PlanRow(5, LoadOutcome.LINK, 2, CboType.VO, desk.here.vos[1]),
            PlanRow(6, LoadOutcome.SAME, -1, CboType.SHG, desk.here.shgs[5]),
        ],
        people,
    )


def test_a_whole_plan_is_written(desk: Desk) -> None:
    """Links, a move, two accounts, a role on an account there was: each knows its batch and row."""
    before = desk.revision()
    done = desk.load(_everything(desk), why="monthly meeting")
    assert (done.batch_id, done.changed, desk.revision()) == (1, (), before + 1)
    assert {name: done.counts[name] for name in ("link", "move", "user", "same", "new_users")} == {
        "link": 2, "move": 1, "user": 1, "same": 1, "new_users": 2,
    }  # fmt: skip
    link, role = tables.cbo_link, tables.user_role
    made = desk.rows(link, link.c.batch_id == 1)
    assert [(row.cbo_id, row.source_row, row.why, row.linked_at) for row in made] == [
        (desk.here.shgs[22], 2, "monthly meeting", NOW),
        (desk.here.shgs[0], 3, "monthly meeting", NOW),
        (desk.here.vos[1], 5, "monthly meeting", NOW),
    ]
    closed = desk.one(link, 1)
    assert (closed.unlinked_at, closed.unlink_batch_id) == (NOW, 1)
    assert closed.unlink_why == "moved to IUP_NAYAGAONSHGBK by batch 1, row 3"
    given = desk.rows(role, role.c.account_id == desk.here.accounts["SHGBK2"])
    assert [(row.role, row.batch_id) for row in given] == [("SHG_BK", None), ("VO_BK", 1)]


def test_first_passwords_sign_in(desk: Desk, keys: Keys) -> None:
    """Every account a load made signs in with its first password, which it must then change."""
    done = desk.load(_everything(desk))
    assert [user.user_id for user in done.users] == ["IUP_NAYAGAONSHGBK", "IUP_NAYAGAONSHGBK1"]
    for user in done.users:
        actor = sign_in(desk.office.store, keys, NOW, user.user_id, user.first_password)
        assert (actor.account, actor.role, actor.must_change_password) == (user.account, Role.SHG_BK, True)


def test_the_batch_its_odd_rows_and_the_trail(desk: Desk) -> None:
    """The batch says which file by whom; only rows that did not simply add something are kept; one audit entry."""
    desk.load(_everything(desk))
    batch = desk.rows(tables.import_batch)[0]
    assert (batch.kind, batch.state, batch.file_name, batch.sha256, batch.sheet, batch.by_user) == (
        "mapping", "APPLIED", "mapping.xlsx", "a" * 64, "Mapping", desk.here.user_ids["ADM"],
    )  # fmt: skip
    assert json.loads(batch.counts)["move"] == 1
    assert [(row.row_no, row.outcome, row.what) for row in desk.rows(tables.import_row)] == [
        (3, "move", "IUP_NAYAGAONSHGBK"), (6, "same", ""),
    ]  # fmt: skip
    trail = [(row.action, row.outcome, row.entity_id) for row in desk.rows(tables.audit_entry)]
    assert trail == [("import.mapping", "done", "1")]


def test_faults_stop_a_whole_load(desk: Desk) -> None:
    """One faulty row: Invalid, and no table has a row more."""
    plan, before = _everything(desk), desk.sizes()
    plan.rows.append(FAULTY)
    with refuses(Invalid, "import.faults"):
        desk.load(plan)
    assert desk.sizes() == before


def test_the_good_rows_alone(desk: Desk) -> None:
    """Asked for, the good rows go in and the faulty one stands in the batch with its reason."""
    plan = _everything(desk)
    plan.rows.append(FAULTY)
    done = desk.load(plan, good_rows_only=True)
    assert (done.batch_id, done.counts["fault"], done.counts["link"]) == (1, 1, 2)
    assert desk.rows(tables.import_row)[-1].reason == "No name."
    assert desk.rows(tables.import_batch)[0].good_rows_only


def test_a_stopped_load_writes_nothing_and_can_be_tried_again(desk: Desk) -> None:
    """Progress that raises Cancelled leaves every table and the plan as they were."""
    plan, before = _everything(desk), desk.sizes()

    def stop(step: str, _done: int, _total: int) -> None:
        if step == "links":
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.load(plan, progress=stop)
    assert desk.sizes() == before
    assert len(desk.load(plan).users) == 2


def test_progress_is_told_step_by_step(desk: Desk) -> None:
    """Accounts, then links, each up to its whole number."""
    seen: list[tuple[str, int, int]] = []
    desk.load(_everything(desk), progress=lambda *step: seen.append(step))
    assert seen == [("accounts", 3, 3), ("links", 3, 3)]


def test_the_same_file_again_is_recognised(desk: Desk) -> None:
    """Read again after its load, all rows are the same: batch and maker are named, nothing is written."""
    desk.load(_everything(desk))
    before = desk.sizes()
    plan = desk.plan([PlanRow(2, LoadOutcome.SAME, -1, CboType.SHG, desk.here.shgs[22])], [])
    done = desk.load(plan)
    assert done.batch_id == 0
    assert done.sentence.startswith(f"This file was loaded already as batch 1, by {desk.here.user_ids['ADM']}")
    other = desk.load(plan, replace(FILE, sha256="b" * 64))
    assert other.sentence == "Everything in this file is there already; nothing was changed."
    assert desk.sizes() == before


def test_a_load_with_nothing_changed_writes_no_batch(desk: Desk) -> None:
    """Left-out rows alone leave every table as it was."""
    before = desk.sizes()
    assert desk.load(desk.plan([PlanRow(2, LoadOutcome.LEFT_OUT)], [])).batch_id == 0
    assert desk.sizes() == before


def test_another_blocks_plan_is_refused(desk: Desk) -> None:
    """A plan of one block is not carried out in another, nor by another block's admin."""
    plan, before = desk.plan([], []), desk.sizes()
    plan.block_code = "1501"
    with pytest.raises(NotFound):
        desk.load(plan)
    assert desk.sizes() == before
    with pytest.raises(Refused):
        desk.run(ApplyMapping(block_code="1501", plan=plan, file=FILE))


@pytest.mark.parametrize(
    ("role", "who"), [(Role.BLOCK_PM, "BPM"), (Role.BLOCK_THEMATIC, "BTU"), (Role.SHG_BK, "SHGBK")]
)
def test_only_the_block_admin_loads(desk: Desk, role: Role, who: str) -> None:
    """The checker, the thematic user and a bookkeeper are refused; only the trail grows."""
    plan, before = _everything(desk), desk.sizes()
    with refuses(Refused, "permission"):
        desk.door.run(desk.actor(role, who), ApplyMapping(block_code=HERE, plan=plan, file=FILE))
    grown = {name for name, size in desk.sizes().items() if size != before[name]}
    assert grown <= {"audit_entry", "block_counter"}


@pytest.mark.parametrize("role", [Role.BLOCK_PM, Role.BLOCK_THEMATIC])
def test_a_plan_makes_no_staff_above_its_maker(desk: Desk, role: Role) -> None:
    """A plan with a Block Program Manager is refused; a thematic user is the Block Admin's to make."""
    plan = desk.plan([PlanRow(2, LoadOutcome.USER, 0)], [fresh(0, "IUP_NAYAGAONBPM", role)])
    if role is Role.BLOCK_PM:
        with refuses(Refused, "grant"):
            desk.load(plan)
        assert desk.rows(tables.import_batch) == []
    else:
        assert desk.load(plan).batch_id == 1


def test_a_plan_against_the_rules_is_not_written(desk: Desk) -> None:
    """A hand-made account with a wrong mobile is turned away whole."""
    before = desk.sizes()
    person = fresh(0)
    person.mobile = "123"
    with refuses(NotFound, "import.plan"):
        desk.load(desk.plan([desk.shg(2, 22, 0)], [person]))
    assert desk.sizes() == before


def test_one_new_id_for_two_people_is_no_load(desk: Desk) -> None:
    """Two new people of one user id: a conflict, and nothing is written."""
    before = desk.sizes()
    with pytest.raises(Conflict):
        desk.load(desk.plan([desk.shg(2, 22, 0), desk.shg(3, 21, 1)], [fresh(0), fresh(1)]))
    assert desk.sizes() == before


def test_numbers_of_batches_follow_one_another(desk: Desk) -> None:
    """Each load has the next number, and its rows are its own."""
    for number, at in enumerate((21, 22), 1):
        done = desk.load(desk.plan([desk.shg(2, at, 0)], [desk.known(0, "SHGBK2")]), replace(FILE, sha256=str(at)))
        assert done.batch_id == number
    desk.run(UndoBatch(block_code=HERE, batch_id=1))
    assert desk.holding(desk.here.shgs[21]) == []
    assert desk.holding(desk.here.shgs[22])[0].batch_id == 2
    assert all(a.prev_hash != b.prev_hash for a, b in pairwise(desk.rows(tables.audit_entry)))


def test_a_move_from_an_inactive_account_is_carried_out(desk: Desk) -> None:
    """Her links stay hers until moved: an account switched off loses its SHG to the load."""
    desk.run(SetUserActive(block_code=HERE, account=desk.here.accounts["SHGBK"], version=1, active=False))
    desk.load(desk.plan([desk.shg(2, 0, 0, from_link=1)], [desk.known(0, "SHGBK2")]))
    assert desk.holding(desk.here.shgs[0])[0].account_id == desk.here.accounts["SHGBK2"]
