"""The schema's revision: made, upgraded after a backup, refused when newer than the program.

Alembic is loaded for an upgrade only: comparing two revisions must not cost every start 11 MB.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from lokos_tui.db.engine import migration_engine
from lokos_tui.domain.errors import Unavailable

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

    from lokos_tui.db.engine import Store

_SCRIPTS = Path(__file__).parent / "migrations"


def revisions() -> list[str]:
    """Return all revisions, oldest first: they are numbered, and their files begin with the number."""
    return sorted(path.name.partition("_")[0] for path in (_SCRIPTS / "versions").glob("[0-9]*_*.py"))


def newest() -> str:
    """Return the revision this program is written for."""
    known = revisions()
    if not known:  # pragma: no cover - the wheel always carries revisions
        raise Unavailable("schema.missing", "The program's own migrations are missing.", "Install it again.")
    return known[-1]


def current(store: Store) -> str | None:
    """Return the database's revision; None for an empty database."""
    with store.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return None if found is None else str(found)


def upgrade(store: Store) -> bool:
    """Bring the database to the program's revision; True when something was done.

    An office's SQLite file is copied beside itself first. Raises Unavailable
    when the database is newer than the program.
    """
    target, found = newest(), current(store)
    if found == target:
        return False
    if found is not None and found not in revisions():
        raise Unavailable(
            "schema.newer",
            f"This database belongs to a newer LokOS (revision {found}).",
            "Install the newer program; nothing was changed.",
        )
    if found is not None:
        backup(store)
    _migrate(store)
    return True


def _migrate(store: Store) -> None:
    from alembic import command  # noqa: PLC0415 - 11 MB, for an upgrade only

    with migration_engine(store).begin() as connection:
        command.upgrade(_config(connection), "head")
        if store.is_sqlite:
            faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if faults:
                raise Unavailable(
                    "schema.broken",
                    f"The upgrade would break {len(faults)} references; nothing was changed.",
                    "Send the log to support.",
                )


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - 11 MB, for an upgrade only

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


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
