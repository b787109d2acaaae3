"""The tables of the main job."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
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
)


BYTEWISE = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "audit_entry",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("os_user", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entity", "audit_entry", ["block_code", "entity", "entity_id", "id"], unique=False)
    op.create_index("uq_audit_chain", "audit_entry", ["block_code", "prev_hash"], unique=True)

    op.create_table(
        "block_counter",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("block_code", "name", name=op.f("pk_block_counter")),
    )
    op.create_table(
        "gram_panchayat",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("nrlm_code", sa.Text(), nullable=True),
        sa.Column("lgd_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", BYTEWISE, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_gram_panchayat")),
    )
    op.create_index("ix_gp_name", "gram_panchayat", ["block_code", "name_key", "id"], unique=False)
    op.create_index("uq_gp_nrlm", "gram_panchayat", ["block_code", "nrlm_code"], unique=True)

    op.create_table(
        "import_batch",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_user", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("template_version", sa.Text(), nullable=False),
        sa.Column("good_rows_only", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undo_why", sa.Text(), nullable=True),
        sa.Column("undo_counts", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('mapping', 'places', 'cbos')", name=op.f("ck_batch_kind")),
        sa.CheckConstraint("state IN ('APPLIED', 'UNDONE', 'PARTLY_UNDONE')", name=op.f("ck_batch_state")),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_import_batch")),
    )
    op.create_index("ix_batch_file", "import_batch", ["block_code", "kind", "sha256"], unique=False)
    op.create_index("ix_batch_list", "import_batch", ["block_code", "at", "id"], unique=False)

    op.create_table(
        "state",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("nrlm_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_state")),
    )
    op.create_table(
        "user_account",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", BYTEWISE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", BYTEWISE, nullable=False),
        sa.Column("mobile", BYTEWISE, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state_code", sa.Text(), nullable=False),
        sa.Column("district_code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("last_sign_in", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.Column("source_row", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("status IN ('ACTIVE', 'INACTIVE', 'DELETED')", name=op.f("ck_user_status")),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_user_account")),
    )
    op.create_index("ix_user_list", "user_account", ["block_code", "user_id", "id"], unique=False)
    op.create_index("ix_user_mobile", "user_account", ["block_code", "mobile", "id"], unique=False)
    op.create_index("ix_user_name", "user_account", ["block_code", "name_key", "id"], unique=False)
    op.create_index("uq_user_id", "user_account", ["user_id"], unique=True)

    op.create_table(
        "district",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state_code", sa.Text(), nullable=False),
        sa.Column("nrlm_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["state_code"], ["state.code"], name=op.f("fk_district_state_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_district")),
    )
    op.create_table(
        "import_row",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_code", "batch_id"], ["import_batch.block_code", "import_batch.id"], name="fk_row_batch"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_import_row")),
    )
    op.create_index("ix_row_batch", "import_row", ["block_code", "batch_id", "row_no", "id"], unique=False)

    op.create_table(
        "user_secret",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hashed", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("failed_attempts", sa.BigInteger(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('FIRST', 'OWN')", name=op.f("ck_secret_kind")),
        sa.ForeignKeyConstraint(
            ["block_code", "id"], ["user_account.block_code", "user_account.id"], name="fk_secret_account"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_user_secret")),
    )
    op.create_table(
        "village",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gp_id", sa.BigInteger(), nullable=False),
        sa.Column("nrlm_code", sa.Text(), nullable=True),
        sa.Column("lgd_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", BYTEWISE, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["block_code", "gp_id"], ["gram_panchayat.block_code", "gram_panchayat.id"], name="fk_village_gp"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_village")),
    )
    op.create_index("ix_village_gp", "village", ["block_code", "gp_id", "name_key", "id"], unique=False)
    op.create_index("uq_village_nrlm", "village", ["block_code", "nrlm_code"], unique=True)

    op.create_table(
        "block",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state_code", sa.Text(), nullable=False),
        sa.Column("district_code", sa.Text(), nullable=False),
        sa.Column("nrlm_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", BYTEWISE, nullable=False),
        sa.ForeignKeyConstraint(["district_code"], ["district.code"], name=op.f("fk_block_district_code")),
        sa.ForeignKeyConstraint(["state_code"], ["state.code"], name=op.f("fk_block_state_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_block")),
    )
    op.create_index(op.f("ix_block_district_code"), "block", ["district_code"], unique=False)
    op.create_index(op.f("ix_block_state_code"), "block", ["state_code"], unique=False)

    op.create_table(
        "cbo",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cbo_type", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", BYTEWISE, nullable=False),
        sa.Column("gp_id", sa.BigInteger(), nullable=True),
        sa.Column("village_id", sa.BigInteger(), nullable=True),
        sa.Column("vo_id", sa.BigInteger(), nullable=True),
        sa.Column("clf_id", sa.BigInteger(), nullable=True),
        sa.Column("formation_date", sa.Text(), nullable=True),
        sa.Column("request_date", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("change_type", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("life", sa.Text(), nullable=False),
        sa.Column("duplicate", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "bucket IN ('INCOMPLETE', 'WITH_BOOKKEEPER', 'PENDING_BM', 'APPROVED', 'REJECTED')",
            name=op.f("ck_cbo_bucket"),
        ),
        sa.CheckConstraint("cbo_type IN ('SHG', 'VO', 'CLF')", name=op.f("ck_cbo_type")),
        sa.CheckConstraint("change_type IN ('NEW', 'MODIFIED', '')", name=op.f("ck_cbo_change")),
        sa.CheckConstraint(
            "duplicate IN ('NOT_CHECKED', 'NONE', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')",
            name=op.f("ck_cbo_duplicate"),
        ),
        sa.CheckConstraint("life IN ('ACTIVE', 'INACTIVE')", name=op.f("ck_cbo_life")),
        sa.CheckConstraint("origin IN ('MIGRATED', 'NEW')", name=op.f("ck_cbo_origin")),
        sa.ForeignKeyConstraint(["block_code", "clf_id"], ["cbo.block_code", "cbo.id"], name="fk_cbo_clf"),
        sa.ForeignKeyConstraint(
            ["block_code", "gp_id"], ["gram_panchayat.block_code", "gram_panchayat.id"], name="fk_cbo_gp"
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "village_id"], ["village.block_code", "village.id"], name="fk_cbo_village"
        ),
        sa.ForeignKeyConstraint(["block_code", "vo_id"], ["cbo.block_code", "cbo.id"], name="fk_cbo_vo"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_cbo")),
    )
    op.create_index("ix_cbo_clf", "cbo", ["block_code", "clf_id", "cbo_type", "name_key", "id"], unique=False)
    op.create_index("ix_cbo_gp", "cbo", ["block_code", "cbo_type", "gp_id", "name_key", "id"], unique=False)
    op.create_index("ix_cbo_name", "cbo", ["block_code", "cbo_type", "name_key", "id"], unique=False)
    op.create_index("ix_cbo_village", "cbo", ["block_code", "village_id", "cbo_type"], unique=False)
    op.create_index("ix_cbo_vo", "cbo", ["block_code", "vo_id", "cbo_type", "name_key", "id"], unique=False)
    op.create_index("uq_cbo_code", "cbo", ["block_code", "cbo_type", "code"], unique=True)

    op.create_table(
        "user_role",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("state_code", sa.Text(), nullable=False),
        sa.Column("district_code", sa.Text(), nullable=False),
        sa.Column("gp_id", sa.BigInteger(), nullable=True),
        sa.Column("village_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("status IN ('ACTIVE', 'INACTIVE')", name=op.f("ck_role_status")),
        sa.ForeignKeyConstraint(
            ["block_code", "account_id"], ["user_account.block_code", "user_account.id"], name="fk_role_account"
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "gp_id"], ["gram_panchayat.block_code", "gram_panchayat.id"], name="fk_role_gp"
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "village_id"], ["village.block_code", "village.id"], name="fk_role_village"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_user_role")),
    )
    op.create_index("ix_role_list", "user_role", ["block_code", "role", "account_id"], unique=False)
    op.create_index(
        "uq_role_of_account",
        "user_role",
        ["block_code", "account_id", "role"],
        unique=True,
        sqlite_where=sa.text("status = 'ACTIVE'"),
        postgresql_where=sa.text("status = 'ACTIVE'"),
    )

    op.create_table(
        "cbo_link",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=False),
        sa.Column("cbo_id", sa.BigInteger(), nullable=False),
        sa.Column("cbo_type", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.Column("linked_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("unlinked_at", sa.BigInteger(), nullable=True),
        sa.Column("unlinked_by", sa.Text(), nullable=True),
        sa.Column("unlink_why", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.Column("source_row", sa.BigInteger(), nullable=True),
        sa.Column("unlink_batch_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("duty IN ('BOOKS', 'APPROVES')", name=op.f("ck_link_duty")),
        sa.ForeignKeyConstraint(["block_code", "cbo_id"], ["cbo.block_code", "cbo.id"], name="fk_link_cbo"),
        sa.ForeignKeyConstraint(
            ["block_code", "role_id"], ["user_role.block_code", "user_role.id"], name="fk_link_role"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_cbo_link")),
    )
    op.create_index("ix_link_account", "cbo_link", ["block_code", "account_id", "cbo_type"], unique=False)
    op.create_index("ix_link_cbo", "cbo_link", ["block_code", "cbo_id", "linked_at"], unique=False)
    op.create_index(
        "uq_link_books",
        "cbo_link",
        ["block_code", "cbo_id"],
        unique=True,
        sqlite_where=sa.text("unlinked_at IS NULL AND duty = 'BOOKS'"),
        postgresql_where=sa.text("unlinked_at IS NULL AND duty = 'BOOKS'"),
    )
    op.create_index(
        "uq_link_role",
        "cbo_link",
        ["block_code", "role_id", "cbo_id"],
        unique=True,
        sqlite_where=sa.text("unlinked_at IS NULL"),
        postgresql_where=sa.text("unlinked_at IS NULL"),
    )

    op.create_table(
        "cbo_parent",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("child_id", sa.BigInteger(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_on", sa.Text(), nullable=True),
        sa.Column("left_on", sa.Text(), nullable=True),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["block_code", "child_id"], ["cbo.block_code", "cbo.id"], name="fk_parent_child"),
        sa.ForeignKeyConstraint(["block_code", "parent_id"], ["cbo.block_code", "cbo.id"], name="fk_parent_parent"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_cbo_parent")),
    )
    op.create_index("ix_parent_members", "cbo_parent", ["block_code", "parent_id", "left_on"], unique=False)
    op.create_index(
        "uq_parent_now",
        "cbo_parent",
        ["block_code", "child_id"],
        unique=True,
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )

    op.create_table(
        "federation_profile",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cluster_name", sa.Text(), nullable=False),
        sa.Column("registration_no", sa.Text(), nullable=False),
        sa.Column("registration_date", sa.Text(), nullable=True),
        sa.Column("registration_act", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("ifsc", sa.Text(), nullable=False),
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("meeting_frequency", sa.Text(), nullable=False),
        sa.Column("president_name", sa.Text(), nullable=False),
        sa.Column("secretary_name", sa.Text(), nullable=False),
        sa.Column("treasurer_name", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["block_code", "id"], ["cbo.block_code", "cbo.id"], name="fk_federation_profile_cbo"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_federation_profile")),
    )
    op.create_table(
        "member",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shg_id", sa.BigInteger(), nullable=False),
        sa.Column("member_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", BYTEWISE, nullable=False),
        sa.Column("relation_name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.BigInteger(), nullable=True),
        sa.Column("joining_date", sa.Text(), nullable=True),
        sa.Column("social_category", sa.Text(), nullable=False),
        sa.Column("pvtg", sa.Boolean(), nullable=False),
        sa.Column("religion", sa.Text(), nullable=False),
        sa.Column("disability", sa.Text(), nullable=False),
        sa.Column("pip_category", sa.Text(), nullable=False),
        sa.Column("education", sa.Text(), nullable=False),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("aadhaar_ref", sa.Text(), nullable=False),
        sa.Column("aadhaar_last4", sa.Text(), nullable=False),
        sa.Column("voter_id", sa.Text(), nullable=False),
        sa.Column("other_kyc", sa.Text(), nullable=False),
        sa.Column("ekyc_date", sa.Text(), nullable=True),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("ifsc", sa.Text(), nullable=False),
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("account_seeded", sa.Boolean(), nullable=False),
        sa.Column("insurance", sa.Text(), nullable=False),
        sa.Column("secc_no", sa.Text(), nullable=False),
        sa.Column("life", sa.Text(), nullable=False),
        sa.Column("inactive_reason", sa.Text(), nullable=False),
        sa.Column("change_type", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("duplicate", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "bucket IN ('INCOMPLETE', 'WITH_BOOKKEEPER', 'PENDING_BM', 'APPROVED', 'REJECTED')",
            name=op.f("ck_member_bucket"),
        ),
        sa.CheckConstraint(
            "designation IN ('MEMBER', 'PRESIDENT', 'SECRETARY', 'TREASURER')", name=op.f("ck_member_designation")
        ),
        sa.CheckConstraint("disability IN ('NO', 'SELF', 'FAMILY')", name=op.f("ck_member_disability")),
        sa.CheckConstraint(
            "duplicate IN ('NOT_CHECKED', 'NONE', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')",
            name=op.f("ck_member_duplicate"),
        ),
        sa.CheckConstraint("life IN ('ACTIVE', 'INACTIVE')", name=op.f("ck_member_life")),
        sa.CheckConstraint("social_category IN ('SC', 'ST', 'OBC', 'GENERAL', 'OTHER')", name=op.f("ck_member_social")),
        sa.ForeignKeyConstraint(["block_code", "shg_id"], ["cbo.block_code", "cbo.id"], name="fk_member_shg"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_member")),
    )
    op.create_index("ix_member_shg", "member", ["block_code", "shg_id", "id"], unique=False)
    op.create_index("uq_member_code", "member", ["block_code", "member_code"], unique=True)

    op.create_table(
        "shg_profile",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("special_category", sa.Text(), nullable=False),
        sa.Column("promoted_by", sa.Text(), nullable=False),
        sa.Column("promoter_name", sa.Text(), nullable=False),
        sa.Column("meeting_frequency", sa.Text(), nullable=False),
        sa.Column("compulsory_saving_paise", sa.BigInteger(), nullable=False),
        sa.Column("voluntary_saving", sa.Boolean(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("ifsc", sa.Text(), nullable=False),
        sa.Column("account_no", sa.Text(), nullable=False),
        sa.Column("account_opened", sa.Text(), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("bookkeeper_identified", sa.Boolean(), nullable=False),
        sa.Column("member_is_bookkeeper", sa.Boolean(), nullable=False),
        sa.Column("basic_training", sa.Boolean(), nullable=False),
        sa.Column("mcp_prepared", sa.Boolean(), nullable=False),
        sa.Column("standard_bookkeeping", sa.Boolean(), nullable=False),
        sa.Column("cashbook_no", sa.Text(), nullable=False),
        sa.Column("cashbook_page", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "meeting_frequency IN ('', 'WEEKLY', 'FORTNIGHTLY', 'MONTHLY')", name=op.f("ck_shg_meeting")
        ),
        sa.CheckConstraint(
            "special_category IN ('GENERAL', 'PWD', 'ELDERLY', 'TRANSGENDER', 'PVTG', 'DIFFICULT_AREA')",
            name=op.f("ck_shg_special"),
        ),
        sa.ForeignKeyConstraint(["block_code", "id"], ["cbo.block_code", "cbo.id"], name="fk_shg_profile_cbo"),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_shg_profile")),
    )
    connection = op.get_bind()
    for statement in TRIGGERS_SQLITE if connection.dialect.name == "sqlite" else TRIGGERS_POSTGRES:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
