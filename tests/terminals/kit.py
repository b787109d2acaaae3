"""The real program on terminals of many kinds, and what may be sent to them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from tests.display.terminal import Terminal
from tests.tui.conftest import ADMIN, PASSWORD

ESCAPE: Final = "\x1b"
KNOWN: Final = re.compile(
    r"\x1b\["
    r"(?:\d*(?:;\d*)?H|\d*[CD]|[\d;]*m|K|2J|(?:\d+;\d+)?r|\d*[LM]|\?(?:7|25|1049|2004)[hl])"
)
"""CUP, CUF, CUB, SGR, EL, ED, DECSTBM with IL/DL, and the modes wrap, cursor, other screen, bracketed paste."""


def program(
    home: Path, *, term: str | None = "xterm", lang: str = "C.UTF-8", size: tuple[int, int] = (80, 24)
) -> Terminal:
    """Start the program for the office's admin; ``term`` None leaves TERM out of the environment."""
    command = [sys.executable, "-m", "lokos_tui", "--home", str(home), "--as", ADMIN]
    settings = {"LANG": lang, "LC_ALL": lang, "PYTHONUTF8": "0" if lang == "C" else "1"}
    if term is None:
        command = ["env", "-u", "TERM", *command]
    return Terminal(command, {**settings, "TERM": term or ""}, *size)


def sign_in(line: Terminal) -> None:
    """Go from the start to the home screen."""
    line.wait_for("Password")
    line.send(f"{PASSWORD}\r")
    line.wait_for("My task")


def walk(line: Terminal) -> dict[str, str]:
    """Sign in, open the list, open a form, go back twice; return each screen, one character for each cell."""
    seen: dict[str, str] = {}
    sign_in(line)
    seen["home"] = _quiet(line)
    for name, keys, shown in (("list", "1", "Beena"), ("form", "n", "Free ids"), ("back", ESCAPE, "Beena")):
        line.send(keys)
        line.wait_for(shown)
        seen[name] = _quiet(line)
    line.send(ESCAPE)
    line.wait_for("My task")
    return seen


def leave(line: Terminal) -> int | None:
    """Sign out and end the program; return its exit status."""
    line.send("\x11")
    line.wait_for("Password")
    line.send("\x11")
    return line.wait_for_end()


def unknown(sent: bytes) -> set[str]:
    """Return what was sent beside text, line ends and the known sequences: each once, with what follows it."""
    text = KNOWN.sub("", sent.decode("utf-8", "replace"))
    return set(re.findall(r"[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd].{0,8}", text))


def _quiet(line: Terminal) -> str:
    line.settle(0.25)
    return "\n".join("".join(look[0][:1] for look in row) for row in line.glass.looks())
