"""Ways out by keys and settings of the terminal, inside the screens. None gets out."""

from __future__ import annotations

import os
import tty
from pathlib import Path

import pytest

from tests.display.terminal import Terminal
from tests.ssh.conftest import ADMIN, Serve
from tests.ssh.server import Server

pytestmark = pytest.mark.long

HOME = Path(os.path.expanduser("~"))


def sign_in(line: Terminal, password: str) -> None:
    """Wait for the sign-in, which has the user id already, and enter."""
    line.wait_for(ADMIN)
    line.settle(0.3)
    line.send(f"{password}\r")
    line.wait_for("My task")


def pictures(office: Path) -> set[Path]:
    """Return the screen pictures that lie where Textual would put them."""
    places = (HOME, HOME / "Downloads", Path.cwd())
    return {*office.rglob("*.svg"), *(path for place in places for path in place.glob("*.svg"))}


@pytest.mark.parametrize("key", ["\x1a", "\x1c"], ids=["Ctrl-Z", "Ctrl-Backslash"])
def test_keys_that_stop_do_nothing(server: Server, password: str, key: str) -> None:
    """Pressed on every screen, the session stays as it is."""
    with server.terminal() as line:
        line.wait_for("Password")
        line.type(key * 3)
        sign_in(line, password)
        line.type(key * 3)
        line.send("1")
        line.wait_for("Users")
        assert line.status is None
        for word in (b"Stopped", b"Suspended", b"Quit", b"core dumped", b"fg"):
            assert word not in line.sent


@pytest.mark.parametrize("key", ["\x03", "\x1a", "\x1c"], ids=["Ctrl-C", "Ctrl-Z", "Ctrl-Backslash"])
def test_keys_at_the_start_open_no_shell(server: Server, tmp_path: Path, key: str) -> None:
    """Pressed while the program starts, it goes on or the session ends; there is no shell beneath it."""
    sentinel = tmp_path / "sentinel"
    with server.terminal() as line:
        tty.setraw(line.fd)
        while "Password" not in line.text and line.wait_for_end(0.02) is None:
            line.type(f"{key}touch {sentinel}\r", 0.05)
    assert not sentinel.exists()


def test_no_palette_takes_a_picture(server: Server, office: Path, password: str) -> None:
    """Textual's own palette is off: nothing offers or saves a picture of the screen."""
    before = pictures(office)
    with server.terminal() as line:
        sign_in(line, password)
        line.type("\x10")
        line.type("screenshot\r", 0.5)
        line.type("\x13", 0.3)
        assert "Save screenshot" not in line.text
        assert b"Screenshot" not in line.sent
    assert pictures(office) == before


def test_textual_takes_no_orders_from_the_line(serve: Serve, tmp_path: Path) -> None:
    """Even where sshd lets them in, TEXTUAL_* variables take no picture, write no log and load no module."""
    careless = serve(accepted="TEXTUAL_*")
    orders = (
        f"TEXTUAL_SCREENSHOT=1 TEXTUAL_SCREENSHOT_LOCATION={tmp_path} TEXTUAL_LOG={tmp_path}/log TEXTUAL_PRESS=escape"
    )
    with careless.terminal("-o", f"SetEnv {orders}") as line:
        line.wait_for("Password")
        line.settle(1.5)
        assert line.status is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../x", "xterm;id", "xterm\x1b[5n", "-x", "X" * 50, "dumb"])
def test_no_terminal_of_a_strange_name(server: Server, name: str) -> None:
    """A terminal's name that is no name ends the session with a sentence; no file is looked for under it."""
    with server.terminal(TERM=name) as line:
        line.wait_for("need a terminal")
        assert line.wait_for_end() == 3


def test_the_picker_stays_in_the_inbox(server: Server, office: Path, password: str, tmp_path: Path) -> None:
    """The load screen shows plain files of the inbox alone: no link, no folder, and no path can be typed."""
    inbox = office / "inbox"
    (tmp_path / "secret.csv").write_text("TOP,SECRET\n")
    (inbox / "plain.csv").write_text("a,b\n")
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    (inbox / "folder.csv").symlink_to(tmp_path)
    os.mkfifo(inbox / "pipe.csv")
    with server.terminal() as line:
        sign_in(line, password)
        line.send("3")
        line.wait_for("plain.csv")
        for name in ("link.csv", "folder.csv", "pipe.csv"):
            assert name not in line.text
        line.type(f"/../../{tmp_path}/secret.csv\r", 0.5)
        line.type("../../../etc/passwd\r", 0.5)
        assert line.status is None
        for word in (b"SECRET", b"root:x"):
            assert word not in line.sent
