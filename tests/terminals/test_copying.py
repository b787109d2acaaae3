"""Ctrl+Y copies a user id or a first password through OSC 52, where the terminal can, and nothing it may not."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from lokos_tui.display.clipboard import LONGEST, copy_sequence
from lokos_tui.ui.frame.copying import code_of
from tests.terminals.kit import program, sign_in

COPY, DISPLAY, ESCAPE = "\x19", "\x1bOS", "\x1b"
CODE = "IUP_GUDUSHGBK"
SENT = f"\x1b]52;c;{b64encode(CODE.encode()).decode()}\x07"
MOST = 200
"""Bytes of a copy and of what is said of it."""


def copied(sent: bytes) -> list[str]:
    """Return the texts of the plain sequences that were sent, in their order."""
    return [b64decode(found).decode() for found in re.findall(rb"(?<!\x1b)\x1b\]52;c;([^\x07]*)\x07", sent)]


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"TERM": "xterm-256color"}, SENT),
        ({"TERM": "putty"}, SENT),
        ({"TERM": "tmux-256color"}, f"{SENT}\x1bPtmux;\x1b{SENT}\x1b\\"),
        ({"TERM": "screen-256color", "TMUX": "/tmp/x,1,0"}, f"{SENT}\x1bPtmux;\x1b{SENT}\x1b\\"),
        ({"TERM": "screen"}, f"{SENT}\x1bP{SENT}\x1b\\"),
        ({"TERM": "linux"}, ""),
        ({"TERM": "vt100"}, ""),
        ({"TERM": "dumb"}, ""),
        ({}, ""),
    ],
)
def test_each_terminal_gets_the_form_it_wants(environ: dict[str, str], sequence: str) -> None:
    """The plain sequence; wrapped once more for tmux and screen; none where it would be shown as text."""
    assert copy_sequence(CODE, environ) == sequence


def test_a_long_text_is_not_sent() -> None:
    """What is copied is a code: nothing without end goes over the line."""
    assert copy_sequence("x" * LONGEST, {"TERM": "xterm"})
    assert copy_sequence("x" * (LONGEST + 1), {"TERM": "xterm"}) == copy_sequence("", {"TERM": "xterm"}) == ""


@pytest.fixture
def home(office_template: Path, tmp_path: Path) -> Path:
    """An office of one's own."""
    return Path(shutil.copytree(office_template, tmp_path / "office"))


def test_the_code_under_the_cursor_goes_over_the_line(home: Path) -> None:
    """In the list of users ^Y sends the user id once, in a few bytes, and says so; F4 switches it off."""
    with program(home, term="xterm") as line:
        sign_in(line)
        line.send("1")
        line.wait_for("Beena")
        line.settle()
        cost = line.type(COPY)
        line.wait_for("is copied, if your terminal allows it.")
        found = copied(bytes(line.sent))
        assert len(found) == 1
        assert f"{found[0]} is copied" in line.text
        assert found[0].startswith("IUP_")
        assert cost <= MOST
        line.send(DISPLAY)
        line.wait_for("Display settings")
        line.send("6")
        line.wait_for("Copying: off.")
        line.send(ESCAPE)
        line.wait_for("Beena")
        line.send(COPY)
        line.wait_for("Copying is switched off. F4 switches it on.")
        assert copied(bytes(line.sent)) == found


def test_nothing_is_sent_to_the_linux_console(office_template: Path) -> None:
    """It would show the sequence: it is told that this terminal cannot copy."""
    with program(office_template, term="linux") as line:
        sign_in(line)
        line.send("1")
        line.wait_for("Beena")
        line.send(COPY)
        line.wait_for("This terminal cannot copy.")
        assert b"]52;" not in bytes(line.sent)


def test_a_first_password_is_copied_on_the_screen_that_shows_it(home: Path) -> None:
    """The one time it stands there ^Y copies it; what is said of it does not repeat it."""
    with program(home, term="xterm") as line:
        sign_in(line)
        line.send("1")
        line.wait_for("Beena")
        line.send("p")
        line.wait_for("gets a new first password")
        line.send("Y")
        line.wait_for("First password")
        line.settle()
        shown = next(row.split()[-1] for row in line.text.splitlines() if "First password  " in row)
        line.send(COPY)
        line.wait_for("The first password is copied, if your terminal allows it.")
        assert copied(bytes(line.sent)) == [shown]
        line.send(ESCAPE)
        line.settle()
        line.send(COPY)
        line.wait_for("is copied, if your terminal allows it.")
        assert shown not in copied(bytes(line.sent))[1:]


def test_only_codes_and_user_ids_of_a_row_are_copied() -> None:
    """A row's user id or code, never its masked numbers; '-' is no code."""

    class Row:
        user_id = ""
        code = "910010001"
        mobile = "61..001"
        shown = "XXXX"

    class Without:
        code = "-"
        shown = "XXXX XXXX 1234"

    assert code_of(Row()) == "910010001"
    assert code_of(Without()) == ""
    assert code_of(None) == ""
