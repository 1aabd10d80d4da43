"""Internal notes: the team reads them, the code never opens them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.case import Case
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.vault import CaseKeys, Under


class Note(Base):
    """One internal note of a case."""

    __tablename__ = "note"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    body_sealed: Mapped[Blob]

    body = Sealed[str]("note.body.1", Under.CASE, "body_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Note"]:
        """All notes of a case, newest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.at.desc(), cls.uuid)
        ).all()


def write_note(case: Case, keys: CaseKeys, text: str, actor: Actor, now: datetime) -> Note:
    """Add an internal note; possible in any status, also after closing."""
    note = Note(uuid=uuid4(), case_uuid=case.uuid, at=now, member_uuid=actor.member_uuid)
    note.body.put(keys, text)
    db.session.add(note)
    Event.write(keys, Verb.NOTE, actor, now)
    return note
