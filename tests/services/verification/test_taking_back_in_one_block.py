"""Taking back stays in its block: acts, versions and verdicts of another block have the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Table, select

from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import tables
from lokos_tui.domain.errors import NotFound
from tests.support.bundles import shg
from tests.support.office import HERE, NOW, THERE

if TYPE_CHECKING:
    from tests.support.verifying import Queue

VERSION, VERDICT, OUTBOX, CBO = tables.profile_version, tables.verdict, tables.outbox, tables.cbo


def take_back(queue: Queue, act: int) -> int:
    """Take an act back as the block manager."""
    done: int = queue.run(TakeBack(block_code=HERE, act=act, reason="wrong group"))
    return done


def put_there(queue: Queue, table: Table, *rows: dict[str, Any]) -> None:
    """Write rows into the other block."""
    for row in rows:
        queue.desk.write(table.insert().values(**row, block_code=THERE))


def copies(queue: Queue, table: Table, **changed: Any) -> list[dict[str, Any]]:
    """Return the rows of this block without their block, with the same numbers and other values as given."""
    found = []
    for row in queue.desk.rows(table):
        values = {key: value for key, value in row._mapping.items() if key != "block_code"}
        found.append(values | changed)
    return found


def all_there(queue: Queue) -> list[list[Any]]:
    """Return what the other block holds of verification."""
    return [queue.desk.rows(table, block=THERE) for table in (VERSION, VERDICT, OUTBOX)]


def mirror(queue: Queue, **changed: Any) -> None:
    """Give the other block groups, versions, outbox rows and verdicts, these changed as given, of the same numbers."""
    theirs = {row.id for row in queue.desk.rows(CBO, block=THERE)}
    alone: dict[str, Any] = dict.fromkeys(("code", "gp_id", "village_id", "vo_id", "clf_id", "batch_id"))
    put_there(queue, CBO, *(row for row in copies(queue, CBO, **alone) if row["id"] not in theirs))
    put_there(queue, VERSION, *copies(queue, VERSION, upload_id=None, state="WAITING"))
    put_there(queue, VERDICT, *copies(queue, VERDICT, **{"decided_by": "IUP_THEIRBPM"} | changed))
    decided = select(VERDICT.c.version_id).where(VERDICT.c.block_code == THERE)
    versions = VERSION.update().where(VERSION.c.block_code == THERE, VERSION.c.id.in_(decided))
    queue.desk.write(versions.values(state="APPROVED"))
    put_there(queue, OUTBOX, *copies(queue, OUTBOX))


def test_the_act_of_another_block_with_the_same_number_is_not_touched(queue: Queue) -> None:
    """Ids are a block's own: the other block's act of this number is somebody else's and stays as it stands."""
    done = queue.approve()
    mirror(queue)
    before = all_there(queue)
    assert all(before)
    assert take_back(queue, done.act) == 7
    assert all_there(queue) == before
    assert {row.undone_at for row in queue.desk.rows(VERDICT)} == {NOW}
    assert queue.desk.rows(OUTBOX) == []


def test_an_act_of_another_block_is_not_found(queue: Queue) -> None:
    """A number that is an act there and none here is no decision of this block."""
    queue.approve()
    mirror(queue, act=4242)
    before = all_there(queue)
    with pytest.raises(NotFound) as refused:
        take_back(queue, 4242)
    assert refused.value.code == "act.gone"
    assert all_there(queue) == before


def test_nothing_of_another_block_stands_on_an_act(queue: Queue) -> None:
    """Later verdicts, waiting versions and sent rows of the same numbers in another block hold nobody here."""
    done = queue.approve(*queue.seen(cbo=False))
    mirror(queue)
    later = [
        row | {"id": row["id"] + 1000, "version": row["version"] + 1}
        for row in copies(queue, VERSION, upload_id=None, state="WAITING")
    ]
    put_there(queue, VERSION, *later, *({**row, "id": row["id"] + 1000, "version": 9} for row in later))
    made = {"made_by": later[0]["made_by"], "loaded_by": later[0]["loaded_by"], "decided_by": "IUP_THEIRBPM"}
    put_there(queue, VERDICT, *(
        made | {"id": row["id"], "act": 1001, "record_kind": row["record_kind"], "record_id": row["record_id"],
                "version_id": row["id"], "verdict": "APPROVED", "decided_at": 1}
        for row in later
    ))  # fmt: skip
    export = {"id": 1, "export_uid": "export-1", "made_by": "X", "made_at": 1}
    put_there(queue, tables.export, export)
    queue.desk.write(OUTBOX.update().where(OUTBOX.c.block_code == THERE).values(export_id=1))
    before = all_there(queue)
    assert take_back(queue, done.act) == 6
    assert all_there(queue) == before


def test_a_replaced_version_of_another_block_does_not_come_back(queue: Queue) -> None:
    """The record's own older version is official again, whatever has its number in another block."""
    queue.approve()
    cbo = queue.cbo("shg-0001")
    queue.upload(shg(revision=2, members=0, profile={"mobile": "9876500002"}))
    edit = queue.approve(*queue.seen(members=False))
    put_there(queue, VERSION, *(
        row | {"version": 100 + row["id"]}
        for row in copies(queue, VERSION, upload_id=None, record_kind="C", record_id=cbo, state="REPLACED")
    ))  # fmt: skip
    before = all_there(queue)
    assert take_back(queue, edit.act) == 1
    states = [row.state for row in queue.desk.rows(VERSION) if (row.record_kind, row.record_id) == ("C", cbo)]
    assert states == ["APPROVED", "WAITING"]
    assert all_there(queue) == before
