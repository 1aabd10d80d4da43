"""Issued reports"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issued_report",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("office_key_id", sa.String(length=40), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_issued_report_member_uuid_member")
        ),
        sa.ForeignKeyConstraint(
            ["office_key_id"],
            ["office_key.key_id"],
            name=op.f("fk_issued_report_office_key_id_office_key"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_issued_report")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_issued_report_code_version")),
    )
    with op.batch_alter_table("issued_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issued_report_code"), ["code"], unique=False)

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_verb_at", ["verb", "at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_verb_at")

    with op.batch_alter_table("issued_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issued_report_code"))

    op.drop_table("issued_report")
