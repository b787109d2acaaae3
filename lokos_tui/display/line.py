"""The line to the operator: notice when it drops, let the app save, and end the process."""

from __future__ import annotations

import os
import select
import signal
import socket
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread, Timer
from types import FrameType
from typing import Final

LAST_RESORT_SECONDS: Final = 3.0
HANGUP_STATUS: Final = 128 + signal.SIGHUP
_MANY: Final = 4_096


class LineWatch:
    """Ends the app once when its line is lost: SIGHUP, SIGTERM, a closed terminal, or a failed write.

    ``save`` runs first, on the loop's thread; then ``leave(status)`` is called there. If the loop does not come to an
    end within :data:`LAST_RESORT_SECONDS` the process is ended all the same, so no orphan is left spinning.
    """

    def __init__(self, loop: AbstractEventLoop, save: Callable[[], None] | None, leave: Callable[[int], None]) -> None:
        self._loop = loop
        self._save = save
        self._leave = leave
        self._once = Lock()
        self.lost = Event()
        self._alarm: Timer | None = None

    def watch_signals(self) -> None:
        """Take SIGHUP and SIGTERM, also where ``nohup`` had them ignored. Main thread only."""
        self._wake_at_signals()
        for number in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def _wake_at_signals(self) -> None:
        """Let every signal wake the loop: Python handles it on the main thread, but any thread may be given it.

        Without this a program that is stopped and goes on (SIGCONT), or whose window changes, may do nothing until
        the next key.
        """
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.setblocking(False)
        self._loop.add_reader(self._woken, self._take_wake)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)

    def _take_wake(self) -> None:
        """Empty what woke the loop; the handlers themselves have run when this does."""
        with suppress(BlockingIOError):
            while self._woken.recv(_MANY):
                pass

    def watch_terminal(self, fd: int) -> None:
        """Wait, without using the processor, for the other end of ``fd`` to close."""
        Thread(target=self._wait_for_close, args=(fd,), name="display-line", daemon=True).start()

    def lose(self, status: int = HANGUP_STATUS) -> None:
        """Start the end; safe from any thread, and only the first call counts."""
        if not self._once.acquire(blocking=False):
            return
        self.lost.set()
        self._alarm = Timer(LAST_RESORT_SECONDS, os._exit, (status,))
        self._alarm.daemon = True
        self._alarm.start()
        try:
            self._loop.call_soon_threadsafe(self._end, status)
        except RuntimeError:
            os._exit(status)

    def _end(self, status: int) -> None:
        try:
            if self._save is not None:
                self._save()
        finally:
            self._leave(status)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.lose(128 + number)

    def _wait_for_close(self, fd: int) -> None:
        poller = select.poll()
        poller.register(fd, 0)
        try:
            poller.poll()
        except OSError:
            return
        self.lose()
