"""Writing in sets, and the guard of the audit trail, on both engines."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.db.models import metadata
from tests.support.office import Office

AWKWARD = ("a\tb", "a\nb\r\nc", "\\N", "\\", 'O\'Hara "x"', "सरस्वती समूह", "🙂", "", "100%_;--", "\\.")


def test_awkward_text_comes_back_as_it_went(store: Store) -> None:
    """Tabs, newlines, backslashes, quotes, the COPY null mark, Devanagari and emoji survive."""
    rows = [(str(number), "", text, "UP") for number, text in enumerate(AWKWARD)]
    with store.writing() as connection:
        assert bulk.insert_rows(connection, tables.state, ("code", "nrlm_code", "name", "prefix"), rows) == len(rows)
    with store.reading() as connection:
        found = {row.code: row.name for row in connection.execute(select(tables.state))}
    assert found == {code: text for code, _, text, _ in rows}


def test_the_audit_trail_refuses_change(small_office: Office) -> None:
    """UPDATE and DELETE of an entry fail, whoever holds the connection."""
    row = dict.fromkeys(column.name for column in tables.audit_entry.columns) | {"id": 1, "at": 1}
    row = {name: "x" if value is None else value for name, value in row.items()} | {"block_code": "996"}
    with small_office.store.writing() as connection:
        connection.execute(tables.audit_entry.insert(), row)
    for statement in (tables.audit_entry.update().values(actor="y"), tables.audit_entry.delete()):
        with pytest.raises(DBAPIError, match="append-only"), small_office.store.writing() as connection:
            connection.execute(statement)


def test_the_migrations_make_the_models(store: Store) -> None:
    """Alembic finds no difference between the newest revision and the models."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
