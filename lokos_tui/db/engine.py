"""Engines: one that writes, one that only reads; SQLite and Postgres set up as measured.

SQLite: WAL, foreign keys, FULL synchronous, a busy timeout, and every
transaction of the writing engine begins IMMEDIATE (with a plain BEGIN and
eight writers, 95 % of tries end 'locked', whatever the timeout). Postgres:
connections are tested before use, limited in time, and nothing is prepared on
the server, so that a transaction-mode pooler can stand between.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from lokos_tui.db.locks import begin_immediate, watched
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _, by_face
from lokos_tui.patience import SLICE

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_MS = 10_000
STATEMENT_MS = 60_000
CONNECT_S = 10
WRITE_CACHE_KIB = 32_000
READ_CACHE_KIB = 4_000
"""Each of eight reading connections has its own; a page they miss still comes from the system's memory.
Their sorts go to a file when they are larger, for a list of a million rows must not be held."""


@dataclass(frozen=True, slots=True)
class Store:
    """A database: its URL without a password, the engine for units of work and the one for reads."""

    url: str
    write: Engine
    read: Engine

    @property
    def is_sqlite(self) -> bool:
        """True on the embedded default."""
        return self.write.dialect.name == "sqlite"

    @property
    def sqlite_path(self) -> Path | None:
        """The SQLite file; None on Postgres."""
        database = self.write.url.database
        return Path(database) if self.is_sqlite and database else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A short read-only transaction: what it sees does not change while it lasts."""
        with _plain_words(self.read), self.read.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write; commits when the block ends well, rolls back otherwise."""
        with _plain_words(self.write), self.write.begin() as connection:
            if self.is_sqlite:
                yield connection
            else:
                with watched(connection, self.read):
                    yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.write.dispose()
        self.read.dispose()


@contextmanager
def _plain_words(engine: Engine) -> Iterator[None]:
    """Turn what the driver says when it cannot go on into one sentence, also where rows go to it directly."""
    driver = engine.dialect.dbapi
    raw: type[Exception] = getattr(driver, "OperationalError", OperationalError)
    try:
        yield
    except (OperationalError, raw) as error:
        reason = _first_line(error)
        raise Unavailable(
            "database",
            _("The database did not answer: {reason}.", reason=reason),
            by_face(
                screen=_("Try again; if it stays so, tell who looks after the server."),
                command=_("Try again; if it stays so, run: lokos doctor."),
            ),
        ) from error


def _first_line(error: Exception) -> str:
    told = error.orig if isinstance(error, DBAPIError) else error
    lines = str(told).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(told).__name__


def open_store(url: str) -> Store:
    """Open a database by its URL (``sqlite:///...`` or ``postgresql://...``); creates no table.

    Raises Unavailable when the URL is of neither kind.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Unavailable(
            "database.url",
            _("The database URL cannot be read."),
            _("It looks like postgresql://user@host/name or sqlite:////path/office.db."),
        ) from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed.database or "")
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return _postgres(parsed)
    raise Unavailable(
        "database.url",
        _("LokOS does not run on {database}.", database=parsed.get_backend_name()),
        _("Use SQLite or PostgreSQL."),
    )


def _sqlite(path: str) -> Store:
    options: dict[str, Any] = {
        "hide_parameters": True,
        "connect_args": {"timeout": BUSY_MS / 1000, "isolation_level": None},
    }
    url = f"sqlite:///{path}"
    old_umask = os.umask(0o077)
    try:
        write = create_engine(url, poolclass=QueuePool, pool_size=4, **options)
        read = create_engine(url, poolclass=QueuePool, pool_size=8, **options)
    finally:
        os.umask(old_umask)
    event.listen(write, "connect", lambda connection, _record: _sqlite_pragmas(connection, read_only=False))
    event.listen(read, "connect", lambda connection, _record: _sqlite_pragmas(connection, read_only=True))
    event.listen(write, "begin", lambda connection: begin_immediate(connection, BUSY_MS / 1000))
    event.listen(read, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return Store(url, write, read)


def _sqlite_pragmas(connection: Any, *, read_only: bool) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA cache_size=-{READ_CACHE_KIB if read_only else WRITE_CACHE_KIB}")
    cursor.execute(f"PRAGMA temp_store={'FILE' if read_only else 'MEMORY'}")
    if read_only:
        cursor.execute("PRAGMA query_only=ON")
    else:
        cursor.execute(f"PRAGMA busy_timeout={int(SLICE * 1000)}")  # BEGIN IMMEDIATE is tried until BUSY_MS are over
    cursor.close()


def _postgres(url: Any) -> Store:
    options: dict[str, Any] = {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "connect_args": {
            "connect_timeout": CONNECT_S,
            "prepare_threshold": None,
            "options": f"-c statement_timeout={STATEMENT_MS} -c timezone=UTC",
        },
    }
    write = create_engine(url, pool_size=4, **options)
    event.listen(write, "connect", _by_index)
    read = create_engine(url, pool_size=4, **options).execution_options(
        postgresql_readonly=True, isolation_level="REPEATABLE READ"
    )
    return Store(url.render_as_string(hide_password=True), write, read)


def _by_index(connection: Any, _record: Any) -> None:
    """Let every statement of a writing connection, foreign key checks among them, go by an index.

    Statistics of a table that was small when it was last looked at make the
    server walk it whole for each of 100,000 checks: 20 seconds instead of one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    connection.commit()


def migration_engine(store: Store) -> Engine:
    """Return an engine of its own for migrations: foreign keys off on SQLite, so a table rebuild deletes nothing."""
    if not store.is_sqlite:
        return store.write
    engine = create_engine(store.url, poolclass=NullPool, connect_args={"isolation_level": None})
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=OFF"))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine
