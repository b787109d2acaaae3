"""Sample offices for the wire: as ``lokos demo`` makes them, and grown to a million rows of each list.

Rows are cloned inside SQLite from one the sample already holds (``INSERT ... SELECT`` over a series), so whatever
columns a table has, the clones have them too.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

_FIRST: Final = 10_000_000
_SAME: Final = f"{_FIRST} + n"
_CLONES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "cbo": (
        "cbo_type = 'SHG' AND code IS NOT NULL ",
        {
            "id": _SAME,
            "code": "printf('95%08d', n)",
            "name": "printf('SHG %07d', n * 7919 % 9999991)",
            "name_key": "printf('SHG %07d', n * 7919 % 9999991)",
        },
    ),
    "user_account": (
        "role = 'SHG_BK' AND status = 'ACTIVE'",
        {
            "id": _SAME,
            "user_id": "printf('IUP_GROWN%07dSHGBK', n)",
            "name": "printf('NAME %07d', n)",
            "name_key": "printf('NAME %07d', n)",
            "mobile": "printf('65%08d', n)",
        },
    ),
    "user_role": ("role = 'SHG_BK' AND status = 'ACTIVE'", {"id": _SAME, "account_id": _SAME}),
    "cbo_link": (
        "cbo_type = 'SHG' AND unlinked_at IS NULL",
        {"id": _SAME, "account_id": _SAME, "role_id": _SAME, "cbo_id": _SAME},
    ),
}


@dataclass(frozen=True, slots=True)
class Account:
    """Where an office is and who signs in."""

    home: Path
    user_id: str
    password: str


def sample_office(home: Path) -> Account:
    """Make the sample office (2,000 SHGs) and return its Block Admin."""
    command = [sys.executable, "-m", "lokos_tui", "--home", str(home), "demo", "--no-open", "--json", "--untouched"]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    admin = next(found for found in made["accounts"] if found["role"] == "BLOCK_ADMIN")
    return Account(home, admin["user_id"], admin["password"])


def grown_office(small: Account, home: Path, rows: int) -> Account:
    """Copy an office and add ``rows`` SHGs, accounts, roles and links to it."""
    shutil.copytree(small.home, home)
    connection = sqlite3.connect(home / "office.db", isolation_level=None)
    connection.executescript("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-200000")
    connection.execute("BEGIN")
    for table, (template, changed) in _CLONES.items():
        _clone(connection, table, template, changed, rows)
    names = ", ".join(f"'{table}'" for table in _CLONES)
    connection.execute(f"UPDATE block_counter SET value = {2 * _FIRST} WHERE name IN ({names})")
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    connection.close()
    return replace(small, home=home)


def _clone(connection: sqlite3.Connection, table: str, template: str, changed: dict[str, str], rows: int) -> None:
    """Put ``rows`` copies of one row into a table; its indexes are made again afterwards, which is quicker."""
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute(
        f"WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {rows}), "
        f"t AS MATERIALIZED (SELECT * FROM {table} WHERE {template} LIMIT 1) "
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM series, t"
    )
    for _, sql in indexes:
        connection.execute(sql)
