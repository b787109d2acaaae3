"""Budgets of the mapping load: against the bare cost of the same work in the same run."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.conftest import HomeMaker

RUN = Path(__file__).with_name("load_run.py")
AT_MOST = {"sqlite": 3.0, "postgres": 2.0}
MEMORY_MB = 400
GROWTH = 1.2
PREVIEW_S = 2.0


def run(home: Path, rows: int, shgs: int) -> dict[str, Any]:
    """Load a file in a process of its own and return what it measured."""
    command = [sys.executable, str(RUN), str(home), str(rows), str(shgs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900, cwd=RUN.parents[2])
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.bench
def test_a_hundred_thousand_rows(new_home: HomeMaker) -> None:
    """100,000 link rows end to end cost at most 3 (SQLite) or 2 (Postgres) times the bare work, under 400 MB."""
    runs = []
    for _ in range(3):
        engine, home = new_home()
        runs.append(run(home, 100_000, 100_000))
    ratios = [r["total"] / (r["bare_read"] + r["bare_own"]) for r in runs]
    plain = [r["total"] / (r["bare_read"] + r["bare_plain"]) for r in runs]
    middle = sorted(runs, key=lambda r: r["total"])[1]
    print(
        f"\n{engine}: read {middle['read']:.2f} plan {middle['plan']:.2f} apply {middle['apply']:.2f} "
        f"total {middle['total']:.2f} s; bare: calamine {middle['bare_read']:.2f}, "
        f"same table {middle['bare_own']:.2f}, "
        f"plain table {middle['bare_plain']:.2f} s; ratio {statistics.median(ratios):.2f} "
        f"(plain table {statistics.median(plain):.2f}); memory {middle['memory_mb']} MB, child {middle['child_mb']} MB"
    )
    assert statistics.median(ratios) <= AT_MOST[engine]
    assert max(r["memory_mb"] for r in runs) <= MEMORY_MB


@pytest.mark.bench
def test_growth_is_linear(new_home: HomeMaker) -> None:
    """From 10,000 to 100,000 rows the cost of a row rises by at most a fifth; a block's own file shows in 2 seconds."""
    cost: dict[int, float] = {}
    for rows in (2_500, 10_000, 100_000):
        best = min(
            (run(new_home()[1], rows, 100_000 if rows > 2_500 else 2_500) for _ in range(2)), key=lambda r: r["total"]
        )
        cost[rows] = best["total"] / rows
        print(f"\n{rows:>7} rows: {cost[rows] * 1e6:.1f} us a row, preview after {best['preview']:.2f} s")
        if rows == 2_500:
            assert best["preview"] <= PREVIEW_S
    assert cost[100_000] <= cost[10_000] * GROWTH
