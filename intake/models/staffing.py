"""Who works here: inviting members, and what they still have in hand."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from intake.database import db
from intake.models.assignment import return_to_desk
from intake.models.case import Case
from intake.models.event import Actor, Event, Verb
from intake.models.member import Member, MemberState, Role, Ticket
from intake.models.office_key import Keyring
from intake.models.task import leave_tasks
from intake.office import Office


def everybody() -> Sequence[Member]:
    """All members there ever were: who works here first, then by name."""
    left = Member.state == MemberState.LEFT
    return db.session.scalars(select(Member).order_by(left, Member.name)).all()


def invite(
    name: str,
    email: str,
    role: Role,
    language: str,
    ticket: Ticket,
    keyring: Keyring,
    now: datetime,
) -> Member:
    """Add a member who becomes active with the ticket's code. The address must be a new one."""
    member = Member(
        name=name,
        email=email,
        role=role,
        language=language,
        state=MemberState.INVITED,
        public_key=ticket.pair.public,
        private_key_locked=ticket.locked,
        created_at=now,
    )
    db.session.add(member)
    member.ask_to_activate(ticket, keyring, now)
    return member


def open_cases_of(member_uuid: UUID) -> int:
    """How many open cases a member leads."""
    led = select(func.count()).where(Case.lead_uuid == member_uuid, Case.closed_at.is_(None))
    return db.session.scalar(led) or 0


def send_off(member: Member, keyring: Keyring, actor: Actor, office: Office, now: datetime) -> int:
    """Close the account of who leaves; the open cases go back to the desk. How many these were.

    `keyring` is that of the one who does it: each case notes in its history why nobody leads it.
    """
    member.leave(now)
    led = select(Case).where(Case.lead_uuid == member.uuid, Case.closed_at.is_(None))
    cases = db.session.scalars(led).all()
    for case in cases:
        return_to_desk(case, office, now)
        left = str(member.uuid)
        Event.write(keyring.open(case), Verb.CHANGED, actor, now, lead_left=left)
    leave_tasks(member.uuid)
    return len(cases)


def has_a_case() -> bool:
    """Whether any request has ever come in."""
    return db.session.scalar(select(Case.uuid).limit(1)) is not None


def has_colleagues() -> bool:
    """Whether more than one person works here or is invited."""
    here = select(func.count()).where(Member.state != MemberState.LEFT)
    return (db.session.scalar(here) or 0) > 1
