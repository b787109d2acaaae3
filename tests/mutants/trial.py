"""A copy of the tree in which one file is changed at a time, and a run of its tests after each change."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.mutants.changes import Change
from tests.mutants.reach import Only, Reached, Watch

_OURS = ("tests", "lokos_tui", "importers", "screens")
_HEAVY = ("pytest", "hypothesis", "pytest_asyncio", "pytest_timeout", "alembic.command", "sqlalchemy.dialects.sqlite",
          "sqlmodel", "openpyxl", "psycopg", "jsonschema_rs", "argon2", "rapidfuzz")  # fmt: skip
_PLAIN = (
    "-x", "-q", "-p", "no:randomly", "-p", "no:xdist", "-k", "not postgres", "--hypothesis-seed=0",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip
_PASSED, _FAILED = 0, 1
_ENDS = (0, 1, 2, 4, None)  # passed, failed, a module or conftest.py that cannot be imported, hung
_LEAST_SECONDS, _TIMES, _MOST_SECONDS = 60, 5, 600
_SAID, _REACHED = "said.txt", "reached.json"
_NOTHING = b"raise SystemError\n"


class Tree:
    """A copy of the project's files in ``folder``; each run of tests is a process of its own, forked from this one."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        for name in listed.split("\0"):
            if name and (root / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, folder / name)
        for name in _HEAVY:
            importlib.import_module(name)

    def read(self, path: str) -> bytes:
        """Return a file as it was copied."""
        return (self._folder / path).read_bytes()

    def check(self, path: str, tests: Sequence[str]) -> Reached:
        """Return what the tests of a file reach of it.

        Raises ValueError when they fail on the file as it is, in their own
        order or the quickest first, or pass without it.
        """
        kept = self._folder / _REACHED
        ways: tuple[Callable[[], object], ...] = (
            lambda: Watch(self._folder, path, kept), lambda: Only(Reached.read(kept).quickest),
        )  # fmt: skip
        for way in ways:
            if self._run(tests, _MOST_SECONDS, way()) != _PASSED:
                raise ValueError(f"{path}: its tests fail without any change.\n{(self._folder / _SAID).read_text()}")
        if not self._notices(path, _NOTHING, tests, _MOST_SECONDS):
            raise ValueError(f"{path}: its tests do not use it.")
        return Reached.read(kept)

    def notices(self, path: str, change: Change, reached: Reached) -> bool:
        """Return whether a test that comes to the change fails, hangs or does not start; the file is put back."""
        source = self.read(path)
        names = reached.tests(source, change)
        seconds = sum(reached.seconds[name] for name in names)
        return bool(names) and self._notices(
            path, change.applied(source), sorted({name.partition("::")[0] for name in names}),
            _LEAST_SECONDS + _TIMES * seconds, Only(names),
        )  # fmt: skip

    def _notices(self, path: str, changed: bytes, tests: Sequence[str], limit: float, *plugins: Any) -> bool:
        file = self._folder / path
        before = file.read_bytes()
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
            compiled.unlink()
        file.write_bytes(changed)
        try:
            ended = self._run(tests, limit, *plugins, keep=False)
        finally:
            file.write_bytes(before)
        if ended not in _ENDS:
            raise ValueError(f"{path}: pytest ended with {ended}.")
        return ended != _PASSED

    def _run(self, tests: Sequence[str], limit: float, *plugins: Any, keep: bool = True) -> int | None:
        """Run tests in the copy and return pytest's exit status; None when they were ended after ``limit`` seconds."""
        child = os.fork()
        if child == 0:
            os.setsid()
            os._exit(self._in_child(tests, plugins, keep=keep))
        until = time.monotonic() + limit
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else _FAILED
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None

    def _in_child(self, tests: Sequence[str], plugins: Sequence[Any], *, keep: bool) -> int:
        os.chdir(self._folder)
        said = os.open(_SAID, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        for number in range(3):
            os.dup2(said, number)
        os.environ["PYTHONPATH"] = str(self._folder)
        sys.dont_write_bytecode = not keep
        sys.path[:] = [str(self._folder), *(one for one in sys.path if one not in ("", str(self._root)))]
        for name in [one for one in sys.modules if one.partition(".")[0] in _OURS]:
            del sys.modules[name]
        importlib.invalidate_caches()
        import pytest

        with contextlib.suppress(BaseException):  # whatever ends pytest itself is a change that was noticed
            return int(pytest.main([*_PLAIN, *tests], plugins=plugins))
        return _FAILED
