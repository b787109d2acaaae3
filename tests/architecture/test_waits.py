"""No test depends on how busy the machine is: property tests have no deadline, and waits are for conditions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.support import properties

TESTS = Path(__file__).parents[1]
OWN_WAITS = {"support/until.py", "support/properties.py", "display/terminal.py"}
"""Where waiting itself is written."""
CLOCKS = {"sleep", "monotonic", "perf_counter"}
OF_THE_CLOCK = {"deadline", "suppress_health_check", "derandomize"}


def _sources() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(TESTS.rglob("*.py")):
        name = path.relative_to(TESTS).as_posix()
        if name not in OWN_WAITS and not name.startswith(("bench/", "mutants/")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield name, node


def test_no_property_test_has_a_deadline() -> None:
    """The one profile is in force, and no settings of a test's own bring a deadline or a slow start's fault back."""
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check
    assert properties.ONE_FIXTURE.deadline is None
    named = {
        (name, keyword.arg)
        for name, node in _sources()
        if isinstance(node, ast.Call) and "settings" in ast.unparse(node.func)
        for keyword in node.keywords
    }
    assert {(name, word) for name, word in named if word in OF_THE_CLOCK} == set()


def test_nothing_waits_a_fixed_time() -> None:
    """No sleep, no pause of some seconds and no clock in a test: it waits until what it needs is there."""
    found = set()
    for name, node in _sources():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            paused = node.func.attr == "pause" and any(isinstance(each, ast.Constant) for each in node.args)
            if paused or (node.func.attr in CLOCKS and ast.unparse(node.func.value) in {"time", "asyncio"}):
                found.add((name, ast.unparse(node)))
    assert found == {("tui/test_line_drop.py", "time.monotonic()")}, "it says what a lost line may lose, in seconds"
