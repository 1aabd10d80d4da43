"""Counts one month, by the rules of DOMAIN section 6; pure, from opened events.

Whether a case counts at all is decided when its month of receipt freezes: one that then stands
closed as spam, test or duplicate never counted. One that is found later is a correction in the
month in which it was found. So `open at start + new + reopened - closed - corrections = open at
end` holds for each month, and each end is the next start.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter

from intake.reports.happenings import Happenings, Received, Talk, Turn
from intake.reports.period import Month

UNKNOWN = ""
IsCounted = Callable[[str], bool]


@dataclass(frozen=True)
class Overview:
    """The movement of cases in a month, and what came in and was talked about."""

    open_at_start: int
    new: int
    reopened: int
    closed: int
    corrections: int
    requests: int
    brief_contacts: int
    contacts: int
    minutes: int
    late_contacts: int
    late_minutes: int
    failed_attempts: int
    no_shows: int

    @property
    def open_at_end(self) -> int:
        """By the identity of DOMAIN section 6."""
        return self.open_at_start + self.new + self.reopened - self.closed - self.corrections


@dataclass(frozen=True)
class Figures:
    """The raw figures of one month. Only disclosure control may read them (see `suppression`)."""

    month: Month
    overview: Overview
    new: tuple[Received, ...] = field(repr=False)
    closed: tuple[Turn, ...] = field(repr=False)
    contacts: tuple[Talk, ...] = field(repr=False)

    def new_by(self, name: str) -> Counter[str]:
        """New cases by one code of their profile; what is not known is a row too."""
        return Counter(str(case.profile.get(name) or UNKNOWN) for case in self.new)

    def new_by_any(self, name: str) -> Counter[str]:
        """New cases by each code of a list; a case with several counts in several rows."""
        return Counter(code for case in self.new for code in set(case.profile.get(name) or ()))

    def closed_by(self, name: str) -> Counter[str]:
        """Closings by outcome, reason or service level."""
        return Counter(getattr(turn, name) or UNKNOWN for turn in self.closed)

    def durations(self) -> list[int]:
        """Whole days from receipt to closing, for each closing."""
        return [(turn.at - turn.received_at).days for turn in self.closed]


def count_month(found: Happenings, month: Month, is_counted: IsCounted, now: datetime) -> Figures:
    """The figures of a month as known at its freeze, or now if that has not come yet.

    `is_counted` tells for a closing reason whether cases closed for it count.
    """
    known_at = min(now, month.frozen_at).astimezone(UTC)
    turns = sorted((t for t in found.turns if t.at < known_at), key=attrgetter("at"))
    never = _never_counted(found.received, turns, month, is_counted, now)
    mine = [t for t in turns if month.holds(t.at) and not _before(t, never)]
    new = tuple(
        case for case in found.received if month.holds(case.at) and case.case_uuid not in never
    )
    talks = tuple(talk for talk in found.talks if talk.stands_at(known_at))
    of_month = [talk for talk in talks if _is_of(talk, month)]
    contacts = tuple(talk for talk in of_month if talk.reached)
    closings = tuple(turn for turn in mine if turn.closes)
    brief = sum(talk.brief for talk in of_month)
    overview = Overview(
        open_at_start=found.open_before - _open_but_never_counted(turns, never, month),
        new=len(new),
        reopened=sum(not turn.closes for turn in mine),
        closed=sum(is_counted(turn.reason) for turn in closings),
        corrections=sum(not is_counted(turn.reason) for turn in closings),
        requests=len(new) + brief,
        brief_contacts=brief,
        contacts=len(contacts),
        minutes=sum(talk.minutes for talk in contacts),
        **_late(talks, month),
        failed_attempts=sum(not (talk.reached or talk.no_show) for talk in of_month),
        no_shows=sum(talk.no_show for talk in of_month),
    )
    counted = tuple(turn for turn in closings if is_counted(turn.reason))
    return Figures(month, overview, new, counted, contacts)


def _never_counted(
    received: Iterable[Received],
    turns: Iterable[Turn],
    month: Month,
    is_counted: IsCounted,
    now: datetime,
) -> dict[bytes, datetime]:
    """Cases of this month or the one before that stood closed as uncounted at their freeze.

    With each, that freeze: what happened to the case before it is as if it had not been.
    """
    own, before = (min(now, m.frozen_at).astimezone(UTC) for m in (month, month.previous))
    start = month.start.astimezone(UTC)
    limits = {case.case_uuid: own if case.at >= start else before for case in received}
    last: dict[bytes, Turn] = {}
    for turn in turns:
        if turn.case_uuid in limits and turn.at < limits[turn.case_uuid]:
            last[turn.case_uuid] = turn
    return {
        uuid: limits[uuid]
        for uuid, turn in last.items()
        if turn.closes and not is_counted(turn.reason)
    }


def _before(turn: Turn, never: dict[bytes, datetime]) -> bool:
    return turn.case_uuid in never and turn.at < never[turn.case_uuid]


def _open_but_never_counted(
    turns: Iterable[Turn], never: dict[bytes, datetime], month: Month
) -> int:
    """How many cases of the month before stood open when this one began, but never counted.

    A case whose first turn since then is a reopening was closed when the month began.
    """
    first: dict[bytes, Turn] = {}
    for turn in turns:
        first.setdefault(turn.case_uuid, turn)
    return sum(
        turn.closes and turn.received_at < month.start and uuid in never
        for uuid, turn in first.items()
    )


def _is_of(talk: Talk, month: Month) -> bool:
    return (talk.day.year, talk.day.month) == (month.year, month.number)


def _late(talks: Iterable[Talk], month: Month) -> dict[str, int]:
    """Talks of frozen months that were entered in this one, which is not: the late entries."""
    late = [
        talk
        for talk in talks
        if not _is_of(talk, month)
        and month.holds(talk.entered_at)
        and talk.reached
        and talk.entered_at >= Month.of_day(talk.day, month.zone).frozen_at
    ]
    return {"late_contacts": len(late), "late_minutes": sum(talk.minutes for talk in late)}
