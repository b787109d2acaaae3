"""Budgets of an opening load: a block of 25,000 women moves in, against the bare cost of the same work in that run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.conftest import HomeMaker

RUN = Path(__file__).with_name("opening_run.py")
WOMEN = 25_000
AT_MOST = 3.5
"""Times the bare work: its rows read, inserted, and checked once for duplicates; a load checks them twice."""
SECONDS = 60
MEMORY_MB = 500


def run(home: Path, form: str) -> dict[str, Any]:
    """Move in in a process of its own and return what it measured."""
    command = [sys.executable, str(RUN), str(home), str(WOMEN), form]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900, cwd=RUN.parents[2])
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.bench
@pytest.mark.parametrize("form", ["jsonl", "xlsx"])
def test_a_block_moves_in(new_home: HomeMaker, form: str) -> None:
    """From file to accepted under a minute, and at most 3.5 times the bare work; memory stays under 500 MB."""
    engine, home = new_home()
    found = run(home, form)
    print(f"\n{engine}, {form}: {json.dumps(found)}")
    assert found["accepted"] <= SECONDS
    assert found["total"] / found["bare"] <= AT_MOST
    assert found["memory_mb"] <= MEMORY_MB
