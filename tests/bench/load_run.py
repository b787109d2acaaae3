"""One whole load in a process of its own, and what the same rows cost bare; prints one line of JSON.

Usage: python tests/bench/load_run.py HOME ROWS SHGS

``bare`` is reading the file with calamine plus inserting the same link rows
into the same table (``executemany`` on SQLite, ``COPY`` on Postgres), in this
same run. ``plain`` inserts them into a table without foreign keys and with two
indexes only.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from lokos_tui.context import Context, Office
from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.files.loads.load import Load
from lokos_tui.services.links.change import LINK_COLUMNS
from lokos_tui.settings import load_settings

BLOCK = "996"
NOW = 1_767_252_600_000
PER_PERSON = 20
_NAMES = ("SUNITA DEVI", "MEENA KUMARI", "सुनीता देवी", "उषा कुमारी")


def letters(number: int) -> str:
    """Return three letters that tell people apart."""
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


def write_file(path: Path, rows: int) -> None:
    """Write a mapping workbook of ``rows`` rows and 8 columns, half the names Devanagari."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mapping")
    sheet.append(
        ["User ID", "Bookkeeper Name", "Mobile", "Role Category", "Gram Panchayat", "Village", "SHG Code", "SHG Name"]
    )
    for row in range(rows):
        person = row // PER_PERSON
        name = f"{_NAMES[person % 4]} {letters(person)}"
        sheet.append(["", name, str(6_000_000_000 + person), "SHG", "", "", str(910_000_001 + row), f"SHG {row + 1}"])
    book.save(path)


def fill(store: Store, shgs: int) -> None:
    """Put ``shgs`` SHGs into the block."""
    columns = ("block_code", "id", "cbo_type", "code", "name", "name_key", "gp_id", "origin", "change_type", "bucket",
               "life", "duplicate", "version")  # fmt: skip
    fixed = ("MIGRATED", "", "WITH_BOOKKEEPER", "ACTIVE", "NOT_CHECKED", 1)
    with store.writing() as connection:
        gp = ("block_code", "id", "nrlm_code", "name", "name_key", "is_active")
        bulk.insert_rows(connection, tables.gram_panchayat, gp, [(BLOCK, 1, "9999999001", "GUDU", "GUDU", True)])
        bulk.insert_rows(
            connection,
            tables.cbo,
            columns,
            ((BLOCK, n, "SHG", str(910_000_000 + n), f"SHG {n}", f"SHG {n}", 1, *fixed) for n in range(1, shgs + 1)),
        )
        if not store.is_sqlite:
            connection.exec_driver_sql("ANALYZE")


def timed_load(ctx: Context, path: Path) -> dict[str, float]:
    """Carry one file from Enter to the end and return the seconds of each step."""
    marks = [time.perf_counter()]
    job = Load(ctx, "mapping", path, path.name)
    for step in (job.read, job.check, job.apply):
        step()
        marks.append(time.perf_counter())
    steps = dict(zip(("read", "plan", "apply"), (b - a for a, b in pairwise(marks)), strict=True))
    return {**steps, "total": marks[-1] - marks[0], "preview": marks[2] - marks[0]}


def bare_read(path: Path) -> float:
    """Return the seconds calamine needs for the file alone."""
    start = time.perf_counter()
    for _ in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows():
        pass
    return time.perf_counter() - start


def bare_inserts(store: Store) -> tuple[float, float]:
    """Return the seconds of inserting the same link rows into the same table, and into a plain one."""
    with store.reading() as connection:
        listed = ", ".join(LINK_COLUMNS)
        rows = [tuple(row) for row in connection.exec_driver_sql(f"SELECT {listed} FROM cbo_link")]
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM cbo_link")
        connection.exec_driver_sql(f"CREATE TABLE plain AS SELECT {listed} FROM cbo_link")
        connection.exec_driver_sql("CREATE UNIQUE INDEX plain_one ON plain (account_id, cbo_id)")
        connection.exec_driver_sql("CREATE INDEX plain_two ON plain (batch_id)")
    if not store.is_sqlite:
        with store.write.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM cbo_link")
    found = []
    for name in ("cbo_link", "plain"):
        start = time.perf_counter()
        with store.writing() as connection:
            cursor = connection.connection.cursor()
            if store.is_sqlite:
                cursor.executemany(f"INSERT INTO {name} ({listed}) VALUES ({', '.join('?' * len(LINK_COLUMNS))})", rows)
            else:
                with cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        found.append(time.perf_counter() - start)
    return found[0], found[1]


def main() -> None:
    """Make the office's rows, load the file, measure, print."""
    home, rows, shgs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    office = Office(load_settings(home), lambda: NOW)
    path = home / f"rows-{rows}.xlsx"
    if not path.exists():
        write_file(path, rows)
    fill(office.store, shgs)
    actor = Actor("IUP_NBDADM", "BENCH ADMIN", Role.BLOCK_ADMIN, Area("9", "132", BLOCK), 1, "NAJIBABAD", "UP")
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result = timed_load(Context(office, actor), path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    read = min(bare_read(path) for _ in range(2))
    own, plain = bare_inserts(office.store)
    office.close()
    report = {**result, "bare_read": read, "bare_own": own, "bare_plain": plain, "memory_mb": memory,
              "memory_before_mb": before, "child_mb": child, "rows": rows}  # fmt: skip
    print(json.dumps(report))


if __name__ == "__main__":
    main()
