"""How each fact of a case came to be what it is: from what, to what, by whom and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.cases.facts import CaseFacts, label
from intake.guards import requires, the_case, the_office
from intake.i18n import gettext
from intake.models.access import OpenedCase
from intake.models.contact_mending import ENTRIES
from intake.models.event import Event, Verb
from intake.models.permissions import Permission

ENDING = {"closing_reason": None, "outcome": None, "service_level": None}
LISTS = {
    "main_topic": "topics",
    "urgency": "urgencies",
    "municipality": "municipalities",
    "language": "spoken_languages",
    "channel": "channels",
    "closing_reason": "closing_reasons",
    "outcome": "outcomes",
    "service_level": "service_levels",
}


@dataclass(frozen=True)
class Change:
    """One fact that got another value; empty words for none."""

    fact: str
    before: str
    after: str
    who: str
    at: datetime


@requires(Permission.READ_CASE)
def show_history(number: str) -> ResponseReturnValue:
    """All changes of all facts, newest first."""
    opened = the_case(number)
    changes = changes_of(opened)
    return render_template("cases/history.html", case=opened.case, changes=changes)


def changes_of(opened: OpenedCase) -> list[Change]:
    """The changes of a case, recounted from the details of its events, newest first."""
    facts, names = CaseFacts.of(opened, the_office()), fact_names()
    now: dict[str, str] = {}
    changes = []
    for event in reversed(Event.of_case(opened.case.uuid)):
        details = event.details.get(opened.keys) if event.details_sealed else {}
        who = facts.names[event.member_uuid] if event.member_uuid else facts.recipient
        for fact, code in values(event.verb, details).items():
            after = _words(fact, code, facts)
            if after != now.get(fact, ""):
                changes.append(Change(names[fact], now.get(fact, ""), after, who, event.at))
                now[fact] = after
    return changes[::-1]


def values(verb: str, details: dict[str, Any]) -> dict[str, str | None]:
    """The codes that an event gave to the facts of a case; None for one it took away."""
    if verb == Verb.REOPENED:
        return dict(ENDING)
    if verb in ENTRIES:
        # A talk has a channel and a language of its own; they are no facts of the case.
        return {}
    if "handed_back" in details or "conflict" in details:
        return {"lead": None}
    found = {fact: details[fact] for fact in ("lead", *LISTS) if fact in details}
    if verb == Verb.CLOSED and "reason" in details:
        found["closing_reason"] = details["reason"]
    return found


def fact_names() -> dict[str, str]:
    """What the facts are called."""
    return {
        "lead": gettext("Case lead"),
        "main_topic": gettext("Main topic"),
        "urgency": gettext("Urgency"),
        "municipality": gettext("Municipality"),
        "language": gettext("Language"),
        "channel": gettext("Came by"),
        "closing_reason": gettext("Reason for closing"),
        "outcome": gettext("Outcome"),
        "service_level": gettext("Service level"),
    }


def _words(fact: str, code: str | None, facts: CaseFacts) -> str:
    if not code:
        return ""
    if fact == "lead":
        return facts.names.get(UUID(code), "")
    return label(getattr(facts.office, LISTS[fact]), code) or ""
