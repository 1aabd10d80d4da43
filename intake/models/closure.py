"""Closing a case, at triage or after the work, and opening it again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.assignment import may_lead
from intake.models.case import OPEN, Case, Profile, Status
from intake.models.columns import Sealed
from intake.models.event import RESIDENT, Actor, Event, Verb
from intake.models.member import Member
from intake.models.merged import require_not_merged
from intake.models.task import bring_back_tasks, end_tasks
from intake.models.waiting import end_waiting
from intake.office import Office, RetentionClass
from intake.vault import CaseKeys, Under


class Incomplete(Exception):
    """A case cannot be closed like this; `field` names what is missing or does not fit."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooLateToReopen(Exception):
    """It was closed so long ago that a new, linked case has to be opened instead."""


class ClosureFacts(TypedDict):
    """Why a case was closed and what came of it; codes of the settings, empty if not asked."""

    reason: str
    outcome: str
    service_level: str
    leading_case: str


@dataclass(frozen=True)
class Ending:
    """The same as chosen on the form."""

    reason: str
    outcome: str = ""
    service_level: str = ""
    leading_case: str = ""


class Closure(Base):
    """One closing of a case. Without a member the client withdrew it: then there are no facts."""

    __tablename__ = "closure"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("member.uuid"))
    facts_sealed: Mapped[Blob | None]

    facts = Sealed[ClosureFacts]("closure.facts.1", Under.CASE, "facts_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def latest(cls, case_uuid: UUID) -> "Closure | None":
        """How the case was closed last."""
        newest_first = select(cls).where(cls.case_uuid == case_uuid).order_by(cls.at.desc())
        return db.session.scalars(newest_first.limit(1)).first()


def close(
    case: Case, keys: CaseKeys, ending: Ending, actor: Actor, office: Office, now: datetime
) -> None:
    """Close a case; the settings say what each reason needs. Sets the retention."""
    case.require(*OPEN)
    check_ending(case, ending, office)
    if case.lead_uuid is None:
        case.lead_uuid = actor.member_uuid
    _end(case, office, now)
    needs_leading_case = office.closing_reasons[ending.reason].needs_leading_case
    facts = ClosureFacts(
        reason=ending.reason,
        outcome=ending.outcome,
        service_level=ending.service_level,
        leading_case=ending.leading_case if needs_leading_case else "",
    )
    closure = Closure(uuid=uuid4(), case_uuid=case.uuid, at=now, member_uuid=actor.member_uuid)
    closure.facts.put(keys, facts)
    db.session.add(closure)
    retention = retention_of(case, case.profile.get(keys), ending, office)
    case.change_profile(
        keys,
        closing_reason=ending.reason,
        outcome=ending.outcome,
        service_level=ending.service_level,
        retention_class=retention.code,
        retention_until=str(keep_until(retention, office, now)),
    )
    Event.write(keys, Verb.CLOSED, actor, now, **facts)


def withdraw(case: Case, keys: CaseKeys, office: Office, now: datetime) -> None:
    """The client takes the request back. The lead sees it as something new to read."""
    case.require(*OPEN)
    _end(case, office, now)
    case.unread = True
    db.session.add(Closure(uuid=uuid4(), case_uuid=case.uuid, at=now))
    Event.write(keys, Verb.CLOSED, RESIDENT, now)


def reopen(
    case: Case, keys: CaseKeys, reason: str, actor: Actor, office: Office, now: datetime
) -> None:
    """Open a closed case again, for its lead or else the desk; its retention ends.

    A lead who has left or has a conflict of interest by now does not get it back.
    """
    case.require(Status.CLOSED)
    require_not_merged(case)
    closed_at = case.closed_at
    if closed_at is None or not can_reopen(case, office, now):
        raise TooLateToReopen
    case.closed_at = None
    lead = db.session.get(Member, case.lead_uuid) if case.lead_uuid else None
    if lead is None or not may_lead(case, lead):
        case.lead_uuid = None
    case.status = Status.IN_PROGRESS if case.lead_uuid else Status.RECEIVED
    bring_back_tasks(case, closed_at)
    role = "case_lead" if case.lead_uuid else "triage"
    case.act_next(office.actor(role).code, office.next_step_due(now))
    before = case.change_profile(
        keys,
        closing_reason="",
        outcome="",
        service_level="",
        retention_class="",
        retention_until="",
    )
    Event.write(
        keys,
        Verb.REOPENED,
        actor,
        now,
        reason=reason,
        closing_reason=before["closing_reason"] or office.withdrawn_reason.code,
        outcome=before["outcome"] or "",
    )


def can_reopen(case: Case, office: Office, now: datetime) -> bool:
    """Whether a closed case is recent enough to be reopened itself."""
    longest = timedelta(days=office.thresholds.reopen_days)
    return case.closed_at is not None and now - case.closed_at <= longest


def check_ending(case: Case, ending: Ending, office: Office) -> None:
    """Raise `Incomplete` for what the reason needs and the ending lacks (DOMAIN section 5)."""
    reason = office.closing_reasons[ending.reason]
    at_triage = case.status == Status.RECEIVED
    if not (reason.at_triage if at_triage else reason.after_triage) or not reason.fits(case.kind):
        raise Incomplete("reason")
    outcome = office.outcomes.get(ending.outcome)
    if not (outcome.fits(case.kind) if outcome else not reason.needs_outcome):
        raise Incomplete("outcome")
    if reason.needs_service_level and not ending.service_level:
        raise Incomplete("service_level")
    if reason.needs_leading_case:
        leading = Case.by_number(ending.leading_case)
        if leading is None or leading.uuid == case.uuid:
            raise Incomplete("leading_case")


def retention_of(case: Case, profile: Profile, ending: Ending, office: Office) -> RetentionClass:
    """The retention class that applies: the longest that fits, unless one overrides."""
    level = office.service_levels.get(ending.service_level)
    codes = {*profile.get("topics", []), profile.get("main_topic") or ""} & office.topics.keys()
    topics = [office.topics[code].retention for code in codes]
    return office.retention_class(
        office.closing_reasons[ending.reason].retention,
        office.kinds[case.kind].retention,
        level.retention if level else None,
        *topics,
    )


def keep_until(retention: RetentionClass, office: Office, now: datetime) -> date:
    """The last day that a case closed now is kept, by the office's calendar."""
    return now.astimezone(office.timezone).date() + timedelta(days=retention.days)


def _end(case: Case, office: Office, now: datetime) -> None:
    end_waiting(case, now)
    end_tasks(case, now)
    case.status, case.closed_at, case.unread = Status.CLOSED, now, False
    case.act_next("", None)
