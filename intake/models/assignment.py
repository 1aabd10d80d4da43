"""Assignment: who leads a case. Taking on and assigning ask the same three things."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.database import db
from intake.models.case import OPEN, Case, ForbiddenTransition, Status
from intake.models.conflict import Conflict
from intake.models.event import Actor, Event, Verb
from intake.models.member import Member, MemberState
from intake.models.restriction import list_lead
from intake.models.task import hand_over
from intake.models.waiting import end_waiting, first_due
from intake.office import HandBackReason, Office
from intake.vault import CaseKeys


class CannotLead(Exception):
    """The chosen member has left, reads no cases, or has a conflict of interest here."""


@dataclass(frozen=True)
class Triage:
    """What is settled at assignment (DOMAIN section 5): main topic and urgency, as codes."""

    topic: str
    urgency: str


def take_on(
    case: Case,
    keys: CaseKeys,
    triage: Triage | None,
    member: Member,
    office: Office,
    now: datetime,
) -> None:
    """Become the lead of a received case, or begin the work on one assigned to oneself."""
    actor = Actor.member(member)
    if triage:
        case.require(Status.RECEIVED)
        _lead(case, keys, triage, member, office)
    elif case.status != Status.ASSIGNED or case.lead_uuid != member.uuid:
        raise ForbiddenTransition(case.status, case.lead_uuid)
    case.status = Status.IN_PROGRESS
    due = case.next_action_due
    case.act_next(
        office.actor("case_lead").code,
        due if case.first_response_at is None else office.next_step_due(now),
    )
    Event.write(keys, Verb.TAKEN_ON, actor, now, **_details(case, triage))


def assign(
    case: Case,
    keys: CaseKeys,
    triage: Triage,
    lead: Member,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    """Give a case to a member, or to another one. A waiting case goes on waiting."""
    case.require(*OPEN)
    before = case.lead_uuid
    tasks = _lead(case, keys, triage, lead, office)
    if case.status != Status.WAITING:
        case.status = Status.ASSIGNED
        pending = case.first_response_at is None
        case.act_next(
            office.actor("case_lead").code,
            case.next_action_due if pending else office.next_step_due(now),
        )
    details = {**_details(case, triage), "lead_before": str(before or "")}
    Event.write(keys, Verb.ASSIGNED, actor, now, **details, tasks=tasks)


def note_conflict(
    case: Case, keys: CaseKeys, member: Member, actor: Actor, office: Office, now: datetime
) -> None:
    """The people of this case are too near to a member, who sees only the stub from now on.

    The actor is the member, or somebody who knows of it.
    """
    Conflict.note(case.uuid, member.uuid, now)
    if case.lead_uuid == member.uuid:
        return_to_desk(case, office, now)
    else:
        hand_over(case, member.uuid, case.lead_uuid)
    Event.write(keys, Verb.CHANGED, actor, now, conflict=True, whose=str(member.uuid))


def refuse_for_conflict(
    case: Case, keys: CaseKeys, member: Member, office: Office, now: datetime
) -> None:
    """A member says so of themselves."""
    note_conflict(case, keys, member, Actor.member(member), office, now)


def undo_conflict(
    case: Case, keys: CaseKeys, member_uuid: UUID, reason: str, actor: Actor, now: datetime
) -> None:
    """A conflict was recorded by mistake, or is over: the member sees this case again.

    Who led the case then does not lead it again by that. Undone twice it is undone once.
    """
    if Conflict.exists(case.uuid, member_uuid):
        Conflict.forget(case.uuid, member_uuid)
        Event.write(keys, Verb.CHANGED, actor, now, conflict_undone=reason, whose=str(member_uuid))


def hand_back(
    case: Case, keys: CaseKeys, reason: HandBackReason, actor: Actor, office: Office, now: datetime
) -> None:
    """Give a case back to the desk. A reason that blocks is a conflict of interest of its lead."""
    case.require(Status.ASSIGNED, Status.IN_PROGRESS)
    lead = db.session.get_one(Member, case.lead_uuid)
    return_to_desk(case, office, now)
    Event.write(keys, Verb.CHANGED, actor, now, handed_back=reason.code, lead_before=str(lead.uuid))
    if reason.blocks:
        note_conflict(case, keys, lead, actor, office, now)


def return_to_desk(case: Case, office: Office, now: datetime) -> None:
    """Nobody leads an open case any more: triage acts next. Waiting ends; what was due stays.

    What the lead still had to do is there for who leads the case next.
    """
    if not case.is_open:
        return
    due = office.next_step_due(now) if case.status == Status.WAITING else case.next_action_due
    end_waiting(case, now)
    hand_over(case, case.lead_uuid, None)
    case.lead_uuid, case.status = None, Status.RECEIVED
    case.act_next(office.actor("triage").code, due)


def may_lead(case: Case, member: Member) -> bool:
    """Whether a member can be the lead of this case."""
    active = member.state == MemberState.ACTIVE and member.holds_keys
    return active and not Conflict.exists(case.uuid, member.uuid)


def _lead(case: Case, keys: CaseKeys, triage: Triage, lead: Member, office: Office) -> int:
    """Make a member the lead; returns how many open tasks the lead before has handed over."""
    if not may_lead(case, lead):
        raise CannotLead
    case.change_profile(keys, main_topic=triage.topic)
    tasks = hand_over(case, case.lead_uuid, lead.uuid) if case.lead_uuid != lead.uuid else 0
    case.lead_uuid, case.urgency = lead.uuid, triage.urgency
    list_lead(case, lead.uuid)
    if case.first_response_at is None:
        days = office.urgencies[triage.urgency].response_days
        case.first_response_due = first_due(case, days, office)
        if case.status != Status.WAITING:
            case.next_action_due = case.first_response_due
    return tasks


def _details(case: Case, triage: Triage | None) -> dict[str, str]:
    if triage is None:
        return {}
    return {
        "lead": str(case.lead_uuid),
        "main_topic": triage.topic,
        "urgency": triage.urgency,
    }
