"""The follow-up day in the index of open cases"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BEFORE = ["unread", "next_action_due", "number", "lead_uuid", "status", "closed_at"]


def upgrade() -> None:
    replace_index([*BEFORE, "follow_up_on", "uuid"])


def downgrade() -> None:
    replace_index([*BEFORE, "uuid"])


def replace_index(columns: list[str]) -> None:
    op.drop_index("ix_cases_open", "cases")
    op.create_index(
        "ix_cases_open",
        "cases",
        columns,
        unique=False,
        sqlite_where=sa.text("(closed_at IS NULL OR unread)"),
        postgresql_where=sa.text("(closed_at IS NULL OR unread)"),
    )
