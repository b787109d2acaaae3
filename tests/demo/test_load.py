"""The demonstration block in a database: every row, every reference, beside what is there."""

from __future__ import annotations

from pathlib import Path

from lokos_tui.db import schema
from lokos_tui.db.engine import open_store
from lokos_tui.demo.block import make_block
from lokos_tui.demo.geography import blocks
from lokos_tui.demo.load import fill_block


def test_blocks_load_whole_and_beside_earlier_rows(tmp_path: Path) -> None:
    """Counts agree, references hold, and ids go on from the block's counters."""
    store = open_store(f"sqlite:///{tmp_path / 'office.db'}")
    schema.upgrade(store)
    first, second = (make_block(place, shgs=60) for place in blocks(2))
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO block_counter (block_code, name, value) VALUES ('996', 'cbo', 7)")
        counts = fill_block(connection, first, now=1, by="DEMO")
        fill_block(connection, second, now=1, by="DEMO")
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*), min(id) FROM cbo WHERE block_code = '996'").one()
        faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    store.close()
    assert tuple(kept) == (len(first.cbos), 8)
    assert counts["member"] == sum(1 for _ in first.members())
    assert faults == []
