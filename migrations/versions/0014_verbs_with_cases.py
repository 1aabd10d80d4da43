"""Which cases something happened to, from an index alone"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_event_verb_at", table_name="event")
    op.create_index("ix_event_verb_at_case_uuid", "event", ["verb", "at", "case_uuid"])


def downgrade() -> None:
    op.drop_index("ix_event_verb_at_case_uuid", table_name="event")
    op.create_index("ix_event_verb_at", "event", ["verb", "at"])
