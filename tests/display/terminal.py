"""A real pseudo-terminal with a screen model at its end, for tests that run the real program."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte
from rich.cells import cell_len

from lokos_tui.display.parse import Screen
from tests.support.until import PATIENCE, STEP

ROOT: Final = Path(__file__).parents[2]
_NOT_FOR_PYTE: Final = re.compile(r"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")

Look = tuple[str, str, str, bool, bool, bool]
"""A cell as the model shows it: text, foreground, background, bold, underscore, reverse."""


class Glass(pyte.Screen):
    """pyte's screen, drawing one code point at a time: pyte drops the rest of a text after some marks."""

    def draw(self, data: str) -> None:
        """Draw ``data``."""
        for character in data:
            super().draw(character)

    def looks(self) -> list[list[Look]]:
        """Return every cell as shown."""
        return [[self._look(x, y) for x in range(self.columns)] for y in range(self.lines)]

    def _look(self, x: int, y: int) -> Look:
        place = self.buffer[y][x]
        if place.data == " " and not (place.underscore or place.reverse):
            return (" ", "default", place.bg, False, False, False)  # the colour and weight of a blank cannot be seen
        return (place.data, place.fg, place.bg, place.bold, place.underscore, place.reverse)


def marks_inside(sign: str) -> int:
    """Cells of one code point where marks stand over the letter before them."""
    return 0 if unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"} else cell_len(sign)


def marks_beside(sign: str) -> int:
    """Cells of one code point where a spacing vowel sign has a cell of its own, as in tmux."""
    return 1 if unicodedata.category(sign) == "Mc" else marks_inside(sign)


def a_cell_each(sign: str) -> int:
    """Cells of one code point where nothing is joined, as on the Linux console."""
    return max(1, cell_len(sign))


def nothing_wide(sign: str) -> int:
    """Cells of one code point where emoji are as narrow as letters."""
    return min(1, marks_inside(sign)) if ord(sign) > ord("\uffff") else marks_inside(sign)


class OwnWidths(Screen):
    """A terminal that gives code points the widths it thinks right, and does not wrap: the last column is written over.

    A mark of no width joins the cell before it, a mark with a cell stands in that cell.
    """

    def __init__(self, width: int, height: int, width_of: Callable[[str], int]) -> None:
        super().__init__(width, height)
        self._width_of = width_of

    def _text(self, text: str) -> None:
        for sign in text:
            width = self._width_of(sign)
            if width:
                self.x = min(self.x, self.buffer.width - width)
            self.buffer.put(self.x, self.y, sign, width, self.style)
            self.x += width


class Terminal:
    """Runs ``argv`` on a pseudo-terminal of ``columns`` x ``rows`` that answers no query, as PuTTY does."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str] | None = None, columns: int = 80, rows: int = 24
    ) -> None:
        self.glass = Glass(columns, rows)
        self.glass.set_mode(pyte.modes.LNM)
        self.sent = bytearray()
        self.status: int | None = None
        self._ended = False
        self._stream = pyte.Stream(self.glass)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execvpe(argv[0], list(argv), _environment(env or {}))
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.glass.display)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told by the kernel."""
        self.glass.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str) -> None:
        """Type ``keys``."""
        os.write(self.fd, keys.encode())

    def wait_for(self, text: str, seconds: float = PATIENCE) -> None:
        """Read until ``text`` is on the screen. Raises AssertionError with the screen when it does not come."""
        end = time.monotonic() + seconds
        while text not in self.text:
            assert self._read(max(0.0, end - time.monotonic())), f"{text!r} never shown on:\n{self.text}"

    def settle(self, quiet: float = 0.15) -> int:
        """Read until the program had nothing to do and sent nothing for ``quiet`` seconds; return the bytes read.

        The time in which the program wants a processor and gets none does not count, so a busy machine makes this
        longer and not wrong. Raises AssertionError when the program never rests.
        """
        before, idle, end = len(self.sent), 0.0, time.monotonic() + PATIENCE + 2 * quiet
        while idle < quiet:
            assert time.monotonic() < end, f"the program never rests on:\n{self.text}"
            start = time.monotonic()
            if self._read(min(STEP, quiet)):
                idle = 0.0
            elif self._ended:
                break
            elif not self._busy():
                idle += min(time.monotonic() - start, 2 * STEP)
        return len(self.sent) - before

    def _busy(self) -> bool:
        """Return whether a thread of the program runs, wants to run or waits for the disk."""
        try:
            stats = [path.read_text() for path in Path(f"/proc/{self.pid}/task").glob("*/stat")]
        except OSError:  # a thread ended between the two looks
            return True
        return any(stat.rsplit(")", 1)[1].split()[0] in "RD" for stat in stats)

    def type(self, keys: str, quiet: float = 0.15) -> int:
        """Type ``keys``, wait for quiet, return the bytes the program answered with."""
        self.send(keys)
        return self.settle(quiet)

    def hang_up(self) -> None:
        """Close the operator's end, as a lost line does."""
        os.close(self.fd)
        self.fd = -1

    def wait_for_end(self, seconds: float = PATIENCE) -> int | None:
        """Wait for the program to end; return its exit status (negative: the signal), None when it still runs."""
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            if self.fd >= 0:
                self._read(0.02)
            else:
                time.sleep(STEP)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def starved(self) -> float:
        """Seconds so far in which a thread of the program wanted a processor and got none; 0 once it has ended."""
        with suppress(OSError):
            stats = [path.read_text() for path in Path(f"/proc/{self.pid}/task").glob("*/schedstat")]
            return sum(int(stat.split()[1]) for stat in stats) / 1e9
        return 0.0

    def cpu_seconds(self) -> float:
        """Processor time the program has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program and free the terminal."""
        if self.fd >= 0:
            self.hang_up()
        if self.wait_for_end(10) is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait_for_end()

    def _read(self, seconds: float) -> bool:
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self._ended = not data
        self.sent += data
        self._stream.feed(_NOT_FOR_PYTE.sub("", self._decode(data)))
        return bool(data)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    base = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/")}
    return {**base, "PYTHONPATH": str(ROOT), **extra}


def python(app: Path, *arguments: str) -> list[str]:
    """Return the command that runs a test app with this interpreter."""
    return [sys.executable, str(app), *arguments]
