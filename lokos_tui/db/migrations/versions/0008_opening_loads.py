"""Opening loads: official profiles of an existing office wait as one, and what they brought says where it came from.

Three tables hold a load that waits, its records and the duplicates found of
them. A CBO and a member get the source of an opening load, a member also her
origin; '' for everybody who is here already.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("cbo", sa.Column("source", sa.Text(), nullable=False, server_default=""))
    op.add_column("member", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.add_column("member", sa.Column("source", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "opening_load",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_mobile", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("loaded_mobile", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("potential", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("act", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undo_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('WAITING', 'ACCEPTED', 'REFUSED', 'TAKEN_BACK')", name=op.f("ck_opening_state")),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_opening_load")),
    )
    op.create_index(
        "uq_opening_waits",
        "opening_load",
        ["block_code"],
        unique=True,
        sqlite_where=sa.text("state = 'WAITING'"),
        postgresql_where=sa.text("state = 'WAITING'"),
    )
    op.create_index("ix_opening_list", "opening_load", ["block_code", "loaded_at", "id"], unique=False)
    op.create_index("ix_opening_act", "opening_load", ["block_code", "act"], unique=False)
    op.create_table(
        "opening_record",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opening_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("gp_id", sa.BigInteger(), nullable=True),
        sa.Column("village_id", sa.BigInteger(), nullable=True),
        sa.Column("shg_id", sa.BigInteger(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("account", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('SHG', 'VO', 'CLF', 'MEMBER')", name=op.f("ck_opening_record_kind")),
        sa.CheckConstraint("record_kind IN ('C', 'M')", name=op.f("ck_opening_record_family")),
        sa.CheckConstraint("outcome IN ('NEW', 'FILL')", name=op.f("ck_opening_record_outcome")),
        sa.ForeignKeyConstraint(
            ["block_code", "opening_id"], ["opening_load.block_code", "opening_load.id"], name="fk_opening_record_load"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_opening_record")),
    )
    op.create_index(
        "uq_opening_record", "opening_record", ["block_code", "opening_id", "kind", "code"], unique=True
    )
    op.create_index(
        "ix_opening_record_row", "opening_record", ["block_code", "record_kind", "record_id"], unique=False
    )
    op.create_index(
        "ix_opening_record_shg", "opening_record", ["block_code", "opening_id", "shg_id", "id"], unique=False
    )
    op.create_table(
        "opening_finding",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opening_id", sa.BigInteger(), nullable=False),
        sa.Column("one_kind", sa.Text(), nullable=False),
        sa.Column("one_id", sa.BigInteger(), nullable=False),
        sa.Column("other_kind", sa.Text(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.CheckConstraint("one_kind IN ('C', 'M')", name=op.f("ck_opening_finding_one")),
        sa.CheckConstraint("other_kind IN ('C', 'M')", name=op.f("ck_opening_finding_other")),
        sa.ForeignKeyConstraint(
            ["block_code", "opening_id"], ["opening_load.block_code", "opening_load.id"], name="fk_opening_finding_load"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_opening_finding")),
    )
    op.create_index("ix_opening_finding", "opening_finding", ["block_code", "opening_id", "id"], unique=False)


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
