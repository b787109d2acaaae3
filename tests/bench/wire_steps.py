"""The steps that are measured: the real program on a pseudo-terminal that answers no query, as PuTTY does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.wire_office import Account
from tests.display.terminal import Terminal

Figures = dict[str, float]
"""What was measured by the name of its step: bytes, or seconds and MB where the name says so."""

DOWN: Final = "\x1b[B"
PAGE_DOWN: Final = "\x1b[6~"
RIGHT: Final = "\x1b[C"
ESCAPE: Final = "\x1b"
SAVE: Final = "\x13"
MAIN: Final = {"1": "users", "2": "SHGs, VOs and CLFs", "3": "load a workbook", "4": "loads made", "5": "audit trail",
               "6": "my password"}  # fmt: skip
"""The sections by their key at home."""
_CREATE: Final = ("n", "S\r", "\t", "SUNITA DEVI\r", "9876543210\r", "faz\r", "\t", "1", SAVE)
"""Category (with its role), name, mobile, panchayat, the first free user id, save."""
_LINK: Final = ("l", "w", " " * 12, RIGHT, SAVE)
_QUIET: Final = 0.7


class Line(Terminal):
    """The program on one office, and what it has cost so far."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.bytes_mark = 0
        command = [sys.executable, "-m", "lokos_tui", "--home", str(account.home)]
        super().__init__(command, env={"TERM": "xterm", "LANG": "C.UTF-8"})

    def mark(self) -> None:
        """Count bytes from here."""
        self.bytes_mark = len(self.sent)

    @property
    def since_mark(self) -> int:
        """Bytes the program sent since the mark."""
        return len(self.sent) - self.bytes_mark

    def step(self, keys: str, shown: str = "", quiet: float = _QUIET) -> int:
        """Type ``keys``, wait for ``shown`` and then for quiet; return the bytes of the answer."""
        self.mark()
        self.send(keys)
        if shown:
            self.wait_for(shown, 60)
        self.settle(quiet)
        return self.since_mark

    def memory_mb(self) -> int:
        """The most memory the program held at one time, with that of its children now."""
        return sum(_peak_mb(pid) for pid in (self.pid, *_children(self.pid)))


def start(line: Line) -> Figures:
    """From the command to the sign-in, and to the database open behind it."""
    line.wait_for("Esc quit", 30)
    paint = cpu_seconds(line.pid)
    line.settle(1.5)
    opened = cpu_seconds(line.pid)
    return {"first paint (sign-in)": len(line.sent), "s CPU to first paint": paint, "s CPU to open database": opened}


def sign_in(line: Line) -> Figures:
    """One typed character, then the whole sign-in."""
    line.type("\t", 0.5)
    typed = line.type(line.account.user_id[0], 0.5)
    line.type(line.account.user_id[1:] + "\r" + line.account.password, 0.5)
    return {"a typed character": typed, "sign-in to home": line.step("\r", "My task", 1.5)}


def there_and_back(line: Line) -> Figures:
    """Every section from home and back."""
    found: Figures = {}
    for key, name in MAIN.items():
        found[f"another screen: {name}"] = line.step(key, quiet=1.2)
        found[f"back from {name}"] = line.step(ESCAPE, "Users and their links", 1.0)
    return found


def moves(line: Line, section: str = "1") -> Figures:
    """Cursor, ten downs held, and a page, in a list."""
    line.step(section, quiet=1.5)
    line.type(DOWN, 0.5)
    found: Figures = {
        "cursor move": line.type(DOWN, 0.5),
        "ten held": line.type(DOWN * 10, 0.8),
        "page of a list": max(line.type(PAGE_DOWN, 0.8) for _ in range(3)),
        "last row of a list": line.type("G", 1.0),
        "a notice": line.step("a", "are not marked", 0.8),
    }
    line.step(ESCAPE, "Users and their links", 0.8)
    return found


def idle(line: Line, seconds: float) -> Figures:
    """Bytes while nobody types, on every section."""
    found: Figures = {f"idle at home, {seconds:g} s": line.settle(seconds)}
    for key, name in MAIN.items():
        line.step(key, quiet=1.2)
        found[f"idle: {name}, {seconds:g} s"] = line.settle(seconds)
        line.step(ESCAPE, "Users and their links", 0.8)
    return found


def new_bookkeeper(line: Line) -> Figures:
    """Create a user, link 12 SHGs, save: from home to the sentence that says so."""
    line.step("1", quiet=1.0)
    total = line.since_mark
    for keys in _CREATE:
        total += line.step(keys, "First password" if keys == SAVE else "")
    total += line.step(ESCAPE, "is made", 1.0)
    opened = line.step(_LINK[0], "Not linked to her", 1.0)
    free = line.step(_LINK[1], "only what nobody keeps", 1.0)
    marked, moved = line.step(_LINK[2]), line.step(_LINK[3], "12 to be linked")
    saved = line.step(_LINK[4], "linked 12", 1.0)
    line.step(ESCAPE, "Users", 1.0)
    line.step(ESCAPE, "Users and their links", 1.0)
    return {
        "create a user, link 12 SHGs, save": total + opened + free + marked + moved + saved,
        "another screen: links of a user": opened,
    }


def _children(pid: int) -> Iterator[int]:
    for name in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (name / "children").read_text(encoding="ascii").split())


def _peak_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


def cpu_seconds(pid: int) -> float:
    """Processor time a process and its ended children have used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
