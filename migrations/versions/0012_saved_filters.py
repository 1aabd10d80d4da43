"""Saved filters"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("office_key_id", sa.String(length=40), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_saved_filter_member_uuid_member")
        ),
        sa.ForeignKeyConstraint(
            ["office_key_id"],
            ["office_key.key_id"],
            name=op.f("fk_saved_filter_office_key_id_office_key"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_saved_filter")),
    )
    op.create_index(op.f("ix_saved_filter_member_uuid"), "saved_filter", ["member_uuid"])


def downgrade() -> None:
    op.drop_table("saved_filter")
