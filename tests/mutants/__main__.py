"""``python -m tests.mutants``: make small changes to files of rules, run their tests, print what no test noticed.

The changes are made in a copy of the tree, one at a time. Of the tests of
that file those are run, on SQLite, that come to the changed statement, the
quickest first, until one fails (``reach.py``). A change that makes them fail, hang or not
start is killed; one that they pass survived. ``targets.toml`` lists the files
with their tests, ``equal.toml`` the changes after which the program does the
same, each with the reason.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Change, changes_of
from tests.mutants.trial import Tree

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True, slots=True)
class Target:
    """A file of rules, the tests that hold it, and the share of changes they are to notice, in percent."""

    path: str
    tests: tuple[str, ...]
    least: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """How many changes of a file were tried and noticed; those of ``equal.toml`` are not counted."""

    target: Target
    tried: int
    killed: int

    @property
    def percent(self) -> int:
        """The share that was noticed, rounded down."""
        return 100 * self.killed // self.tried if self.tried else 100


def targets() -> list[Target]:
    """Return the files of ``targets.toml``."""
    listed = tomllib.loads((HERE / "targets.toml").read_text())
    return [Target(one["path"], tuple(one["tests"]), one.get("least", 0)) for one in listed["file"]]


def equal_changes() -> set[tuple[str, str]]:
    """Return (path, words of the change) of those that change nothing."""
    return {(one["path"], one["change"]) for one in tomllib.loads((HERE / "equal.toml").read_text())["same"]}


def sample(source: bytes, seed: str, limit: int) -> list[Change]:
    """Return at most ``limit`` changes of a file, always the same for a seed, in the order of the text."""
    found = changes_of(source)
    chosen = random.Random(seed).sample(range(len(found)), min(limit, len(found)))
    return [found[at] for at in sorted(chosen)]


def score(tree: Tree, target: Target, equal: set[tuple[str, str]], seed: int, most: int) -> Score:
    """Try at most ``most`` changes of one file and print each that no test noticed."""
    source = tree.read(target.path)
    reached = tree.check(target.path, target.tests)
    tried = killed = 0
    for change in sample(source, f"{seed}:{target.path}", most):
        if (target.path, change.words) in equal:
            continue
        tried += 1
        if tree.notices(target.path, change, reached):
            killed += 1
        else:
            print(f"  {target.path}:{change.line}: {change.words}", flush=True)
    return Score(target, tried, killed)


def main() -> int:
    """Score the files; return 1 when one stays below its ``least``."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", help="parts of paths; none: every file of targets.toml")
    parser.add_argument("--limit", type=int, default=40, help="the most changes a file (40)")
    parser.add_argument("--seed", type=int, default=1, help="which changes are chosen (1)")
    asked = parser.parse_args()
    chosen = [one for one in targets() if not asked.files or any(part in one.path for part in asked.files)]
    equal, below = equal_changes(), 0
    with tempfile.TemporaryDirectory(prefix="lokos-mutants-") as folder:
        tree = Tree(ROOT, Path(folder))
        for target in chosen:
            found = score(tree, target, equal, asked.seed, asked.limit)
            below += found.percent < target.least
            print(f"{found.percent:3} %  {found.killed}/{found.tried}  {target.path}", flush=True)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
