"""Tasks"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_task_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_task_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_case_uuid"), "task", ["case_uuid"])
    op.create_index("ix_task_state_due_on", "task", ["state", "due_on"])


def downgrade() -> None:
    op.drop_table("task")
