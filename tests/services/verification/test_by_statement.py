"""Direct SQL: what no statement does to a verdict, to what was decided, or to the trail; on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import tables
from tests.support.office import HERE

if TYPE_CHECKING:
    from tests.support.verifying import Queue


def is_refused(queue: Queue, statement: str) -> bool:
    """Return whether the database itself refuses a statement."""
    try:
        with queue.desk.office.store.write.begin() as connection:
            connection.execute(text(statement))
    except DatabaseError:
        return True
    return False


def copy_of(table: str, queue: Queue, **other: str) -> str:
    """Return SQL that inserts the first row of a table over itself, with some columns otherwise."""
    columns = next(one for one in tables.__dict__.values() if getattr(one, "name", "") == table).columns.keys()
    values = ", ".join(other.get(name, name) for name in columns)
    verb = "INSERT OR REPLACE" if queue.desk.office.store.is_sqlite else "INSERT"
    return f"{verb} INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id = 1"


def test_no_row_is_replaced(queue: Queue) -> None:
    """INSERT OR REPLACE, which asks no trigger of DELETE, gets round nothing: neither by id nor by what is unique."""
    queue.approve()
    before = queue.desk.rows(tables.verdict), queue.desk.rows(tables.audit_entry)
    for statement in (
        copy_of("verdict", queue, decided_by="'IUP_FAKE'"),
        copy_of("verdict", queue, id="777", decided_by="'IUP_FAKE'"),
        copy_of("profile_version", queue, content="'{}'"),
        copy_of("audit_entry", queue, actor="'IUP_FAKE'"),
        copy_of("audit_entry", queue, id="777", actor="'IUP_FAKE'"),
    ):
        assert is_refused(queue, statement), statement
    assert (queue.desk.rows(tables.verdict), queue.desk.rows(tables.audit_entry)) == before


def test_no_table_is_emptied(queue: Queue) -> None:
    """Neither DELETE nor TRUNCATE takes the verdicts or the trail away, not with all that hangs on them."""
    queue.approve()
    emptying = ["DELETE FROM {}"] if queue.desk.office.store.is_sqlite else ["DELETE FROM {}", "TRUNCATE {} CASCADE"]
    for name in ("verdict", "audit_entry", "profile_version"):
        for statement in emptying:
            assert is_refused(queue, statement.format(name)), (name, statement)
    assert len(queue.desk.rows(tables.verdict)) == 7


def test_what_was_decided_is_never_rewritten(queue: Queue) -> None:
    """The content, the makers and the record of a version stay once it was approved or rejected."""
    members = queue.seen(cbo=False)
    queue.approve(members[0])
    queue.reject(members[1])
    for column in ("content", "digest", "made_by", "loaded_by"):
        for state in ("APPROVED", "REJECTED"):
            statement = f"UPDATE profile_version SET {column} = 'IUP_FAKE' WHERE state = '{state}'"
            assert is_refused(queue, statement), statement
    assert is_refused(queue, "UPDATE profile_version SET record_id = 99 WHERE state = 'APPROVED'")


def test_a_version_is_decided_again_only_by_its_own_verdict(queue: Queue) -> None:
    """Taken back, a version waits; no statement approves it by the verdict that was undone."""
    done = queue.approve()
    queue.run(TakeBack(block_code=HERE, act=done.act, reason="wrong"))
    assert is_refused(queue, "UPDATE profile_version SET state = 'APPROVED'")
    assert is_refused(queue, "UPDATE profile_version SET made_by = 'IUP_FAKE'")
    assert queue.approve().groups == 1
