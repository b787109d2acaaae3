"""The schema's revision: made, upgraded after a backup, refused when newer than the program."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from lokos_tui.db.engine import migration_engine
from lokos_tui.domain.errors import Unavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lokos_tui.db.engine import Store

_SCRIPTS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """Return the revision this program is written for."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:  # pragma: no cover - the wheel always carries revisions
        raise Unavailable("schema.missing", "The program's own migrations are missing.", "Install it again.")
    return head


def current(store: Store) -> str | None:
    """Return the database's revision; None for an empty database."""
    with store.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(store: Store) -> bool:
    """Bring the database to the program's revision; True when something was done.

    An office's SQLite file is copied beside itself first. Raises Unavailable
    when the database is newer than the program.
    """
    target, found = newest(), current(store)
    if found == target:
        return False
    if found is not None and found not in {
        script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()
    }:
        raise Unavailable(
            "schema.newer",
            f"This database belongs to a newer LokOS (revision {found}).",
            "Install the newer program; nothing was changed.",
        )
    if found is not None:
        backup(store)
    engine = migration_engine(store)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "head")
        if store.is_sqlite:
            faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if faults:
                raise Unavailable(
                    "schema.broken",
                    f"The upgrade would break {len(faults)} references; nothing was changed.",
                    "Send the log to support.",
                )
    return True


def backup(store: Store, target: Path | None = None) -> Path | None:
    """Copy an office's SQLite file in one step while it is in use; returns the copy's path, None on Postgres."""
    source = store.sqlite_path
    if source is None:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = target or source.with_name(f"{source.stem}-before-upgrade-{stamp}.db")
    target.touch(mode=0o600, exist_ok=False)
    with sqlite3.connect(source) as origin, sqlite3.connect(target) as copy:
        origin.backup(copy)
    return target
