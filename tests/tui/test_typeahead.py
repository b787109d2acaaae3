"""What is typed ahead lands where it would have landed had she waited, in the real program on a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.display.terminal import Terminal
from tests.tui.conftest import ADMIN, PASSWORD


@pytest.fixture
def terminal(office_template: Path) -> Terminal:
    """The program on a pseudo-terminal, at its sign-in."""
    return Terminal([sys.executable, "-m", "lokos_tui", "--home", str(office_template)])


def test_sign_in_typed_in_one_burst(terminal: Terminal) -> None:
    """User id, Enter, password and Enter in one write: she is in, and no byte sent ever showed the password."""
    with terminal:
        terminal.wait_for("User ID")
        terminal.settle()
        terminal.send(f"\x1b[B{ADMIN.lower()}\r{PASSWORD}\r")
        terminal.wait_for("My task")
        assert PASSWORD.encode() not in terminal.sent
        assert PASSWORD.upper().encode() not in terminal.sent


def test_password_never_stands_in_the_user_id_field(terminal: Terminal) -> None:
    """In one burst without the last Enter the user id is the user id and nothing more."""
    with terminal:
        terminal.wait_for("User ID")
        terminal.settle()
        terminal.type(f"\x1b[B{ADMIN}\rneem", quiet=0.4)
        line = next(line for line in terminal.text.splitlines() if line.startswith("User ID"))
        assert ADMIN in line
        assert "NEEM" not in terminal.text.upper()
