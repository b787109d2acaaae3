"""Measures the stored check in a process of its own: ``speed_run.py HOME`` prints one JSON line."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from lokos_tui.db.engine import Store
from lokos_tui.domain.duplicates.rules import SHIPPED
from lokos_tui.matching.person import RawPerson
from lokos_tui.matching.records import MEMBER, Ref, kept
from lokos_tui.services.duplicates.refresh import Refreshed, refresh
from lokos_tui.services.office.make import open_existing
from lokos_tui.settings import load_settings
from tests.bench.matching.people import people

STORED, BATCH, BATCHES, BLOCKS = 25_000, 500, 8, 40
HERE = "996"
_COPIED = {
    "match_record": "kind, id, fields",
    "match_key": "key, kind, id",
    "common_key": "key, holders, field, shown",
    "duplicate_result": "kind, id, overall, mobile, account, voter, aadhaar, confirmed, potential, uploaded_at,"
    " checked_at, stale",
    "finding": "one_kind, one_id, other_kind, other_id, found, worst, number, weight, numbers, terms, at, decision_id",
}


def texts() -> list[str]:
    """Return members of one busy block as they are kept for comparing."""
    records, _ = people("messy_office", 3, STORED + BATCH * BATCHES * 2 + 2_000)
    return [
        kept(
            RawPerson(
                r["name"], r["father_or_husband_name"], r["relation"], r["dob"], r["year_of_birth"], r["mobile"],
                r["bank_account"], r["ifsc"], r["voter_id"], r["aadhaar_token"], r["gp"], r["village"],
            )
        )
        for r in records
    ]  # fmt: skip


def check(store: Store, changes: dict[Ref, str | None]) -> tuple[Refreshed, float, float]:
    """Check one batch in a transaction of its own; returns what it did, CPU and wall seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    with store.writing() as connection:
        done = refresh(connection, HERE, changes, 1, SHIPPED)
    return done, time.process_time() - cpu, time.perf_counter() - wall


def uploads(store: Store, kept_texts: list[str], first: int) -> tuple[float, float]:
    """Check eight uploads of 500 members; returns the middle records per CPU second, and pairs weighed a record."""
    rates, pairs = [], 0
    for number in range(BATCHES):
        start = first + number * BATCH
        done, cpu, _ = check(store, {Ref(MEMBER, n): kept_texts[n] for n in range(start, start + BATCH)})
        rates.append(BATCH / cpu)
        pairs += done.weighed
    return statistics.median(rates), pairs / (BATCH * BATCHES)


def one_changed(store: Store, kept_texts: list[str]) -> float:
    """Return the middle wall milliseconds of a check of one changed member."""
    walls = [check(store, {Ref(MEMBER, n): kept_texts[-1 - n]})[2] for n in range(1_000, 1_060)]
    return statistics.median(walls) * 1000


def clone(connection: Connection) -> None:
    """Copy the block into 39 others: a million members stand in the same tables."""
    for number in range(1, BLOCKS):
        for table, columns in _COPIED.items():
            connection.exec_driver_sql(
                f"INSERT INTO {table} (block_code, {columns}) "
                f"SELECT '{9000 + number}', {columns} FROM {table} WHERE block_code = '{HERE}'"
            )


def main() -> None:
    """Fill, measure, clone, measure again."""
    store = open_existing(load_settings(Path(sys.argv[1])).database_url)
    kept_texts = texts()
    _, cpu, wall = check(store, {Ref(MEMBER, n): kept_texts[n] for n in range(STORED)})
    found: dict[str, Any] = {"at_once_s": wall, "at_once_cpu": cpu}
    found["rate"], found["pairs"] = uploads(store, kept_texts, STORED)
    found["one_ms"] = one_changed(store, kept_texts)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with store.writing() as connection:
        clone(connection)
    if not store.is_sqlite:
        with store.write.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("ANALYZE")
    found["rate_at_million"], _ = uploads(store, kept_texts, STORED + BATCH * BATCHES)
    store.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
