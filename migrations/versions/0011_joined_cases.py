"""Joined cases"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_link",
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("other_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_case_link_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["other_uuid"], ["cases.uuid"], name=op.f("fk_case_link_other_uuid_cases")
        ),
        sa.PrimaryKeyConstraint("case_uuid", "other_uuid", name=op.f("pk_case_link")),
    )
    op.create_index(op.f("ix_case_link_other_uuid"), "case_link", ["other_uuid"])
    op.create_table(
        "merged",
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("leading_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("talk_key_wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_merged_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["leading_uuid"], ["cases.uuid"], name=op.f("fk_merged_leading_uuid_cases")
        ),
        sa.PrimaryKeyConstraint("case_uuid", name=op.f("pk_merged")),
    )
    op.create_index(op.f("ix_merged_leading_uuid"), "merged", ["leading_uuid"])


def downgrade() -> None:
    op.drop_table("merged")
    op.drop_table("case_link")
