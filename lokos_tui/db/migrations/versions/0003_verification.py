"""Verification: marks, verdicts, claims, the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TRIGGERS_SQLITE = (
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit "
        "trail is append-only'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit "
        "trail is append-only'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_replace BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM "
        "audit_entry WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit trail is "
        "append-only'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_fork BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry "
        "WHERE block_code = NEW.block_code AND prev_hash = NEW.prev_hash) BEGIN SELECT RAISE(ABORT, 'the audit trail is "
        "append-only'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS verdict_no_delete BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'a verdict is "
        "taken back, never changed or deleted'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS verdict_no_change BEFORE UPDATE ON verdict WHEN OLD.undone_at IS NOT NULL OR "
        "NEW.undone_at IS NULL OR NEW.block_code IS DISTINCT FROM OLD.block_code OR NEW.id IS DISTINCT FROM OLD.id OR "
        "NEW.act IS DISTINCT FROM OLD.act OR NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS "
        "DISTINCT FROM OLD.record_id OR NEW.version_id IS DISTINCT FROM OLD.version_id OR NEW.made_by IS DISTINCT FROM "
        "OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by OR NEW.verdict IS DISTINCT FROM OLD.verdict OR "
        "NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at OR NEW.remarks "
        "IS DISTINCT FROM OLD.remarks OR NEW.issued IS DISTINCT FROM OLD.issued OR NEW.before IS DISTINCT FROM "
        "OLD.before BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS version_by_verdict BEFORE UPDATE OF state ON profile_version WHEN NEW.state IN "
        "('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND "
        "v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) BEGIN SELECT RAISE(ABORT, 'a version "
        "is approved or rejected by a verdict alone'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS version_not_decided BEFORE INSERT ON profile_version WHEN NEW.state IN "
        "('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND "
        "v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) BEGIN SELECT RAISE(ABORT, 'a version "
        "is approved or rejected by a verdict alone'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS version_kept BEFORE UPDATE ON profile_version WHEN OLD.state <> 'WAITING' AND "
        "(NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR "
        "NEW.version IS DISTINCT FROM OLD.version OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.content IS "
        "DISTINCT FROM OLD.content OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.made_by IS DISTINCT FROM OLD.made_by "
        "OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by) BEGIN SELECT RAISE(ABORT, 'a version that was decided is never "
        "changed'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS version_no_replace BEFORE INSERT ON profile_version WHEN EXISTS (SELECT 1 FROM "
        "profile_version WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a version that "
        "was decided is never changed'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS verdict_no_replace BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict "
        "WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never "
        "changed or deleted'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS verdict_no_second BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict "
        "WHERE block_code = NEW.block_code AND version_id = NEW.version_id AND undone_at IS NULL) BEGIN SELECT "
        "RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END"
    ),
)
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
    op.add_column("user_account", sa.Column("former_mobiles", sa.Text(), server_default="", nullable=False))
    op.create_index("uq_version_makers", "profile_version", ["block_code", "id", "made_by", "loaded_by"], unique=True)

    op.create_table(
        "export",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("export_uid", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=True),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_export")),
    )
    op.create_index("uq_export_uid", "export", ["block_code", "export_uid"], unique=True)
    op.create_table(
        "saved_filter",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_saved_filter")),
    )
    op.create_index("uq_saved_filter", "saved_filter", ["block_code", "user_id", "section", "name"], unique=True)
    op.create_table(
        "identifier_mark",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("remark_code", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("mark = 'TICK' OR remark_code <> ''", name=op.f("ck_mark_remark")),
        sa.CheckConstraint("mark IN ('TICK', 'CROSS')", name=op.f("ck_mark_mark")),
        sa.ForeignKeyConstraint(
            ["block_code", "version_id"], ["profile_version.block_code", "profile_version.id"], name="fk_mark_version"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_identifier_mark")),
    )
    op.create_index("uq_mark", "identifier_mark", ["block_code", "version_id", "identifier"], unique=True)
    op.create_table(
        "verdict",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("act", sa.BigInteger(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("issued", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undo_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("record_kind IN ('C', 'M')", name=op.f("ck_verdict_kind")),
        sa.CheckConstraint("verdict <> 'REJECTED' OR remarks <> '[]'", name=op.f("ck_verdict_remarks")),
        sa.CheckConstraint("verdict IN ('APPROVED', 'REJECTED', 'ACTIVATED')", name=op.f("ck_verdict_verdict")),
        sa.CheckConstraint("version_id IS NOT NULL OR verdict = 'ACTIVATED'", name=op.f("ck_verdict_version")),
        sa.CheckConstraint(
            "upper(decided_by) <> upper(made_by) AND upper(decided_by) <> upper(loaded_by)",
            name=op.f("ck_maker_checker"),
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "version_id", "made_by", "loaded_by"],
            [
                "profile_version.block_code",
                "profile_version.id",
                "profile_version.made_by",
                "profile_version.loaded_by",
            ],
            name="fk_verdict_version",
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_verdict")),
    )
    op.create_index("ix_verdict_act", "verdict", ["block_code", "act"], unique=False)
    op.create_index("ix_verdict_record", "verdict", ["block_code", "record_kind", "record_id", "id"], unique=False)
    op.create_index("ix_verdict_when", "verdict", ["block_code", "decided_at", "id"], unique=False)
    op.create_index(
        "uq_verdict_stands",
        "verdict",
        ["block_code", "version_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "claim",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("claimed_until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["block_code", "id"], ["cbo.block_code", "cbo.id"], name="fk_claim_cbo"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_claim")),
    )
    op.create_table(
        "cluster_scope",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("clf_id", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["block_code", "clf_id"], ["cbo.block_code", "cbo.id"], name="fk_cluster_clf"),
        sa.ForeignKeyConstraint(["block_code", "id"], ["user_role.block_code", "user_role.id"], name="fk_cluster_role"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_cluster_scope")),
    )
    op.create_table(
        "outbox",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verdict_id", sa.BigInteger(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("cbo_id", sa.BigInteger(), nullable=False),
        sa.Column("cbo_kind", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.BigInteger(), nullable=False),
        sa.Column("export_id", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("answer IN ('', 'TAKEN', 'REFUSED')", name=op.f("ck_outbox_answer")),
        sa.CheckConstraint("record_kind IN ('C', 'M')", name=op.f("ck_outbox_kind")),
        sa.ForeignKeyConstraint(
            ["block_code", "export_id"], ["export.block_code", "export.id"], name="fk_outbox_export"
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "verdict_id"], ["verdict.block_code", "verdict.id"], name="fk_outbox_verdict"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_export", "outbox", ["block_code", "export_id", "cbo_id", "id"], unique=False)
    op.create_index("ix_outbox_record", "outbox", ["block_code", "record_kind", "record_id", "id"], unique=False)
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["block_code", "cbo_id", "id"],
        unique=False,
        sqlite_where=sa.text("export_id IS NULL"),
        postgresql_where=sa.text("export_id IS NULL"),
    )
    op.create_index("uq_outbox_verdict", "outbox", ["block_code", "verdict_id"], unique=True)
    op.create_index(
        "ix_cbo_pending",
        "cbo",
        ["block_code", "cbo_type", "request_date", "id"],
        unique=False,
        sqlite_where=sa.text("bucket = 'PENDING_BM'"),
        postgresql_where=sa.text("bucket = 'PENDING_BM'"),
    )
    op.create_index(
        "ix_cbo_rejected",
        "cbo",
        ["block_code", "cbo_type", "id"],
        unique=False,
        sqlite_where=sa.text("bucket = 'REJECTED'"),
        postgresql_where=sa.text("bucket = 'REJECTED'"),
    )
    op.create_index(
        "ix_member_no_code",
        "member",
        ["block_code", "shg_id", "id"],
        unique=False,
        sqlite_where=sa.text("bucket = 'APPROVED' AND member_code IS NULL"),
        postgresql_where=sa.text("bucket = 'APPROVED' AND member_code IS NULL"),
    )
    op.create_index(
        "ix_member_pending",
        "member",
        ["block_code", "shg_id", "id"],
        unique=False,
        sqlite_where=sa.text("bucket = 'PENDING_BM'"),
        postgresql_where=sa.text("bucket = 'PENDING_BM'"),
    )
    op.create_index(
        "ix_member_rejected",
        "member",
        ["block_code", "shg_id", "id"],
        unique=False,
        sqlite_where=sa.text("bucket = 'REJECTED'"),
        postgresql_where=sa.text("bucket = 'REJECTED'"),
    )
    op.add_column("profile_version", sa.Column("made_mobile", sa.Text(), server_default="", nullable=False))
    op.add_column("profile_version", sa.Column("loaded_mobile", sa.Text(), server_default="", nullable=False))

    connection = op.get_bind()
    for statement in TRIGGERS_SQLITE if connection.dialect.name == "sqlite" else TRIGGERS_POSTGRES:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
