"""Budgets of starting: ``--version`` against bare Python, and nothing heavy before the first screen."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import pytest

RATIO = 2.0
HEAVY = ("sqlalchemy", "sqlmodel", "openpyxl", "python_calamine", "argon2", "rapidfuzz", "alembic", "psycopg")
_FIRST_SCREEN = """
import sys
from lokos_tui.context import Office
from lokos_tui.settings import Settings
from lokos_tui.app import LokosApp
from screens.registry import ROUTES
LokosApp(Office(Settings()), ROUTES)
ROUTES["sign_in"]()
print(" ".join(name for name in {heavy!r} if name in sys.modules))
"""


def seconds(command: list[str]) -> float:
    """Return the median wall time of a command over many runs."""
    found = []
    for _ in range(21):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


@pytest.mark.bench
def test_version_costs_at_most_twice_bare_python() -> None:
    """``lokos --version`` takes at most twice the time of ``python -c pass``."""
    bare = seconds([sys.executable, "-c", "pass"])
    version = seconds([sys.executable, "-m", "lokos_tui", "--version"])
    print(f"\nbare python {bare * 1000:.0f} ms, --version {version * 1000:.0f} ms: {version / bare:.2f}")
    assert version <= bare * RATIO


@pytest.mark.bench
def test_nothing_heavy_is_imported_before_the_first_screen() -> None:
    """Making the app and the sign-in screen loads neither database nor workbook libraries."""
    program = _FIRST_SCREEN.format(heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
