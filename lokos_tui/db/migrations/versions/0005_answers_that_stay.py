"""Answers that stay: each answer of the central server to a record of an export, kept beside the outbox.

Until now the answer stood in the outbox alone, and a refused record that left
again lost it. What stands there now is taken over; what was lost before is not
known any more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TAKE_OVER = (
    "INSERT INTO export_answer (block_code, id, export_id, outbox_id, answer, answer_reason, answered_at, loaded_by) "
    "SELECT o.block_code, o.id, o.export_id, o.id, o.answer, o.answer_reason, "
    "COALESCE(e.acknowledged_at, e.written_at, e.made_at), '' FROM outbox o JOIN export e "
    "ON e.block_code = o.block_code AND e.id = o.export_id WHERE o.answer <> ''",
    "INSERT INTO block_counter (block_code, name, value) "
    "SELECT block_code, 'export_answer', MAX(id) FROM export_answer GROUP BY block_code",
)
TRIGGERS_SQLITE = (
    "CREATE TRIGGER answer_no_update BEFORE UPDATE ON export_answer BEGIN SELECT RAISE(ABORT, 'what the central server "
    "answered stays'); END",
    "CREATE TRIGGER answer_no_delete BEFORE DELETE ON export_answer BEGIN SELECT RAISE(ABORT, 'what the central server "
    "answered stays'); END",
    "CREATE TRIGGER answer_no_replace BEFORE INSERT ON export_answer WHEN EXISTS (SELECT 1 FROM export_answer WHERE "
    "block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'what the central server answered stays'); "
    "END",
)
TRIGGERS_POSTGRES = (
    "CREATE FUNCTION answer_stays() RETURNS trigger LANGUAGE plpgsql AS\n"
    "$$ BEGIN RAISE EXCEPTION 'what the central server answered stays'; END $$",
    "CREATE TRIGGER answer_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON export_answer\n"
    "FOR EACH STATEMENT EXECUTE FUNCTION answer_stays()",
)


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "export_answer",
        sa.Column("block_code", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("export_id", sa.BigInteger(), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_reason", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.CheckConstraint("answer IN ('TAKEN', 'REFUSED')", name=op.f("ck_answer_answer")),
        sa.ForeignKeyConstraint(
            ["block_code", "export_id"], ["export.block_code", "export.id"], name="fk_answer_export"
        ),
        sa.ForeignKeyConstraint(
            ["block_code", "outbox_id"], ["outbox.block_code", "outbox.id"], name="fk_answer_outbox"
        ),
        sa.PrimaryKeyConstraint("block_code", "id", name=op.f("pk_export_answer")),
    )
    op.create_index("ix_answer_export", "export_answer", ["block_code", "export_id", "outbox_id", "id"], unique=False)
    op.create_index("ix_answer_record", "export_answer", ["block_code", "outbox_id", "id"], unique=False)
    connection = op.get_bind()
    statements = TRIGGERS_SQLITE if connection.dialect.name == "sqlite" else TRIGGERS_POSTGRES
    for statement in (*TAKE_OVER, *statements):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Offices go back by their backup, not by a migration."""
    raise RuntimeError("restore the backup made before the upgrade")
