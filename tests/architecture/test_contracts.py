"""The contracts on imports: each is broken on purpose once, in a copy, and must be seen to break."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
NAMES = [contract["name"] for contract in SETTINGS["contracts"]]

PROBES = {
    "Arrows go one way": [
        ("lokos_tui/commands/probe.py", "import importers.model", "lokos_tui.commands.probe -> importers.model"),
        ("importers/probe.py", "import screens.registry", "importers.probe -> screens.registry"),
    ],
    "Every module has its layer": [
        ("lokos_tui/stray.py", "", "stray"),
        ("lokos_tui/queries/probe.py", "import lokos_tui.services.door", "lokos_tui.queries.probe -> "),
        ("lokos_tui/domain/probe_up.py", "import lokos_tui.collector", "lokos_tui.domain.probe_up -> "),
    ],
    "The domain is pure": [
        ("lokos_tui/domain/probe_random.py", "import random", "lokos_tui.domain.probe_random -> random"),
        ("lokos_tui/domain/probe_time.py", "from time import time", "lokos_tui.domain.probe_time -> time"),
        ("lokos_tui/domain/probe_os.py", "import os.path", "lokos_tui.domain.probe_os -> os"),
        ("lokos_tui/domain/probe_sql.py", "import sqlalchemy", "lokos_tui.domain.probe_sql -> sqlalchemy"),
        (
            "lokos_tui/domain/probe_settings.py",
            "from lokos_tui.settings import Settings",
            "lokos_tui.domain.probe_settings -> lokos_tui.settings",
        ),
    ],
    "Screens hold no SQL and know nothing of the door's inside": [
        ("screens/verification/probe.py", "import sqlalchemy", "screens.verification.probe -> sqlalchemy"),
        ("lokos_tui/ui/probe.py", "import lokos_tui.services.door", "lokos_tui.ui.probe -> lokos_tui.services.door"),
    ],
    "Importers make commands and touch no database": [
        ("importers/probe_sql.py", "import sqlmodel", "importers.probe_sql -> sqlmodel"),
    ],
    "Areas of screens do not import each other": [
        ("screens/loads/probe.py", "import screens.cbos.list", "screens.loads.probe -> screens.cbos.list"),
        ("screens/shared/probe.py", "import screens.registry", "screens.shared.probe -> screens.registry"),
        ("screens/stray.py", "", "stray"),
    ],
}
"""By contract: a file, the import in it that must not be, and how the report names it."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each contract when every probe stands in one copy of the packages; '' for one that is kept."""
    home = tmp_path_factory.mktemp("probes")
    for package in SETTINGS["root_packages"]:
        shutil.copytree(ROOT / package, home / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", home)
    for probes in PROBES.values():
        for path, line, _ in probes:
            assert not (home / path).exists()
            (home / path).write_text(f"{line}\n", encoding="utf-8")
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "COLUMNS": "400", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    _, _, told = text.partition("Broken contracts")
    parts = re.split("|".join(rf"(?m:^({re.escape(name)})$)" for name in NAMES), told)
    words = [part for part in parts[1:] if part is not None]
    return dict(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("name", "named"), [(name, named) for name in PROBES for _, _, named in PROBES[name]])
def test_a_contract_is_seen_to_break(report: dict[str, str], name: str, named: str) -> None:
    """An import against a contract, or a module without a layer, is reported under that contract's name."""
    assert named in report.get(name, ""), report.get(name, f"{name} was kept")


def test_every_contract_has_a_probe() -> None:
    """A new contract comes with an import that breaks it."""
    assert set(PROBES) == set(NAMES)


def test_no_exception_outlives_its_reason() -> None:
    """An exception from a contract that no import needs any more is an error."""
    for contract in SETTINGS["contracts"]:
        assert contract.get("unmatched_ignore_imports_alerting", "error") == "error"


def clock_calls(source: str) -> list[int]:
    """Return the lines that ask for the time of now."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ]


@pytest.mark.parametrize("folder", ["domain", "matching"])
def test_rules_know_no_clock(folder: str) -> None:
    """No rule asks what time it is: now is an argument."""
    for path in (ROOT / "lokos_tui" / folder).rglob("*.py"):
        assert clock_calls(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    "line", ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "clock = datetime.now"]
)
def test_a_clock_in_a_rule_is_seen(line: str) -> None:
    """Each way to ask for the time of now is found, a moment that is given is not."""
    assert clock_calls(f"x = 1\n{line}\n") == [2]
    assert clock_calls("moment = datetime.fromtimestamp(now / 1000, UTC)") == []
