"""The triggers the program expects: what no statement may do, by whoever holds the connection.

The audit trail refuses UPDATE and DELETE; a verdict is only ever taken back;
no version is approved or rejected without a verdict that stands, or changed
after it; an answer of the central server is never changed.

Nothing here makes a trigger. The revisions do, each with its own words, which
never change after they have landed; `lokos_tui.db.compare` holds a database
against this description. A trigger that changes is changed here and in a new
revision.
"""

from __future__ import annotations

from typing import NamedTuple


class Trigger(NamedTuple):
    """One trigger: its table, its statement as the engine tells it, and on Postgres the body of its function."""

    name: str
    table: str
    statement: str
    body: str = ""


_APPEND_ONLY = "the audit trail is append-only"
_KEPT = "a verdict is taken back, never changed or deleted"
_NEEDED = "a version is approved or rejected by a verdict alone"
_DECIDED = "a version that was decided is never changed"
_ANSWERED = "what the central server answered stays"


def _changes(*columns: str) -> str:
    return " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)


_NOT_AN_UNDOING = "OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR " + _changes(
    "block_code", "id", "act", "record_kind", "record_id", "version_id", "made_by", "loaded_by", "verdict",
    "decided_by", "decided_at", "remarks", "issued", "before",
)  # fmt: skip
_WITHOUT_VERDICT = (
    "NEW.state IN ('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code "
    "AND v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state)"
)
_CONTENT = _changes("record_kind", "record_id", "version", "revision", "content", "digest", "made_by", "loaded_by")
_REWRITTEN = f"OLD.state <> 'WAITING' AND ({_CONTENT})"


def _sqlite(name: str, table: str, event: str, refusal: str, when: str = "") -> Trigger:
    condition = f" WHEN {when}" if when else ""
    action = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    return Trigger(name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition} {action}")


def _no_replace(name: str, table: str, same: str, refusal: str) -> Trigger:
    """Return the trigger against INSERT OR REPLACE, which deletes what is in its way and asks no trigger of DELETE."""
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE block_code = NEW.block_code AND {same})"  # noqa: S608 - our names
    return _sqlite(name, table, "INSERT", refusal, taken)


SQLITE = (
    _sqlite("audit_no_update", "audit_entry", "UPDATE", _APPEND_ONLY),
    _sqlite("audit_no_delete", "audit_entry", "DELETE", _APPEND_ONLY),
    _no_replace("audit_no_replace", "audit_entry", "id = NEW.id", _APPEND_ONLY),
    _no_replace("audit_no_fork", "audit_entry", "prev_hash = NEW.prev_hash", _APPEND_ONLY),
    _sqlite("verdict_no_delete", "verdict", "DELETE", _KEPT),
    _sqlite("verdict_no_change", "verdict", "UPDATE", _KEPT, _NOT_AN_UNDOING),
    _no_replace("verdict_no_replace", "verdict", "id = NEW.id", _KEPT),
    _no_replace("verdict_no_second", "verdict", "version_id = NEW.version_id AND undone_at IS NULL", _KEPT),
    _sqlite("version_by_verdict", "profile_version", "UPDATE OF state", _NEEDED, _WITHOUT_VERDICT),
    _sqlite("version_not_decided", "profile_version", "INSERT", _NEEDED, _WITHOUT_VERDICT),
    _sqlite("version_kept", "profile_version", "UPDATE", _DECIDED, _REWRITTEN),
    _no_replace("version_no_replace", "profile_version", "id = NEW.id", _DECIDED),
    _sqlite("answer_no_update", "export_answer", "UPDATE", _ANSWERED),
    _sqlite("answer_no_delete", "export_answer", "DELETE", _ANSWERED),
    _no_replace("answer_no_replace", "export_answer", "id = NEW.id", _ANSWERED),
)


def _postgres(name: str, table: str, events: str, each: str, function: str) -> Trigger:
    statement = f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    return Trigger(name, table, statement, _BODIES[function])


def _refuse(refusal: str) -> str:
    return f"RAISE EXCEPTION '{refusal}';"


_BODIES = {
    "audit_append_only": f"BEGIN {_refuse(_APPEND_ONLY)} END",
    "answer_stays": f"BEGIN {_refuse(_ANSWERED)} END",
    "verdict_kept": (
        f"BEGIN IF TG_OP <> 'UPDATE' THEN {_refuse(_KEPT)} END IF; "
        f"IF {_NOT_AN_UNDOING} THEN {_refuse(_KEPT)} END IF; RETURN NEW; END"
    ),
    "version_by_verdict": f"BEGIN IF {_WITHOUT_VERDICT} THEN {_refuse(_NEEDED)} END IF; RETURN NEW; END",
    "version_kept": f"BEGIN IF {_REWRITTEN} THEN {_refuse(_DECIDED)} END IF; RETURN NEW; END",
}
POSTGRES = (
    _postgres("audit_no_change", "audit_entry", "DELETE OR UPDATE OR TRUNCATE", "STATEMENT", "audit_append_only"),
    _postgres("answer_no_change", "export_answer", "DELETE OR UPDATE OR TRUNCATE", "STATEMENT", "answer_stays"),
    _postgres("verdict_no_truncate", "verdict", "TRUNCATE", "STATEMENT", "verdict_kept"),
    _postgres("verdict_kept", "verdict", "DELETE OR UPDATE", "ROW", "verdict_kept"),
    _postgres("version_kept", "profile_version", "UPDATE", "ROW", "version_kept"),
    _postgres("version_by_verdict", "profile_version", "INSERT OR UPDATE OF state", "ROW", "version_by_verdict"),
)
