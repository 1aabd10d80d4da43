"""Contacts: direct exchanges with the client, the unit that the federal key figures count."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.answering import answered
from intake.models.case import Case
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.office import Office
from intake.vault import CaseKeys, Under

MINUTES_STEP = 5


class ContactFacts(TypedDict):
    """What is known of a talk: its day (ISO), channel, minutes (steps of 5), languages and note.

    `reached` is false for a failed attempt, which is logged but does not count as a contact.
    """

    day: str
    channel: str
    minutes: int
    language: str
    interpreting: str
    reached: bool
    note: str


class Contact(Base):
    """One talk with the client, or an attempt at one."""

    __tablename__ = "contact"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    facts_sealed: Mapped[Blob]

    facts = Sealed[ContactFacts]("contact.facts.1", Under.CASE, "facts_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Contact"]:
        """All contacts of a case, newest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.at.desc(), cls.uuid)
        ).all()


def log_contact(
    case: Case, keys: CaseKeys, facts: ContactFacts, actor: Actor, office: Office, now: datetime
) -> Contact:
    """Log a talk. The first one by the case lead also takes an assigned case on."""
    contact = Contact(uuid=uuid4(), case_uuid=case.uuid, at=now, member_uuid=actor.member_uuid)
    contact.facts.put(keys, facts)
    db.session.add(contact)
    counted = {key: value for key, value in facts.items() if key != "note"}
    Event.write(keys, Verb.CONTACT, actor, now, **counted)
    if facts["reached"]:
        answered(case, actor, office, now)
    return contact
