"""VOs and CLFs: verified like SHGs but without members, with checks of their own; on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.commands.verification import SetCluster, TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.domain.verification.gates import warnings
from lokos_tui.domain.verification.ready import ready, ticked
from tests.support.bundles import shg
from tests.support.office import HERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from lokos_tui.domain.verification.group import Group
    from tests.support.verifying import Queue

VOBK, CLFBK = "IUP_AHMADPURSADATVOBK", "IUP_AHMADPURSADATCLFBK"
BEARERS = {"president_name": "SITA DEVI", "secretary_name": "GITA DEVI", "treasurer_name": "RITA DEVI"}


def federation(kind: str, uid: str, revision: int = 1, **profile: Any) -> dict[str, Any]:
    """Return one line of a VO or CLF."""
    own = {
        "name": f"{uid.upper()} SANGATHAN",
        "formation_date": "2018-05-05",
        "gp": "AHMADPUR SADAT",
        "mobile": "9876522222",
    }
    return {"kind": kind, "uid": uid, "revision": revision, "profile": own | BEARERS | profile}


def said(group: Group) -> tuple[str, ...]:
    """Return what is odd about a federation."""
    bearers = [str(group.cbo.content.get(name, "")) for name in BEARERS]
    return warnings(group.cbo.subject, group.active, group.below, bearers)


@pytest.mark.parametrize(("kind", "maker"), [("VO", VOBK), ("CLF", CLFBK)])
def test_approved_without_members(queue: Queue, kind: str, maker: str) -> None:
    """A VO or CLF needs no members: its identifiers are decided, it gets its code, one row leaves."""
    cbo = queue.upload(federation(kind, f"new-{kind}"), made_by=maker)
    group = queue.group(cbo)
    assert ready(ticked(group), SHIPPED_POLICY).group
    assert said(group) == (f"No {'SHG' if kind == 'VO' else 'VO'} belongs to it yet.",)
    done = queue.approve(cbo_id=cbo)
    assert (done.members, done.groups, len(done.codes)) == (0, 1, 1)
    assert queue.desk.one(tables.cbo, cbo).code == done.codes[0][2]


def test_one_woman_in_two_offices_is_odd(queue: Queue) -> None:
    """The same name as president and treasurer is a warning, no refusal."""
    cbo = queue.upload(federation("VO", "vo-odd", treasurer_name="SITA DEVI"), made_by=VOBK)
    assert "One woman holds two offices." in said(queue.group(cbo))
    assert queue.approve(cbo_id=cbo).groups == 1


def test_a_shared_account_is_confirmed_and_blocks(queue: Queue) -> None:
    """Two federations with one bank account: neither is approved."""
    money: dict[str, Any] = {"account_no": "07770100001", "ifsc": "SBIN0DEMO01", "bank": "SBI", "branch": "X"}
    one = queue.upload(federation("VO", "vo-one", **money), made_by=VOBK)
    queue.upload(federation("VO", "vo-two", **money), made_by=VOBK)
    with refuses(Invalid, "confirmed"):
        queue.approve(cbo_id=one)


def test_a_federation_others_belong_to_is_not_taken_back(queue: Queue) -> None:
    """Once an SHG was sent into a new VO, its approval stays."""
    cbo = queue.upload(federation("VO", "vo-above"), made_by=VOBK)
    done = queue.approve(cbo_id=cbo)
    code = done.codes[0][2]
    queue.upload(shg("shg-0009", first=70, profile={"vo": code}))
    with refuses(Conflict, "act.below"):
        queue.run(TakeBack(block_code=HERE, act=done.act, reason="wrong"))


def test_an_approved_edit_moves_the_federation(queue: Queue) -> None:
    """The VO of an edited SHG becomes official with the edit: the dated row of before is closed."""
    queue.approve()
    cbo = queue.cbo("shg-0001")
    above = queue.desk.one(tables.cbo, 2)
    queue.upload(shg(revision=2, profile={"vo": above.code}))
    assert queue.desk.one(tables.cbo, cbo).vo_id is None
    done = queue.approve()
    row = queue.desk.one(tables.cbo, cbo)
    assert (row.vo_id, row.clf_id) == (above.id, above.clf_id)
    queue.run(TakeBack(block_code=HERE, act=done.act, reason="wrong"))
    assert queue.desk.one(tables.cbo, cbo).vo_id is None
    dated = queue.desk.rows(tables.cbo_parent, tables.cbo_parent.c.child_id == cbo)
    assert [(one.parent_id, one.left_on is not None) for one in dated] == [(above.id, True)]


def test_a_cluster_narrows_her_from_her_next_act(queue: Queue) -> None:
    """Set by the admin who made her; then groups of another cluster are refused, and '' gives all back."""
    cbo = queue.cbo("shg-0001")
    clf = queue.desk.one(tables.cbo, queue.desk.here.clf)
    state = queue.desk.office.actors[Role.STATE_ADMIN]
    user = tables.user_account
    maker = queue.desk.rows(user, user.c.user_id == "IUP_SADM", block="0")[0]
    actor = type(state)(maker.user_id, "S", Role.STATE_ADMIN, state.area, maker.id, "UP", "UP")
    queue.desk.write(user.update().where(user.c.user_id == queue.manager.user_id).values(created_by=maker.user_id))
    narrow = SetCluster(block_code=HERE, user_id=queue.manager.user_id, clf_code=clf.code)
    queue.run(narrow, actor)
    with refuses(Refused, "cluster"):
        queue.approve()
    queue.desk.write(tables.cbo.update().where(tables.cbo.c.id == cbo).values(clf_id=clf.id))
    assert queue.approve().groups == 1
    with pytest.raises(NotFound):
        queue.run(SetCluster(block_code=HERE, user_id=queue.manager.user_id, clf_code="no such"), actor)
    queue.run(SetCluster(block_code=HERE, user_id=queue.manager.user_id, clf_code=""), actor)
    assert not queue.desk.rows(tables.cluster_scope)
