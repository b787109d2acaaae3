"""The sample office as ``make demo`` leaves it: no list of any area is empty, and all of it went through the door."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run
from lokos_tui.files.profiles.bundles import waiting
from tests.support.postgres import Postgres

Ask = Callable[..., Any]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """A sample office of 720 SHGs with its day of work, on each engine."""
    home = tmp_path_factory.mktemp("day") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOKOS_DATABASE_URL", raising=False)
        if request.param == "postgres":
            server: Postgres = request.getfixturevalue("postgres")
            patch.setenv("LOKOS_DATABASE_URL", server.url_of(server.make()))
        assert run(["demo", "--home", str(home), "--no-open", "--shgs-per-block", "720"]) == 0
        patch.setenv("LOKOS_HOME", str(home))
        yield json.loads((home / "demo-accounts.json").read_text())


@pytest.fixture
def ask(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command as a role of the block and return its JSON; it must succeed."""

    def go(role: str, *argv: str) -> Any:
        who = next(a for a in made["accounts"] if a["role"] == role and a["block"])
        monkeypatch.setenv("LOKOS_PASSWORD", who["password"])
        capsys.readouterr()
        assert run(["--as", who["user_id"], "--json", *argv]) == 0
        out = capsys.readouterr().out
        return json.loads(out) if out.startswith(("{\n", "[")) else out

    return go


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("BLOCK_ADMIN", "users"),
        ("BLOCK_ADMIN", "users --status INACTIVE"),
        ("BLOCK_ADMIN", "cbos --linked no"),
        ("BLOCK_ADMIN", "cbos --type VO"),
        ("BLOCK_ADMIN", "cbos --type CLF"),
        ("BLOCK_ADMIN", "batches"),
        ("BLOCK_ADMIN", "audit"),
        ("BLOCK_PM", "duplicates list --found potential"),
        ("BLOCK_PM", "duplicates list --found decided"),
        ("BLOCK_PM", "duplicates generic"),
        ("BLOCK_PM", "verify list"),
        ("BLOCK_PM", "verify list --kind federation"),
        ("BLOCK_PM", "export list"),
    ],
)
def test_no_list_is_empty(ask: Ask, role: str, words: str) -> None:
    """Every list of every area shows at least one row."""
    assert ask(role, *words.split())["rows"]


def test_something_went_back(ask: Ask) -> None:
    """The list of what the bookkeepers have to correct has a line with its remark."""
    assert "FORMATION_DATE" in str(ask("BLOCK_PM", "returned"))


def test_the_central_server_refused_something(ask: Ask) -> None:
    """The first export has a refused record, with the reason."""
    assert [row["reason"] for row in ask("BLOCK_ADMIN", "export", "list", "1")["refused"]] == ["The village is closed"]


def test_something_waits_to_leave(ask: Ask, tmp_path: Path) -> None:
    """What was approved after the first export is ready for the next, and the refused record for one more try."""
    sent = ask("BLOCK_ADMIN", "export", "approved", "-o", str(tmp_path / "next.jsonl"))
    assert sent["export"] == 2
    assert sent["records"] > 0


def test_something_is_left_to_load(made: dict[str, Any]) -> None:
    """A bundle and a workbook with faults lie in the inbox."""
    inbox = Path(made["home"]) / "inbox"
    assert [path.name for path in waiting(inbox)] == ["new-group.jsonl"]
    assert (inbox / "mapping_with_faults.xlsx").is_file()


def test_all_of_it_went_through_the_door(ask: Ask) -> None:
    """The audit trail of the day verifies and names the block manager's acts."""
    actions = {row["action"] for row in ask("BLOCK_ADMIN", "audit", "--all")}
    assert {"profiles.upload", "duplicates.decide", "verify.approve", "verify.reject", "export.acknowledge"} <= actions
    assert ask("BLOCK_ADMIN", "audit", "--verify")


def test_a_fresh_one_can_be_made_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--fresh throws the sample office away with its exports, so that the new one can send its first again."""
    monkeypatch.delenv("LOKOS_DATABASE_URL", raising=False)
    small = ["demo", "--home", str(tmp_path / "home"), "--no-open", "--shgs-per-block", "100"]
    assert run(small) == 0
    assert run([*small, "--fresh"]) == 0
    assert len(list((tmp_path / "home" / "exports").iterdir())) == 1
