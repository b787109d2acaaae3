"""Waiting for a database that others write to: said soon, and given up when the operator says so.

Whoever starts work for a person says so with :func:`patient`; the engine, deep below, asks :func:`in_force` while it
waits for a lock. Work that nobody watches waits as the engine is set up, and ends with its refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock
from typing import Final

from lokos_tui.domain.errors import GivenUp

SAID_AFTER: Final = 0.2
"""Seconds of waiting after which it is said."""
SLICE: Final = 0.1
"""Seconds between two looks whether the operator gave up."""
LONGEST: Final = 60.0
"""Seconds after which a wait that is watched ends with a refusal all the same."""


class Patience:
    """What joins a working thread that may have to wait for a lock with the person who may give it up."""

    def __init__(self, tell: Callable[[], object]) -> None:
        """``tell`` says that the work waits; it is called from the working thread, once for each wait."""
        self._tell = tell
        self._waits = False
        self._given_up = Event()
        self._lock = Lock()

    @property
    def waits(self) -> bool:
        """True while the work waits for somebody else's lock."""
        return self._waits

    @property
    def given_up(self) -> bool:
        """True when the operator gave the wait up and the work has not noticed it yet."""
        return self._given_up.is_set()

    def give_up(self) -> bool:
        """Give up; False when nothing waits (any more): then the work goes on."""
        with self._lock:
            if self._waits:
                self._given_up.set()
            return self._waits

    def waiting(self) -> None:
        """Say, once, that the work waits."""
        if not self._waits:
            with self._lock:
                self._waits = True
            self._tell()

    def over(self) -> None:
        """End a wait, if there was one. Raises GivenUp when the operator gave it up meanwhile."""
        with self._lock:
            self._waits = False
            if self._given_up.is_set():
                self._given_up.clear()
                raise GivenUp


_IN_FORCE: ContextVar[Patience | None] = ContextVar("patience", default=None)


def in_force() -> Patience | None:
    """Return the patience of the work that runs in this thread; None when nobody watches it."""
    return _IN_FORCE.get()


@contextmanager
def patient(tell: Callable[[], object]) -> Iterator[Patience]:
    """Watch the work of the block in this thread."""
    patience = Patience(tell)
    token = _IN_FORCE.set(patience)
    try:
        yield patience
    finally:
        _IN_FORCE.reset(token)
