"""Contacts: direct exchanges with the client, the unit that the federal key figures count."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.answering import answered
from intake.models.case import Case
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.office import Office, first_day_to_enter
from intake.vault import CaseKeys, Under

MINUTES_STEP = 5
COUNTED = {"day", "channel", "minutes", "language", "interpreting", "reached", "no_show"}


class ContactFacts(TypedDict):
    """What is known of a talk: its day (ISO), channel, minutes (steps of 5), languages and note.

    `reached` is false for a failed attempt and for an appointment that the client missed
    (`no_show`): both are logged and neither counts as a contact. When it was last put right or
    taken back are ISO times (see `contact_mending`).
    """

    day: str
    channel: str
    minutes: int
    language: str
    interpreting: str
    reached: bool
    no_show: NotRequired[bool]
    voice_message: NotRequired[bool]
    note: str
    mended_at: NotRequired[str]
    taken_back_at: NotRequired[str]


class BadContactDay(Exception):
    """A talk in the future, or so long ago that its month is over; `first` is the earliest day."""

    def __init__(self, problem: str, first: date) -> None:
        super().__init__(problem)
        self.problem, self.first = problem, first


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
    check_day(date.fromisoformat(facts["day"]), office, now)
    contact = Contact(uuid=uuid4(), case_uuid=case.uuid, at=now, member_uuid=actor.member_uuid)
    contact.facts.put(keys, facts)
    db.session.add(contact)
    Event.write(keys, Verb.CONTACT, actor, now, **counted_facts(facts), contact=str(contact.uuid))
    if facts["reached"]:
        answered(case, actor, office, now)
    return contact


def counted_facts(facts: ContactFacts) -> dict[str, Any]:
    """What reports count from: all that was chosen on the form, and no word of the talk."""
    return {key: value for key, value in facts.items() if key in COUNTED}


def check_day(day: date, office: Office, now: datetime) -> None:
    """Raise `BadContactDay` unless a talk of that day can be entered now."""
    first = first_day_to_enter(now, office.timezone)
    if day > now.astimezone(office.timezone).date():
        raise BadContactDay("future", first)
    if day < first:
        raise BadContactDay("over", first)
