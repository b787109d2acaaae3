"""What an approval leaves behind: the row of the outbox, the line of the trail, the codes, and what is searched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.verification import Approve, Seen
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.verification.codes import cbo_code, member_code
from tests.services.verification.test_taking_back_in_one_block import copies, put_there
from tests.support.bundles import shg
from tests.support.office import HERE, NOW

if TYPE_CHECKING:
    from tests.support.verifying import Queue

OUTBOX, VERDICT, CBO, MEMBER = tables.outbox, tables.verdict, tables.cbo, tables.member


def older_member(queue: Queue) -> int:
    """Write a member of the first SHG as the older MIS has her: approved, of no phone; return her id."""
    row = {"block_code": HERE, "id": 5_000, "shg_id": queue.cbo("shg-0001"), "member_code": None, "name": "OLD DEVI",
           "name_key": "OLD DEVI", "bucket": "APPROVED"}  # fmt: skip
    queue.desk.write(MEMBER.insert().values(**row))
    result = {"overall": "NONE", "mobile": "NONE", "account": "NONE", "voter": "NONE", "stale": False, "checked_at": 1}
    kept = {"block_code": HERE, "id": 5_000, "kind": "M"}
    queue.desk.write(tables.duplicate_result.insert().values(**kept, **result))
    return 5_000


def test_each_record_waits_in_the_outbox_as_it_was_approved(queue: Queue) -> None:
    """Record, group, the phone's name, code, revision, content and moment stand in its row, and no answer."""
    cbo = queue.cbo("shg-0001")
    done = queue.approve()
    rows = queue.desk.rows(OUTBOX)
    codes = {(kind, number): code for kind, number, code in done.codes}
    assert {(row.record_kind, row.record_id): row.code for row in rows} == codes
    assert [row.record_kind for row in rows] == ["M"] * 6 + ["C"]
    assert {(row.cbo_id, row.cbo_kind, row.revision, row.approved_at) for row in rows} == {(cbo, "SHG", 1, NOW)}
    assert {(row.answer, row.answer_reason, row.export_id) for row in rows} == {("", "", None)}
    assert sorted(row.uid for row in rows) == ["shg-0001", *(f"shg-0001-m{at}" for at in range(6))]
    assert [row.verdict_id for row in rows] == [row.id for row in queue.desk.rows(VERDICT)]
    assert json.loads(rows[-1].content)["name"] == "SHG-0001 SAKHI MANDAL"


def test_records_of_another_block_are_not_sent(queue: Queue) -> None:
    """Groups and members of another block have the same numbers: what leaves is named by the phone of this one."""
    cbo = queue.cbo("shg-0001")
    places: dict[str, None] = dict.fromkeys(("code", "gp_id", "village_id", "vo_id", "clf_id", "batch_id"))
    put_there(queue, CBO, *(row | places | {"uid": "far-0001"} for row in copies(queue, CBO) if row["id"] == cbo))
    put_there(queue, MEMBER, *(row | {"uid": f"far-{row['id']}", "batch_id": None} for row in copies(queue, MEMBER)))
    queue.approve()
    uids = sorted(row.uid for row in queue.desk.rows(OUTBOX))
    assert uids == ["shg-0001", *(f"shg-0001-m{at}" for at in range(6))]


def test_an_edit_leaves_with_its_revision_and_the_code_it_had(queue: Queue) -> None:
    """The second approval of a record gives no code and sends the one that it has, with the phone's revision."""
    codes = {(kind, number): code for kind, number, code in queue.approve().codes}
    queue.upload(shg(revision=4, members=0, profile={"mobile": "9876500002"}))
    done = queue.approve(*queue.seen(members=False))
    cbo = queue.cbo("shg-0001")
    last = queue.desk.rows(OUTBOX)[-1]
    assert (done.codes, done.members, done.groups) == ((), 0, 1)
    assert (last.record_id, last.revision, last.code) == (cbo, 4, codes["C", cbo])
    assert (queue.desk.rows(VERDICT)[-1].issued, queue.desk.one(CBO, cbo).change_type) == ("", "")


def test_a_member_of_the_older_system_is_activated(queue: Queue) -> None:
    """She had no version and no code: her verdict is an activation, and what leaves is named by her new code."""
    queue.approve()
    number = older_member(queue)
    done = queue.run(Approve(block_code=HERE, records=(Seen(RecordKind.MEMBER, number, 1),)))
    code = member_code(HERE, 7)
    assert [tuple(one) for one in done.codes] == [("M", number, code)]
    verdict, sent = queue.desk.rows(VERDICT)[-1], queue.desk.rows(OUTBOX)[-1]
    assert (verdict.verdict, verdict.version_id, verdict.issued) == ("ACTIVATED", None, code)
    assert (sent.uid, sent.code, sent.revision) == (f"code-{code}", code, 1)
    row = queue.desk.one(MEMBER, number)
    assert (row.member_code, row.bucket, row.version) == (code, "APPROVED", 2)


def test_the_trail_has_a_line_for_each_group(queue: Queue) -> None:
    """One act on two groups is one line each, with the act and the records of that group."""
    other = queue.upload(shg("shg-0002", first=10))
    cbo = queue.cbo("shg-0001")
    before = queue.desk.revision()
    done = queue.approve(*queue.seen(cbo), *queue.seen(other))
    lines = [
        row for row in queue.desk.rows(tables.audit_entry) if row.action == Approve.action and "act" in row.details
    ]
    found = {row.entity_id: json.loads(row.details) for row in lines}
    assert {row.entity for row in lines} == {"cbo"}
    assert set(found) == {str(cbo), str(other)}
    for number, details in found.items():
        assert details["act"] == done.act
        assert [one for one in details["approved"] if one.startswith("C")] == [f"C{number}"]
        assert len(details["approved"]) == 7
    assert (done.members, done.groups) == (12, 2)
    assert queue.desk.revision() > before
    verdicts = queue.desk.rows(VERDICT)
    assert {row.act for row in verdicts} == {done.act} == {verdicts[0].id}


def test_codes_of_a_block_follow_one_another(queue: Queue) -> None:
    """The first group's code is the first of the block, its members' are the first six; the next group's follow."""
    first = queue.approve()
    other = queue.upload(shg("shg-0002", first=10))
    second = queue.approve(cbo_id=other)
    for at, done in enumerate((first, second)):
        assert [code for kind, _, code in done.codes if kind == "C"] == [cbo_code(HERE, at + 1)]
        expected = [member_code(HERE, at * 6 + one) for one in range(1, 7)]
        assert [code for kind, _, code in done.codes if kind == "M"] == expected


def test_all_or_none(queue: Queue) -> None:
    """One record of another group that cannot be approved holds all of the act: nothing is written, nothing ticked."""
    other = queue.upload(shg("shg-0002", first=10))
    member = queue.seen(other, cbo=False)[0]
    member = queue.mark(member, "mobile", "CROSS", "MOBILE_WRONG")
    sizes = queue.desk.sizes()
    with pytest.raises(Invalid) as refused:
        queue.approve(*queue.seen(), member)
    assert (refused.value.code, [one.code for one in refused.value.problems]) == ("gate", ["crossed"])
    assert queue.desk.sizes() == sizes
    assert queue.desk.rows(OUTBOX) == []
