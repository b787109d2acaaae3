"""Revisions that have landed are never touched again, and stand on nothing that moves."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

from lokos_tui.db import schema
from tests.db.keep import names

VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"
LANDED = {
    "0001_the_tables_of_the_main_job.py": "3e3518a728144d45e87784042b313afe044a4ea2bba4530f48d311f0fa9ec793",
    "0002_profiles_and_duplicates.py": "013885e258d3b10889c8dd5525f3fddc2062b44cd25d49d64b9dbc9bc74f58e6",
    "0003_verification.py": "c68eea676429e75efd98ff1e3d5f69fda76934a29888b8e3f5764a1582c0dde9",
    "0004_one_shape_for_every_office.py": "0baacffc2bb59d0db0a3f8467f9ad6f072dfa6f62e2372cbde13622d1137022e",
    "0005_answers_that_stay.py": "0b8cd8b7cde67c9925a3c967a03811dac4d6597ad060b82476a1ef5da2feeaed",
    "0006_language_of_an_account.py": "0eef00aafb436c183740ca374ff747a3c77d3282d79a231c43b16ea914a37bce",
    "0007_deputed_staff_administrators.py": "a24f3787d39c44e3d1a439cf3c9e93eece3a402e3e4187c207f502ff7b2f5651",
    "0008_opening_loads.py": "cfa85ecc2c7484adefaad28d2e239c71ee239ae52935d5069cbcbac26c7cda74",
}
"""SHA-256 of every revision's file. A new revision adds a line; a line is never changed."""


def test_a_landed_revision_is_never_changed() -> None:
    """Offices have run it: a change reaches only those made later, which then say the same number with other tables."""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VERSIONS.glob("*.py")}
    changed = sorted(name for name in LANDED if found.get(name) != LANDED[name])
    assert not changed, (
        f"{', '.join(changed)}: a landed revision is never changed. Put it back, and write a new revision."
    )
    new = sorted(found.keys() - LANDED.keys())
    assert not new, f"{', '.join(new)}: add the SHA-256 of the new revision here when it is done."


def test_no_revision_imports_the_project() -> None:
    """A revision that calls live code does something else tomorrow."""
    for path in VERSIONS.glob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text())))
        modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
        assert {name.partition(".")[0] for name in modules} <= {"__future__", "sqlalchemy", "alembic"}, path.name


def test_every_revision_is_kept() -> None:
    """There is an office of each revision to upgrade: ``python -m tests.db.keep NUMBER`` keeps the newest."""
    assert {name.partition("-")[0] for name in names()} == set(schema.revisions())
