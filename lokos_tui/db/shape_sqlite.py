"""The parts of a SQLite database, read from the statements it keeps of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_PARTS = """
SELECT type, name, tbl_name, sql FROM sqlite_master
WHERE sql IS NOT NULL AND type <> 'view' AND tbl_name <> 'alembic_version' AND substr(tbl_name, 1, 7) <> 'sqlite_'
ORDER BY tbl_name, type, name
"""
_QUOTED_NAME = re.compile(r'"(\w+)"')
_BLANKS = re.compile(r"\s+")
_INSIDE = re.compile(r"(?<=\() | (?=[,)])")
_CONSTRAINTS = ("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK")


def shape_of_file(connection: Connection) -> dict[tuple[str, str, str], str]:
    """Return (table, kind, name) -> definition of every part; columns in their order."""
    found: dict[tuple[str, str, str], str] = {}
    for kind, name, table, sql in connection.exec_driver_sql(_PARTS):
        if kind == "table":
            found |= {(table, part, at): text for part, at, text in _parts_of_table(name, sql)}
        else:
            found[table, kind, name] = _plain(sql)
    return found


def _parts_of_table(name: str, sql: str) -> Iterator[tuple[str, str, str]]:
    """Give (kind, name, definition) of the table itself, its columns and its constraints."""
    items, tail = _split(sql)
    yield "table", name, _plain(tail)
    for item in items:
        text = _plain(item)
        first, _, rest = text.partition(" ")
        if first == "CONSTRAINT":
            at, _, definition = rest.partition(" ")
            yield "constraint", at, definition
        elif first in _CONSTRAINTS or first.startswith(("CHECK(", "UNIQUE(")):
            yield "constraint", text, text
        else:
            yield "column", first, rest


def _plain(sql: str) -> str:
    """Return a statement with single blanks, none inside brackets, and names without quotes."""
    return _INSIDE.sub("", _BLANKS.sub(" ", _QUOTED_NAME.sub(r"\1", sql)).strip())


def _split(sql: str) -> tuple[list[str], str]:
    """Return the items between the outer brackets of a CREATE TABLE, and what stands behind them."""
    items, depth, start, quote = [], 0, 0, ""
    for at, sign in enumerate(sql):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "(":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif depth == 1 and sign in ",)":
            items.append(sql[start:at])
            if sign == ")":
                return items, sql[at + 1 :]
            start = at + 1
        elif sign == ")":
            depth -= 1
    raise ValueError("a CREATE TABLE without an end")
