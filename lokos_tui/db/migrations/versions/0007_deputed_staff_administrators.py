"""Deputed staff administrators: a grant to an account of a block that has nobody above it.

No account of an older office holds one: its server's owner gives the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "staff_deputy",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by = '')", name=op.f("ck_deputy_closed")),
        sa.ForeignKeyConstraint(
            ["block_code", "account_id"], ["user_account.block_code", "user_account.id"], name="fk_deputy_account"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_staff_deputy")),
    )
    op.create_index(
        "uq_deputy_open",
        "staff_deputy",
        ["block_code", "account_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
