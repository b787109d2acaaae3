"""Many values in one statement: a list goes to the database as one parameter, on either engine.

A statement names the list ``{values}`` where a table stands; its one column
is ``v.value``. Join it by CROSS JOIN and WHERE: SQLite then goes through the
list and looks each value up, instead of the other way round.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

CHUNK = 20_000
_NAMED = re.compile(r":([a-z_]+)")


def over(connection: Connection, statement: str, values: Sequence[int], **parameters: Any) -> Iterator[Any]:
    """Run a SELECT once for each 20,000 whole numbers and yield its rows."""
    for chunk in _chunks(values):
        cursor = _run(connection, statement, chunk, parameters)
        yield from cursor
        cursor.close()


def change(connection: Connection, statement: str, values: Sequence[int], **parameters: Any) -> None:
    """Run an UPDATE or DELETE once for each 20,000 whole numbers."""
    for chunk in _chunks(values):
        _run(connection, statement, chunk, parameters).close()


def run_many(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Run one statement (``?`` for each value) for many rows, straight through the driver."""
    found = list(rows)
    if not found:
        return
    if connection.dialect.name == "postgresql":
        statement = statement.replace("?", "%s")
    cursor: Any = connection.connection.cursor()
    try:
        cursor.executemany(statement, found)
    finally:
        cursor.close()


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _run(connection: Connection, statement: str, chunk: Sequence[int], parameters: dict[str, Any]) -> Any:
    """Return the driver's own cursor: its rows are plain tuples, several times cheaper than named ones."""
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        statement = _NAMED.sub(r"%(\1)s", statement.format(values="unnest(CAST(:values AS bigint[])) AS v(value)"))
        cursor.execute(statement, {"values": list(chunk), **parameters})
    else:
        values = json.dumps(list(chunk))
        cursor.execute(statement.format(values="json_each(:values) AS v"), {"values": values, **parameters})
    return cursor
