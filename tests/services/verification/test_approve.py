"""Approving: members first, everything judged at the door, codes on activation; on both databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from lokos_tui.commands.verification import Approve, MarkIdentifiers, MarkWish, Seen, TickClean
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, Invalid, NotFound
from lokos_tui.domain.profiles.model import RecordKind
from tests.support.bundles import shg, woman
from tests.support.office import HERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from tests.support.verifying import Queue


def codes(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    """Return the codes of all reasons."""
    return {problem.code for problem in error.value.problems}


def test_a_clean_group_in_one_act(queue: Queue) -> None:
    """Six women and their SHG are approved at once: codes given, versions approved, one line each in the outbox."""
    done = queue.approve()
    assert (done.members, done.groups, len(done.codes)) == (6, 1, 7)
    group = queue.group()
    assert {one.subject.bucket for one in group.records} == {"APPROVED"}
    assert all(one.subject.code for one in group.records)
    assert len({code for _, _, code in done.codes}) == 7
    assert {row.state for row in queue.desk.rows(tables.profile_version)} == {"APPROVED"}
    assert len(queue.desk.rows(tables.outbox)) == 7
    assert {row.act for row in queue.desk.rows(tables.verdict)} == {done.act}


def test_each_identifier_is_recorded_by_itself(queue: Queue) -> None:
    """One key ticks every clean identifier; each has a row with who and when."""
    assert queue.run(TickClean(block_code=HERE, records=queue.seen())) == 7
    rows = queue.desk.rows(tables.identifier_mark)
    assert {(row.mark, row.decided_by) for row in rows} == {("TICK", queue.manager.user_id)}
    assert queue.run(TickClean(block_code=HERE, records=queue.seen())) == 0


def test_members_before_their_group(queue: Queue) -> None:
    """An SHG whose members are undecided is refused with both reasons, and nothing is written."""
    with pytest.raises(Invalid) as refused:
        queue.approve(*queue.seen(members=False))
    assert codes(refused) >= {"members", "active"}
    assert not queue.desk.rows(tables.verdict)


def test_five_active_members(queue: Queue) -> None:
    """Four approved women and two sent back are too few; the sentence counts them."""
    members = queue.seen(cbo=False)
    queue.approve(*members[:4])
    queue.reject(*members[4:])
    with refuses(Invalid, "active", "4"):
        queue.approve(*queue.seen(members=False))


def test_five_are_enough_with_one_sent_back(queue: Queue) -> None:
    """A rejected member does not hold the group back once five are active and none is undecided."""
    members = queue.seen(cbo=False)
    queue.reject(members[5])
    queue.approve(*members[:5])
    assert queue.approve(*queue.seen(members=False)).groups == 1


def test_nothing_undecided_is_approved(queue: Queue) -> None:
    """Without ticks every identifier is named as not decided."""
    with pytest.raises(Invalid) as refused:
        queue.run(Approve(block_code=HERE, records=queue.seen()))
    assert "undecided" in codes(refused)
    assert "Mobile Number" in " ".join(str(problem) for problem in refused.value.problems)


def test_stale_duplicates_hold_back(queue: Queue) -> None:
    """What was not checked since it came is refused with the key to press."""
    other = queue.upload(shg("shg-0002", first=20), check=False)
    with refuses(Invalid, "stale") as refused:
        queue.approve(cbo_id=other)
    assert "stale" in codes(refused)


def _twins(queue: Queue, **second: str) -> tuple[int, int]:
    """Upload an SHG with a woman who is very like one of the first SHG."""
    her = woman(0, designation="MEMBER", birth_date="1975-05-05", voter_id="ABC1234560")
    first = shg("shg-0003", first=40)
    first["members"][3]["profile"] = her
    other = shg("shg-0004", first=60)
    other["members"][3]["profile"] = her | second
    return queue.upload(first), queue.upload(other)


def test_a_confirmed_duplicate_is_never_approved(queue: Queue) -> None:
    """The same woman in two SHGs: neither record is approved, in whatever way."""
    one, other = _twins(queue)
    for cbo in (one, other):
        with refuses(Invalid, "confirmed") as refused:
            queue.approve(cbo_id=cbo)
        assert "confirmed" in codes(refused)
    blocked = [one for one in queue.group(one).members if one.subject.confirmed]
    assert len(blocked) == 1
    assert blocked[0].subject.clean == ()


def test_a_crossed_mobile_sends_her_back(queue: Queue) -> None:
    """A mandatory identifier that is crossed forbids approval; ticked again it does not."""
    member = queue.seen(cbo=False)[0]
    member = queue.mark(member, "mobile", "CROSS", "MOBILE_WRONG")
    with pytest.raises(Invalid) as refused:
        queue.approve(member)
    assert "crossed" in codes(refused)
    queue.mark(member, "mobile", "TICK")
    assert queue.approve(member).members == 1


def test_a_crossed_voter_id_does_not_become_official(queue: Queue) -> None:
    """A crossed identifier that may be missing goes back; the rest of her is approved without it."""
    line = shg("shg-0005", first=80)
    line["members"][0]["profile"]["voter_id"] = "SMT7304521"
    cbo = queue.upload(line)
    member = queue.seen(cbo, cbo=False)[0]
    member = queue.mark(member, "voter", "CROSS", "ID_IMAGE")
    queue.approve(member)
    assert queue.desk.one(tables.member, member.id).voter_id == ""
    sent = json.loads(queue.desk.rows(tables.outbox)[-1].content)
    assert "voter_id" not in sent
    assert sent["mobile"]


def test_a_cross_needs_a_remark_of_the_list(queue: Queue) -> None:
    """A cross without a remark, or with one nobody knows, is refused; a tick carries none."""
    member = queue.seen(cbo=False)[0]
    for wish in (
        MarkWish(member, "mobile", "CROSS"),
        MarkWish(member, "mobile", "CROSS", "NO_SUCH"),
        MarkWish(member, "mobile", "CROSS", "OTHER", "9999 4105 7058"),
        MarkWish(member, "mobile", "TICK", "MOBILE_WRONG"),
        MarkWish(member, "voter", "TICK"),
        MarkWish(member, "mobile", "MAYBE"),
    ):
        with pytest.raises(Invalid):
            queue.run(MarkIdentifiers(block_code=HERE, marks=(wish,)))
    assert not queue.desk.rows(tables.identifier_mark)


def test_one_mark_an_identifier(queue: Queue) -> None:
    """An identifier is not ticked and crossed in one breath."""
    member = queue.seen(cbo=False)[0]
    wishes = (MarkWish(member, "mobile", "TICK"), MarkWish(member, "mobile", "CROSS", "MOBILE_WRONG"))
    with refuses(Invalid, "mark.twice"):
        queue.run(MarkIdentifiers(block_code=HERE, marks=wishes))
    assert not queue.desk.rows(tables.identifier_mark)


def test_what_was_seen_is_what_is_approved(queue: Queue) -> None:
    """A record that was decided since it was read is refused, with who decided it."""
    before = queue.seen()
    queue.approve(before[0])
    with refuses(Conflict, "seen.changed"):
        queue.approve(*before)
    assert len(queue.desk.rows(tables.verdict)) == 1


def test_an_edit_leaves_the_official_version_until_it_is_approved(queue: Queue) -> None:
    """A changed name waits beside the official one, and becomes it by approval; codes stay."""
    queue.approve()
    cbo, code = queue.cbo("shg-0001"), queue.group().cbo.subject.code
    queue.upload(shg(revision=2, profile={"name": "NAYA SAKHI MANDAL"}))
    assert queue.desk.one(tables.cbo, cbo).name == "SHG-0001 SAKHI MANDAL"
    group = queue.group()
    assert (group.cbo.subject.name, group.cbo.change_type) == ("NAYA SAKHI MANDAL", "MODIFIED")
    done = queue.approve()
    assert done.codes == ()
    row = queue.desk.one(tables.cbo, cbo)
    assert (row.name, row.code, row.bucket) == ("NAYA SAKHI MANDAL", code, "APPROVED")


def test_an_unknown_record(queue: Queue) -> None:
    """An id of nowhere is not found; nothing at all is refused in words."""
    for seen in (
        Seen(RecordKind.MEMBER, 987_654, 1),
        Seen(RecordKind.CBO, 987_654, 1),
        Seen(cast("RecordKind", "X"), 1, 1),
    ):
        with pytest.raises(NotFound):
            queue.approve(seen)
    with pytest.raises(Invalid):
        queue.run(Approve(block_code=HERE, records=()))
