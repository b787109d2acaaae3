"""One shape for every office: what offices made before 0003 was finished lack.

Revision 0003 was changed in place after offices had been made with it. So there
are databases that say 0003 and lack the column user_account.former_mobiles, or
also some of the triggers of the audit trail, of verdicts and of versions, and on
PostgreSQL hold an older function verdict_kept(), which lets a TRUNCATE through to
its check of an update. This revision looks at what is there, adds what is missing
and makes every trigger and function that has another definition anew. A database
that is right is left as it is.

What it does not know it leaves alone: the program compares the whole database
with what it expects before the upgrade is committed, and refuses it otherwise.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TRIGGERS_SQLITE = {
    ("audit_entry", "audit_no_update"): (
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is "
        "append-only'); END"
    ),
    ("audit_entry", "audit_no_delete"): (
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is "
        "append-only'); END"
    ),
    ("audit_entry", "audit_no_replace"): (
        "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE "
        "block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    ),
    ("audit_entry", "audit_no_fork"): (
        "CREATE TRIGGER audit_no_fork BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE "
        "block_code = NEW.block_code AND prev_hash = NEW.prev_hash) BEGIN SELECT RAISE(ABORT, 'the audit trail is "
        "append-only'); END"
    ),
    ("verdict", "verdict_no_delete"): (
        "CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, "
        "never changed or deleted'); END"
    ),
    ("verdict", "verdict_no_change"): (
        "CREATE TRIGGER verdict_no_change BEFORE UPDATE ON verdict WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS "
        "NULL OR NEW.block_code IS DISTINCT FROM OLD.block_code OR NEW.id IS DISTINCT FROM OLD.id OR NEW.act IS DISTINCT "
        "FROM OLD.act OR NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM "
        "OLD.record_id OR NEW.version_id IS DISTINCT FROM OLD.version_id OR NEW.made_by IS DISTINCT FROM OLD.made_by OR "
        "NEW.loaded_by IS DISTINCT FROM OLD.loaded_by OR NEW.verdict IS DISTINCT FROM OLD.verdict OR NEW.decided_by IS "
        "DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at OR NEW.remarks IS DISTINCT FROM "
        "OLD.remarks OR NEW.issued IS DISTINCT FROM OLD.issued OR NEW.before IS DISTINCT FROM OLD.before BEGIN SELECT "
        "RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END"
    ),
    ("profile_version", "version_by_verdict"): (
        "CREATE TRIGGER version_by_verdict BEFORE UPDATE OF state ON profile_version WHEN NEW.state IN ('APPROVED', "
        "'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND v.version_id = "
        "NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) BEGIN SELECT RAISE(ABORT, 'a version is approved or "
        "rejected by a verdict alone'); END"
    ),
    ("profile_version", "version_not_decided"): (
        "CREATE TRIGGER version_not_decided BEFORE INSERT ON profile_version WHEN NEW.state IN ('APPROVED', 'REJECTED') "
        "AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND v.version_id = NEW.id AND "
        "v.undone_at IS NULL AND v.verdict = NEW.state) BEGIN SELECT RAISE(ABORT, 'a version is approved or rejected by "
        "a verdict alone'); END"
    ),
    ("profile_version", "version_kept"): (
        "CREATE TRIGGER version_kept BEFORE UPDATE ON profile_version WHEN OLD.state <> 'WAITING' AND (NEW.record_kind "
        "IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.version IS DISTINCT "
        "FROM OLD.version OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.content IS DISTINCT FROM OLD.content OR "
        "NEW.digest IS DISTINCT FROM OLD.digest OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT "
        "FROM OLD.loaded_by) BEGIN SELECT RAISE(ABORT, 'a version that was decided is never changed'); END"
    ),
    ("profile_version", "version_no_replace"): (
        "CREATE TRIGGER version_no_replace BEFORE INSERT ON profile_version WHEN EXISTS (SELECT 1 FROM profile_version "
        "WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a version that was decided is "
        "never changed'); END"
    ),
    ("verdict", "verdict_no_replace"): (
        "CREATE TRIGGER verdict_no_replace BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict WHERE block_code "
        "= NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never changed or "
        "deleted'); END"
    ),
    ("verdict", "verdict_no_second"): (
        "CREATE TRIGGER verdict_no_second BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict WHERE block_code = "
        "NEW.block_code AND version_id = NEW.version_id AND undone_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a verdict is "
        "taken back, never changed or deleted'); END"
    ),
}
TRIGGERS_POSTGRES = (
    (
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS\n"
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
    ),
    (
        "CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry\n"
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
    ),
    (
        "CREATE OR REPLACE FUNCTION verdict_kept() RETURNS trigger LANGUAGE plpgsql AS\n"
        "$$ BEGIN\n"
        "IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION 'a verdict is taken back, never changed or deleted'; END IF;\n"
        "IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.block_code IS DISTINCT FROM OLD.block_code OR "
        "NEW.id IS DISTINCT FROM OLD.id OR NEW.act IS DISTINCT FROM OLD.act OR NEW.record_kind IS DISTINCT FROM "
        "OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.version_id IS DISTINCT FROM "
        "OLD.version_id OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by OR "
        "NEW.verdict IS DISTINCT FROM OLD.verdict OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS "
        "DISTINCT FROM OLD.decided_at OR NEW.remarks IS DISTINCT FROM OLD.remarks OR NEW.issued IS DISTINCT FROM "
        "OLD.issued OR NEW.before IS DISTINCT FROM OLD.before THEN RAISE EXCEPTION 'a verdict is taken back, never "
        "changed or deleted'; END IF;\n"
        "RETURN NEW;\n"
        "END $$"
    ),
    (
        "CREATE OR REPLACE FUNCTION version_by_verdict() RETURNS trigger LANGUAGE plpgsql AS\n"
        "$$ BEGIN IF NEW.state IN ('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = "
        "NEW.block_code AND v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) THEN RAISE "
        "EXCEPTION 'a version is approved or rejected by a verdict alone'; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE OR REPLACE FUNCTION version_kept() RETURNS trigger LANGUAGE plpgsql AS\n"
        "$$ BEGIN IF OLD.state <> 'WAITING' AND (NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS "
        "DISTINCT FROM OLD.record_id OR NEW.version IS DISTINCT FROM OLD.version OR NEW.revision IS DISTINCT FROM "
        "OLD.revision OR NEW.content IS DISTINCT FROM OLD.content OR NEW.digest IS DISTINCT FROM OLD.digest OR "
        "NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by) THEN RAISE EXCEPTION "
        "'a version that was decided is never changed'; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE OR REPLACE TRIGGER verdict_no_truncate BEFORE TRUNCATE ON verdict\n"
        "FOR EACH STATEMENT EXECUTE FUNCTION verdict_kept()"
    ),
    (
        "CREATE OR REPLACE TRIGGER version_kept BEFORE UPDATE ON profile_version\n"
        "FOR EACH ROW EXECUTE FUNCTION version_kept()"
    ),
    (
        "CREATE OR REPLACE TRIGGER verdict_kept BEFORE UPDATE OR DELETE ON verdict\n"
        "FOR EACH ROW EXECUTE FUNCTION verdict_kept()"
    ),
    (
        "CREATE OR REPLACE TRIGGER version_by_verdict BEFORE INSERT OR UPDATE OF state ON profile_version\n"
        "FOR EACH ROW EXECUTE FUNCTION version_by_verdict()"
    ),
)


def upgrade() -> None:
    """Go to this revision."""
    connection = op.get_bind()
    tables = set(sa.inspect(connection).get_table_names())
    if "user_account" in tables:
        _add_former_mobiles(connection)
    if not {"audit_entry", "verdict", "profile_version"} <= tables:
        return
    if connection.dialect.name == "sqlite":
        _make_triggers_of_sqlite(connection)
    else:
        for statement in TRIGGERS_POSTGRES:
            connection.exec_driver_sql(statement)


def _add_former_mobiles(connection: sa.Connection) -> None:
    if "former_mobiles" not in {column["name"] for column in sa.inspect(connection).get_columns("user_account")}:
        op.add_column("user_account", sa.Column("former_mobiles", sa.Text(), server_default="", nullable=False))


def _make_triggers_of_sqlite(connection: sa.Connection) -> None:
    kept = connection.exec_driver_sql("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {(table, name): sql for table, name, sql in kept}
    for key, statement in TRIGGERS_SQLITE.items():
        if key in found and found[key].split() == statement.split():
            continue
        if key in found:
            connection.exec_driver_sql(f"DROP TRIGGER {key[1]}")
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
