"""The language of an account: in which words the program speaks to its holder.

'' is an account whose holder has not chosen yet: she is asked at her first
sign-in, and until then the terminal's last choice and the office's settings
decide.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("user_account", sa.Column("language", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
