"""What is installed is what was tested: the wheel is built, looked into, installed elsewhere and run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer would, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_three_packages_and_their_data(wheel: Path) -> None:
    """Packages, their types, style sheet, migrations and sample files are in it; tests are not."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"lokos_tui", "screens", "importers"}
    for needed in (
        "lokos_tui/ui/style.tcss",
        "lokos_tui/db/migrations/env.py",
        "lokos_tui/sample_data/mapping.xlsx",
        "lokos_tui/py.typed",
        "screens/py.typed",
        "importers/py.typed",
        "screens/registry.py",
        "importers/child.py",
    ):
        assert needed in names
    assert any(name.startswith("lokos_tui/db/migrations/versions/0001") for name in names)


def test_the_installed_program_runs_away_from_its_source(wheel: Path, tmp_path: Path) -> None:
    """Installed into another folder, it answers, makes the sample office and loads the sample mapping."""
    target = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LOKOS_", "PYTHON"))}
    environment |= {"PYTHONPATH": str(target), "LOKOS_HOME": str(tmp_path / "office"), "HOME": str(tmp_path)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-P", "-m", "lokos_tui", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=110, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("--version").startswith("lokos ")
    made = json.loads(run("demo", "--no-open", "--json", "--shgs-per-block", "60"))
    assert made["load"]["counts"]["link"] > 0
    assert made["load"]["counts"]["fault"] == 0
