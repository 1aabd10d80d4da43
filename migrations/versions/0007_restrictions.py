"""Restrictions"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restriction",
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_restriction_case_uuid_cases")
        ),
        sa.PrimaryKeyConstraint("case_uuid", name=op.f("pk_restriction")),
    )
    op.create_table(
        "restriction_member",
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_restriction_member_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_restriction_member_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("case_uuid", "member_uuid", name=op.f("pk_restriction_member")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_column("reason")
    op.drop_table("restriction_member")
    op.drop_table("restriction")
