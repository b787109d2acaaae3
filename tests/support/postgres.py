"""Databases of one PostgreSQL server: a template upgraded once, copies of it for the tests."""

from __future__ import annotations

import os
from itertools import count

from sqlalchemy import create_engine, make_url

from lokos_tui.db import schema
from lokos_tui.db.engine import open_store


class Postgres:
    """A server with its template; ``ours`` says that it holds nothing but test data and need not be safe."""

    def __init__(self, url: str, *, ours: bool = False) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._names = (f"lokos_test_{os.getpid()}_{number}" for number in count())
        if ours:
            self._run("ALTER SYSTEM SET fsync = off")
            self._run("SELECT pg_reload_conf()")
        self._template = next(self._names)
        self._run(f"CREATE DATABASE {self._template}")
        store = open_store(self.url_of(self._template))
        schema.upgrade(store)
        store.close()

    def url_of(self, name: str) -> str:
        """Return the URL of one of the server's databases."""
        return self._url.set(database=name).render_as_string(hide_password=False)

    def make(self) -> str:
        """Copy the template and return the copy's name."""
        name = next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return name

    def empty(self) -> str:
        """Make a database with nothing in it and return its name."""
        name = next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def drop(self, name: str) -> None:
        """Remove a copy, whoever is still connected to it."""
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def close(self) -> None:
        """Remove the template and give the connection back."""
        self.drop(self._template)
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)
