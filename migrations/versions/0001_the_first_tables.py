"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_number_series",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_case_number_series")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setup_link_hash", sa.LargeBinary(), nullable=True),
        sa.Column("setup_link_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recovery_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "member",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_key_locked", sa.LargeBinary(), nullable=False),
        sa.Column("activation_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_member")),
        sa.UniqueConstraint("email", name=op.f("uq_member_email")),
    )
    op.create_table(
        "office_key",
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_office_key")),
    )
    op.create_table(
        "rate_counter",
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", "what", name=op.f("pk_rate_counter")),
    )
    op.create_table(
        "used_token",
        sa.Column("nonce_hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name=op.f("pk_used_token")),
    )
    with op.batch_alter_table("used_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_used_token_at"), ["at"], unique=False)

    op.create_table(
        "cases",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("lead_uuid", sa.Uuid(), nullable=True),
        sa.Column("urgency", sa.String(length=40), nullable=True),
        sa.Column("next_actor", sa.String(length=40), nullable=False),
        sa.Column("next_action_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_response_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_response_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("suspected_spam", sa.Boolean(), nullable=False),
        sa.Column("form_id", sa.LargeBinary(), nullable=True),
        sa.Column("same_form", sa.Boolean(), nullable=False),
        sa.Column("continues_uuid", sa.Uuid(), nullable=True),
        sa.Column("office_key_id", sa.String(length=40), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("profile_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["continues_uuid"], ["cases.uuid"], name=op.f("fk_cases_continues_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["lead_uuid"], ["member.uuid"], name=op.f("fk_cases_lead_uuid_member")
        ),
        sa.ForeignKeyConstraint(
            ["office_key_id"], ["office_key.key_id"], name=op.f("fk_cases_office_key_id_office_key")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_closed",
            ["closed_at", "number"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NOT NULL"),
            postgresql_where=sa.text("closed_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_cases_form_id"), ["form_id"], unique=False)
        batch_op.create_index(
            "ix_cases_open",
            ["unread", "next_action_due", "number", "lead_uuid", "status", "closed_at", "uuid"],
            unique=False,
            sqlite_where=sa.text("(closed_at IS NULL OR unread)"),
            postgresql_where=sa.text("(closed_at IS NULL OR unread)"),
        )

    op.create_table(
        "confirmation",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_confirmation_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("key", "fingerprint", name=op.f("pk_confirmation")),
    )
    op.create_table(
        "grant_of_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["office_key.key_id"], name=op.f("fk_grant_of_key_key_id_office_key")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_grant_of_key_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_of_key")),
    )
    with op.batch_alter_table("grant_of_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_of_key_key_id"), ["key_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_grant_of_key_member_uuid"), ["member_uuid"], unique=False
        )

    op.create_table(
        "staff_session",
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("private_key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_staff_session_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_staff_session")),
    )
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_staff_session_member_uuid"), ["member_uuid"], unique=False
        )

    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("permission", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_access_log_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_access_log_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_log_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_log_case_uuid"), ["case_uuid"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_access_log_member_uuid"), ["member_uuid"], unique=False
        )

    op.create_table(
        "closure",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=True),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_closure_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_closure_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_closure")),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_conflict_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_conflict_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("case_uuid", "member_uuid", name=op.f("pk_conflict")),
    )
    op.create_table(
        "contact",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_contact_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_contact_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "event",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_event_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_event_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "export_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_export_log_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_export_log_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_log")),
    )
    with op.batch_alter_table("export_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_log_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "message",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_message_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_message_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "note",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_uuid", sa.Uuid(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_note_case_uuid_cases")
        ),
        sa.ForeignKeyConstraint(
            ["member_uuid"], ["member.uuid"], name=op.f("fk_note_member_uuid_member")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("lookup_id", sa.LargeBinary(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("talk_key_wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"],
            ["cases.uuid"],
            name=op.f("fk_receipt_case_uuid_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lookup_id", name=op.f("pk_receipt")),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_case_uuid"), ["case_uuid"], unique=False)

    op.create_table(
        "resident_session",
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("talk_key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"],
            ["cases.uuid"],
            name=op.f("fk_resident_session_case_uuid_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_resident_session")),
    )
    with op.batch_alter_table("resident_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_resident_session_case_uuid"), ["case_uuid"], unique=False
        )

    op.create_table(
        "waiting",
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("case_uuid", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_uuid"], ["cases.uuid"], name=op.f("fk_waiting_case_uuid_cases")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_waiting")),
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_case_uuid"), ["case_uuid"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_case_uuid"))

    op.drop_table("waiting")
    with op.batch_alter_table("resident_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resident_session_case_uuid"))

    op.drop_table("resident_session")
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_case_uuid"))

    op.drop_table("receipt")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_case_uuid"))

    op.drop_table("note")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_case_uuid"))

    op.drop_table("message")
    with op.batch_alter_table("export_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_log_case_uuid"))

    op.drop_table("export_log")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_case_uuid"))
        batch_op.drop_index(batch_op.f("ix_event_at"))

    op.drop_table("event")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_case_uuid"))

    op.drop_table("contact")
    op.drop_table("conflict")
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closure_case_uuid"))

    op.drop_table("closure")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_log_member_uuid"))
        batch_op.drop_index(batch_op.f("ix_access_log_case_uuid"))
        batch_op.drop_index(batch_op.f("ix_access_log_at"))

    op.drop_table("access_log")
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_session_member_uuid"))

    op.drop_table("staff_session")
    with op.batch_alter_table("grant_of_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_of_key_member_uuid"))
        batch_op.drop_index(batch_op.f("ix_grant_of_key_key_id"))

    op.drop_table("grant_of_key")
    op.drop_table("confirmation")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_cases_open",
            sqlite_where=sa.text("(closed_at IS NULL OR unread)"),
            postgresql_where=sa.text("(closed_at IS NULL OR unread)"),
        )
        batch_op.drop_index(batch_op.f("ix_cases_form_id"))
        batch_op.drop_index(
            "ix_cases_closed",
            sqlite_where=sa.text("closed_at IS NOT NULL"),
            postgresql_where=sa.text("closed_at IS NOT NULL"),
        )

    op.drop_table("cases")
    with op.batch_alter_table("used_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_used_token_at"))

    op.drop_table("used_token")
    op.drop_table("rate_counter")
    op.drop_table("office_key")
    op.drop_table("member")
    op.drop_table("installation")
    op.drop_table("case_number_series")
