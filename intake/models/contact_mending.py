"""Mending a talk and taking it back, until the report that counts it is final.

Each writes an event that replaces the one before it, and reports count what is not replaced: a
mended talk counts from then on as if it were entered anew, one that was taken back not at all.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from intake.database import db
from intake.models.case import Case, Status
from intake.models.contact import Contact, ContactFacts, check_day, counted_facts
from intake.models.event import Actor, Event, Verb
from intake.models.member import Role
from intake.models.message import Message
from intake.office import Office, counted_for_good_at, freezes_at
from intake.vault import CaseKeys

ENTRIES = (Verb.CONTACT, Verb.CONTACT_MENDED, Verb.CONTACT_TAKEN_BACK)


class CannotMend(Exception):
    """A talk stays as it is: `gone` (taken back), `frozen`, or `changed` by somebody meanwhile."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def may_mend(contact: Contact, case: Case, actor: Actor) -> bool:
    """Who logged a talk may change it, and so may the case lead and a coordinator."""
    is_theirs = actor.member_uuid in {contact.member_uuid, case.lead_uuid}
    return is_theirs or actor.role == Role.COORDINATOR


def why_it_stays(facts: ContactFacts, contact: Contact, office: Office, now: datetime) -> str:
    """Why a talk cannot be changed any more: `gone` or `frozen`; empty if it can."""
    if facts.get("taken_back_at"):
        return "gone"
    mended = facts.get("mended_at")
    entered = datetime.fromisoformat(mended) if mended else contact.at
    day = date.fromisoformat(facts["day"])
    return "frozen" if now >= counted_for_good_at(day, entered, office.timezone) else ""


def last_entry(contact: Contact, keys: CaseKeys) -> UUID:
    """The event by which a talk counts now."""
    query = select(Event).where(Event.case_uuid == contact.case_uuid, Event.verb.in_(ENTRIES))
    entries, replaced = [], set()
    for event in db.session.scalars(query):
        details = event.details.get(keys)
        # The first talks that were logged are not named in their events, but of the same moment.
        known = details.get("contact") or (str(contact.uuid) if event.at == contact.at else "")
        if known == str(contact.uuid):
            entries.append(event.uuid)
            replaced.add(details.get("replaces"))
    return next(uuid for uuid in entries if str(uuid) not in replaced)


@dataclass(frozen=True)
class Entry:
    """A talk as somebody looked at it: `seen` is the uuid of the event by which it counted."""

    contact: Contact
    case: Case
    keys: CaseKeys
    seen: str

    def replace(self, office: Office, now: datetime) -> tuple[ContactFacts, dict[str, str]]:
        """What it said until now, and what tells reports that it says so no more: `CannotMend`."""
        facts = self.contact.facts.get(self.keys)
        if problem := why_it_stays(facts, self.contact, office, now):
            raise CannotMend(problem)
        if self.seen != str(last_entry(self.contact, self.keys)):
            raise CannotMend("changed")
        return facts, {"contact": str(self.contact.uuid), "replaces": self.seen}


def mend_contact(
    entry: Entry, facts: ContactFacts, actor: Actor, office: Office, now: datetime
) -> None:
    """Put a talk right; raises `CannotMend`.

    Raises `BadContactDay` for another day than before that could not be entered now.
    """
    before, about = entry.replace(office, now)
    if facts["day"] != before["day"]:
        check_day(date.fromisoformat(facts["day"]), office, now)
    entry.contact.facts.put(entry.keys, {**facts, "mended_at": now.isoformat()})
    Event.write(entry.keys, Verb.CONTACT_MENDED, actor, now, **counted_facts(facts), **about)
    if facts["reached"] != before["reached"]:
        _recount_first_response(entry.case, entry.keys, office, now)


def take_back_contact(entry: Entry, actor: Actor, office: Office, now: datetime) -> None:
    """It was no talk of this case: it counts no more. Raises `CannotMend`."""
    facts, about = entry.replace(office, now)
    entry.contact.facts.put(entry.keys, {**facts, "taken_back_at": now.isoformat()})
    Event.write(entry.keys, Verb.CONTACT_TAKEN_BACK, actor, now, **about, of=facts["day"])
    if facts["reached"]:
        _recount_first_response(entry.case, entry.keys, office, now)


def _recount_first_response(case: Case, keys: CaseKeys, office: Office, now: datetime) -> None:
    """The clock stopped with the first answer that still stands; without one it runs on.

    Once the report of the month in which the request came in is final, a clock that stands stays.
    """
    first = min(_answers(case, keys), default=None)
    if now >= freezes_at(case.received_at.astimezone(office.timezone).date(), office.timezone):
        if first:
            case.note_first_response(now)
        return
    was_answered, case.first_response_at = case.first_response_at is not None, first
    at_work = case.status in {Status.ASSIGNED, Status.IN_PROGRESS} and not case.unread
    if at_work and was_answered != (first is not None):
        due = office.next_step_due(now) if first else case.first_response_due
        case.act_next(office.actor("case_lead").code, due)


def _answers(case: Case, keys: CaseKeys) -> list[datetime]:
    talks = [(one.at, one.facts.get(keys)) for one in Contact.of_case(case.uuid)]
    held = [at for at, facts in talks if facts["reached"] and not facts.get("taken_back_at")]
    return held + [one.at for one in Message.of_case(case.uuid) if not one.from_client]
