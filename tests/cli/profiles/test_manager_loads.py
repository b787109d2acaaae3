"""A block manager who loads on the command line is told that others decide; alone she is refused and nothing moves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lokos_tui.cli.main import run
from tests.support.phones import As, Phone

RULE = "Whoever loads a bundle cannot approve what is in it."


def switch_off_second(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the State Admin switch the second block manager off."""
    state = next(a for a in made["accounts"] if a["role"] == "STATE_ADMIN")
    monkeypatch.setenv("LOKOS_HOME", made["home"])
    monkeypatch.setenv("LOKOS_PASSWORD", state["password"])
    assert run(["--as", state["user_id"], "user", "inactivate", "IUP_NBDBPM2", "--reason", "on leave"]) == 0


def test_with_another_manager_it_is_said_and_done(
    as_role: As, phone: Phone, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence on standard error, the status and the JSON as ever; for the Block Admin nothing is said."""
    phone.send([phone.shg("shg-0001")], "bundle-0001")
    path = phone.send([phone.shg("shg-0002", first=40)], "bundle-0002", sequence=2)
    path.rename(path.parent.parent / path.name)
    status, _ = as_role("BLOCK_PM", "import", "profiles", str(path.parent.parent / path.name))
    assert status == 0
    status, found = as_role("BLOCK_PM", "inbox")
    assert (status, [one["where"] for one in found]) == (0, ["done"])
    capsys.readouterr()


def test_the_sentence_is_on_standard_error(
    made: dict[str, Any], phone: Phone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output stays JSON."""
    phone.send([phone.shg("shg-0001")], "bundle-0001")
    manager = next(a for a in made["accounts"] if a["role"] == "BLOCK_PM")
    monkeypatch.setenv("LOKOS_HOME", made["home"])
    monkeypatch.setenv("LOKOS_PASSWORD", manager["password"])
    capsys.readouterr()
    assert run(["--as", manager["user_id"], "--json", "inbox"]) == 0
    said = capsys.readouterr()
    assert f"{RULE} 1 other block manager can." in said.err
    assert [one["where"] for one in json.loads(said.out)] == ["done"]


@pytest.mark.parametrize("command", ["inbox", "import"])
def test_alone_she_is_refused_and_nothing_moves(
    made: dict[str, Any], as_role: As, phone: Phone, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Status 3, and the bundle lies where it lay: the Block Admin loads it."""
    path = phone.send([phone.shg("shg-0001")], "bundle-0001")
    switch_off_second(made, monkeypatch)
    argv = ["inbox"] if command == "inbox" else ["import", "profiles", str(path)]
    assert as_role("BLOCK_PM", *argv)[0] == 3
    assert path.exists()
    status, found = as_role("BLOCK_ADMIN", "inbox")
    assert (status, [one["where"] for one in found]) == (0, ["done"])
