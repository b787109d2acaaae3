"""A line that drops, with the real program on real terminals: what was typed is on disk, and every process ends."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.settings import load_settings
from tests.display.terminal import Terminal
from tests.support.until import beat, until
from tests.tui.conftest import ADMIN, PASSWORD

LOST_SECONDS = 2.0
KEYS = 26
PAUSE = 0.13
FIRST_NAMES = (
    "SUNITA", "MEENA", "GEETA", "REKHA", "ASHA", "USHA", "KIRAN", "BEENA", "LATA", "NEELAM", "POOJA", "SAVITRI",
)  # fmt: skip
NAMES = tuple(f"{first}{'RANI' * 6}"[:KEYS] for first in FIRST_NAMES)


@pytest.fixture
def home(office_template: Path, tmp_path: Path) -> Path:
    """An office for the drops, without drafts."""
    shutil.copytree(office_template, tmp_path / "office")
    return tmp_path / "office"


@dataclass
class Typing:
    """One operator: her terminal, the name she types, and when each key was sent."""

    line: Terminal
    name: str
    sent: list[tuple[float, float]] = field(default_factory=list)

    def key(self) -> None:
        """Type the next key of the name."""
        self.line.send(self.name[len(self.sent)])
        self.sent.append((time.monotonic(), self.line.starved()))

    def due(self) -> str:
        """Return what must be on disk now: all that was typed longer ago than may be lost.

        The time in which the program wanted a processor and got none is the machine's, and does not count.
        """
        now, starved = time.monotonic(), self.line.starved()
        return self.name[: sum(now - sent - (starved - before) > LOST_SECONDS for sent, before in self.sent)]


def start(home: Path, *, ignoring: bool = False) -> Terminal:
    """Return the program on a terminal of its own; ``ignoring`` as under nohup, with SIGHUP ignored."""
    program = [sys.executable, "-m", "lokos_tui", "--home", str(home), "--as", ADMIN]
    line = Terminal(["/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *program] if ignoring else program)
    os.set_inheritable(line.fd, False)  # or the next program would hold this one's line open
    return line


SIGN_IN = (("Password", f"{PASSWORD}\r"), ("My task", ""))
TO_THE_NAME = (("My task", "1"), ("Beena", "n"), ("Free ids", "S"), ("type to find", "\r"), ("SHG Bookkeeper", "\t"))
"""A form of a new user, the category SHG, the cursor in the name."""


def do(steps: Sequence[tuple[str, str]], lines: Sequence[Terminal]) -> None:
    """On every terminal at once: wait for a text, then type what belongs to it, step by step."""
    for text, keys in steps:
        for line in lines:
            line.wait_for(text)
            line.settle(0.1)
            line.send(keys)
    for line in lines:
        line.settle(0.1)


def on_disk(home: Path) -> dict[str, str]:
    """Return the typed names of all drafts by their first letters; every file is whole, private and the admin's."""
    found = {}
    for path in load_settings(home, {}).drafts.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        draft: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        assert draft["user_id"] == ADMIN
        found[draft["values"]["name"][:3]] = draft["values"]["name"]
    return found


def hang_up(line: Terminal) -> None:
    """Close the operator's end, as a lost line does."""
    line.hang_up()


def by_signal(number: signal.Signals) -> Callable[[Terminal], None]:
    """Return a way to send a signal to the program alone."""
    return lambda line: os.kill(line.pid, number)


@dataclass(frozen=True)
class Drop:
    """A way for a line to drop; ``ignoring``: the program was started with SIGHUP ignored."""

    way: Callable[[Terminal], None]
    ignoring: bool = False


HANG_UPS = (
    *[Drop(hang_up)] * 4,
    *[Drop(hang_up, ignoring=True)] * 2,
    *[Drop(by_signal(signal.SIGHUP))] * 2,
    *[Drop(by_signal(signal.SIGTERM))] * 2,
)
KILLED = Drop(by_signal(signal.SIGKILL))


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_dropped_lines_lose_at_most_two_seconds(home: Path, seed: int) -> None:
    """Ten hang-ups and two kills at random keys: every draft is whole and holds all but the last 2 s of typing.

    Closed lines (two of them where SIGHUP is ignored, as under nohup), SIGHUP,
    SIGTERM and SIGKILL; every process ends.
    """
    drops = (*HANG_UPS, KILLED, KILLED)
    with ExitStack() as stack:
        typing = [
            Typing(stack.enter_context(start(home, ignoring=drop.ignoring)), name)
            for name, drop in zip(NAMES, drops, strict=True)
        ]
        lines = [one.line for one in typing]
        for line in lines:  # one after the other: twelve at one moment is not what is tested
            do(SIGN_IN, (line,))
        do(TO_THE_NAME, lines)
        due = type_and_drop(typing, drops, random.Random(seed))
        assert None not in [line.wait_for_end() for line in lines]
    found = on_disk(home)
    assert {key: text for key, text in due.items() if not found.get(key, "").startswith(text)} == {}
    assert min(map(len, due.values())) > 0


def type_and_drop(typing: Sequence[Typing], drops: Sequence[Drop], chance: random.Random) -> dict[str, str]:
    """Let all operators type at once until each line drops at a random key; return what must be on disk."""
    stops = [chance.randrange(18, KEYS) for _ in typing]
    due: dict[str, str] = {}
    for count in range(KEYS):
        for one, drop, stop in zip(typing, drops, stops, strict=True):
            if count < stop:
                one.key()
            elif count == stop:
                due[one.name[:3]] = until(one.due, "something typed long enough ago")
                drop.way(one.line)
        beat(PAUSE)
    return due


def test_her_draft_waits_for_her_alone(home: Path) -> None:
    """After the drop the same account is offered its draft on the real screen, and Y opens the form filled in."""
    with start(home) as line:
        do((*SIGN_IN, *TO_THE_NAME), (line,))
        line.type("SUNITA DEVI", 0.2)
        line.hang_up()
        assert line.wait_for_end() is not None
    with start(home) as line:
        do(SIGN_IN, (line,))
        line.wait_for("when the line dropped")
        line.send("Y")
        line.wait_for("SUNITA DEVI")
