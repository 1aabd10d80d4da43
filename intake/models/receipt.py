"""The receipt: what a resident's code finds, and the talk key it unwraps."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db, insert_or_ignore
from intake.models.case import Case
from intake.models.event import Actor, Event, Verb
from intake.models.merged import leading_case
from intake.models.session import ResidentSession
from intake.vault import CannotOpen, CaseKeys, CodeKeys


class Receipt(Base):
    """One living code of a case. It is found by a hash; the code itself is nowhere."""

    __tablename__ = "receipt"
    lookup_id: Mapped[bytes] = mapped_column(primary_key=True)
    case_uuid: Mapped[UUID] = mapped_column(
        ForeignKey("cases.uuid", ondelete="CASCADE"), index=True
    )
    talk_key_wrapped: Mapped[Blob]
    issued_at: Mapped[Moment]

    @classmethod
    def issue(cls, code: CodeKeys, keys: CaseKeys, now: datetime) -> bool:
        """Tie a code to a case; False if this very code is tied already."""
        return insert_or_ignore(
            cls,
            lookup_id=code.lookup_id,
            case_uuid=keys.case_uuid,
            talk_key_wrapped=code.wrap_talk(keys),
            issued_at=now,
        )

    @classmethod
    def replace(cls, code: CodeKeys, keys: CaseKeys, now: datetime) -> None:
        """Issue a new code; the old ones stop."""
        db.session.execute(delete(cls).where(cls.case_uuid == keys.case_uuid))
        cls.issue(code, keys, now)

    @classmethod
    def open(cls, code: CodeKeys, now: datetime, code_days: int) -> CaseKeys | None:
        """What a code opens: the talk key of its case, or nothing when unknown or expired.

        A code dies `code_days` days after its case, or the one that this was merged into, was
        closed (DESIGN section 5).
        """
        row = db.session.get(cls, code.lookup_id)
        case = db.session.get(Case, row.case_uuid) if row else None
        if row is None or case is None:
            return None
        if is_too_old_for_a_code(leading_case(case), now, code_days):
            return None
        try:
            return code.unwrap_talk(row.case_uuid, row.talk_key_wrapped)
        except CannotOpen:
            return None


def is_too_old_for_a_code(case: Case, now: datetime, code_days: int) -> bool:
    """Whether a case was closed so long ago that no code opens it any more."""
    return case.closed_at is not None and now - case.closed_at > timedelta(days=code_days)


def issue_new_code(
    case: Case, code: CodeKeys, keys: CaseKeys, known_by: str, actor: Actor, now: datetime
) -> None:
    """Give the client a new code; `known_by` says how the person was recognised.

    The old code stops, and so do the sessions that it opened.
    """
    Receipt.replace(code, keys, now)
    db.session.execute(delete(ResidentSession).where(ResidentSession.case_uuid == case.uuid))
    Event.write(keys, Verb.CHANGED, actor, now, new_code=known_by)
