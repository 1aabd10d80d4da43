"""Messages between the office and the client: both read them, so they are under the talk key."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.answering import answered
from intake.models.case import Case, Status
from intake.models.columns import Sealed
from intake.models.event import RESIDENT, Actor, Event, Verb
from intake.models.waiting import go_on, wait_for_client
from intake.office import Office
from intake.vault import CaseKeys, Under


class Words(TypedDict):
    """A text and the language it is written in (empty: not known)."""

    text: str
    lang: str


class Message(Base):
    """One message of a case. Without a member it came from the client."""

    __tablename__ = "message"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("member.uuid"))
    body_sealed: Mapped[Blob]

    body = Sealed[Words]("message.body.1", Under.TALK, "body_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @property
    def from_client(self) -> bool:
        """Whether the client wrote it."""
        return self.member_uuid is None

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Message"]:
        """All messages of a case, newest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.at.desc(), cls.uuid)
        ).all()


def send(
    case: Case,
    keys: CaseKeys,
    words: Words,
    actor: Actor,
    office: Office,
    now: datetime,
    *,
    wait_until: date | None = None,
) -> Message:
    """Write to the client; with `wait_until`, wait for the answer until that day."""
    case.require(*(s for s in Status if wait_until is None or s != Status.CLOSED))
    message = _add(keys, words, actor, now)
    if actor.member_uuid == case.lead_uuid:
        case.unread = False
    answered(case, actor, office, now)
    if case.status in {Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING} and wait_until:
        wait_for_client(case, keys, wait_until, actor, office, now)
    return message


def reply(
    case: Case,
    keys: CaseKeys,
    words: Words,
    office: Office,
    now: datetime,
    *,
    uuid: UUID | None = None,
) -> Message:
    """The client writes. A waiting case comes back; a closed one is marked, not reopened.

    With the `uuid` of a message that is there already it is the same one sent again: nothing
    happens. Must run in a writing transaction.
    """
    known = db.session.get(Message, uuid) if uuid else None
    if known is not None:
        return known
    message = _add(keys, words, RESIDENT, now, uuid)
    case.unread = True
    if case.status == Status.WAITING:
        go_on(case, office, now)
        Event.write(keys, Verb.RESUMED, RESIDENT, now)
    if case.status == Status.IN_PROGRESS:
        urgency = office.urgency_of(case.urgency)
        case.act_next(office.actor("case_lead").code, office.hours.due(now, urgency.response_days))
    return message


def mark_read(case: Case, keys: CaseKeys, actor: Actor, now: datetime) -> None:
    """Take the mark «new» away without answering."""
    if case.unread:
        case.unread = False
        Event.write(keys, Verb.CHANGED, actor, now, read=True)


def _add(
    keys: CaseKeys, words: Words, actor: Actor, now: datetime, uuid: UUID | None = None
) -> Message:
    message = Message(
        uuid=uuid or uuid4(), case_uuid=keys.case_uuid, at=now, member_uuid=actor.member_uuid
    )
    message.body.put(keys, words)
    db.session.add(message)
    Event.write(keys, Verb.MESSAGE, actor, now)
    return message
