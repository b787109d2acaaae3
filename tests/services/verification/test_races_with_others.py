"""A manager against a bookkeeper's upload or the outbox, at one moment: one goes first, nothing is half done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.outbox import FinishExport, FormExport
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.commands.verification import Approve, Reject, RemarkWish, TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, LokosError
from lokos_tui.domain.profiles.model import RecordKind
from tests.support.bundles import bundle, shg
from tests.support.office import HERE

if TYPE_CHECKING:
    from lokos_tui.commands.base import Command
    from lokos_tui.domain.accounts.permissions import Actor
    from tests.support.verifying import Queue

RACES = 10


def race(queue: Queue, *acts: tuple[Actor, Command[object]]) -> list[Any]:
    """Carry two acts out at one moment; return each result, or the refusal."""
    start = Barrier(len(acts))

    def run(act: tuple[Actor, Command[object]]) -> Any:
        start.wait()
        try:
            return queue.desk.door.run(*act)
        except LokosError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def named(revision: int) -> str:
    """Return the SHG's name in one of its revisions."""
    return f"SAKHI {revision} MANDAL"


def sending(queue: Queue, revision: int) -> tuple[Actor, Command[object]]:
    """Return the upload of a revision of the SHG, which changes its name alone, by whoever loads."""
    line = shg(profile={"name": named(revision)}) | {"revision": revision}
    sent = bundle(queue.keys, [line], upload_id=f"upload-{revision:04}")
    return queue.desk.actor(), UploadProfiles(block_code=HERE, bundle=sent, accept_unsigned=True)


def wait_again(queue: Queue, revision: int) -> None:
    """Let whatever waits be approved, and a revision wait."""
    if queue.seen():
        queue.approve()
    assert was_taken(queue.desk.door.run(*sending(queue, revision)))
    queue.desk.run(RefreshDuplicates(block_code=HERE))


def was_taken(uploaded: Any) -> bool:
    """Return whether an upload changed the SHG; refused, it says that it is locked."""
    (line,) = uploaded.plan.lines
    assert line.reason == "" or line.locked
    return not line.reason


def test_approve_against_an_upload(queue: Queue) -> None:
    """What was seen is approved each time; the edit finds it locked, or waits beside what is official by then."""
    cbo = queue.cbo("shg-0001")
    for revision in range(2, 2 + 2 * RACES, 2):
        wait_again(queue, revision)
        approve = Approve(block_code=HERE, records=queue.seen(), tick_clean=True)
        done, uploaded = race(queue, (queue.manager, approve), sending(queue, revision + 1))
        assert done.groups == 1
        row, found = queue.desk.one(tables.cbo, cbo), queue.group().cbo
        assert row.name == named(revision)
        assert (row.bucket == "PENDING_BM") == was_taken(uploaded)
        assert (found.waiting is not None) == was_taken(uploaded)
        queue.desk.run(RefreshDuplicates(block_code=HERE))


def test_reject_against_an_upload(queue: Queue) -> None:
    """What was seen goes back each time; the edit finds it locked, or answers the rejection."""
    for revision in range(2, 2 + 2 * RACES, 2):
        wait_again(queue, revision)
        seen = queue.seen()
        reject = Reject(
            block_code=HERE, records=seen, remarks=(RemarkWish(RecordKind.CBO, seen[0].id, "", "INCOMPLETE"),)
        )
        done, uploaded = race(queue, (queue.manager, reject), sending(queue, revision + 1))
        assert done.groups == 1
        found = queue.group().cbo
        assert found.subject.bucket == ("PENDING_BM" if was_taken(uploaded) else "REJECTED")
        assert found.rejected is not None
        assert found.rejected.content["name"] == named(revision)
        queue.desk.run(RefreshDuplicates(block_code=HERE))


def test_take_back_against_an_upload(queue: Queue) -> None:
    """One of the two: taken back, it is locked for the edit; edited, it is not taken back any more."""
    cbo = queue.cbo("shg-0001")
    for revision in range(2, 2 + 2 * RACES, 2):
        wait_again(queue, revision)
        back = TakeBack(block_code=HERE, act=queue.approve().act, reason="wrong")
        taken, uploaded = race(queue, (queue.manager, back), sending(queue, revision + 1))
        assert isinstance(taken, Conflict) == was_taken(uploaded)
        row = queue.desk.one(tables.cbo, cbo)
        assert row.bucket == "PENDING_BM"
        assert (row.name == named(revision)) == was_taken(uploaded)
        standing = tables.verdict.c.undone_at.is_(None), tables.verdict.c.act == back.act
        assert len(queue.desk.rows(tables.verdict, *standing)) == was_taken(uploaded)
        queue.desk.run(RefreshDuplicates(block_code=HERE))


def test_take_back_against_an_export(queue: Queue) -> None:
    """What is taken back never leaves in a file; what left is not taken back."""
    for revision in range(2, 2 + 2 * RACES, 2):
        wait_again(queue, revision)
        act = queue.approve().act
        back = TakeBack(block_code=HERE, act=act, reason="wrong")
        export = queue.desk.actor(), FormExport(block_code=HERE)
        taken, formed = race(queue, (queue.manager, back), export)
        rows = queue.desk.rows(tables.outbox, tables.outbox.c.verdict_id == act)
        if isinstance(taken, Conflict):
            assert "central server" in str(taken)
            assert [row.export_id for row in rows] == [formed.export_id]
        else:
            assert taken == 1
            assert not rows
        if formed.export_id:
            queue.desk.run(FinishExport(block_code=HERE, export_id=formed.export_id, sha256="0" * 64))
