"""What a database is made of, and where that differs from what the program expects.

The *shape* of a database names every table, column, index, constraint and
trigger and gives its definition in the engine's own words. The expected shape
is not written down a second time: the models' tables are made in a scratch
place (a database in memory; temporary tables of a savepoint that is rolled
back) and read by the same statements, and the triggers come from
`lokos_tui.db.triggers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from lokos_tui.db import triggers
from lokos_tui.db.models import metadata
from lokos_tui.db.shape_postgres import expected_shape as expected_on_postgres
from lokos_tui.db.shape_postgres import shape_of_schema
from lokos_tui.db.shape_sqlite import shape_of_file
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from lokos_tui.db.engine import Store

Key = tuple[str, str, str]
"""Table, kind of part ('table', 'column', 'index', 'constraint', 'trigger'), name."""
Shape = dict[Key, str]
_LONG = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a table that is missing (``found`` None), not the program's (``expected`` None), or another one."""

    table: str
    kind: str
    name: str
    expected: str | None
    found: str | None

    @property
    def harmless(self) -> bool:
        """True for what somebody added and no statement of the program meets: a table, an index that is not unique."""
        added = self.expected is None
        return added and (self.kind == "table" or (self.kind == "index" and "UNIQUE INDEX" not in (self.found or "")))

    @property
    def sentence(self) -> str:
        """What differs, inside a sentence: 'table verdict: column act is missing'."""
        if self.kind == "table":
            return self._of(_("table {table}", table=self.table))
        return self._of(_("table {table}: {kind} {name}", table=self.table, kind=self.kind, name=self.name))

    @property
    def line(self) -> str:
        """What differs, as a sentence of its own: 'Table verdict: column act is missing.'."""
        if self.kind == "table":
            part = _("Table {table}", table=self.table)
        else:
            part = _("Table {table}: {kind} {name}", table=self.table, kind=self.kind, name=self.name)
        return _("{sentence}.", sentence=self._of(part))

    def _of(self, part: str) -> str:
        if self.found is None:
            return _("{part} is missing", part=part)
        if self.expected is None:
            return _("{part} is not one of this program's", part=part)
        if len(self.found) + len(self.expected) > _LONG:
            return _("{part} has another definition than this program's", part=part)
        return _(
            "{part} is '{found}' where this program has '{expected}'",
            part=part,
            found=self.found,
            expected=self.expected,
        )


def shape(connection: Connection) -> Shape:
    """Return the shape of the database (on Postgres of the current schema); columns stand in their order."""
    return shape_of_file(connection) if connection.dialect.name == "sqlite" else shape_of_schema(connection)


def expected_shape(connection: Connection) -> Shape:
    """Return the shape a database of this program has on the connection's engine.

    On Postgres this makes temporary tables and takes them away again, so the
    connection must be one that may write.
    """
    if connection.dialect.name == "postgresql":
        return expected_on_postgres(connection, metadata, triggers.POSTGRES)
    scratch = create_engine("sqlite://")
    try:
        with scratch.connect() as memory:
            metadata.create_all(memory, checkfirst=False)
            for trigger in triggers.SQLITE:
                memory.exec_driver_sql(trigger.statement)
            return shape_of_file(memory)
    finally:
        scratch.dispose()


def differences(connection: Connection) -> list[Difference]:
    """Return where the database differs from what the program expects, by table; empty when it is right."""
    return sorted(_between(expected_shape(connection), shape(connection)), key=lambda one: (one.table, one.kind))


def _between(expected: Shape, found: Shape) -> Iterable[Difference]:
    tables = {key[0] for key in expected}, {key[0] for key in found}
    for key in expected.keys() | found.keys():
        table, kind, name = key
        part_of_one_side = any(table not in side for side in tables)
        if expected.get(key) == found.get(key) or (part_of_one_side and kind != "table"):
            continue
        yield Difference(table, kind, name, expected.get(key), found.get(key))


def compare(store: Store) -> list[Difference]:
    """Return where an office's database differs from what the program expects; the database is not changed.

    Raises Unavailable when it cannot be read, or its role may not make temporary tables.
    """
    engine = store.read if store.is_sqlite else store.write
    try:
        with engine.connect() as connection, connection.begin() as look:
            found = differences(connection)
            look.rollback()
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise Unavailable(
            "schema.unseen",
            _("The tables could not be compared: {reason}.", reason=reason),
            _("The database must be writable, and on PostgreSQL its role needs the right TEMPORARY."),
        ) from error
    return found
