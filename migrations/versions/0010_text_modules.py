"""Text modules"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_module",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("german", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_text_module_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_text_module")),
        sa.UniqueConstraint("title", name=op.f("uq_text_module_title")),
    )
    op.create_table(
        "text_version",
        sa.Column("module_uuid", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_text_version_member_uuid_member")
        ),
        sa.ForeignKeyConstraint(
            ["module_uuid"],
            ["text_module.uuid"],
            name=op.f("fk_text_version_module_uuid_text_module"),
        ),
        sa.PrimaryKeyConstraint("module_uuid", "language", name=op.f("pk_text_version")),
    )


def downgrade() -> None:
    op.drop_table("text_version")
    op.drop_table("text_module")
