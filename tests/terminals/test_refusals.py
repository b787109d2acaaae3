"""Where no screen can be drawn the program says so before it draws anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminals.kit import program


@pytest.mark.parametrize("term", ["dumb", "", None, "unknown"])
def test_no_screen_no_start(office_template: Path, term: str | None) -> None:
    """TERM=dumb, empty or unset: one sentence that says what to do, status 3, not one escape character."""
    with program(office_template, term=term) as line:
        status = line.wait_for_end()
    assert status == 3
    said = line.sent.decode()
    assert "\x1b" not in said
    assert said.startswith("lokos: TERM is ")
    assert "export TERM=xterm" in said
