"""Offices of every revision, with a past, come to the tables of now with all they hold, or stay as they are."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, func, select

from lokos_tui.commands.accounts import EditUser
from lokos_tui.commands.verification import TakeBack
from lokos_tui.db import schema, tables
from lokos_tui.db.compare import compare, shape
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.queries.office import audit
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.accounts.sign_in import sign_in
from lokos_tui.services.door import Door
from lokos_tui.services.office.make import open_existing
from tests.db.keep import names, restore
from tests.db.story import MANAGER, PASSWORD
from tests.services.kit import Desk
from tests.support.office import HERE, BlockIds, Office, actor_of
from tests.support.verifying import Queue

Content = dict[str, list[dict[str, Any]]]
OLDEST, DEAD, UNGUARDED, RIGHT = "0001", "0003-60d9974", "0003-e37283d", "0003-697a12d"
_UPGRADE = """
import os, signal, sys
from sqlalchemy import Engine, event
from lokos_tui.db import schema
from lokos_tui.db.engine import open_store
if len(sys.argv) > 2:
    @event.listens_for(Engine, "before_cursor_execute")
    def die(connection, cursor, statement, *_):
        if statement.startswith(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
store = open_store(sys.argv[1])
schema.upgrade(store)
print(schema.current(store))
"""


@pytest.fixture
def kept(request: pytest.FixtureRequest, empty: Store) -> Store:
    """The kept office of the test's parameter, as its program left it."""
    with empty.write.connect() as connection:
        restore(connection, request.param)
    return empty


every_kept = pytest.mark.parametrize("kept", names(), indirect=True)


def _content(store: Store) -> Content:
    found = MetaData()
    with store.reading() as connection:
        found.reflect(connection)
        return {
            table.name: sorted(
                (dict(row._mapping) for row in connection.execute(select(table))),
                key=lambda row: repr(list(row.values())),
            )
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


def _shape(store: Store) -> list[tuple[tuple[str, str, str], str]]:
    with store.reading() as connection:
        return list(shape(connection).items())


def _url(store: Store) -> str:
    return store.write.url.set(drivername=store.write.dialect.name).render_as_string(hide_password=False)


def _upgrade_apart(store: Store, *die_at: str) -> subprocess.Popen[str]:
    """Upgrade in a process of its own; ``die_at``: killed where a statement begins so."""
    command = [sys.executable, "-W", "ignore", "-c", _UPGRADE, _url(store), *die_at]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@every_kept
def test_it_gets_the_tables_of_a_new_one(kept: Store, new: Store) -> None:
    """Table by table: columns in their order, indexes, constraints, triggers, exactly as a new database has them."""
    schema.upgrade(kept)
    assert _shape(kept) == _shape(new)
    assert compare(kept) == []


@every_kept
def test_it_keeps_every_row(kept: Store) -> None:
    """Every value of every row is what it was; what is new is empty, and every reference holds."""
    before = _content(kept)
    assert len(before["audit_entry"]) > 7
    schema.upgrade(kept)
    after = _content(kept)
    for table, rows in before.items():
        columns = set(rows[0]) if rows else set()
        found = [row for row in after[table] if row.get("name") != "export_answer"]  # the counter of a new table
        wanted = [row for row in rows if row.get("name") != "export_answer"]
        assert [{name: row[name] for name in row if name in columns} for row in found] == wanted, table
    assert not any(after[table] for table in after.keys() - before.keys() - {"export_answer"})
    assert {row["former_mobiles"] for row in after["user_account"]} <= {"", "9811100001"}
    if kept.is_sqlite:
        with kept.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


@every_kept
def test_every_answer_is_taken_over(kept: Store) -> None:
    """What the outbox says was answered stands among the answers that stay, with its export and its moment."""
    schema.upgrade(kept)
    content = _content(kept)
    written = {(row["block_code"], row["id"]): row["acknowledged_at"] for row in content["export"]}
    wanted = {
        (row["block_code"], row["export_id"], row["id"], row["answer"], row["answer_reason"]): written[
            row["block_code"], row["export_id"]
        ]
        for row in content["outbox"]
        if row["answer"]
    }
    names = ("block_code", "export_id", "outbox_id", "answer", "answer_reason")
    assert {tuple(row[name] for name in names): row["answered_at"] for row in content["export_answer"]} == wanted
    assert bool(wanted) == any(row["acknowledged_at"] for row in content["export"])


@pytest.mark.parametrize("kept", [name for name in names() if name >= "0004"], indirect=True)
def test_an_answer_is_guarded_afterwards(kept: Store) -> None:
    """No statement changes or deletes an answer, and the next one gets a number of its own."""
    schema.upgrade(kept)
    statements = ["UPDATE export_answer SET answer = 'TAKEN'", "DELETE FROM export_answer"]
    away = "INSERT OR REPLACE INTO export_answer SELECT * FROM export_answer"
    for statement in (*statements, away if kept.is_sqlite else "TRUNCATE export_answer"):
        with pytest.raises(Exception, match="stays"), kept.writing() as connection:
            connection.exec_driver_sql(statement)
    content = _content(kept)
    last = {row["block_code"]: row["id"] for row in content["export_answer"]}
    counters = {row["block_code"]: row["value"] for row in content["block_counter"] if row["name"] == "export_answer"}
    assert last
    assert counters == last


@every_kept
def test_its_audit_chains_hold(kept: Store, keys: Keys) -> None:
    """The trail verifies from its first row under the office's key, and goes on from there."""
    schema.upgrade(kept)
    sign_in(kept, keys, 1, "IUP_AHMADPURSADATADM", PASSWORD)
    with kept.reading() as connection:
        rows = connection.execute(select(func.count()).where(tables.audit_entry.c.block_code == HERE)).scalar_one()
        report = audit.verify(connection, actor_of(Role.BLOCK_ADMIN), keys.audit, HERE)
    assert (report.rows, report.first_bad) == (rows, None)


@pytest.fixture
def queue(kept: Store, keys: Keys, clock: Callable[[], int]) -> Queue:
    """The upgraded office, and its managers at work."""
    schema.upgrade(kept)
    account = tables.user_account.c
    with kept.reading() as connection:
        people = connection.execute(select(account.user_id, account.id).where(account.block_code == HERE)).all()
    mine = {user_id.removeprefix("IUP_AHMADPURSADAT"): (user_id, number) for user_id, number in people}
    here = BlockIds(
        HERE, accounts={who: one[1] for who, one in mine.items()}, user_ids={who: one[0] for who, one in mine.items()}
    )
    office = Office(kept, here, BlockIds("1501"), {role: actor_of(role) for role in Role})
    return Queue(Desk(office, Door(kept, keys, clock)), keys, count=9)


@every_kept
def test_it_works_afterwards(kept: Store, queue: Queue, keys: Keys) -> None:
    """Both sign in with the passwords they had, and a mobile is changed, which an unfinished 0003 could not."""
    assert sign_in(kept, keys, 1, MANAGER, PASSWORD).role is Role.BLOCK_PM
    number = queue.desk.here.accounts["SHGBK"]
    before = queue.desk.one(tables.user_account, number)
    new = {"name": before.name, "mobile": "9811177777"}
    queue.desk.run(EditUser(block_code=HERE, account=number, version=before.version, **new))
    assert queue.desk.one(tables.user_account, number).former_mobiles == before.mobile


@pytest.mark.parametrize("kept", [name for name in names() if name >= "0003"], indirect=True)
def test_what_waited_is_decided_afterwards(kept: Store, queue: Queue) -> None:
    """A change that waited before the upgrade is approved after it, by its manager, and taken back again."""
    first = queue.cbo("shg-0001")
    outbox = len(queue.desk.rows(tables.outbox))
    done = queue.approve(cbo_id=first)
    assert queue.desk.one(tables.cbo, first).name == "SHG-0001 NAYI SAKHI MANDAL"
    assert len(queue.desk.rows(tables.outbox)) == outbox + 1
    queue.run(TakeBack(block_code=HERE, act=done.act, reason="a slip"))
    assert queue.desk.one(tables.cbo, first).name == "SHG-0001 SAKHI MANDAL"


@pytest.mark.parametrize("kept", [name for name in names() if name >= "0003"], indirect=True)
def test_a_verdict_is_guarded_afterwards(kept: Store) -> None:
    """What the first 0003 let through is refused: a decided version that is rewritten, a verdict that is replaced."""
    schema.upgrade(kept)
    rewritten = "UPDATE profile_version SET content = '{}' WHERE state = 'APPROVED'"
    away = "INSERT OR REPLACE INTO verdict SELECT * FROM verdict" if kept.is_sqlite else "TRUNCATE verdict CASCADE"
    for statement, refusal in ((rewritten, "never changed"), (away, "taken back, never changed or deleted")):
        with pytest.raises(Exception, match=refusal), kept.writing() as connection:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize("kept", [RIGHT], indirect=True)
def test_a_right_0003_is_left_as_it_is(kept: Store) -> None:
    """What is there is left alone, what is new is empty; the sentence says what was done and where the copy is."""
    before, rows = _shape(kept), _content(kept)
    done = schema.upgrade(kept)
    assert [part for part in before if part not in _shape(kept)] == []
    after = _content(kept)
    after["block_counter"] = [row for row in after["block_counter"] if row["name"] != "export_answer"]
    assert {row.pop("language") for row in after["user_account"]} == {""}
    assert {row.pop("origin") for row in after["member"]} == {""}
    assert {row.pop("source") for table in ("cbo", "member") for row in after[table]} == {""}
    assert {table: after[table] for table in rows} == rows
    assert after.keys() - rows.keys() == {
        "export_answer", "staff_deputy", "opening_finding", "opening_load", "opening_record",
    }  # fmt: skip
    assert done is not None
    assert (done.before, done.after) == ("0003", schema.newest())
    assert done.sentence.startswith(f"The tables were brought from revision 0003 to {schema.newest()}.")
    assert kept.is_sqlite == bool(done.copy and str(done.copy) in done.sentence)
    assert schema.upgrade(kept) is None


@pytest.mark.parametrize("kept", [OLDEST, UNGUARDED], indirect=True)
@pytest.mark.parametrize("statement", ["UPDATE alembic_version SET version_num='0004'", "ALTER TABLE user_account ADD"])
def test_an_upgrade_that_is_killed_leaves_the_office_as_it_was(kept: Store, statement: str) -> None:
    """Killed in the middle, or after the last change and before its commit: nothing happened; it runs again."""
    before = _shape(kept), _content(kept), schema.current(kept)
    child = _upgrade_apart(kept, statement)
    _, told = child.communicate()
    assert child.returncode == -signal.SIGKILL, told
    assert (_shape(kept), _content(kept), schema.current(kept)) == before
    schema.upgrade(kept)
    assert compare(kept) == []


@pytest.mark.parametrize("kept", [OLDEST, RIGHT], indirect=True)
@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("ALTER TABLE audit_entry ADD COLUMN note TEXT", "table audit_entry: column note is not one of this program's"),
        ("DROP INDEX ix_audit_entity", "table audit_entry: index ix_audit_entity is missing"),
        ("DROP TABLE import_row", "table import_row is missing"),
    ],
)
def test_an_office_no_program_made_is_refused(kept: Store, damage: str, told: str) -> None:
    """Tables that somebody changed are named, nothing is changed, and one copy is kept however often it is tried."""
    with kept.writing() as connection:
        connection.exec_driver_sql(damage)
    before = _shape(kept), _content(kept), schema.current(kept)
    for _ in range(2):
        with pytest.raises(Unavailable) as refused:
            schema.upgrade(kept)
        assert refused.value.code == "schema.differs"
        assert told in refused.value.sentence
        assert "Nothing was changed." in refused.value.sentence
    assert (_shape(kept), _content(kept), schema.current(kept)) == before
    path = kept.sqlite_path
    if path is not None:
        (copy,) = path.parent.glob("kept-before-upgrade-*.db")
        assert str(copy) in refused.value.sentence


@pytest.mark.parametrize("kept", [OLDEST], indirect=True)
def test_a_step_that_fails_is_one_sentence(kept: Store) -> None:
    """What the engine refuses is told with the reason, and nothing was changed."""
    with kept.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE verdict (a TEXT)")
    before = _shape(kept), _content(kept)
    with pytest.raises(Unavailable, match="already exists") as refused:
        schema.upgrade(kept)
    assert refused.value.code == "schema.failed"
    assert (_shape(kept), _content(kept)) == before


@pytest.mark.parametrize("kept", [UNGUARDED], indirect=True)
def test_what_an_office_added_for_itself_stays(kept: Store) -> None:
    """A table and an index of its own stop no upgrade and are still there afterwards."""
    with kept.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE own (a TEXT)")
        connection.exec_driver_sql("CREATE INDEX own_index ON claim (claimed_by)")
    schema.upgrade(kept)
    assert sorted(one.sentence for one in compare(kept)) == [
        "table claim: index own_index is not one of this program's",
        "table own is not one of this program's",
    ]


@pytest.mark.parametrize("kept", [UNGUARDED], indirect=True)
def test_two_upgrades_at_once_are_one(kept: Store) -> None:
    """Two programs that open an older office at the same moment both find it upgraded."""
    children = [_upgrade_apart(kept) for _ in range(2)]
    answers = [child.communicate() for child in children]
    assert [out.strip() for out, _ in answers] == [schema.newest()] * 2, answers
    assert compare(kept) == []


def test_a_kept_office_is_small_and_text() -> None:
    """What is kept can be read: text under 100 kB a file, no full Aadhaar number, no chosen password."""
    for name in names():
        for path in (Path(__file__).parent / "kept" / name).iterdir():
            text = path.read_text()
            assert len(text.encode()) < 100_000, path
            assert "$argon2" not in text
            values = re.split(r", |[\n()'\"]", text)  # two numbers beside each other are no one number
            assert not [value for value in values if aadhaar_in(value)], path


@pytest.mark.parametrize("kept", [DEAD], indirect=True)
def test_opening_an_older_office_says_what_was_done(kept: Store) -> None:
    """Who opens an older office is told of the upgrade once; opening it again says nothing."""
    told: list[str] = []
    for _ in range(2):
        open_existing(_url(kept), told.append).close()
    (sentence,) = told
    assert sentence.startswith("The tables were brought from revision 0003 to ")
    assert kept.is_sqlite == ("A copy from before is at " in sentence)
