"""Frames wait a moment for an answer that is on its way; the locale decides what may be sent."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from lokos_tui.display import writer
from lokos_tui.display.terminal import output_encoding
from lokos_tui.display.writer import NewestWriter
from tests.support.until import PATIENCE, beat, until


class Pipe:
    """A writer whose updates can be read."""

    def __init__(self) -> None:
        self.out, end = os.pipe()
        self.state = b""
        self.writer = NewestWriter(end, lambda: self.state, lambda: None)
        os.set_blocking(self.out, False)

    def show(self, state: bytes) -> None:
        """Paint a state."""
        self.state = state
        self.writer.wake()

    def read(self) -> bytes:
        """Return what was sent since the last look."""
        try:
            return os.read(self.out, 1000)
        except BlockingIOError:
            return b""


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """A writer at work."""
    made = Pipe()
    yield made
    made.writer.stop()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let frames wait for an answer longer than any machine takes to give it."""
    monkeypatch.setattr(writer, "PATIENCE_SECONDS", 2 * PATIENCE)


def test_an_answer_in_time_is_sent_without_what_stood_before(patient: None, pipe: Pipe) -> None:
    """'Reading' is never sent when the rows come within the patience."""
    pipe.writer.hold()
    pipe.show(b"Reading")
    beat(4 * writer.SETTLE_SECONDS)
    assert pipe.read() == b""
    pipe.show(b"rows")
    pipe.writer.release()
    assert until(pipe.read) == b"rows"


def test_a_slow_answer_is_not_waited_for(pipe: Pipe) -> None:
    """After the patience the state is shown, however often somebody asks to wait meanwhile."""
    pipe.writer.hold()
    pipe.show(b"Reading")

    def asked_again() -> bytes:
        pipe.writer.hold()
        return pipe.read()

    assert until(asked_again) == b"Reading"


def test_the_end_does_not_wait(patient: None, pipe: Pipe) -> None:
    """What is waiting when the program ends is sent at once."""
    pipe.writer.hold()
    pipe.show(b"last")
    assert pipe.writer.drain(PATIENCE)
    assert pipe.read() == b"last"


@pytest.mark.parametrize(
    ("environ", "encoding"),
    [
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "hi_IN.UTF-8", "LC_CTYPE": "C.UTF-8"}, "utf-8"),
        ({"LC_CTYPE": "UTF-8"}, "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LANG": "en_IN.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LANG": "POSIX"}, "ascii"),
        ({}, "utf-8"),
    ],
)
def test_a_bare_locale_is_ascii(environ: dict[str, str], encoding: str) -> None:
    """C and POSIX mean ASCII, though Python makes UTF-8 of them; any other locale, and none, is Python's to judge."""
    assert output_encoding(environ, "utf-8") == encoding
