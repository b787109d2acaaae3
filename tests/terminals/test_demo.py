"""The sample office made where there is no terminal: the command it prints opens the screens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.display.terminal import ROOT, Terminal

_PROGRAMS = ([str(Path(sys.executable).parent / "lokos")], [sys.executable, "-m", "lokos_tui"])


@pytest.mark.parametrize("program", _PROGRAMS, ids=["installed", "module"])
def test_the_printed_command_opens_the_screens(program: list[str], tmp_path: Path) -> None:
    """Typed as it stands into a shell in the same directory, the last line's command signs the Block Admin in."""
    made = subprocess.run(
        [*program, "demo", "--home", str(tmp_path / "office"), "--shgs-per-block", "60"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
    )  # fmt: skip
    says, _, command = made.stdout.splitlines()[-1].partition(": ")
    assert says == "Open the screens"
    with Terminal(["sh", "-c", command], {"PATH": "/usr/bin:/bin"}) as line:
        line.wait_for("press Enter", 30)
        line.send("\r")
        line.wait_for("My task", 30)
