"""Waiting for the lock of another writer, so that it can be said and given up (``lokos_tui.patience``).

SQLite has one writer at a time: its BEGIN IMMEDIATE is tried in short slices. On Postgres any statement may wait for
a row: a thread beside it asks the server who blocks it, and has the statement cancelled when the operator gives up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from lokos_tui.patience import LONGEST, SAID_AFTER, SLICE, Patience, in_force

_BLOCKED: Final = text("SELECT cardinality(pg_blocking_pids(:pid)) > 0")


def begin_immediate(connection: Connection, longest: float) -> None:
    """Begin SQLite's writing transaction; waits ``longest`` seconds for another writer, as long as watched otherwise.

    Raises OperationalError when the time is over, GivenUp when the operator gave up.
    """
    patience = in_force()
    started = monotonic()
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except OperationalError as error:
            waited = monotonic() - started
            if not _is_busy(error) or waited >= (longest if patience is None else LONGEST):
                raise
        if patience is not None:
            _look(patience, waited)
    if patience is not None:
        patience.over()


def _look(patience: Patience, waited: float) -> None:
    if waited >= SAID_AFTER:
        patience.waiting()
    if patience.given_up:
        patience.over()


def _is_busy(error: OperationalError) -> bool:
    told = error.orig
    return isinstance(told, sqlite3.Error) and told.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


@contextmanager
def watched(connection: Connection, beside: Engine) -> Iterator[None]:
    """Watch a writing transaction on Postgres; ``beside`` is another engine of the same server.

    Raises GivenUp, before anything is committed, when the operator gave up.
    """
    patience = in_force()
    if patience is None:
        yield
        return
    pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    watch = _Watch(patience, beside, int(pid), connection.connection.driver_connection)
    try:
        yield
    except Exception:
        watch.end()
        patience.over()
        raise
    finally:
        watch.end()
    patience.over()


class _Watch:
    """A thread beside one transaction, from its beginning to its ``end``."""

    def __init__(self, patience: Patience, beside: Engine, pid: int, connection: Any) -> None:
        self._patience, self._beside, self._pid, self._connection = patience, beside, pid, connection
        self._ended, self._lock = Event(), Lock()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no longer; nothing is cancelled from now on."""
        self._ended.set()
        with self._lock:
            pass
        self._thread.join()

    def _run(self) -> None:
        if self._ended.wait(SAID_AFTER):
            return
        try:
            with self._beside.connect() as asking:
                while not self._ended.is_set():
                    self._look(blocked=bool(asking.execute(_BLOCKED, {"pid": self._pid}).scalar_one()))
                    asking.rollback()
                    self._ended.wait(SLICE)
        except SQLAlchemyError:
            return  # who writes is told the same by its own connection

    def _look(self, *, blocked: bool) -> None:
        if blocked:
            self._patience.waiting()
        with self._lock:
            if self._patience.given_up and not self._ended.is_set():
                self._connection.cancel()
