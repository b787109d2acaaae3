"""The thread that writes to the terminal: newest state only, at the pace the line can carry."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Condition, RLock, Thread, current_thread
from time import monotonic
from typing import Final

SETTLE_SECONDS: Final = 0.015
"""How long a frame waits for the next one: a burst becomes one update, and one packet, instead of many."""
BYTES_PER_SECOND: Final = 32_000
"""After n bytes the next update waits n / this many seconds, so that a held key never queues a train of screens."""
PATIENCE_SECONDS: Final = 0.25
"""How long a frame waits for an answer that was asked for: a list that comes in time is sent without its 'Reading'."""
GRACE_SECONDS: Final = 0.04
"""How long it goes on waiting after an answer came, for what belongs to it."""


class NewestWriter:
    """Asks ``take`` for what to send whenever there is something new and the line is free, and writes it to ``fd``.

    ``take`` is called on the writer's thread and returns the difference to the newest state, so frames that came
    while the line was busy are never sent. ``on_lost`` is called once when the terminal has gone (EIO, EPIPE).
    """

    def __init__(
        self, fd: int, take: Callable[[], bytes], on_lost: Callable[[], None], bytes_per_second: int = BYTES_PER_SECOND
    ) -> None:
        self._fd = fd
        self._take = take
        self._on_lost = on_lost
        self._rate = bytes_per_second
        self._changed = Condition(RLock())
        self._news = self._busy = self._hurry = self._stopped = False
        self._free_at = self._held_since = self._held_until = 0.0
        self._awaited = 0
        self._thread = Thread(target=self._run, name="display-writer", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be something new to send."""
        with self._changed:
            self._news = True
            self._changed.notify_all()

    def hold(self) -> None:
        """Say that an answer is on its way: nothing is sent for ``PATIENCE_SECONDS`` from the first such word."""
        with self._changed:
            now = monotonic()
            if now >= self._held_until:
                self._held_since, self._awaited = now, 0
            self._awaited += 1
            self._held_until = self._held_since + PATIENCE_SECONDS

    def release(self) -> None:
        """Say that an answer has come: after the last of them what is painted is sent, in ``GRACE_SECONDS``."""
        with self._changed:
            self._awaited -= 1
            if self._awaited <= 0:
                self._held_until = min(self._held_until, monotonic() + GRACE_SECONDS)

    def drain(self, seconds: float) -> bool:
        """Send what is waiting without settling; return whether all was written within ``seconds``."""
        with self._changed:
            self._hurry = self._news = True
            self._changed.notify_all()
            try:
                return self._changed.wait_for(lambda: self._stopped or not (self._news or self._busy), seconds)
            finally:
                self._hurry = False

    def stop(self) -> None:
        """End the thread after the update it is writing; nothing waits for a terminal that does not read."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not current_thread():
            self._thread.join(timeout=1)

    def _run(self) -> None:
        try:
            while self._next_update():
                self._sent(self._send(self._take()))
        except OSError:
            return
        finally:
            self._end()

    def _sent(self, count: int) -> None:
        with self._changed:
            self._busy = False
            self._free_at = monotonic() + count / self._rate
            self._changed.notify_all()

    def _next_update(self) -> bool:
        """Wait for news, then for the line to be free and the burst to settle; False when stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._news or self._stopped)
            pause = max(SETTLE_SECONDS, self._free_at - monotonic())
            self._changed.wait_for(lambda: self._hurry or self._stopped, pause)
            while not (self._hurry or self._stopped) and (held := self._held_until - monotonic()) > 0:
                self._changed.wait(min(held, GRACE_SECONDS))
            self._news, self._busy = False, not self._stopped
            return self._busy

    def _send(self, data: bytes) -> int:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._fd, rest) :]
        return len(data)

    def _end(self) -> None:
        """Release whoever drains; an end nobody asked for means that nothing can be shown any more."""
        with self._changed:
            asked_for, self._stopped = self._stopped, True
            self._changed.notify_all()
        if not asked_for:
            self._on_lost()
