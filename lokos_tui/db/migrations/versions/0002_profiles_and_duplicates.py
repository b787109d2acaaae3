"""Profiles and duplicates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


BYTEWISE = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "common_key",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holders", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block_code", "key", name=op.f("pk_common_key")),
    )
    op.create_index("ix_common_field", "common_key", ["block_code", "field", "holders", "key"], unique=False)

    op.create_table(
        "duplicate_result",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("kind", BYTEWISE, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("overall", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("voter", sa.Text(), nullable=False),
        sa.Column("aadhaar", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("potential", sa.BigInteger(), nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "overall IN ('NOT_CHECKED', 'NONE', 'SHARED', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')",
            name=op.f("ck_result_overall"),
        ),
        sa.PrimaryKeyConstraint("block_code", "kind", "id", name=op.f("pk_duplicate_result")),
    )
    op.create_index(
        "ix_result_stale",
        "duplicate_result",
        ["block_code", "kind", "id"],
        unique=False,
        sqlite_where=sa.text("stale"),
        postgresql_where=sa.text("stale"),
    )

    op.create_table(
        "finding",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("one_kind", BYTEWISE, nullable=False),
        sa.Column("one_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other_kind", BYTEWISE, nullable=False),
        sa.Column("other_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("worst", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("found IN ('CONFIRMED', 'POTENTIAL', 'SHARED')", name=op.f("ck_finding_found")),
        sa.PrimaryKeyConstraint("block_code", "one_kind", "one_id", "other_kind", "other_id", name=op.f("pk_finding")),
    )
    op.create_index("ix_finding_other", "finding", ["block_code", "other_kind", "other_id"], unique=False)
    op.create_index("ix_finding_worst", "finding", ["block_code", "worst", "number"], unique=False)

    op.create_table(
        "match_key",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", BYTEWISE, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("block_code", "key", "kind", "id", name=op.f("pk_match_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "match_record",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("kind", BYTEWISE, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('C', 'M')", name=op.f("ck_match_record_kind")),
        sa.PrimaryKeyConstraint("block_code", "kind", "id", name=op.f("pk_match_record")),
    )
    op.create_table(
        "pair_decision",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("one_kind", sa.Text(), nullable=False),
        sa.Column("one_id", sa.BigInteger(), nullable=False),
        sa.Column("other_kind", sa.Text(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("one_digest", sa.Text(), nullable=False),
        sa.Column("other_digest", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undo_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "reason_code IN ('', 'RELATIVE', 'NAMESAKE', 'SHARED_NUMBER', 'SEEN_BOTH', 'OTHER')",
            name=op.f("ck_decision_reason"),
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_pair_decision")),
    )
    op.create_index(
        "ix_decision_pair",
        "pair_decision",
        ["block_code", "one_kind", "one_id", "other_kind", "other_id"],
        unique=False,
    )

    op.create_table(
        "upload",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("upload_uid", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.CheckConstraint("signed IN ('SIGNED', 'UNSIGNED')", name=op.f("ck_upload_signed")),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_upload")),
    )
    op.create_index("ix_upload_list", "upload", ["block_code", "loaded_at", "id"], unique=False)
    op.create_index("uq_upload_uid", "upload", ["block_code", "upload_uid"], unique=True)

    op.create_table(
        "profile_version",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("upload_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("record_kind IN ('C', 'M')", name=op.f("ck_version_kind")),
        sa.CheckConstraint("state IN ('WAITING', 'APPROVED', 'REJECTED', 'REPLACED')", name=op.f("ck_version_state")),
        sa.ForeignKeyConstraint(
            ["block_code", "upload_id"], ["upload.block_code", "upload.id"], name="fk_version_upload"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_profile_version")),
    )
    op.create_index("uq_version", "profile_version", ["block_code", "record_kind", "record_id", "version"], unique=True)

    op.create_table(
        "upload_line",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("upload_id", sa.BigInteger(), nullable=False),
        sa.Column("line_no", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cbo_id", sa.BigInteger(), nullable=True),
        sa.Column("members", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('NEW', 'CHANGED', 'UNCHANGED', 'OLDER', 'REFUSED')", name=op.f("ck_upload_line_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "upload_id"], ["upload.block_code", "upload.id"], name="fk_upload_line_upload"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_upload_line")),
    )
    op.create_index("uq_upload_line", "upload_line", ["block_code", "upload_id", "line_no"], unique=True)

    op.add_column("cbo", sa.Column("uid", sa.Text(), nullable=True))
    op.create_index("uq_cbo_uid", "cbo", ["block_code", "uid"], unique=True)

    op.add_column("member", sa.Column("uid", sa.Text(), nullable=True))
    op.create_index("uq_member_uid", "member", ["block_code", "uid"], unique=True)

    op.add_column("user_account", sa.Column("bundle_key", sa.BigInteger(), server_default="1", nullable=False))


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
