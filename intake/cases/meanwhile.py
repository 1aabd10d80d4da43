"""What happened in a case since somebody began to write: nothing is sent past it."""

from intake.cases.facts import CaseFacts
from intake.cases.timeline import Line, timeline
from intake.guards import the_office, who
from intake.models.access import OpenedCase
from intake.models.event import Event

LONGEST_COUNT = 9


class AnsweredMeanwhile(Exception):
    """The client or a colleague has done something since the form was opened."""


def done_by_others(opened: OpenedCase) -> int:
    """How much the client and the colleagues have done; the form remembers it."""
    return Event.count_by_others(opened.case.uuid, who().uuid)


def require_seen(opened: OpenedCase, seen: str | None) -> None:
    """Refuse a form that was opened before the latest of what others did."""
    if seen != str(done_by_others(opened)):
        raise AnsweredMeanwhile


def lines_since(opened: OpenedCase, seen: str | None) -> list[Line]:
    """What came in after so many things done by others; all of it if `seen` is no number."""
    typed = seen or ""
    known = int(typed) if typed.isdecimal() and len(typed) <= LONGEST_COUNT else 0
    others = [e for e in Event.of_case(opened.case.uuid) if e.member_uuid != who().uuid]
    news = others[: max(len(others) - known, 0)]
    if not news:
        return []
    facts = CaseFacts.of(opened, the_office())
    lines = timeline(opened, the_office(), facts.names, facts.recipient)
    return [line for line in lines if line.at >= news[-1].at]
