"""The clock of the office: when it is open, and until when an answer is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from babel import Locale

from intake.i18n import LANGUAGES, own_digits
from intake.office.holidays import Holiday

MAX_YEARLY_HOLIDAYS = 40
"""Fewer than the 52 or more times a year that any weekday comes: some day always opens."""


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """From `start` until before `end`, local time, within one day."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line for people: `days` in their language, `times` in digits, left to right."""

    days: str
    times: str

    def __str__(self) -> str:
        return f"{self.days}: {self.times}"


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the office is open, in its own time zone.

    `week` has seven entries, Monday first, each the sorted spans of that weekday; at least one
    has a span. `confirmed`: whether the hours may be shown to the public.
    """

    timezone: ZoneInfo
    week: tuple[tuple[OpenSpan, ...], ...]
    holidays: tuple[Holiday, ...]
    confirmed: bool

    def spans_on(self, day: date) -> tuple[OpenSpan, ...]:
        """The opening spans of a local day; none when it is closed or a holiday."""
        spans = self.week[day.weekday()]
        return () if spans and day in closed_days(self.holidays, day.year) else spans

    def is_open(self, at: datetime) -> bool:
        """Whether the office is open at an aware time. ValueError for a naive one."""
        local = self._local(at)
        return any(span.start <= local.time() < span.end for span in self.spans_on(local.date()))

    def due(self, start: datetime, days: int) -> datetime:
        """The end of opening on the `days`-th opening day after the local day of `start`, in UTC.

        Day 1 is the first day strictly after that day on which the office opens, whether the
        request came during opening hours, at night or on a holiday: two days from a Tuesday are
        Thursday's closing time. `days` 0 means today, while the office has not closed for the
        day yet, else the next opening day. ValueError for a naive time or negative days.
        """
        if days < 0:
            raise ValueError("an answer can't be due before the request")
        local = self._local(start)
        if days == 0:
            spans = self.spans_on(local.date())
            if spans and local.time() < spans[-1].end:
                return self._closing_time(local.date())
        day = local.date()
        for _ in range(max(days, 1)):
            day = self._next_opening_day(day)
        return self._closing_time(day)

    def open_day_from(self, day: date) -> date:
        """The first local day from `day` on, itself included, on which the office opens."""
        return day if self.spans_on(day) else self._next_opening_day(day)

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How long the office was open from `start` until `end`; none if `end` is not later.

        An hour that a clock change takes away or gives counts as it really passed. ValueError for
        a naive time.
        """
        first, last = self._local(start), self._local(end)
        spent, day = timedelta(), first.date()
        while day <= last.date():
            for span in self.spans_on(day):
                opened = max(first.astimezone(UTC), self._moment(day, span.start))
                closed = min(last.astimezone(UTC), self._moment(day, span.end))
                spent += max(closed - opened, timedelta())
            day += timedelta(days=1)
        return spent

    def due_after_pause(self, due: datetime, paused: datetime, again: datetime) -> datetime:
        """When something is due whose clock stood still from `paused` until `again`, in UTC.

        The opening time that was left runs from `again`; it is due when the office closes on the
        day on which that is spent. What was overdue already stays so. ValueError for naive times.
        """
        left = self.open_time_between(paused, due)
        if left <= timedelta():
            return due.astimezone(UTC)
        day = self._local(again).date()
        while (today := self._open_time_on(day, again)) < left:
            left -= today
            day += timedelta(days=1)
        return self._closing_time(day)

    def shown(self, language: str) -> tuple[HoursLine, ...]:
        """Lines for people: days with the same hours together, closed days left out.

        The names are not the stand-alone ones: once Babel 2.18 has looked those up in Pashto, it
        gives Pashto names in most other languages too.
        """
        names = Locale.parse(LANGUAGES[language].locale).days["format"]["wide"]
        lines = []
        for spans, days in groupby(range(7), key=lambda day: self.week[day]):
            run = list(days)
            if spans:
                first, last = names[run[0]], names[run[-1]]
                shown_days = first if len(run) == 1 else f"{first} – {last}"
                times = own_digits(", ".join(str(span) for span in spans), language)
                lines.append(HoursLine(shown_days, times))
        return tuple(lines)

    def _open_time_on(self, day: date, since: datetime) -> timedelta:
        midnight = self._moment(day + timedelta(days=1), time())
        return self.open_time_between(max(since, self._moment(day, time())), midnight)

    def _next_opening_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.spans_on(day):
            day += timedelta(days=1)
        return day

    def _closing_time(self, day: date) -> datetime:
        return self._moment(day, self.spans_on(day)[-1].end)

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.timezone).astimezone(UTC)

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError("the opening hours need a time with its zone")
        return at.astimezone(self.timezone)


@lru_cache(maxsize=64)
def closed_days(holidays: tuple[Holiday, ...], year: int) -> frozenset[date]:
    """All holidays of a year."""
    days = (rule.in_year(year) for holiday in holidays for rule in holiday.rules)
    return frozenset(day for day in days if day is not None)
