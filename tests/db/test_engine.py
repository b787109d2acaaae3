"""What the driver says when it cannot go on comes out as one sentence; backups are whole and private."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from lokos_tui.db import bulk, schema, tables
from lokos_tui.db.engine import Store, open_store
from lokos_tui.domain.errors import Unavailable
from tests.support.office import Office


def test_a_set_that_the_engine_refuses_is_one_sentence(store: Store) -> None:
    """Rows that go straight to the driver fail with the same plain sentence as any statement."""
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE import_row")
    row = [("996", 1, 1, 1, "same", "", "")]
    columns = ("block_code", "id", "batch_id", "row_no", "outcome", "what", "reason")
    refused: type[Exception] = Unavailable if store.is_sqlite else Exception
    with pytest.raises(refused), store.writing() as connection:
        bulk.insert_rows(connection, tables.import_row, columns, row)


def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    """A server that is not there is told as such, with the next step and without a password."""
    store = open_store("postgresql://lokos:secret@127.0.0.1:1/lokos")
    with pytest.raises(Unavailable) as told, store.reading():
        pass
    assert "secret" not in str(told.value)
    assert "lokos doctor" in str(told.value)
    store.close()


def test_a_backup_is_whole_and_private_while_the_office_works(sqlite_template: Path, tmp_path: Path) -> None:
    """The copy made before an upgrade holds every row, passes its own check, and is its owner's alone."""
    path = tmp_path / "office.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = open_store(f"sqlite:///{path}")
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO state (code, nrlm_code, name, prefix) VALUES ('9', '', 'X', 'UP')")
        connection.commit()
    copy = schema.backup(store)
    store.close()
    assert copy is not None
    assert os.stat(copy).st_mode & 0o777 == 0o600
    with sqlite3.connect(copy) as opened:
        assert opened.execute("SELECT count(*) FROM state").fetchone() == (1,)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()


def test_reads_cannot_write(small_office: Office) -> None:
    """The reading engine refuses to write on both engines."""
    with pytest.raises(Exception, match=r"(?i)read-?only"), small_office.store.reading() as connection:
        connection.exec_driver_sql("DELETE FROM user_role")
