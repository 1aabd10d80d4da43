"""The history of a case: one row for everything that was done, written inside the verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Code, Moment, db
from intake.models.columns import Sealed
from intake.models.member import Member, Role
from intake.vault import CaseKeys, Under


class Verb(StrEnum):
    """Neutral words for what happened; they stand in clear (DESIGN section 4)."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    TAKEN_ON = "taken_on"
    CONTACT = "contact"
    CONTACT_MENDED = "contact_mended"
    CONTACT_TAKEN_BACK = "contact_taken_back"
    MESSAGE = "message"
    NOTE = "note"
    WAITED = "waited"
    RESUMED = "resumed"
    CAME_BACK = "came_back"
    CLOSED = "closed"
    REOPENED = "reopened"
    CHANGED = "changed"
    EXPORTED = "exported"
    REACH_CHANGED = "reach_changed"
    WORDS_TAKEN_BACK = "words_taken_back"


@dataclass(frozen=True)
class Actor:
    """Who does something to a case: a member, or the resident who holds the code."""

    member_uuid: UUID | None = None
    role: Role | None = None

    @classmethod
    def member(cls, member: Member) -> "Actor":
        """A member of the staff as actor."""
        return cls(member.uuid, Role(member.role))

    @property
    def is_resident(self) -> bool:
        """Whether the case's own client acts."""
        return self.member_uuid is None


RESIDENT = Actor()


class Event(Base):
    """One thing that happened to a case. Details are sealed codes: reports recount from them."""

    __tablename__ = "event"
    # Tells a month's cases without a look at the events themselves.
    __table_args__ = (Index("ix_event_verb_at_case_uuid", "verb", "at", "case_uuid"),)
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment] = mapped_column(index=True)
    verb: Mapped[Code]
    member_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("member.uuid"))
    details_sealed: Mapped[Blob | None]

    details = Sealed[dict[str, Any]]("event.details.1", Under.CASE, "details_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def write(
        cls, keys: CaseKeys, verb: Verb, actor: Actor, now: datetime, **details: Any
    ) -> "Event":
        """Add an event. A resident's keys cannot seal details: there must be none then."""
        event = cls(
            uuid=uuid4(),
            case_uuid=keys.case_uuid,
            at=now,
            verb=verb,
            member_uuid=actor.member_uuid,
        )
        if details:
            event.details.put(keys, details)
        db.session.add(event)
        return event

    @classmethod
    def write_unseen(cls, case_uuid: UUID, verb: Verb, now: datetime) -> None:
        """Add an event that the program makes by itself, without any key: it has no details."""
        db.session.add(cls(uuid=uuid4(), case_uuid=case_uuid, at=now, verb=verb))

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Event"]:
        """The history of one case, newest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.at.desc(), cls.uuid)
        ).all()

    @classmethod
    def count_by_others(cls, case_uuid: UUID, member_uuid: UUID) -> int:
        """How much the client and all members but one have done in a case."""
        others = or_(cls.member_uuid.is_(None), cls.member_uuid != member_uuid)
        query = select(func.count()).select_from(cls).where(cls.case_uuid == case_uuid, others)
        return db.session.scalar(query) or 0
