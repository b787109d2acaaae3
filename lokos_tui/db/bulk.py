"""Writing in sets: many rows with one statement, as fast as the driver allows.

SQLite takes ``executemany``, Postgres ``COPY``; both run inside the caller's
transaction. Values go to the driver as they are: text, whole numbers, bools
and None, which is all the tables hold.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection, Table

CHUNK = 5_000
_WORTH_A_LOOK = dict.fromkeys(("cbo", "gram_panchayat", "user_account", "user_role", "village"), 100) | dict.fromkeys(
    ("match_key", "match_record", "finding"), CHUNK
)
"""New rows after which Postgres looks at a table anew: those that others point into, or that are looked up by key in
sets; otherwise it goes by what it knew when the table was empty."""
_NEVER = 10**12


def insert_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Insert rows given as tuples in the order of ``columns``; return how many.

    ``progress`` is called with the number written so far after each chunk of
    5,000 and may raise to stop (the caller's transaction then rolls back).
    """
    if connection.dialect.name == "postgresql":
        return _copy(connection, table, columns, rows, progress)
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names from the models
    cursor = _cursor(connection)
    count = 0
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        cursor.executemany(statement, chunk)
        count += len(chunk)
        if progress is not None:
            progress(count)
    cursor.close()
    return count


def _copy(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    progress: Callable[[int], None] | None,
) -> int:
    count = 0
    listed = ", ".join(columns)
    with _cursor(connection) as cursor, cursor.copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
            if progress is not None and count % CHUNK == 0:
                progress(count)
    if progress is not None and count % CHUNK:
        progress(count)
    if count >= _WORTH_A_LOOK.get(table.name, _NEVER):
        connection.exec_driver_sql(f"ANALYZE {table.name}")
    return count


def _cursor(connection: Connection) -> Any:
    driver = connection.connection
    return driver.cursor()


def reserve(connection: Connection, block_code: str, name: str, count: int = 1) -> int:
    """Take ``count`` numbers of a block's counter and return the first.

    The counter's row stays locked until the transaction ends: writers of one
    block follow one another, those of different blocks do not meet.
    """
    statement = text(
        "INSERT INTO block_counter (block_code, name, value) VALUES (:block, :name, :count) "
        "ON CONFLICT (block_code, name) DO UPDATE SET value = block_counter.value + :count RETURNING value"
    )
    last = connection.execute(statement, {"block": block_code, "name": name, "count": count}).scalar_one()
    return int(last) - count + 1


def revision(connection: Connection, block_code: str) -> int:
    """Return the number of writes so far in a block: equal numbers mean nothing changed."""
    statement = text("SELECT value FROM block_counter WHERE block_code = :block AND name = 'revision'")
    found = connection.execute(statement, {"block": block_code}).scalar_one_or_none()
    return int(found or 0)


def lock_block(connection: Connection, block_code: str) -> int:
    """Hold the block's revision until the transaction ends and return it: no other writer of the block goes on."""
    statement = text(
        "INSERT INTO block_counter (block_code, name, value) VALUES (:block, 'revision', 0) "
        "ON CONFLICT (block_code, name) DO UPDATE SET value = block_counter.value RETURNING value"
    )
    return int(connection.execute(statement, {"block": block_code}).scalar_one())
