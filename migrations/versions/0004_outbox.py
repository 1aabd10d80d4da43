"""Outbox, and who wants notices"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("letter_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_waiting",
            ["next_try_at"],
            unique=False,
            sqlite_where=sa.text("letter_sealed IS NOT NULL"),
            postgresql_where=sa.text("letter_sealed IS NOT NULL"),
        )

    notices = sa.Column("notices", sa.Boolean(), server_default=sa.true(), nullable=False)
    op.add_column("member", notices)
    op.add_column("member", sa.Column("reminded_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("member", "reminded_on")
    op.drop_column("member", "notices")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_waiting")

    op.drop_table("outbox")
