"""The outbox: each approved record leaves once, when it is official, whatever cuts the work short; both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.outbox import FinishExport, Formed, FormExport, RepeatExport, ShowExportKey
from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused
from lokos_tui.domain.outbox.leaving import Answer, export_state
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.profiles.model import Signed
from lokos_tui.queries.outbox.exports import export_lines, export_page, refused_records, unanswered_records
from lokos_tui.queries.verification.history import record_history
from lokos_tui.services.accounts.keys import Keys, export_key, shown_key
from tests.support.approvals import DAY, Sender
from tests.support.office import HERE, NOW, THERE
from tests.support.refusals import refuses
from tests.support.verifying import Queue

if TYPE_CHECKING:
    from tests.services.kit import Desk


@pytest.fixture
def sender(desk: Desk, keys: Keys) -> Sender:
    """An empty outbox."""
    return Sender(desk, keys)


def yes(line: int, uid: str, revision: int = 1) -> Answer:
    """Return the answer that a record was taken."""
    return Answer(line, uid, revision, taken=True)


def no(line: int, uid: str, revision: int = 1, reason: str = "Village is closed") -> Answer:
    """Return the answer that a record was refused."""
    return Answer(line, uid, revision, taken=False, reason=reason)


def test_nothing_ready_is_no_export(sender: Sender) -> None:
    """Without an approved record there is no file and no row; the trail knows of the try."""
    assert sender.form() == Formed(0)
    assert not sender.desk.rows(tables.export)
    assert [row.action for row in sender.desk.rows(tables.audit_entry)] == ["export.form"]


def test_members_wait_for_their_group(sender: Sender) -> None:
    """A member approved before her SHG leaves with it, in one line, and not before."""
    group = sender.made.group("shg-1001")
    woman = sender.made.approve_member(group, 1)
    assert (sender.form().export_id, sender.form().held) == (0, 1)
    uid = sender.made.approve_group(group)
    formed = sender.send()
    assert (formed.export_uid, formed.records, formed.held) == ("export-996-00001", 2, 0)
    assert sender.names(1) == [(uid, 1), (woman, 1)]
    assert sender.form().export_id == 0


def test_the_file_is_a_bundle(sender: Sender) -> None:
    """It is read by the reader of the format, signed with the office's key, without token or last four."""
    group = sender.made.group("shg-1001")
    sender.made.approve_group(group)
    sender.made.approve_member(group, 1)
    sender.send()
    bundle = sender.read(1)
    assert (bundle.signed, bundle.whole, bundle.header.sequence) == (Signed.YES, True, 1)
    assert [line.has_errors for line in bundle.lines] == [False]
    assert b"aadhaar" not in sender.files[1]
    assert b"7058" not in sender.files[1]
    rows = sender.desk.rows(tables.outbox)
    sent = {name: value for name, value in json.loads(rows[1].content).items() if not name.startswith("aadhaar")}
    assert bundle.lines[0].members[0].content == sent
    assert bundle.lines[0].members[0].code == rows[1].code


def test_members_alone_name_the_group_by_its_code(sender: Sender) -> None:
    """When the SHG left before, its line has its code and no profile; the reader takes that."""
    group = sender.made.group("shg-1001")
    sender.made.approve_group(group)
    sender.send()
    woman = sender.made.approve_member(group, 1)
    sender.send()
    row = json.loads(sender.files[2].splitlines()[1])
    assert (set(row), row["code"]) == ({"kind", "code", "members"}, f"77{group:07}")
    assert sender.names(2) == [(woman, 1)]
    (line,) = sender.read(2).lines
    assert (line.by_code, line.has_errors) == (True, False)


def test_a_death_before_the_end_gives_the_same_file(sender: Sender) -> None:
    """Formed and not finished, it is given back with the same bytes, whatever was approved meanwhile."""
    group = sender.made.group("shg-1001")
    sender.made.approve_group(group)
    first = sender.form()
    before = sender.render(first)
    sender.made.approve_member(group, 1)
    again = sender.send()
    assert (again.resumed, again.export_id, again.waiting) == (True, first.export_id, 1)
    assert sender.files[1] == before
    assert sender.send().records == 1


def test_finishing_twice(sender: Sender) -> None:
    """The same bytes again change nothing; other bytes under one name are refused, and so is what is no digest."""
    sender.made.approve_group(sender.made.group("shg-1001"))
    formed = sender.send()
    finish = FinishExport(block_code=HERE, export_id=1, sha256=formed.sha256)
    sender.desk.run(finish)
    with refuses(Conflict, "export.other"):
        sender.desk.run(replace(finish, sha256="0" * 64))
    with pytest.raises(Invalid):
        sender.desk.run(replace(finish, sha256="x"))
    with pytest.raises(NotFound):
        sender.desk.run(replace(finish, export_id=9))


def test_two_versions_leave_in_two_files(sender: Sender) -> None:
    """What was approved twice leaves in the order of approval: no record stands twice in a file."""
    group = sender.made.group("shg-1001")
    woman = sender.made.approve_member(group, 1)
    sender.made.approve_member(group, 1, revision=2)
    uid = sender.made.approve_group(group)
    assert (sender.send().waiting, sender.send().waiting) == (1, 0)
    assert (sender.names(1), sender.names(2)) == ([(uid, 1), (woman, 1)], [(woman, 2)])


def test_since_leaves_what_is_older(sender: Sender) -> None:
    """What was approved before the day stays waiting, and with an SHG its members."""
    old, new = sender.made.group("shg-1001"), sender.made.group("shg-1002")
    sender.made.approve_group(old, at=NOW - 2 * DAY)
    sender.made.approve_member(old, 1, at=NOW)
    sender.made.approve_member(new, 1, at=NOW - 2 * DAY)
    uid = sender.made.approve_group(new, at=NOW)
    assert sender.send(since=NOW - DAY).waiting == 3
    assert sender.names(1) == [(uid, 1)]
    assert sender.send().records == 3


def test_an_export_again_is_the_same(sender: Sender) -> None:
    """A written export is given back with its digest, one that was not written is not."""
    sender.made.approve_group(sender.made.group("shg-1001"))
    repeat = RepeatExport(block_code=HERE, export_id=1)
    with pytest.raises(NotFound):
        sender.desk.run(repeat)
    sender.form()
    with refuses(Conflict, "export.unwritten"):
        sender.desk.run(repeat)
    formed = sender.send()
    again: Formed = sender.desk.run(repeat)
    assert again.sha256 == formed.sha256
    assert sender.render(again) == sender.files[1]


def test_answers_are_kept(sender: Sender) -> None:
    """Taken, refused with its reason, and not named: three states; the same file again changes nothing."""
    group = sender.made.group("shg-1001")
    uid = sender.made.approve_group(group)
    women = [sender.made.approve_member(group, number) for number in (1, 2)]
    formed = sender.send()
    done = sender.answer(formed, yes(2, uid), no(3, women[0]))
    assert (done.taken, done.refused, done.known, done.unanswered) == (1, 1, 0, 1)
    before = sender.desk.rows(tables.outbox)
    answers = [(row.answer, row.answer_reason) for row in before]
    assert answers == [
        ("TAKEN", ""),
        ("REFUSED", "Village is closed"),
        ("", ""),
    ]
    assert sender.answer(formed, yes(2, uid), no(3, women[0])).known == 2
    assert sender.desk.rows(tables.outbox) == before
    with sender.desk.office.store.reading() as connection:
        (row,) = export_page(connection, sender.desk.actor(), HERE, PageRequest()).rows
        (refused,) = refused_records(connection, sender.desk.actor(), HERE, 1)
    assert (row.taken, row.refused, row.records) == (1, 1, 3)
    assert (refused.uid, refused.name, refused.reason) == (women[0], "ANITA DEVI", "Village is closed")


def test_a_wrong_acknowledgement_leaves_nothing(sender: Sender) -> None:
    """Another export, other bytes, another block, an unknown record: refused in a sentence, no answer is kept."""
    uid = sender.made.approve_group(sender.made.group("shg-1001"))
    formed = sender.form()
    with refuses(Invalid, "ack.unknown"):
        sender.answer(replace(formed, sha256="a" * 64), yes(2, uid))
    formed = sender.send()
    for words, change in {
        "no file that this block sent": {"export_uid": "export-996-00009"},
        "SHA-256 differs": {"sha256": "a" * 64},
        "for block 1501": {"block_code": THERE},
    }.items():
        with pytest.raises(Invalid, match=words):
            sender.answer(formed, yes(2, uid), **change)
    with refuses(Invalid, "ack.uid", "shg-9999"):
        sender.answer(formed, yes(2, uid), yes(3, "shg-9999"))
    with refuses(Invalid, "ack.uid", "revision 2"):
        sender.answer(formed, yes(2, uid, 2))
    assert [row.answer for row in sender.desk.rows(tables.outbox)] == [""]


def test_taken_stays_taken(sender: Sender) -> None:
    """A refused record may be taken later; a taken one is never refused afterwards."""
    uid = sender.made.approve_group(sender.made.group("shg-1001"))
    formed = sender.send()
    sender.answer(formed, no(2, uid))
    sender.answer(formed, yes(2, uid))
    with refuses(Invalid, "ack.taken"):
        sender.answer(formed, no(2, uid))


def test_the_refused_leave_again(sender: Sender) -> None:
    """By --retry-refused they stand in the next file; the old acknowledgement is known, the old file is no more."""
    group = sender.made.group("shg-1001")
    uid, woman = sender.made.approve_group(group), sender.made.approve_member(group, 1)
    first = sender.send()
    sender.answer(first, yes(2, uid), no(3, woman))
    assert sender.form().export_id == 0
    second = sender.send(retry_refused=True)
    assert sender.names(2) == [(woman, 1)]
    assert sender.answer(first, yes(2, uid), no(3, woman)).gone == 1
    with refuses(Conflict, "export.moved"):
        sender.desk.run(RepeatExport(block_code=HERE, export_id=1))
    assert sender.answer(second, yes(2, woman)).unanswered == 0


def test_what_was_refused_stays_known(sender: Sender) -> None:
    """After it left again each export still says what was answered to it, with reasons, and so does the history."""
    group = sender.made.group("shg-1001")
    uid, women = sender.made.approve_group(group), [sender.made.approve_member(group, one) for one in range(1, 4)]
    first = sender.send()
    sender.answer(first, no(2, uid), yes(3, women[0]), no(4, women[1], reason="No such village"))
    sender.answer(first, no(2, women[1], reason="The village is closed"))
    second = sender.send(retry_refused=True)
    sender.answer(second, yes(2, uid))
    desk = sender.desk
    with desk.office.store.reading() as connection:
        rows = export_page(connection, desk.actor(), HERE, PageRequest()).rows
        refused = refused_records(connection, desk.actor(), HERE, 1)
        open_ones = [unanswered_records(connection, desk.actor(), HERE, number) for number in (1, 2)]
        lines = record_history(connection, desk.actor(), HERE, "C", group)
    assert [(row.id, row.records, row.taken, row.refused, row.unanswered) for row in rows] == [
        (2, 2, 1, 0, 1), (1, 4, 1, 2, 1),
    ]  # fmt: skip
    assert [(one.uid, one.reason) for one in refused] == [
        (uid, "Village is closed"), (women[1], "The village is closed"),
    ]  # fmt: skip
    assert [[one.uid for one in of] for of in open_ones] == [[women[2]], [women[1]]]
    told = [line.what for line in lines if "export-" in line.what]
    assert told == [
        "sent revision 1 to the central server in export-996-00001",
        "refused it: Village is closed (export-996-00001)",
        "sent revision 1 to the central server in export-996-00002",
        "took it (export-996-00002)",
    ]
    assert {row.loaded_by for row in desk.rows(tables.export_answer)} == {desk.here.user_ids["ADM"]}


def test_a_file_is_acknowledged_when_all_is_answered(sender: Sender) -> None:
    """The state says when a part is still without an answer."""
    group = sender.made.group("shg-1001")
    uid, woman = sender.made.approve_group(group), sender.made.approve_member(group, 1)
    formed = sender.send()
    states = []
    for answers in ((), (yes(2, uid),), (no(3, woman),)):
        if answers:
            sender.answer(formed, *answers)
        with sender.desk.office.store.reading() as connection:
            (row,) = export_page(connection, sender.desk.actor(), HERE, PageRequest()).rows
        states.append(export_state(row.written_at, row.acknowledged_at, row.unanswered))
    assert states == ["sent", "acknowledged in part", "acknowledged"]


def test_a_refused_record_that_was_approved_anew_does_not_leave_again(sender: Sender) -> None:
    """The newer version goes in its place."""
    uid = sender.made.approve_group(sender.made.group("shg-1001"))
    sender.answer(sender.send(), no(2, uid))
    sender.made.approve_group(int(sender.desk.rows(tables.outbox)[0].cbo_id), revision=2)
    sender.send(retry_refused=True)
    assert sender.names(2) == [(uid, 2)]


def test_a_large_group_leaves_in_parts(sender: Sender) -> None:
    """A line has at most 50 members: the rest leaves in the next file, by the group's code."""
    group = sender.made.group("shg-1001")
    sender.made.approve_group(group)
    for number in range(53):
        sender.made.approve_member(group, number)
    assert (sender.send().records, sender.send().records) == (51, 3)
    assert not any(line.problems for number in (1, 2) for line in sender.read(number).lines)


def test_two_at_once_form_one(sender: Sender) -> None:
    """Two who send at the same moment get one export between them: one forms it, the other is given it."""
    for number in range(5):
        sender.made.approve_group(sender.made.group(f"shg-{number:04}"))
        with ThreadPoolExecutor(2) as pool:
            formed = list(pool.map(lambda _: sender.form(), range(2)))
        assert sorted(one.resumed for one in formed) == [False, True]
        assert {(one.export_id, one.records) for one in formed} == {(number + 1, 1)}
        sender.send()


def test_one_cluster_is_not_the_block(sender: Sender) -> None:
    """A block manager who was narrowed to a cluster makes no file, and reads none."""
    desk = sender.desk
    manager = desk.actor(Role.BLOCK_PM, "BPM")
    desk.door.run(manager, FormExport(block_code=HERE))
    scope = {"block_code": HERE, "id": manager.account, "clf_id": desk.here.clf, "set_at": NOW}
    desk.write(tables.cluster_scope.insert().values(**scope))
    narrowed = replace(manager, clf=desk.here.clf)
    with refuses(Refused, "export.cluster"):
        desk.door.run(narrowed, FormExport(block_code=HERE))
    with desk.office.store.reading() as connection, pytest.raises(Refused):
        export_lines(connection, narrowed, HERE, 1)


def test_the_key_is_shown_and_the_trail_says_so(sender: Sender) -> None:
    """Two blocks have two keys; showing one is an act."""
    assert sender.desk.run(ShowExportKey(block_code=HERE)) == shown_key(export_key(sender.keys, HERE))
    assert export_key(sender.keys, HERE) != export_key(sender.keys, THERE)
    assert [row.action for row in sender.desk.rows(tables.audit_entry)] == ["export.key"]


def test_from_the_review_to_the_file(desk: Desk, keys: Keys) -> None:
    """What a block manager approves leaves as it was approved; then her approval cannot be taken back."""
    queue, sender = Queue(desk, keys), Sender(desk, keys)
    queue.upload()
    done = queue.approve()
    formed = sender.send()
    assert formed.records == 7
    (line,) = sender.read(1).lines
    assert not line.has_errors
    assert line.cbo is not None
    assert {one.code for one in (line.cbo, *line.members)} == {code for _, _, code in done.codes}
    with refuses(Conflict, "act.sent"):
        queue.run(TakeBack(block_code=HERE, act=done.act, reason="wrong"))
