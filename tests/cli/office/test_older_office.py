"""An office that a program before 0003 was finished made, from the command line: dead then, at work now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.cli.main import run
from lokos_tui.db import schema
from tests.db.story import MANAGER, PASSWORD
from tests.support.kept import make_home
from tests.support.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an office as commit 60d9974 left it."""
    monkeypatch.setenv("LOKOS_PASSWORD", PASSWORD)
    monkeypatch.delenv("LOKOS_DATABASE_URL", raising=False)
    if request.param == "sqlite":
        yield make_home(tmp_path / "home", "0003-60d9974")
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.empty()
    monkeypatch.setenv("LOKOS_DATABASE_URL", server.url_of(name))
    yield make_home(tmp_path / "home", "0003-60d9974", server.url_of(name))
    server.drop(name)


def test_the_first_command_upgrades_and_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first command tells of the upgrade beside its output, the next does not; the doctor finds nothing wrong."""
    words = ["--home", str(home), "--as", MANAGER, "--json", "verify", "show", "shg-0001"]
    said = []
    for _ in range(2):
        run(words)
        said.append(capsys.readouterr().err)
    assert f"The tables were brought from revision 0003 to {schema.newest()}." in said[0]
    assert "revision" not in said[1]
    assert run(["--json", "doctor", "--home", str(home)]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {check["what"]: check["state"] for check in checks if check["what"] in ("migrations", "tables")} == {
        "migrations": "ok", "tables": "ok",
    }  # fmt: skip


def test_its_trail_verifies_from_the_command_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``lokos audit --verify`` of the upgraded office passes."""
    assert run(["--home", str(home), "--as", "IUP_AHMADPURSADATADM", "audit", "--verify"]) == 0
    assert capsys.readouterr().out
