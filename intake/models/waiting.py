"""Waiting: a case rests until somebody answers or a day comes, and its clock stands still."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.case import Case, Status
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.office import Office
from intake.vault import CaseKeys, Under


class BadFollowUp(Exception):
    """A follow-up date in the past, too far away, or on a day the office is closed."""

    def __init__(self, problem: str, nearest: date) -> None:
        super().__init__(problem)
        self.problem, self.nearest = problem, nearest


class WaitingFacts(TypedDict):
    """Why a case waits (a code of `office.wait_reasons`), and for what, in one line."""

    reason: str
    line: str


class Waiting(Base):
    """One time of waiting; `ended_at` is empty while it lasts."""

    __tablename__ = "waiting"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    began_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    facts_sealed: Mapped[Blob]

    facts = Sealed[WaitingFacts]("waiting.facts.1", Under.CASE, "facts_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def latest(cls, case_uuid: UUID) -> "Waiting | None":
        """The last time this case waited."""
        newest_first = select(cls).where(cls.case_uuid == case_uuid).order_by(cls.began_at.desc())
        return db.session.scalars(newest_first.limit(1)).first()


def wait(
    case: Case,
    keys: CaseKeys,
    facts: WaitingFacts,
    until: date,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    """Let the case wait for somebody until a day, at most `waiting_max_days` from now."""
    case.require(Status.IN_PROGRESS)
    _begin(case, keys, facts, until, actor, office, now)


def wait_for_client(
    case: Case, keys: CaseKeys, until: date, actor: Actor, office: Office, now: datetime
) -> None:
    """Wait for the answer to a message that goes out now."""
    case.require(Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING)
    facts = WaitingFacts(reason=office.wait_for_client.code, line="")
    _begin(case, keys, facts, until, actor, office, now)


def resume(case: Case, keys: CaseKeys, actor: Actor, office: Office, now: datetime) -> None:
    """Take a waiting case up again; its clock runs from now."""
    case.require(Status.WAITING)
    go_on(case, office, now)
    pending = case.first_response_at is None
    case.act_next(
        office.actor("case_lead").code,
        case.first_response_due if pending else office.next_step_due(now),
    )
    Event.write(keys, Verb.RESUMED, actor, now)


def come_back(case: Case, office: Office, now: datetime) -> None:
    """The day has come: the lead acts next, today. Needs no key, so nobody has to be signed in.

    The day stays noted, and marks the case as back, until somebody acts.
    """
    case.require(Status.WAITING)
    day = case.follow_up_on
    go_on(case, office, now)
    case.act_next(office.actor("case_lead").code, office.hours.due(now, 0))
    case.follow_up_on = day
    Event.write_unseen(case.uuid, Verb.CAME_BACK, now)


def due_back(office: Office, now: datetime) -> Sequence[Case]:
    """The waiting cases whose day has come by the office's calendar."""
    today = now.astimezone(office.timezone).date()
    return db.session.scalars(
        select(Case).where(
            Case.closed_at.is_(None), Case.status == Status.WAITING, Case.follow_up_on <= today
        )
    ).all()


def go_on(case: Case, office: Office, now: datetime) -> None:
    """End the time of waiting; what was left until the first answer is due runs on from now."""
    waiting, due = Waiting.latest(case.uuid), case.first_response_due
    if waiting and due and case.first_response_at is None:
        case.first_response_due = office.hours.due_after_pause(due, waiting.began_at, now)
    end_waiting(case, now)
    case.status = Status.IN_PROGRESS


def first_due(case: Case, days: int, office: Office) -> datetime:
    """When the first answer is due, `days` opening days after the receipt, in UTC.

    The times of waiting that are over do not count; one that lasts is counted when it ends.
    """
    due = office.hours.due(case.received_at, days)
    past = select(Waiting).where(Waiting.case_uuid == case.uuid, Waiting.ended_at.is_not(None))
    for waiting in db.session.scalars(past.order_by(Waiting.began_at)):
        if waiting.ended_at:
            due = office.hours.due_after_pause(due, waiting.began_at, waiting.ended_at)
    return due


def end_waiting(case: Case, now: datetime) -> None:
    """Mark the time of waiting as over, if there is one."""
    waiting = Waiting.latest(case.uuid)
    if waiting and waiting.ended_at is None:
        waiting.ended_at = now


def check_follow_up(until: date, office: Office, now: datetime) -> None:
    """Raise `BadFollowUp` unless the office can act on that day and it is near enough."""
    today = now.astimezone(office.timezone).date()
    last = office.thresholds.waiting_max_days
    nearest = office.hours.open_day_from(max(until, today))
    if until <= today:
        raise BadFollowUp("past", nearest)
    if (until - today).days > last:
        raise BadFollowUp("too_far", nearest)
    if nearest != until:
        raise BadFollowUp("closed_day", nearest)


def _begin(
    case: Case,
    keys: CaseKeys,
    facts: WaitingFacts,
    until: date,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    check_follow_up(until, office, now)
    end_waiting(case, now)
    waiting = Waiting(uuid=uuid4(), case_uuid=case.uuid, began_at=now)
    waiting.facts.put(keys, facts)
    db.session.add(waiting)
    case.status = Status.WAITING
    whom = office.wait_reasons[facts["reason"]].whom
    case.act_next(whom, datetime.combine(until, time(23, 59), tzinfo=office.timezone))
    case.follow_up_on = until
    Event.write(keys, Verb.WAITED, actor, now, reason=facts["reason"], until=str(until))
