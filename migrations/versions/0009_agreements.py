"""Agreements"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_agreement_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_agreement_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_case_uuid"), "agreement", ["case_uuid"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_agreement_case_uuid"), table_name="agreement")
    op.drop_table("agreement")
