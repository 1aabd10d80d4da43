"""Attachments"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("message_uuid", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_attachment_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["message_uuid"], ["message.uuid"], name=op.f("fk_attachment_message_uuid_message")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_at"), "attachment", ["at"])
    op.create_index(op.f("ix_attachment_case_uuid"), "attachment", ["case_uuid"])
    op.create_index(op.f("ix_attachment_message_uuid"), "attachment", ["message_uuid"])
    op.create_table(
        "attachment_part",
        sa.Column("attachment_uuid", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_uuid"],
            ["attachment.uuid"],
            name=op.f("fk_attachment_part_attachment_uuid_attachment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attachment_uuid", "number", name=op.f("pk_attachment_part")),
    )


def downgrade() -> None:
    op.drop_table("attachment_part")
    op.drop_table("attachment")
