"""The command line starts cheaply and says wrong usage in its own words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lokos_tui.cli.main import run
from tests.support.until import PATIENCE

_HEAVY = ("sqlalchemy", "sqlmodel", "textual", "openpyxl", "argon2", "rapidfuzz")
_PROBE = """
import sys
from lokos_tui.cli.main import run
sys.argv = ["lokos", *{argv!r}]
from lokos_tui.__main__ import main
try:
    status = main()
finally:
    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
sys.exit(status)
"""
WRONG: tuple[tuple[list[str], int], ...] = (
    (["no-such-command"], 2),
    (["--no-such-option"], 2),
    (["import"], 2),
    (["import", "people", "x.xlsx"], 2),
    (["import", "mapping"], 2),
    (["user"], 2),
    (["user", "create"], 2),
    (["user", "show"], 2),
    (["users", "--format", "xml"], 2),
    (["users"], 2),
    (["link", "IUP_X"], 2),
    (["cbo"], 2),
    (["cbos", "--type", "BANK"], 2),
    (["batch", "seven"], 2),
    (["undo", "0"], 2),
    (["demo", "--blocks", "0"], 2),
    (["init", "--state", "UP"], 2),
    (["users", "--as", "IUP_NOBODY"], 3),
    (["audit", "--verify", "--as", "IUP_NOBODY"], 3),
    (["password", "--as", "IUP_NOBODY"], 3),
    ([], 3),
)


def lokos(*argv: str, home: Path, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the real program without a terminal."""
    env = {**os.environ, "LOKOS_HOME": str(home), "LOKOS_PASSWORD": "x", "TERM": "dumb", **environ}
    return subprocess.run(
        [sys.executable, "-m", "lokos_tui", *argv],
        input=stdin,
        capture_output=True,
        env=env,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["import", "--help"]])
def test_nothing_heavy_is_imported(argv: list[str]) -> None:
    """Version and help come without the database, the screens or a workbook reader."""
    code = _PROBE.format(argv=argv, heavy=_HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


@pytest.mark.parametrize(
    ("argv", "status"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_wrong_input(
    argv: list[str], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong input gives its status, a sentence on standard error, and no traceback."""
    monkeypatch.setenv("LOKOS_HOME", str(tmp_path))
    monkeypatch.setenv("LOKOS_PASSWORD", "x")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("LOKOS_DATABASE_URL", raising=False)
    assert run(argv) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert status == 2 or len(said.err.splitlines()) == 1


def test_options_stand_before_or_after(tmp_path: Path) -> None:
    """--home and --json are taken on either side of the command."""
    before = lokos("--home", str(tmp_path), "--json", "doctor", home=tmp_path / "other")
    after = lokos("doctor", "--json", "--home", str(tmp_path), home=tmp_path / "other")
    assert json.loads(before.stdout)["home"] == json.loads(after.stdout)["home"] == str(tmp_path)
    assert before.returncode == after.returncode == 3


def test_no_terminal_no_screens(tmp_path: Path) -> None:
    """Without a terminal the screens are refused in one sentence."""
    done = lokos(home=tmp_path)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == ["lokos: The screens need a terminal. Open one, or see: lokos --help."]
