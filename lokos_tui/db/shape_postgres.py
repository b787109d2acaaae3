"""The parts of a Postgres schema, read from its catalogue; and those of the models, made as temporary tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, MetaData

    from lokos_tui.db.triggers import Trigger

Shape = dict[tuple[str, str, str], str]
_COLUMNS = """
SELECT c.relname, a.attname, concat_ws(' ',
  format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || quote_ident(l.collname) END,
  CASE WHEN a.attidentity <> '' THEN 'IDENTITY' END, CASE WHEN a.attgenerated <> '' THEN 'GENERATED' END,
  'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
  CASE WHEN a.attnotnull THEN 'NOT NULL' END)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
WHERE c.relnamespace = CAST(:schema AS regnamespace) AND c.relkind IN ('r', 'p')
  AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum
"""
_CONSTRAINTS = """
SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = CAST(:schema AS regnamespace) AND c.relkind IN ('r', 'p')
  AND k.contype IN ('p', 'u', 'f', 'c', 'x')
ORDER BY c.relname, k.conname
"""
_INDEXES = """
SELECT c.relname, i.relname, pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE c.relnamespace = CAST(:schema AS regnamespace) AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
ORDER BY c.relname, i.relname
"""
_TRIGGERS = """
SELECT c.relname, g.tgname, pg_get_triggerdef(g.oid),
  CASE WHEN g.tgenabled = 'O' THEN '' ELSE ' DISABLED' END, p.prosrc
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
WHERE c.relnamespace = CAST(:schema AS regnamespace) AND c.relkind IN ('r', 'p')
  AND NOT g.tgisinternal
ORDER BY c.relname, g.tgname
"""
_OWN_SCHEMA = "SELECT quote_ident(nspname) FROM pg_namespace WHERE oid = pg_my_temp_schema()"
_BLANKS = re.compile(r"\s+")


def shape_of_schema(connection: Connection) -> Shape:
    """Return (table, kind, name) -> definition of every part of the current schema; columns in their order."""
    return _shape(connection, str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()))


def expected_shape(connection: Connection, tables: MetaData, triggers: Sequence[Trigger]) -> Shape:
    """Return the shape of the models and triggers; the temporary tables made for it are gone afterwards."""
    with connection.begin_nested() as scratch:
        connection.exec_driver_sql("SET LOCAL search_path = pg_temp")
        tables.create_all(connection, checkfirst=False)
        schema = connection.exec_driver_sql(_OWN_SCHEMA)
        found = _shape(connection, str(schema.scalar_one()))
        scratch.rollback()
    return found | {(one.table, "trigger", one.name): f"{one.statement} AS {one.body}" for one in triggers}


def _shape(connection: Connection, schema: str) -> Shape:
    found: Shape = {}
    for kind, query in (("column", _COLUMNS), ("constraint", _CONSTRAINTS), ("index", _INDEXES)):
        for table, name, definition in connection.execute(text(query), {"schema": schema}):
            if table == "alembic_version":
                continue
            found[table, "table", table] = ""
            found[table, kind, name] = _plain(definition, schema)
    for table, name, definition, disabled, body in connection.execute(text(_TRIGGERS), {"schema": schema}):
        found[table, "trigger", name] = f"{_plain(definition, schema)}{disabled} AS {_plain(body, schema)}"
    return found


def _plain(definition: str, schema: str) -> str:
    """Return a definition with single blanks and without the schema's name."""
    named = rf"(?<![\w.])(?:{re.escape(schema)}|pg_temp)\."
    return _BLANKS.sub(" ", re.sub(named, "", definition)).strip()
