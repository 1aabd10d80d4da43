"""Brief contacts"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brief_contact",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("office_key_id", sa.String(length=40), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_brief_contact_member_uuid_member")
        ),
        sa.ForeignKeyConstraint(
            ["office_key_id"],
            ["office_key.key_id"],
            name=op.f("fk_brief_contact_office_key_id_office_key"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_brief_contact")),
    )
    op.create_index(op.f("ix_brief_contact_at"), "brief_contact", ["at"], unique=False)
    op.create_index(
        "ix_brief_contact_member_at", "brief_contact", ["member_uuid", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_brief_contact_member_at", table_name="brief_contact")
    op.drop_index(op.f("ix_brief_contact_at"), table_name="brief_contact")
    op.drop_table("brief_contact")
