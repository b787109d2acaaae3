"""What is typed ahead lands where it would have landed had she waited, in the real program on a real terminal."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.display.terminal import Terminal
from tests.tui.conftest import ADMIN, PASSWORD


@pytest.fixture
def terminal(office_template: Path, tmp_path: Path) -> Terminal:
    """The program on a pseudo-terminal, at its sign-in, in an office of its own."""
    home = shutil.copytree(office_template, tmp_path / "office")
    return Terminal([sys.executable, "-m", "lokos_tui", "--home", str(home)])


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


def test_keys_typed_while_the_password_is_checked_go_to_the_next_screen(terminal: Terminal) -> None:
    """In one burst up to 'users', 'new' and a name: nothing is lost, all of it lands in the form."""
    with terminal:
        terminal.wait_for("User ID")
        terminal.settle()
        terminal.send(f"\x1b[B{ADMIN.lower()}\r{PASSWORD}\r1n\t\tMEENA")
        terminal.wait_for("New user")
        terminal.wait_for("MEENA")
        assert PASSWORD.encode() not in terminal.sent


def test_keys_typed_behind_a_wrong_password_are_dropped(terminal: Terminal) -> None:
    """They were meant for another screen: none of them is sent as part of the next password."""
    with terminal:
        terminal.wait_for("User ID")
        terminal.settle()
        terminal.send(f"\x1b[B{ADMIN.lower()}\rnot this one\r1n\r\r")
        terminal.wait_for("x ")
        terminal.settle(0.4)
        line = next(line for line in terminal.text.splitlines() if line.startswith("Password"))
        assert line.count("\u2022") + line.count("*") - line.count(" *") == len("not this one")


def test_the_key_that_opened_a_reason_is_no_part_of_it(terminal: Terminal) -> None:
    """Pressed twice, for nothing was seen yet, and typed on in one burst: the reason begins with what was typed."""
    with terminal:
        terminal.wait_for("User ID")
        terminal.settle()
        terminal.send(f"\x1b[B{ADMIN.lower()}\r{PASSWORD}\r")
        terminal.wait_for("My task")
        terminal.settle()
        terminal.send("1")
        terminal.wait_for("/ filter")
        terminal.settle()
        terminal.send("iiileft the village")
        terminal.wait_for("the village")
        terminal.settle()
        line = next(line for line in terminal.text.splitlines() if "the village" in line)
        assert line.strip() == "left the village"
        assert "A reason is asked" in terminal.text


def test_a_key_that_does_nothing_costs_few_bytes(terminal: Terminal) -> None:
    """It says so in one line, and pressed again in none."""
    with terminal:
        terminal.wait_for("User ID")
        terminal.settle()
        terminal.send(f"\x1b[B{ADMIN.lower()}\r{PASSWORD}\r")
        terminal.wait_for("My task")
        terminal.settle()
        before = len(terminal.sent)
        terminal.type("x", quiet=0.4)
        said = len(terminal.sent) - before
        terminal.type("x", quiet=0.4)
        again = len(terminal.sent) - before - said
        assert "x does nothing here; ? shows the keys." in terminal.text
        assert said <= 100
        assert again == 0
