"""Narrow, wide and too small screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminals.kit import ESCAPE, program, sign_in, walk

SECTIONS = {"1": "User id", "2": "Name", "3": "inbox", "4": "Load", "5": "When", "6": "assword"}


def test_sixty_by_twenty_is_usable(office_template: Path) -> None:
    """Every section opens at 60x20, shows its keys, and goes back."""
    with program(office_template, size=(60, 20)) as line:
        sign_in(line)
        line.settle(0.3)
        for key, word in SECTIONS.items():
            line.send(key)
            line.wait_for(word)
            line.settle(0.3)
            rows = line.text.splitlines()
            assert word in line.text
            assert "Esc" in rows[-1] or "Enter" in rows[-1] or "? help" in rows[-1] or "F1 help" in rows[-1]
            line.send(ESCAPE)
            line.wait_for("My task")
            line.settle(0.2)


def test_two_hundred_columns_are_used(office_template: Path) -> None:
    """A wide screen shows the columns that 80 cells have no room for, and as many rows as it has lines."""
    with program(office_template, size=(200, 50)) as line:
        seen = walk(line)
    heading = seen["list"].splitlines()[2]
    assert all(word in heading for word in ("Category", "Designation", "E-mail"))
    assert len(heading) > 120


@pytest.mark.parametrize("size", [(39, 24), (80, 9)])
def test_too_small_is_said(office_template: Path, size: tuple[int, int]) -> None:
    """A terminal below 40x10 is told so in a sentence; made larger it shows the screen."""
    with program(office_template, size=size) as line:
        line.wait_for("too small")
        line.resize(80, 24)
        line.wait_for("Password")
