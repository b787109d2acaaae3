"""The history of a record in words, oldest first, and who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef, UndoDecision
from lokos_tui.commands.outbox import Acknowledge, FinishExport, FormExport
from lokos_tui.commands.verification import TakeBack, TickClean
from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.dates import time_of
from lokos_tui.domain.errors import NotFound, Refused
from lokos_tui.domain.outbox.leaving import Acknowledgement, Answer
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.queries.verification.find import Named, named_cbo, named_member
from lokos_tui.queries.verification.history import CENTRAL, HistoryLine, record_history
from tests.support.bundles import MAKER, shg, woman
from tests.support.office import BEFORE, HERE, NOW, THERE
from tests.support.refusals import refuses
from tests.support.verifying import Queue

if TYPE_CHECKING:
    from lokos_tui.services.accounts.keys import Keys
    from tests.services.kit import Desk

ADMIN = "IUP_AHMADPURSADATADM"
SEES_CBOS = {role for role in Role if role.value.split("_")[0] in ("NATIONAL", "STATE", "DISTRICT", "BLOCK")}


@pytest.fixture
def clock() -> Callable[[], int]:
    """A clock that goes on by a second at every look, so that acts stand one after the other."""
    seconds = count(NOW, 1_000)
    return lambda: next(seconds)


@pytest.fixture
def queue(desk: Desk, keys: Keys) -> Queue:
    """The small office with one SHG of six women waiting."""
    made = Queue(desk, keys)
    made.upload()
    return made


def read(queue: Queue, kind: str, number: int, who: Actor | None = None) -> tuple[HistoryLine, ...]:
    """Return a history as the block manager, or somebody else, reads it."""
    with queue.desk.office.store.reading() as connection:
        return record_history(connection, who or queue.manager, HERE, kind, number)


def said(lines: tuple[HistoryLine, ...]) -> list[tuple[str, str]]:
    """Return who did what, with the moments left out."""
    return [(line.who, line.what) for line in lines]


def test_a_group_from_its_first_upload_to_the_central_server(queue: Queue) -> None:
    """Sent, rejected, sent again, approved, taken back, approved again, sent on, answered: each in words."""
    cbo, manager = queue.cbo("shg-0001"), queue.manager.user_id
    queue.approve(*queue.seen(cbo=False))
    first = queue.reject(*queue.seen(members=False), code="FORMATION_DATE", field_name="formation_date")
    queue.upload(shg(revision=2, profile={"formation_date": "2019-11-06"}))
    second = queue.approve()
    queue.run(TakeBack(block_code=HERE, act=second.act, reason="wrong group"))
    third = queue.approve()
    formed = queue.desk.run(FormExport(block_code=HERE))
    queue.desk.run(FinishExport(block_code=HERE, export_id=formed.export_id, sha256="a" * 64))
    refused = Answer(2, "shg-0001", 2, taken=False, reason="Village is closed")
    told = Acknowledgement(formed.export_uid, HERE, "a" * 64, (refused,))
    queue.desk.run(Acknowledge(block_code=HERE, acknowledgement=told))
    codes = [next(code for kind, _, code in done.codes if kind == "C") for done in (second, third)]
    lines = read(queue, "C", cbo)
    taken = next(line for line in lines if f"(act {second.act})" in line.what)
    assert said(lines) == [
        (ADMIN, f"gave its books to SUNITA DEVI ({MAKER}, SHG Bookkeeper): came with her upload"),
        (ADMIN, f"uploaded revision 1, made by {MAKER}, signed"),
        (manager, f"rejected revision 1: Formation date: formation date wrong (act {first.act})"),
        (ADMIN, f"uploaded revision 2, made by {MAKER}, signed"),
        (manager, "ticked Mobile Number"),
        (manager, f"approved revision 2; it was given the code {codes[0]} (act {second.act})"),
        (manager, f"took back the approval of {time_of(taken.at)}: wrong group"),
        (manager, f"approved revision 2; it was given the code {codes[1]} (act {third.act})"),
        (ADMIN, f"sent revision 2 to the central server in {formed.export_uid}"),
        (CENTRAL, f"refused it: Village is closed ({formed.export_uid})"),
    ]
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_a_member_with_her_marks(queue: Queue) -> None:
    """Ticks of one key are one line, a cross has its remark, a rejection its remarks."""
    manager = queue.manager.user_id
    member = queue.seen(cbo=False)[0]
    queue.run(TickClean(block_code=HERE, records=(member,)))
    member = queue.mark(member, "mobile", "CROSS", "MOBILE_SILENT")
    queue.reject(member, code="NOT_RESIDENT")
    lines = said(read(queue, "M", member.id))
    assert lines[:2] == [
        (ADMIN, f"uploaded revision 1, made by {MAKER}, signed"),
        (manager, "crossed Mobile Number: not reachable"),
    ]
    assert lines[2][1].startswith("rejected revision 1: not a resident of the village; Mobile: not reachable (act")


def test_what_was_decided_on_a_pair(queue: Queue) -> None:
    """A decision stands in the history of both records, and its taking back."""
    line = shg("shg-0002", first=20)
    line["members"][0]["profile"] = woman(0, name="SUNEETA", mobile="9811111111", designation="MEMBER")
    other = queue.group(queue.upload(line)).members[0].subject
    mine = queue.group().members[0].subject
    pair = (RecordRef(RecordKind.MEMBER, mine.id), RecordRef(RecordKind.MEMBER, other.id))
    number = queue.run(
        DecideNotDuplicate(block_code=HERE, one=pair[0], other=pair[1], reason_code="NAMESAKE", reason="seen")
    )
    queue.run(UndoDecision(block_code=HERE, decision_id=number, reason="not sure any more"))
    for one, beside in ((mine, other), (other, mine)):
        assert [what for _, what in said(read(queue, "M", one.id))][1:] == [
            f"said that it is no duplicate of {beside.name}: a namesake: seen",
            f"took back that it is no duplicate of {beside.name}: not sure any more",
        ]


def test_what_came_from_a_list(queue: Queue) -> None:
    """A record of the older MIS begins with the load that brought it, and the links of its books."""
    batch = {"block_code": HERE, "id": 7, "kind": "cbos", "at": BEFORE - 5, "by_user": "X", "file_name": "cbos.csv"}
    queue.desk.write(tables.import_batch.insert().values(**batch, sha256="a" * 64))
    shg_id = queue.desk.here.shgs[0]
    queue.desk.write(tables.cbo.update().where(tables.cbo.c.id == shg_id).values(batch_id=7))
    assert said(read(queue, "C", shg_id)) == [
        ("X", "loaded it from the list cbos.csv (load 7)"),
        ("TEST", "gave its books to सुनीता कुमारी (IUP_AHMADPURSADATSHGBK2, SHG Bookkeeper)"),
        ("TEST", f"gave its books to SUNITA DEVI ({MAKER}, SHG Bookkeeper)"),
        ("BEFORE", "took its books from सुनीता कुमारी (IUP_AHMADPURSADATSHGBK2, SHG Bookkeeper): moved"),
    ]


def test_who_may_read(queue: Queue) -> None:
    """A CBO's history is for whoever sees CBOs here; a member's asks for verification or duplicates."""
    cbo, member = queue.cbo("shg-0001"), queue.group().members[0].subject.id
    for role, actor in queue.desk.office.actors.items():
        for kind, number, may in (
            ("C", cbo, SEES_CBOS),
            ("M", member, {Role.BLOCK_PM, Role.BLOCK_THEMATIC}),
        ):
            if role in may:
                assert read(queue, kind, number, actor)
            else:
                with pytest.raises(Refused):
                    read(queue, kind, number, actor)


def test_not_of_another_block_or_cluster(queue: Queue) -> None:
    """Another block's record is refused, a member of another cluster too, and one that is not there is not found."""
    store, member = queue.desk.office.store, queue.group().members[0].subject.id
    with store.reading() as connection, pytest.raises(Refused):
        record_history(connection, queue.manager, THERE, "C", 4)
    with pytest.raises(Refused):
        read(queue, "M", member, replace(queue.manager, clf=1))
    for kind in ("C", "M"):
        with pytest.raises(NotFound):
            read(queue, kind, 987_654)


def test_records_by_code_uid_or_number(queue: Queue) -> None:
    """A record is found by each of its names; a code that two kinds share is refused."""
    cbo, member = queue.cbo("shg-0001"), queue.group().members[1].subject

    def find(text: str, shg_id: int | None = None) -> Named:
        with queue.desk.office.store.reading() as connection:
            if shg_id is None:
                return named_cbo(connection, queue.manager, HERE, text)
            return named_member(connection, queue.manager, HERE, text, shg_id)

    assert find("shg-0001") == find(str(cbo)) == Named(RecordKind.CBO, cbo, cbo, "SHG", "SHG-0001 SAKHI MANDAL", "")
    assert find(" 29000005 ").id == 5
    assert (
        find("shg-0001-m1", 0)
        == find(str(member.id), cbo)
        == Named(RecordKind.MEMBER, member.id, cbo, "MEMBER", member.name, "")
    )
    for text, of in (("nobody", None), ("29", None), ("x" * 500, None), ("", None), ("shg-0001-m1", 5)):
        with pytest.raises(NotFound):
            find(text, of)
    queue.desk.write(tables.cbo.update().where(tables.cbo.c.id == 1).values(code="29000005"))
    with refuses(NotFound, "SHG, VO or CLF.several"):
        find("29000005")
