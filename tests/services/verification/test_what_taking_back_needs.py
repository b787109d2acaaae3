"""Taking back: what stands on an act and what only seems to, and what is official again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.verification import Decided, Seen, TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, Invalid, Refused
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.verification.codes import cbo_code, member_code
from lokos_tui.queries.duplicates.finding import finding_detail
from lokos_tui.queries.duplicates.findings import finding_page
from tests.services.verification.test_federation import CLFBK, VOBK, federation
from tests.support.bundles import shg
from tests.support.office import HERE, NOW

if TYPE_CHECKING:
    from tests.support.verifying import Queue

VERSION, VERDICT, CBO, MEMBER = tables.profile_version, tables.verdict, tables.cbo, tables.member


def take_back(queue: Queue, act: int, reason: str = "wrong group") -> int:
    """Take an act back as the block manager."""
    done: int = queue.run(TakeBack(block_code=HERE, act=act, reason=reason))
    return done


def narrow(queue: Queue, clf: int) -> None:
    """Narrow the block manager to a cluster, behind the door."""
    scope = tables.cluster_scope
    queue.desk.write(scope.delete())
    queue.desk.write(scope.insert().values(block_code=HERE, id=queue.manager.account, clf_id=clf, set_at=1))


def one_member(queue: Queue, cbo: int, at: int = 0) -> Seen:
    """Return one waiting member of a group as she stands."""
    return queue.seen(cbo, cbo=False)[at]


def states(queue: Queue, kind: str, record: int) -> list[str]:
    """Return the states of a record's versions, oldest first."""
    return [one.state for one in queue.desk.rows(VERSION) if (one.record_kind, one.record_id) == (kind, record)]


# -- what stands on it -------------------------------------------------------------------------------------


def test_another_groups_approval_does_not_stand_on_a_member(queue: Queue) -> None:
    """A member approved before another SHG was: only her own SHG's approval would hold her."""
    own = queue.approve(*queue.seen(cbo=False))
    other = queue.upload(shg("shg-0002", first=10))
    queue.approve(cbo_id=other)
    assert take_back(queue, own.act) == 6


def test_an_older_approval_of_her_group_does_not_stand_on_her_edit(queue: Queue) -> None:
    """Her SHG was approved before her edit was: the edit is taken back alone."""
    queue.approve()
    cbo = queue.cbo("shg-0001")
    line = shg(revision=2)
    line["members"] = line["members"][3:4]
    line["members"][0]["profile"]["mobile"] = "9855500003"
    queue.upload(line)
    edit = queue.approve(one_member(queue, cbo))
    assert take_back(queue, edit.act) == 1


def test_a_rejection_of_her_group_does_not_stand_on_her(queue: Queue) -> None:
    """Her SHG was rejected after she was approved: nothing was approved on the strength of her."""
    members = queue.approve(*queue.seen(cbo=False))
    queue.reject(*queue.seen(members=False))
    assert take_back(queue, members.act) == 6


def test_a_group_that_was_taken_back_holds_nobody(queue: Queue) -> None:
    """The approval of her SHG was taken back and the SHG then rejected: she is free."""
    members = queue.approve(*queue.seen(cbo=False))
    take_back(queue, queue.approve(*queue.seen(members=False)).act)
    queue.reject(*queue.seen(members=False))
    assert take_back(queue, members.act) == 6


def test_a_new_clf_with_vos_is_not_taken_back(queue: Queue) -> None:
    """Once VOs belong to a new CLF its approval stays, though no SHG does; one of them is named."""
    clf = queue.upload(federation("CLF", "clf-new"), made_by=CLFBK)
    done = queue.approve(cbo_id=clf)
    vos = queue.desk.here.vos
    queue.desk.write(CBO.update().where(CBO.c.block_code == HERE, CBO.c.id.in_(vos)).values(clf_id=clf))
    with pytest.raises(Conflict) as refused:
        take_back(queue, done.act)
    assert refused.value.code == "act.below"
    assert [vo for vo in vos if queue.desk.one(CBO, vo).name in str(refused.value)]
    assert queue.desk.one(CBO, clf).bucket == "APPROVED"


def test_an_shg_of_another_block_is_not_below(queue: Queue) -> None:
    """Ids are a block's own: what belongs to the same number in another block holds nothing."""
    vo = queue.upload(federation("VO", "vo-new"), made_by=VOBK)
    done = queue.approve(cbo_id=vo)
    there = queue.desk.office.there.code
    queue.desk.write(CBO.update().where(CBO.c.block_code == there, CBO.c.id == 4).values(vo_id=None))
    row = {"block_code": there, "id": vo, "cbo_type": "VO", "name": "FAR", "name_key": "FAR", "bucket": "APPROVED"}
    queue.desk.write(CBO.insert().values(**row))
    queue.desk.write(CBO.update().where(CBO.c.block_code == there, CBO.c.id == 4).values(vo_id=vo))
    assert take_back(queue, done.act) == 1


def test_an_edit_of_a_federation_with_members_can_be_taken_back(queue: Queue) -> None:
    """Its code was given by an earlier act: those who belong to it stand on that one."""
    vo = queue.upload(federation("VO", "vo-new"), made_by=VOBK)
    code = queue.approve(cbo_id=vo).codes[0][2]
    queue.upload(shg("shg-0009", first=70, profile={"vo": code}))
    queue.approve(cbo_id=queue.cbo("shg-0009"))
    queue.upload(federation("VO", "vo-new", revision=2, mobile="9876533333"), made_by=VOBK)
    edit = queue.approve(cbo_id=vo)
    assert take_back(queue, edit.act) == 1


def test_nothing_of_it_changed_but_it_was_decided_again(queue: Queue) -> None:
    """A later standing verdict on one of its records is taken back first; then the first act is free."""
    queue.approve(*queue.seen(cbo=False))
    first = queue.approve(*queue.seen(members=False))
    queue.upload(shg(revision=2, members=0, profile={"mobile": "9876511111"}))
    second = queue.approve(*queue.seen(members=False))
    with pytest.raises(Conflict) as refused:
        take_back(queue, first.act)
    assert refused.value.code == "act.built"
    take_back(queue, second.act)
    queue.reject(*queue.seen(members=False))
    with pytest.raises(Conflict):
        take_back(queue, first.act)


def test_one_sent_record_holds_its_own_act_alone(queue: Queue) -> None:
    """What left of another act does not hold this one; a row that waits in the outbox holds none."""
    queue.approve()
    other = queue.upload(shg("shg-0002", first=10))
    done = queue.approve(cbo_id=other)
    export = {"block_code": HERE, "id": 1, "export_uid": "export-1", "made_by": "X", "made_at": 1}
    queue.desk.write(tables.export.insert().values(**export))
    out = tables.outbox
    queue.desk.write(out.update().where(out.c.cbo_id != other).values(export_id=1))
    assert take_back(queue, done.act) == 7
    assert {one.cbo_id for one in queue.desk.rows(out)} == {queue.cbo("shg-0001")}


# -- cluster -----------------------------------------------------------------------------------------------


def test_a_clf_is_of_its_own_cluster(queue: Queue) -> None:
    """A CLF belongs to the cluster it is: its manager takes its approval back, another cluster's does not."""
    clf = queue.upload(federation("CLF", "clf-new"), made_by=CLFBK)
    done = queue.approve(cbo_id=clf)
    narrow(queue, queue.desk.here.clf)
    with pytest.raises(Refused) as refused:
        take_back(queue, done.act)
    assert refused.value.code == "cluster"
    narrow(queue, clf)
    assert take_back(queue, done.act) == 1


@pytest.mark.parametrize("members", [True, False])
def test_a_group_is_of_its_clfs_cluster(queue: Queue, members: bool) -> None:
    """An SHG, and a member by her SHG, belong to the CLF above: only that cluster's manager takes back."""
    done = queue.approve(*queue.seen(cbo=False)) if members else queue.approve()
    cbo, clf = queue.cbo("shg-0001"), queue.desk.here.clf
    other = queue.upload(federation("CLF", "clf-new"), made_by=CLFBK)
    queue.approve(cbo_id=other)
    narrow(queue, other)
    with pytest.raises(Refused) as refused:
        take_back(queue, done.act)
    assert refused.value.code == "cluster"
    narrow(queue, clf)
    queue.desk.write(CBO.update().where(CBO.c.block_code == HERE, CBO.c.id == cbo).values(clf_id=clf))
    assert take_back(queue, done.act) == (6 if members else 7)


# -- what is left ------------------------------------------------------------------------------------------


def test_the_row_version_rises(queue: Queue) -> None:
    """Taking back changes the row: whoever saw it approved, or rejected, has seen an older one."""
    acts: tuple[Callable[[], Decided], ...] = (queue.approve, lambda: queue.reject(*queue.seen()))
    for decide in acts:
        done = decide()
        before = {row.id: row.version for row in queue.desk.rows(MEMBER)}, queue.desk.one(CBO, queue.cbo("shg-0001"))
        take_back(queue, done.act)
        assert {row.id: row.version for row in queue.desk.rows(MEMBER)} == {
            number: version + 1 for number, version in before[0].items()
        }
        assert queue.desk.one(CBO, queue.cbo("shg-0001")).version == before[1].version + 1


def test_the_newest_version_of_before_is_official_again(queue: Queue) -> None:
    """Of three approved versions the last is taken back: the second is official, the first stays replaced."""
    queue.approve()
    cbo = queue.cbo("shg-0001")
    acts = []
    for revision in (2, 3):
        queue.upload(shg(revision=revision, members=0, profile={"mobile": f"987650000{revision}"}))
        acts.append(queue.approve(*queue.seen(members=False)).act)
    assert states(queue, "C", cbo) == ["REPLACED", "REPLACED", "APPROVED"]
    take_back(queue, acts[1])
    assert states(queue, "C", cbo) == ["REPLACED", "APPROVED", "WAITING"]
    profile = tables.shg_profile
    assert [row.mobile for row in queue.desk.rows(profile, profile.c.id == cbo)] == ["9876500002"]


def test_versions_of_other_records_stay_as_they_are(queue: Queue) -> None:
    """Only the record's own older version comes back; other groups' versions keep their states."""
    queue.approve()
    other = queue.upload(shg("shg-0002", first=10))
    queue.approve(cbo_id=other)
    for uid, first in (("shg-0001", 0), ("shg-0002", 10)):
        queue.upload(shg(uid, first=first, revision=2, members=0, profile={"mobile": "9876500002"}))
    own = queue.approve(*queue.seen(queue.cbo("shg-0001"), members=False))
    queue.approve(*queue.seen(other, members=False))
    take_back(queue, own.act)
    assert states(queue, "C", queue.cbo("shg-0001")) == ["APPROVED", "WAITING"]
    assert states(queue, "C", other) == ["REPLACED", "APPROVED"]


def test_a_rejection_taken_back_leaves_the_official_version(queue: Queue) -> None:
    """What was approved before stays official while the edit waits again."""
    queue.approve()
    cbo = queue.cbo("shg-0001")
    queue.upload(shg(revision=2, members=0, profile={"mobile": "9876500002"}))
    done = queue.reject(*queue.seen(members=False))
    assert states(queue, "C", cbo) == ["APPROVED", "REJECTED"]
    take_back(queue, done.act)
    assert states(queue, "C", cbo) == ["APPROVED", "WAITING"]


def test_who_when_and_why_stand_with_the_verdicts(queue: Queue) -> None:
    """Every verdict of the act says who took it back, when and why; the trail has one line of the act."""
    done = queue.approve()
    take_back(queue, done.act, "  wrong   group ")
    rows = queue.desk.rows(VERDICT)
    assert {(row.undone_by, row.undone_at, row.undo_reason) for row in rows} == {
        (queue.manager.user_id, NOW, "wrong group")
    }
    last = queue.desk.rows(tables.audit_entry)[-1]
    assert (last.action, last.outcome, last.reason) == (TakeBack.action, "done", "wrong group")
    assert (last.entity, last.entity_id) == ("act", str(done.act))
    assert json.loads(last.details) == {"records": [f"{row.record_kind}{row.record_id}" for row in rows]}


@pytest.mark.parametrize(("length", "taken"), [(200, True), (201, False)])
def test_a_reason_has_at_most_200_characters(queue: Queue, length: int, taken: bool) -> None:
    """200 characters are kept, 201 are refused by code."""
    done = queue.approve()
    if taken:
        assert take_back(queue, done.act, "x" * length) == 7
        return
    with pytest.raises(Invalid) as refused:
        take_back(queue, done.act, "x" * length)
    assert [(one.field, one.code) for one in refused.value.problems] == [("reason", "reason.long")]


def test_taking_back_counts_as_a_write_of_the_block(queue: Queue) -> None:
    """Plans that were made before it are old: the block's revision rises."""
    done = queue.approve()
    before = queue.desk.revision()
    take_back(queue, done.act)
    assert queue.desk.revision() > before


def test_a_code_of_the_older_system_is_passed_over(queue: Queue) -> None:
    """A code that the older MIS happens to have is given to nobody again, neither a group's nor a member's."""
    first = queue.approve()
    given = {kind: sorted(code for of, _, code in first.codes if of == kind) for kind in "CM"}
    assert given["C"] == [cbo_code(HERE, 1)]
    other = queue.upload(shg("shg-0002", first=10))
    shgs = queue.desk.here.shgs
    queue.desk.write(CBO.update().where(CBO.c.block_code == HERE, CBO.c.id == shgs[0]).values(code=cbo_code(HERE, 2)))
    older = {"block_code": HERE, "id": 5_000, "shg_id": shgs[0], "member_code": member_code(HERE, 8), "name": "OLD",
             "name_key": "OLD", "bucket": "APPROVED"}  # fmt: skip
    queue.desk.write(MEMBER.insert().values(**older))
    second = queue.approve(cbo_id=other)
    assert [code for of, _, code in second.codes if of == "C"] == [cbo_code(HERE, 3)]
    expected = [member_code(HERE, number) for number in (7, 9, 10, 11, 12, 13)]
    assert sorted(code for of, _, code in second.codes if of == "M") == expected


def test_what_was_crossed_is_searched_no_more(queue: Queue) -> None:
    """A crossed voter id is not hers: it leaves the search with her approval, and is back once that is taken back."""
    card = "RKD4071967"
    line = shg("shg-0002", first=10)
    line["members"][3]["profile"]["voter_id"] = card
    cbo = queue.upload(line)
    record = tables.match_record

    def searched() -> list[int]:
        return [row.id for row in queue.desk.rows(record, record.c.kind == "M") if card in row.fields]

    member = queue.desk.rows(MEMBER, MEMBER.c.uid == "shg-0002-m3")[0].id
    assert searched() == [member]
    seen = next(one for one in queue.seen(cbo, cbo=False) if one.id == member)
    done = queue.approve(queue.mark(seen, "voter", "CROSS", "ID_IMAGE"))
    assert searched() == []
    take_back(queue, done.act)
    assert searched() == [member]


def test_a_finding_shows_what_was_compared(queue: Queue) -> None:
    """Of one who was approved with a crossed voter id it shows none; of one who waits it shows what was sent."""
    line = shg("shg-0002", first=10)
    line["members"][3]["profile"]["voter_id"] = "RKD4071967"
    cbo = queue.upload(line)
    member = queue.desk.rows(MEMBER, MEMBER.c.uid == "shg-0002-m3")[0].id
    seen = next(one for one in queue.seen(cbo, cbo=False) if one.id == member)
    queue.approve(queue.mark(seen, "voter", "CROSS", "ID_IMAGE"))
    again = shg("shg-0003", first=20)
    again["members"][3]["profile"] = line["members"][3]["profile"] | {"voter_id": "RKD4071968"}
    queue.upload(again)
    with queue.desk.office.store.reading() as connection:
        (row,) = finding_page(connection, queue.manager, HERE, "", PageRequest()).rows
        detail = finding_detail(connection, queue.manager, HERE, row.number)
    shown = {side.id: dict(side.values)["Voter ID"] for side in (detail.one, detail.other)}
    assert shown.pop(member) == "-"
    assert [value[-1] for value in shown.values()] == ["8"]
