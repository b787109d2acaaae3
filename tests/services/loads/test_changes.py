"""Accounts that a mapping load changes: written with the load, recorded, told, taken back with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.commands.accounts import EditUser
from lokos_tui.commands.loads import UndoBatch, Undone
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.loads.mapping import FieldChange, Person, Plan, PlanRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.loads.batches import batch_lines
from tests.services.kit import Desk
from tests.support.office import HERE

NEW = "9876500001"


def _account(desk: Desk) -> tuple[str, str, str, str]:
    row = desk.one(tables.user_account, desk.here.accounts["SHGBK"])
    return row.name, row.name_key, row.mobile, row.former_mobiles


def _person(desk: Desk, *changes: FieldChange) -> Person:
    return replace(desk.known(0, "SHGBK"), changes=changes)


def _plan(desk: Desk, *changes: FieldChange) -> Plan:
    """Change an account and link a free SHG to it."""
    rows = [desk.shg(2, 22, 0), PlanRow(2, LoadOutcome.CHANGE, 0, CboType.SHG)]
    return desk.plan(rows, [_person(desk, *changes)])


def _mobile(desk: Desk, after: str = NEW) -> FieldChange:
    return FieldChange("mobile", _account(desk)[2], after)


def test_a_changed_mobile_is_written_and_the_old_one_kept(desk: Desk) -> None:
    """The account has the new number, remembers the old one, and the trail says who changed it by which load."""
    before = _account(desk)
    done = desk.load(_plan(desk, _mobile(desk)))
    assert (done.counts["change"], done.counts["link"], done.changed) == (1, 1, ())
    assert _account(desk) == (before[0], before[1], NEW, before[2])
    trail = [one for one in desk.rows(tables.audit_entry) if one.action == EditUser.action]
    assert len(trail) == 1
    with desk.office.store.reading() as connection:
        lines = batch_lines(connection, desk.actor(), HERE, done.batch_id, PageRequest()).rows
    change = next(line for line in lines if line.outcome == LoadOutcome.CHANGE)
    assert (change.what, change.reason) == (desk.here.user_ids["SHGBK"], f"mobile: {before[2]} -> {NEW}")


def test_a_change_goes_back_with_its_load(desk: Desk) -> None:
    """Undo gives the account all it had, and a number that was hers by mistake is not remembered as hers."""
    before = _account(desk)
    name = FieldChange("name", before[0], "KUSUM KUMARI")
    desk.load(_plan(desk, _mobile(desk), name))
    done: Undone = desk.run(UndoBatch(block_code=HERE, batch_id=1))
    assert _account(desk) == before
    assert (done.kept, done.failed) == ((), ())


def test_what_somebody_changed_since_stays(desk: Desk) -> None:
    """An account edited after the load keeps what it has, and the undo says so."""
    desk.load(_plan(desk, _mobile(desk)))
    number = desk.here.accounts["SHGBK"]
    row = desk.one(tables.user_account, number)
    edited = EditUser(block_code=HERE, account=number, version=row.version, name=row.name, mobile="9876500002")
    desk.run(edited)
    done: Undone = desk.run(UndoBatch(block_code=HERE, batch_id=1))
    assert [item.reason for item in done.kept] == ["changed again since"]
    assert _account(desk)[2] == "9876500002"


def test_a_change_on_another_account_than_the_preview_saw_is_told(desk: Desk) -> None:
    """Somebody changed the mobile between preview and load: nothing is written, and the row says why."""
    plan = _plan(desk, _mobile(desk))
    user = tables.user_account
    desk.write(
        user.update()
        .where(user.c.id == desk.here.accounts["SHGBK"], user.c.block_code == HERE)
        .values(mobile="9876500003")
    )
    done = desk.load(plan)
    assert done.batch_id == 0
    assert {row.reason for row in done.changed} == {
        f"changed since preview: {desk.here.user_ids['SHGBK']} was changed meanwhile"
    }
    assert _account(desk)[2] == "9876500003"


@pytest.mark.parametrize("after", ["12345", "", "999941057058"])
def test_a_plan_against_the_rules_changes_nothing(desk: Desk, after: str) -> None:
    """The door checks what a plan says like a form."""
    before, sizes = _account(desk), desk.sizes()
    with pytest.raises(Invalid):
        desk.load(_plan(desk, _mobile(desk, after)))
    assert _account(desk) == before
    assert desk.sizes()["cbo_link"] == sizes["cbo_link"]
