"""Triggers: what no statement may do, by whoever holds the connection.

The audit trail refuses UPDATE and DELETE; a verdict is only ever taken back;
no version is approved or rejected without a verdict that stands, or changed
after it. One function each makes them, so that every rebuild of a table makes
them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_REFUSAL = "the audit trail is append-only"


def _sqlite(name: str, when: str, refusal: str) -> str:
    return f"CREATE TRIGGER IF NOT EXISTS {name} {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


def _no_replace(name: str, table: str, same: str, refusal: str) -> str:
    """Return the trigger against INSERT OR REPLACE, which deletes what is in its way and asks no trigger of DELETE."""
    taken = f"SELECT 1 FROM {table} WHERE block_code = NEW.block_code AND {same}"  # noqa: S608 - names of ours
    return _sqlite(name, f"BEFORE INSERT ON {table} WHEN EXISTS ({taken})", refusal)


_SQLITE = (
    _sqlite("audit_no_update", "BEFORE UPDATE ON audit_entry", _REFUSAL),
    _sqlite("audit_no_delete", "BEFORE DELETE ON audit_entry", _REFUSAL),
    _no_replace("audit_no_replace", "audit_entry", "id = NEW.id", _REFUSAL),
    _no_replace("audit_no_fork", "audit_entry", "prev_hash = NEW.prev_hash", _REFUSAL),
)

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$
"""
_TRIGGER = """
CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
"""
_POSTGRES = (_FUNCTION, _TRIGGER)


def make_triggers(connection: Connection) -> None:
    """Make the triggers on either engine; safe to call again."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.exec_driver_sql(statement)


_KEPT = "a verdict is taken back, never changed or deleted"
_NEEDED = "a version is approved or rejected by a verdict alone"
_DECIDED = "a version that was decided is never changed"
_CHANGED = " OR ".join(
    f"NEW.{name} IS DISTINCT FROM OLD.{name}"
    for name in ("block_code", "id", "act", "record_kind", "record_id", "version_id", "made_by", "loaded_by", "verdict",
                 "decided_by", "decided_at", "remarks", "issued", "before")
)  # fmt: skip
_NOT_AN_UNDOING = f"OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR {_CHANGED}"
_WITHOUT = (
    "NEW.state IN ('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code "
    "AND v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state)"
)
_REWRITTEN = "OLD.state <> 'WAITING' AND (" + " OR ".join(
    f"NEW.{name} IS DISTINCT FROM OLD.{name}"
    for name in ("record_kind", "record_id", "version", "revision", "content", "digest", "made_by", "loaded_by")
) + ")"  # fmt: skip

_VERDICTS_SQLITE = (
    _sqlite("verdict_no_delete", "BEFORE DELETE ON verdict", _KEPT),
    _sqlite("verdict_no_change", f"BEFORE UPDATE ON verdict WHEN {_NOT_AN_UNDOING}", _KEPT),
    _sqlite("version_by_verdict", f"BEFORE UPDATE OF state ON profile_version WHEN {_WITHOUT}", _NEEDED),
    _sqlite("version_not_decided", f"BEFORE INSERT ON profile_version WHEN {_WITHOUT}", _NEEDED),
    _sqlite("version_kept", f"BEFORE UPDATE ON profile_version WHEN {_REWRITTEN}", _DECIDED),
    _no_replace("version_no_replace", "profile_version", "id = NEW.id", _DECIDED),
    _no_replace("verdict_no_replace", "verdict", "id = NEW.id", _KEPT),
    _no_replace("verdict_no_second", "verdict", "version_id = NEW.version_id AND undone_at IS NULL", _KEPT),
)
_KEPT_FUNCTION = f"""
CREATE OR REPLACE FUNCTION verdict_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION '{_KEPT}'; END IF;
IF {_NOT_AN_UNDOING} THEN RAISE EXCEPTION '{_KEPT}'; END IF;
RETURN NEW;
END $$
"""
_NEEDED_FUNCTION = f"""
CREATE OR REPLACE FUNCTION version_by_verdict() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF {_WITHOUT} THEN RAISE EXCEPTION '{_NEEDED}'; END IF; RETURN NEW; END $$
"""
_REWRITTEN_FUNCTION = f"""
CREATE OR REPLACE FUNCTION version_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF {_REWRITTEN} THEN RAISE EXCEPTION '{_DECIDED}'; END IF; RETURN NEW; END $$
"""
_VERDICTS_POSTGRES = (
    _KEPT_FUNCTION,
    _NEEDED_FUNCTION,
    _REWRITTEN_FUNCTION,
    """
CREATE OR REPLACE TRIGGER verdict_no_truncate BEFORE TRUNCATE ON verdict
FOR EACH STATEMENT EXECUTE FUNCTION verdict_kept()
""",
    """
CREATE OR REPLACE TRIGGER version_kept BEFORE UPDATE ON profile_version
FOR EACH ROW EXECUTE FUNCTION version_kept()
""",
    """
CREATE OR REPLACE TRIGGER verdict_kept BEFORE UPDATE OR DELETE ON verdict
FOR EACH ROW EXECUTE FUNCTION verdict_kept()
""",
    """
CREATE OR REPLACE TRIGGER version_by_verdict BEFORE INSERT OR UPDATE OF state ON profile_version
FOR EACH ROW EXECUTE FUNCTION version_by_verdict()
""",
)


def make_verdict_triggers(connection: Connection) -> None:
    """Make the triggers of verdicts on either engine, and what was added to the trail's; safe to call again."""
    make_triggers(connection)
    for statement in _VERDICTS_SQLITE if connection.dialect.name == "sqlite" else _VERDICTS_POSTGRES:
        connection.exec_driver_sql(statement)
