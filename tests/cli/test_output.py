"""What is printed can neither drive a terminal nor a spreadsheet."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.cli import faults, main
from lokos_tui.cli.listing import key_of, token_of
from lokos_tui.cli.output import JsonPrinter, print_table, width
from lokos_tui.domain.text import csv_cell


@given(st.text(max_size=30))
def test_csv_cells_are_no_formulas(text: str) -> None:
    """No cell of a CSV begins with a sign that a spreadsheet obeys, and none holds an escape."""
    cell = csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@"))
    assert "\x1b" not in cell


@given(st.text(max_size=40) | st.integers(), st.integers(min_value=0))
def test_tokens_round_trip(value: str | int, number: int) -> None:
    """The token of a page gives its key back."""
    assert key_of(token_of((value, number))) == (value, number)


def test_columns_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns stand under one another where Devanagari marks take no cell."""
    print_table(("Name", "No"), [("राधा", 1), ("Asha Devi", 2)])
    lines = capsys.readouterr().out.splitlines()
    assert {width(line[: line.rindex(" ")]) for line in lines[1:]} == {10}


def test_streamed_json_parses(capsys: pytest.CaptureFixture[str]) -> None:
    """An array printed in parts is one JSON document, empty or not."""
    for rows in ([], [("a", 1), ("b\x1b[0m", 2)]):
        printer = JsonPrinter(["name", "number"])
        printer.rows(rows)
        printer.end()
        assert len(json.loads(capsys.readouterr().out)) == len(rows)


def test_unexpected_faults_leave_a_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours is one sentence, status 3, and a log of 0600 that holds no message and no value."""

    def broken(_: Any) -> int:
        raise RuntimeError("mobile 9876543210")

    monkeypatch.setattr(main, "_handler", broken)
    assert main.run(["doctor", "--home", str(tmp_path)]) == 3
    said = capsys.readouterr().err
    log = tmp_path / faults.FILE_NAME
    assert said.startswith("lokos: unexpected fault, reference ")
    assert len(said.splitlines()) == 1
    assert said.split("reference ")[1][:6] in log.read_text()
    assert "9876543210" not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    assert logging.getLogger("lokos").handlers == []


def test_ctrl_c_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with one sentence and status 130."""

    def stopped(_: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "_handler", stopped)
    assert main.run(["doctor"]) == 130
    assert capsys.readouterr().err == "lokos: stopped.\n"
