"""Another process that holds the lock of a database, until it is told to let go."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lokos_tui.db.engine import Store

_SQLITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""
_POSTGRES = """
import psycopg, sys
with psycopg.connect(sys.argv[1]) as connection:
    connection.execute("LOCK TABLE block_counter IN EXCLUSIVE MODE")
    print("held", flush=True)
    sys.stdin.readline()
    connection.rollback()
"""


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Let another process hold the writer's lock while the block lasts."""
    plain = store.write.url.set(drivername="postgresql").render_as_string(hide_password=False)
    code, where = (_SQLITE, str(store.sqlite_path)) if store.is_sqlite else (_POSTGRES, plain)
    command = [sys.executable, "-c", code, where]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.communicate("\n")
