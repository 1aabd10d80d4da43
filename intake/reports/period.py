"""Months as the office counts them: in its own time zone, frozen on the 10th of the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from intake.office import freezes_at

MONTHS_OF_A_YEAR = 12


class NoSuchMonth(ValueError):
    """Not a month such as `2026-11`."""


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month (DOMAIN section 6). `start`, `end` and `frozen_at` are aware times."""

    year: int
    number: int
    zone: ZoneInfo

    @classmethod
    def of(cls, at: datetime, zone: ZoneInfo) -> Self:
        """The month in which a time falls."""
        local = at.astimezone(zone)
        return cls(local.year, local.month, zone)

    @classmethod
    def of_day(cls, day: date, zone: ZoneInfo) -> Self:
        """The month of a day."""
        return cls(day.year, day.month, zone)

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Self:
        """The month written as `2026-11`."""
        year, _, number = text.partition("-")
        if not (len(text) == len("2026-11") and year.isdecimal() and number.isdecimal()):
            raise NoSuchMonth(text)
        if not text.isascii() or not 1 <= int(number) <= MONTHS_OF_A_YEAR or int(year) < 1:
            raise NoSuchMonth(text)
        return cls(int(year), int(number), zone)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @cached_property
    def start(self) -> datetime:
        """When it begins; what happens at this very moment belongs to it."""
        return datetime.combine(self.first_day, time(), self.zone)

    @cached_property
    def end(self) -> datetime:
        """When the next month begins; what happens at this very moment does not belong to it."""
        return self.next.start

    @cached_property
    def frozen_at(self) -> datetime:
        """From when on later entries change it no more: the 10th of the next month."""
        return freezes_at(self.first_day, self.zone)

    @property
    def next(self) -> "Month":
        """The month after it."""
        if self.number == MONTHS_OF_A_YEAR:
            return Month(self.year + 1, 1, self.zone)
        return Month(self.year, self.number + 1, self.zone)

    @property
    def previous(self) -> "Month":
        """The month before it."""
        if self.number == 1:
            return Month(self.year - 1, MONTHS_OF_A_YEAR, self.zone)
        return Month(self.year, self.number - 1, self.zone)

    def year_to_date(self) -> Iterator["Month"]:
        """The months of its year up to and with itself."""
        for number in range(1, self.number + 1):
            yield Month(self.year, number, self.zone)

    def holds(self, at: datetime) -> bool:
        """Whether a time falls into it."""
        start, end = self._edges
        return start <= at < end

    @cached_property
    def _edges(self) -> tuple[datetime, datetime]:
        """In UTC, as times are stored: two times of one zone compare far quicker."""
        return self.start.astimezone(UTC), self.end.astimezone(UTC)
