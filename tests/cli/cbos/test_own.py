"""``lokos own-cbos`` and ``lokos blocks``: one's own, and one's area, and nobody else's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lokos_tui.cli.main import run
from tests.support.phones import As, Phone


def test_a_bookkeeper_lists_her_own(as_role: As, phone: Phone) -> None:
    """What she uploaded is hers and waits; the Block Admin has none and is refused."""
    phone.send([phone.shg("shg-0001")], "bundle-0001")
    assert as_role("BLOCK_ADMIN", "inbox")[0] == 0
    status, found = as_role("SHG_BK", "own-cbos")
    assert status == 0
    (row,) = found["rows"]
    assert (row["name"], row["bucket"], row["members"], row["waiting"], row["went_back"]) == (
        "SHG-0001 SAKHI MANDAL", "PENDING_BM", 6, 7, 0,
    )  # fmt: skip
    assert as_role("SHG_BK", "own-cbos", "--search", "nobody")[1]["rows"] == []
    assert as_role("BLOCK_ADMIN", "own-cbos")[0] == 3


def test_staff_see_their_blocks_in_numbers(
    made: dict[str, Any], as_role: As, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A district's admin her blocks, by district one line; a bookkeeper is refused."""
    admin = next(a for a in made["accounts"] if a["role"] == "DISTRICT_ADMIN")
    monkeypatch.setenv("LOKOS_HOME", made["home"])
    monkeypatch.setenv("LOKOS_PASSWORD", admin["password"])
    capsys.readouterr()
    assert run(["--as", admin["user_id"], "--json", "blocks"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["block"], row["district"]) == ("NAJIBABAD", "BIJNOR")
    assert row["shgs"] == 60
    assert 0 < row["share"] < 100
    assert run(["--as", admin["user_id"], "--json", "blocks", "--by-district"]) == 0
    (district,) = json.loads(capsys.readouterr().out)
    assert (district["block"], district["shgs"]) == ("", row["shgs"])
    assert run(["--as", admin["user_id"], "blocks"]) == 0
    assert "% linked" in capsys.readouterr().out
    assert as_role("SHG_BK", "blocks")[0] == 3
