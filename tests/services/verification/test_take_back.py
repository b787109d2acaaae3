"""Taking back: by her who decided, with a reason, while nothing stands on it; on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Refused
from tests.support.bundles import shg
from tests.support.office import HERE
from tests.support.refusals import refuses

if TYPE_CHECKING:
    from tests.support.verifying import Queue

KEPT = ("version", "uid", "duplicate")


def official(queue: Queue) -> list[dict[str, Any]]:
    """Return what is official and where it stands, without what only rises."""
    return [
        {name: value for name, value in row._asdict().items() if name not in KEPT}
        for table in (tables.cbo, tables.member, tables.shg_profile)
        for row in queue.desk.rows(table)
    ]


def take_back(queue: Queue, act: int, reason: str = "wrong group", **more: Any) -> int:
    """Take an act back as the block manager."""
    done: int = queue.run(TakeBack(block_code=HERE, act=act, reason=reason), **more)
    return done


def test_everything_is_as_before(queue: Queue) -> None:
    """A whole approval taken back leaves the tables as they were; the verdicts stay, undone."""
    before = official(queue)
    done = queue.approve()
    assert official(queue) != before
    assert take_back(queue, done.act) == 7
    assert official(queue) == before
    assert not queue.desk.rows(tables.outbox)
    assert {row.undo_reason for row in queue.desk.rows(tables.verdict)} == {"wrong group"}


def test_approved_again_with_new_codes(queue: Queue) -> None:
    """A code that was withdrawn is never given again, not even to the same record."""
    first = queue.approve()
    take_back(queue, first.act)
    second = queue.approve()
    assert not {code for _, _, code in first.codes} & {code for _, _, code in second.codes}


def test_an_edit_taken_back_brings_the_last_approved_version_back(queue: Queue) -> None:
    """The name, the profile and the approved version of before are official again."""
    queue.approve()
    queue.upload(shg(revision=2, profile={"name": "NAYA SAKHI MANDAL", "meeting_frequency": "MONTHLY"}))
    before = official(queue)
    done = queue.approve()
    take_back(queue, done.act)
    assert official(queue) == before
    states = [row.state for row in queue.desk.rows(tables.profile_version) if row.record_kind == "C"]
    assert states == ["APPROVED", "WAITING"]


def test_a_rejection_can_be_taken_back_too(queue: Queue) -> None:
    """What went back by mistake waits again, locked."""
    before = official(queue)
    done = queue.reject(*queue.seen())
    take_back(queue, done.act)
    assert official(queue) == before


def test_only_by_who_decided(queue: Queue) -> None:
    """Another block manager may not take it back, and an act is taken back once."""
    done, other = queue.approve(), queue.second_manager()
    with refuses(Refused, "act.hers"):
        take_back(queue, done.act, who=other)
    take_back(queue, done.act)
    with pytest.raises(NotFound):
        take_back(queue, done.act)


def test_not_without_a_reason(queue: Queue) -> None:
    """An empty reason, or one with an Aadhaar number, is refused."""
    done = queue.approve()
    for reason in ("", "  ", "x" * 300, "9999 4105 7058"):
        with pytest.raises(Invalid):
            take_back(queue, done.act, reason)


def test_not_when_the_group_stands_on_it(queue: Queue) -> None:
    """A member approved before her SHG stays approved until the SHG's approval is taken back."""
    members = queue.approve(*queue.seen(cbo=False))
    group = queue.approve(*queue.seen(members=False))
    with refuses(Conflict, "act.group"):
        take_back(queue, members.act)
    take_back(queue, group.act)
    assert take_back(queue, members.act) == 6


def test_not_when_it_was_changed_since(queue: Queue) -> None:
    """A newer version that waits is decided first."""
    done = queue.approve()
    queue.upload(shg(revision=2, profile={"name": "NAYA SAKHI MANDAL"}))
    with pytest.raises(Conflict):
        take_back(queue, done.act)


def test_not_when_it_was_sent(queue: Queue) -> None:
    """What left for the central server is not taken back."""
    done = queue.approve()
    queue.desk.write(
        tables.export.insert().values(block_code=HERE, id=1, export_uid="export-1", made_by="X", made_at=1)
    )
    queue.desk.write(tables.outbox.update().values(export_id=1))
    with refuses(Conflict, "act.sent"):
        take_back(queue, done.act)


def test_not_when_a_master_list_changed_it_since(queue: Queue) -> None:
    """What another act wrote into an approved record is not lost: the approval is taken back no more."""
    done, cbo, table = queue.approve(), queue.cbo("shg-0001"), tables.cbo
    mine = (table.c.block_code == HERE) & (table.c.id == cbo)
    queue.desk.write(table.update().where(mine).values(name="NAYA NAAM", vo_id=queue.desk.here.vos[0]))
    with refuses(Conflict, "act.built"):
        take_back(queue, done.act)
    assert queue.desk.one(table, cbo).name == "NAYA NAAM"


def test_a_rejection_taken_back_moves_the_record_alone(queue: Queue) -> None:
    """What another act wrote into a rejected record stays when the rejection is taken back."""
    queue.approve()
    queue.upload(shg(revision=2, profile={"name": "NAYA SAKHI MANDAL"}))
    done, cbo, table = queue.reject(*queue.seen()), queue.cbo("shg-0001"), tables.cbo
    queue.desk.write(table.update().where(table.c.block_code == HERE, table.c.id == cbo).values(name="BY THE LIST"))
    take_back(queue, done.act)
    row = queue.desk.one(table, cbo)
    assert (row.name, row.bucket) == ("BY THE LIST", "PENDING_BM")
