"""The schema's revision: made, upgraded after a backup, refused when newer than the program or not of its making.

Alembic is loaded for an upgrade only: comparing two revisions must not cost every start 11 MB.
"""

from __future__ import annotations

import filecmp
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from lokos_tui.db.engine import migration_engine
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _, joined, ngettext

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

    from lokos_tui.db.engine import Store

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 7_104_001
"""The number of the lock that an upgrade of a Postgres database holds."""
_TOLD = 3


def revisions() -> list[str]:
    """Return all revisions, oldest first: they are numbered, and their files begin with the number."""
    return sorted(path.name.partition("_")[0] for path in (_SCRIPTS / "versions").glob("[0-9]*_*.py"))


def newest() -> str:
    """Return the revision this program is written for."""
    known = revisions()
    if not known:  # pragma: no cover - the wheel always carries revisions
        raise Unavailable("schema.missing", _("The program's own migrations are missing."), _("Install it again."))
    return known[-1]


def current(store: Store) -> str | None:
    """Return the database's revision; None for an empty database."""
    with store.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return None if found is None else str(found)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: from which revision (None: an empty database) to which; ``copy`` is the file from before."""

    before: str | None
    after: str
    copy: Path | None = None

    @property
    def sentence(self) -> str:
        """What happened, for the operator."""
        if self.before is None:
            return _("The tables were made (revision {after}).", after=self.after)
        done = _("The tables were brought from revision {before} to {after}.", before=self.before, after=self.after)
        kept = _("A copy from before is at {path}.", path=self.copy) if self.copy else ""
        return joined(" ", (done, kept))


def upgrade(store: Store) -> Upgraded | None:
    """Bring the database to the program's revision and say what was done; None when nothing was to do.

    An office's SQLite file is copied beside itself first. Afterwards the whole
    database is compared with what the program expects, and the upgrade only
    stands when nothing differs that could stop the program. Raises Unavailable
    when the database is newer than the program, or the upgrade does not go
    through; then the database is as it was.
    """
    target, found = newest(), current(store)
    if found == target:
        return None
    if found is not None and found not in revisions():
        raise Unavailable(
            "schema.newer",
            _("This database belongs to a newer LokOS (revision {found}).", found=found),
            _("Install the newer program; nothing was changed."),
        )
    copy = None if found is None else backup(store)
    _migrate(store, copy)
    return Upgraded(found, target, copy)


def _migrate(store: Store, copy: Path | None) -> None:
    from alembic import command  # noqa: PLC0415 - 11 MB, for an upgrade only

    kept = _("A copy of it is at {path}.", path=copy) if copy else ""
    engine = migration_engine(store)
    try:
        with engine.begin() as connection:
            if not store.is_sqlite:
                _alone(connection)
            command.upgrade(_config(connection), "head")
            if store.is_sqlite:
                _require_references(connection)
            _require_shape(connection, kept)
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise Unavailable(
            "schema.failed",
            joined(" ", (_("The upgrade stopped: {reason}. Nothing was changed.", reason=reason), kept)),
            _("Try again; if it stays so, send this sentence to support."),
        ) from error
    finally:
        if engine is not store.write:
            engine.dispose()


def _alone(connection: Connection) -> None:
    """Let one upgrade at a time run on a Postgres database, for as long as it takes."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _require_references(connection: Connection) -> None:
    faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if faults:
        raise Unavailable(
            "schema.broken",
            _(
                "The upgrade would break {faults}; nothing was changed.",
                faults=ngettext("{n} reference", "{n} references", len(faults)),
            ),
            _("Send the log to support."),
        )


def _require_shape(connection: Connection, kept: str) -> None:
    """Raise Unavailable, naming the first few, when something differs that could stop the program."""
    from lokos_tui.db.compare import differences  # noqa: PLC0415 - the models, for an upgrade only

    wrong = [one.sentence for one in differences(connection) if not one.harmless]
    if wrong:
        told: str = joined("; ", wrong[:_TOLD])
        if len(wrong) > _TOLD:
            told = _("{sentence} ({n} more)", sentence=told, n=len(wrong) - _TOLD)
        refusal = _("This database is not one that LokOS made: {differences}. Nothing was changed.", differences=told)
        raise Unavailable(
            "schema.differs",
            joined(" ", (refusal, kept)),
            _("If somebody changed the tables by hand, undo that and start again; else send this sentence to support."),
        )


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - 11 MB, for an upgrade only

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def backup(store: Store, target: Path | None = None) -> Path | None:
    """Copy an office's SQLite file in one step while it is in use; returns the copy's path, None on Postgres.

    Without a ``target`` a copy from before that holds the same is returned
    instead of one more: an upgrade that is refused again and again fills no disk.
    """
    source = store.sqlite_path
    if source is None:
        return None
    if target is not None:
        return _copy(source, target)
    earlier = sorted(source.parent.glob(f"{source.stem}-before-upgrade-*.db"))
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    made = _copy(source, source.with_name(f"{source.stem}-before-upgrade-{stamp}.db"))
    same = next((path for path in earlier if filecmp.cmp(path, made, shallow=False)), None)
    if same is not None:
        made.unlink()
    return same or made


def _copy(source: Path, target: Path) -> Path:
    target.touch(mode=0o600, exist_ok=False)
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)
    return target
