"""What only seems to stand on an act: a record of the other kind with the same number, an SHG that repeats a CLF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.verification import Approve, Seen, TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict
from lokos_tui.domain.profiles.model import RecordKind
from tests.services.verification.test_federation import CLFBK, federation
from tests.services.verification.test_what_approval_writes import older_member
from tests.support.bundles import shg, woman
from tests.support.office import HERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from tests.support.verifying import Queue

MEMBER, COUNTER, CBO, VERDICT = tables.member, tables.block_counter, tables.cbo, tables.verdict


def take_back(queue: Queue, act: int) -> int:
    """Take an act back as the block manager."""
    done: int = queue.run(TakeBack(block_code=HERE, act=act, reason="wrong group"))
    return done


def namesakes(queue: Queue, number: int) -> int:
    """Upload a second SHG whose members have the numbers from this one on; return its id."""
    members = (COUNTER.c.block_code == HERE) & (COUNTER.c.name == "member")
    queue.desk.write(COUNTER.update().where(members).values(value=number - 1))
    other = queue.upload(shg("shg-0002", first=10))
    assert queue.desk.one(MEMBER, number).uid == "shg-0002-m0"
    return other


@pytest.mark.parametrize("decided", [False, True])
def test_a_member_with_the_number_of_the_group_does_not_hold_it(queue: Queue, decided: bool) -> None:
    """Groups and members are numbered apart: a member's version that waits, or her verdict, is not the group's."""
    done = queue.approve()
    other = namesakes(queue, queue.cbo("shg-0001"))
    if decided:
        queue.approve(*queue.seen(other, cbo=False))
    assert take_back(queue, done.act) == 7


def test_a_group_with_the_number_of_a_member_does_not_hold_her(queue: Queue) -> None:
    """The approval of the group that has her number came later, and she belongs to another."""
    other = namesakes(queue, queue.cbo("shg-0001"))
    members = queue.approve(*queue.seen(other, cbo=False))
    queue.approve()
    assert take_back(queue, members.act) == 6


def test_an_activation_is_held_by_what_was_uploaded_since(queue: Queue) -> None:
    """A member of the older system was activated without a version; her first one, that waits, is decided first."""
    queue.approve()
    number = older_member(queue)
    done = queue.run(Approve(block_code=HERE, records=(Seen(RecordKind.MEMBER, number, 1),)))
    line = shg(revision=2, members=0)
    line["members"] = [{"uid": "old-1", "code": done.codes[0][2], "revision": 1, "profile": woman(50)}]
    queue.upload(line)
    with refuses(Conflict, "act.built"):
        take_back(queue, done.act)
    queue.reject(*(one for one in queue.seen(cbo=False) if one.id == number))
    with refuses(Conflict, "act.built"):
        take_back(queue, done.act)


def test_an_activation_of_an_older_program_is_held_too(queue: Queue) -> None:
    """Its verdict does not say what it left: that a version of her waits is enough, a group's of her number is not."""
    queue.approve()
    number = older_member(queue)
    done = queue.run(Approve(block_code=HERE, records=(Seen(RecordKind.MEMBER, number, 1),)))
    row = dict(queue.desk.rows(VERDICT)[-1]._mapping)
    before = {name: kept for name, kept in json.loads(row["before"]).items() if name != "after"}
    take_back(queue, done.act)
    groups = (COUNTER.c.block_code == HERE) & (COUNTER.c.name == "cbo")
    queue.desk.write(COUNTER.update().where(groups).values(value=number - 1))
    assert queue.upload(shg("shg-0002", first=10)) == number
    queue.desk.write(VERDICT.insert().values(**row | {"id": 9_000, "act": 9_000, "before": json.dumps(before)}))
    assert take_back(queue, 9_000) == 1
    queue.desk.write(VERDICT.insert().values(**row | {"id": 9_001, "act": 9_001, "before": json.dumps(before)}))
    her = (MEMBER.c.block_code == HERE) & (MEMBER.c.id == number)
    queue.desk.write(MEMBER.update().where(her).values(member_code=row["issued"]))
    line = shg(revision=2, members=0)
    line["members"] = [{"uid": "old-1", "code": row["issued"], "revision": 1, "profile": woman(50)}]
    queue.upload(line)
    with refuses(Conflict, "act.built"):
        take_back(queue, 9_001)


def test_an_shg_belongs_to_a_clf_by_its_vo(queue: Queue) -> None:
    """The CLF in the row of an SHG only repeats where its VO belongs: by itself it does not hold the CLF's approval."""
    clf = queue.upload(federation("CLF", "clf-new"), made_by=CLFBK)
    done = queue.approve(cbo_id=clf)
    shg_id = queue.cbo("shg-0001")
    queue.desk.write(CBO.update().where(CBO.c.block_code == HERE, CBO.c.id == shg_id).values(clf_id=clf))
    assert take_back(queue, done.act) == 1
