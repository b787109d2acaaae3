"""Which lines of a file each test reaches: a change on a line is shown to the tests that come there, and to no other.

A test that never runs the statement a change stands in cannot notice it, so
leaving it out makes the answer quicker and no different. The one exception is
what a process keeps of an earlier call (``functools.cache``): there a change
may be called unnoticed that another test would have seen, never the other way.
"""

from __future__ import annotations

import ast
import importlib
import json
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.mutants.changes import Change


@dataclass(frozen=True, slots=True)
class Reached:
    """What a run of the tests showed: seconds and lines of each, and the lines that what they share runs."""

    seconds: dict[str, float]
    lines: dict[str, frozenset[int]]
    shared: frozenset[int]

    @classmethod
    def read(cls, path: Path) -> Reached:
        """Return what ``Watch`` wrote."""
        kept = json.loads(path.read_text())
        lines = {name: frozenset(found) for name, found in kept["lines"].items()}
        return cls(kept["seconds"], lines, frozenset(kept["shared"]))

    @property
    def quickest(self) -> tuple[str, ...]:
        """All tests, the quickest first."""
        return tuple(sorted(self.seconds, key=lambda name: (self.seconds[name], name)))

    def tests(self, source: bytes, change: Change) -> tuple[str, ...]:
        """Return the tests that can notice a change, the quickest first; all of them for what runs on import."""
        about = lines_about(source, change)
        if about is None or self.shared.intersection(about):
            return self.quickest
        return tuple(name for name in self.quickest if self.lines.get(name, frozenset()).intersection(about))


def lines_about(source: bytes, change: Change) -> range | None:
    """Return the lines of the statement that a change stands in; None for one that runs when the file is imported."""
    last = change.line + change.before.count("\n")
    inside = {
        (node.end_lineno or 0) - node.lineno: node.lineno
        for function in ast.walk(ast.parse(source))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, ast.stmt) and node is not function
        if node.lineno <= change.line and last <= (node.end_lineno or 0)
    }
    if not inside:
        return None
    smallest = min(inside)
    return range(inside[smallest], inside[smallest] + smallest + 1)


class Watch:
    """A plugin of pytest that writes into ``kept`` which lines of ``file`` each test reaches, and how long it takes."""

    def __init__(self, folder: Path, file: str, kept: Path) -> None:
        self._name, self._kept = str(folder / file), kept
        self._module = file.removesuffix(".py").replace("/", ".")
        self._seconds: dict[str, float] = defaultdict(float)
        self._lines: dict[str, set[int]] = {}
        self._shared: set[int] = set()
        self._into: set[int] = set()

    def pytest_collection_finish(self) -> None:
        """Import the file now: what runs on import is no test's."""
        importlib.import_module(self._module)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Watch one test with what is made for it."""
        self._into = self._lines.setdefault(item.nodeid, set())
        threading.settrace(self._called)
        sys.settrace(self._called)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        """What is made once for several tests is of all of them."""
        before = self._into
        if fixturedef.scope != "function":
            self._into = self._shared
        try:
            return (yield)
        finally:
            self._into = before

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up how long a test takes, with what is made for it."""
        self._seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Write it all down."""
        lines = {name: sorted(found) for name, found in self._lines.items()}
        self._kept.write_text(json.dumps({"seconds": self._seconds, "lines": lines, "shared": sorted(self._shared)}))

    def _called(self, frame: FrameType, _event: str, _given: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename == self._name else None

    def _line(self, frame: FrameType, event: str, _given: object) -> Callable[..., Any]:
        if event == "line":
            self._into.add(frame.f_lineno)
        return self._line


class Only:
    """A plugin of pytest that runs the tests of these names, in this order."""

    def __init__(self, names: Sequence[str]) -> None:
        self._rank = {name: at for at, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out; a change after which none has its name any more is shown to all that there are."""
        if kept := [item for item in items if item.nodeid in self._rank]:
            items[:] = sorted(kept, key=lambda item: self._rank[item.nodeid])
