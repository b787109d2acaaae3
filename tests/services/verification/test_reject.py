"""Rejecting: back to the bookkeeper with remarks, and coming back from her; on both databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.verification import Reject, RemarkWish
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.content import changes
from tests.support.bundles import shg
from tests.support.office import HERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from tests.support.verifying import Queue


def remarks_of(queue: Queue, kind: str, number: int) -> list[dict[str, str]]:
    """Return the remarks of a record's last verdict."""
    rows = queue.desk.rows(tables.verdict, tables.verdict.c.record_kind == kind, tables.verdict.c.record_id == number)
    found: list[dict[str, str]] = json.loads(rows[-1].remarks)
    return found


def test_a_member_goes_back_with_her_remark(queue: Queue) -> None:
    """A rejected member is unlocked with the coded remark; the others still wait."""
    member = queue.seen(cbo=False)[0]
    assert queue.reject(member, code="NOT_RESIDENT").members == 1
    assert queue.desk.one(tables.member, member.id).bucket == "REJECTED"
    assert remarks_of(queue, "M", member.id) == [{"field": "", "code": "NOT_RESIDENT", "text": ""}]
    assert len(queue.seen(cbo=False)) == 5


def test_a_cross_is_remark_enough(queue: Queue) -> None:
    """A member with a crossed identifier goes back with that cross's remark, no other asked."""
    member = queue.seen(cbo=False)[0]
    member = queue.mark(member, "mobile", "CROSS", "MOBILE_WRONG")
    queue.run(Reject(block_code=HERE, records=(member,), remarks=()))
    assert remarks_of(queue, "M", member.id) == [{"field": "mobile", "code": "MOBILE_WRONG", "text": ""}]


def test_without_a_remark_nothing_goes_back(queue: Queue) -> None:
    """No remark, a remark about no field, words without a code, an Aadhaar number: each is refused."""
    member = queue.seen(cbo=False)[0]
    bad = (
        (),
        (RemarkWish(RecordKind.MEMBER, member.id, "no_such_field", "INCOMPLETE"),),
        (RemarkWish(RecordKind.MEMBER, member.id, "", "OTHER", ""),),
        (RemarkWish(RecordKind.MEMBER, member.id, "", "OTHER", "her number is 9999 4105 7058"),),
        (RemarkWish(RecordKind.MEMBER, member.id, "", "WITH_GROUP"),),
    )
    for remarks in bad:
        with pytest.raises(Invalid):
            queue.run(Reject(block_code=HERE, records=(member,), remarks=remarks))
    assert not queue.desk.rows(tables.verdict)


def test_a_group_takes_its_undecided_members_along(queue: Queue) -> None:
    """A rejected SHG profile unlocks its undecided members too; one approved before stays."""
    members = queue.seen(cbo=False)
    queue.approve(members[0])
    queue.reject(*queue.seen(members=False), code="FORMATION_DATE", field_name="formation_date")
    group = queue.group()
    assert [one.subject.bucket for one in group.members] == ["APPROVED", *["REJECTED"] * 5]
    assert remarks_of(queue, "M", members[1].id)[0]["code"] == "WITH_GROUP"


def test_what_comes_back_shows_what_she_changed(queue: Queue) -> None:
    """A rejected record that is sent again waits again, with the version that went back beside it."""
    queue.reject(*queue.seen(members=False), code="FORMATION_DATE", field_name="formation_date")
    queue.upload(shg(revision=2, profile={"formation_date": "2019-11-06"}))
    cbo = queue.group().cbo
    assert cbo.subject.pending
    assert cbo.change_type == "NEW"
    assert cbo.rejected is not None
    assert cbo.rejected.remarks[0]["code"] == "FORMATION_DATE"
    found = changes(cbo.subject.kind, cbo.rejected.content, cbo.content)
    assert [(one.field.name, one.before, one.after) for one in found] == [
        ("formation_date", "2019-12-06", "2019-11-06")
    ]


def test_sent_again_unchanged_it_stays_rejected(queue: Queue) -> None:
    """The same content again is no answer: the record stays with the bookkeeper."""
    queue.reject(*queue.seen())
    queue.upload(shg())
    assert {one.subject.bucket for one in queue.group().records} == {"REJECTED"}


def test_a_rejected_edit_leaves_the_official_version(queue: Queue) -> None:
    """An edit that is rejected changes nothing official; the group keeps its code and its members."""
    queue.approve()
    queue.upload(shg(revision=2, profile={"name": "NAYA SAKHI MANDAL"}))
    queue.reject(*queue.seen())
    row = queue.desk.one(tables.cbo, queue.cbo("shg-0001"))
    assert (row.name, row.bucket) == ("SHG-0001 SAKHI MANDAL", "REJECTED")
    assert row.code
    assert queue.group().active == 6


def test_who_was_rejected_is_nobodys_duplicate(queue: Queue) -> None:
    """A woman found twice is found no more once one of the two records was rejected."""
    line = shg("shg-0002", first=0)
    other = queue.upload(line)
    assert sum(one.subject.confirmed + one.subject.potential for one in queue.group().members) > 0
    queue.reject(*queue.seen(other), code="INCOMPLETE")
    assert sum(one.subject.confirmed + one.subject.potential for one in queue.group().members) == 0


def test_members_who_went_back_with_their_group_come_back_with_it(queue: Queue) -> None:
    """The bookkeeper corrects the group alone: its members wait again as they were, and all can be approved."""
    queue.reject(*queue.seen(members=False), code="FORMATION_DATE", field_name="formation_date")
    queue.upload(shg(revision=2, profile={"formation_date": "2019-11-06"}))
    assert {one.subject.bucket for one in queue.group().records} == {"PENDING_BM"}
    assert queue.approve().members == 6


def test_a_member_with_a_fault_of_her_own_stays(queue: Queue) -> None:
    """Who was sent back for something of hers does not wait again before she is corrected."""
    member = queue.seen(cbo=False)[0]
    queue.reject(member, code="NOT_RESIDENT")
    queue.reject(*queue.seen(members=False))
    queue.upload(shg(revision=2, profile={"formation_date": "2019-11-06"}))
    assert [one.subject.bucket for one in queue.group().members] == ["REJECTED", *["PENDING_BM"] * 5]


@pytest.mark.parametrize(
    ("field", "code"), [("mobile", "BANK_IFSC"), ("mobile", "FORMATION_DATE"), ("", "FEW_MEMBERS")]
)
def test_a_remark_fits_what_it_is_about(queue: Queue, field: str, code: str) -> None:
    """A remark about a bank is none about a mobile, and one about groups none about a member."""
    member = queue.seen(cbo=False)[0]
    if field:
        with refuses(Invalid, "remark.fit"):
            queue.mark(member, field, "CROSS", code)
    if code != "BANK_IFSC":
        with refuses(Invalid, "remark.fit"):
            queue.reject(member, code=code)
