"""When things happen in the demo office: its opening days until today, and the busy months."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from intake.office import Office

MONTHS = 14
MORNING = time(8, 0)
BUSY = {1: 1.35, 2: 1.1, 3: 1.1, 4: 0.95, 5: 1.0, 6: 0.95, 7: 0.75, 8: 0.5, 9: 1.1, 10: 1.1}
BUSY |= {11: 1.05, 12: 0.8}
"""How many requests come in a month, against the average: a dip in August, a peak in January."""

WEB_WEEKDAYS = (1.0, 1.0, 1.0, 0.95, 0.9, 0.6, 0.7)
WEB_HOURS = (1, 1, 0, 0, 0, 1, 2, 4, 6, 7, 7, 6, 6, 6, 6, 6, 6, 7, 8, 9, 10, 9, 6, 3)


@dataclass(frozen=True)
class Diary:
    """The days of the demo office, relative to the day of loading.

    What is called day `n` is the n-th last opening day before `due_day`, which is today, or the
    next opening day when the office is closed today. Nothing happens after `end`: at eight this
    morning, so that the office is the same at whatever hour of a day it is made.
    """

    office: Office
    now: datetime

    @cached_property
    def today(self) -> date:
        """The local day of loading."""
        return self.now.astimezone(self.office.timezone).date()

    @cached_property
    def due_day(self) -> date:
        """Today, or the next day on which the office opens."""
        return self.office.hours.open_day_from(self.today)

    @cached_property
    def first(self) -> date:
        """The first day: 14 months before today."""
        months = self.today.year * 12 + self.today.month - 1 - MONTHS
        return date(months // 12, months % 12 + 1, min(self.today.day, 28))

    @cached_property
    def begin(self) -> datetime:
        """The first moment of the first day."""
        return datetime.combine(self.first, time(0), tzinfo=self.office.timezone)

    @cached_property
    def end(self) -> datetime:
        """Until when things happen."""
        morning = datetime.combine(self.today, MORNING, tzinfo=self.office.timezone)
        return min(self.now, morning)

    @cached_property
    def days(self) -> list[date]:
        """All opening days before the due day, in order."""
        every = (self.first + timedelta(days=n) for n in range((self.due_day - self.first).days))
        return [day for day in every if self.office.hours.spans_on(day)]

    def day(self, back: int) -> date:
        """The opening day `back` opening days before the due day (1 or more)."""
        return self.days[-back]

    def back(self, day: date) -> int:
        """How many opening days before the due day the first one from `day` on is."""
        return len(self.days) - bisect_left(self.days, day)

    def at_work(self, day: date, rng: Random) -> datetime:
        """A moment of a day while the office is open."""
        spans = self.office.hours.spans_on(day)
        span = rng.choice(spans)
        start = datetime.combine(day, span.start, tzinfo=self.office.timezone)
        length = datetime.combine(day, span.end, tzinfo=self.office.timezone) - start
        return start + timedelta(seconds=rng.randrange(60, int(length.total_seconds())))

    def at_home(self, day: date, rng: Random) -> datetime:
        """A moment of a day when residents write: mostly in the evening."""
        hour = rng.choices(range(24), WEB_HOURS)[0]
        moment = time(hour, rng.randrange(60), rng.randrange(60))
        return datetime.combine(day, moment, tzinfo=self.office.timezone)

    def request_day(self, web: bool, at_least: int, rng: Random) -> date:
        """The day a request comes in, so that `at_least` opening days follow until today."""
        days, weights = self._web_days if web else self._work_days
        last = self.day(min(at_least, len(self.days)))
        until = bisect_left(days, last) + 1
        return days[bisect_left(weights, rng.random() * weights[until - 1])]

    @cached_property
    def _work_days(self) -> tuple[list[date], list[float]]:
        return self.days, list(accumulate(BUSY[day.month] for day in self.days))

    @cached_property
    def _web_days(self) -> tuple[list[date], list[float]]:
        days = [self.first + timedelta(days=n) for n in range((self.due_day - self.first).days)]
        likely = (BUSY[day.month] * WEB_WEEKDAYS[day.weekday()] for day in days)
        return days, list(accumulate(likely))
