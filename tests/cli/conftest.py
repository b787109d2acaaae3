"""The command line in a sample office, on each engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run
from tests.support.phones import As, Phone
from tests.support.postgres import Postgres

Lokos = Callable[..., tuple[int, str]]


@pytest.fixture(params=["sqlite", "postgres"])
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """A sample office of 60 SHGs of its own, on each engine."""
    home = tmp_path / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOKOS_DATABASE_URL", raising=False)
        if request.param == "postgres":
            server: Postgres = request.getfixturevalue("postgres")
            patch.setenv("LOKOS_DATABASE_URL", server.url_of(server.make()))
        assert run(["demo", "--home", str(home), "--no-open", "--untouched", "--shgs-per-block", "60"]) == 0
        yield json.loads((home / "demo-accounts.json").read_text())


@pytest.fixture
def lokos(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lokos:
    """Run a command as the Block Admin; returns status and standard output."""
    admin = next(a for a in made["accounts"] if a["role"] == "BLOCK_ADMIN")
    monkeypatch.setenv("LOKOS_HOME", made["home"])
    monkeypatch.setenv("LOKOS_PASSWORD", admin["password"])

    def go(*argv: str) -> tuple[int, str]:
        capsys.readouterr()
        status = run(["--as", admin["user_id"], *argv])
        return status, capsys.readouterr().out

    return go


@pytest.fixture
def as_role(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> As:
    """Run a command as a role of the block; returns status and what was printed as JSON."""
    monkeypatch.setenv("LOKOS_HOME", made["home"])

    def go(role: str, *argv: str) -> tuple[int, Any]:
        who = next(a for a in made["accounts"] if a["role"] == role and a["block"])
        monkeypatch.setenv("LOKOS_PASSWORD", who["password"])
        capsys.readouterr()
        status = run(["--as", who["user_id"], "--json", *argv])
        out = capsys.readouterr().out
        return status, json.loads(out) if out.startswith(("{", "[")) else out

    return go


@pytest.fixture
def phone(made: dict[str, Any]) -> Phone:
    """The bookkeeper's phone."""
    return Phone(made)
