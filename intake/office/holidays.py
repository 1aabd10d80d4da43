"""Days on which the office stays closed: fixed dates, days of every year, days after Easter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from intake.i18n import Text

EARLIEST_OFFSET = -80
"""22 March, the earliest Easter, is the 81st day of its year."""


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """One way to find a day: exactly one of the three is set.

    `fixed` is one day of one year, `month_day` a day of every year (29 February only where
    there is one), `easter_offset` counts days from Easter Sunday.
    """

    fixed: date | None = None
    month_day: tuple[int, int] | None = None
    easter_offset: int | None = None

    @property
    def yearly(self) -> bool:
        """Whether it comes back every year."""
        return self.fixed is None

    def in_year(self, year: int) -> date | None:
        """The day in that year, if there is one."""
        if self.easter_offset is not None:
            return easter_sunday(year) + timedelta(days=self.easter_offset)
        if self.month_day is not None:
            return _day_or_none(year, *self.month_day)
        return self.fixed if self.fixed is not None and self.fixed.year == year else None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named closure and the rules that say when."""

    label: Text
    rules: tuple[HolidayRule, ...]


def parse_rule(written: str) -> HolidayRule:
    """Read `2026-12-24`, `12-25`, `easter`, `easter-2` or `easter+39`; ValueError otherwise."""
    if match := re.fullmatch(r"easter(?:([+-])(\d{1,2}))?", written, re.ASCII):
        offset = int("".join(match.groups(default="")) or 0)
        if offset < EARLIEST_OFFSET:
            raise ValueError(f"not always in the same year: {written}")
        return HolidayRule(easter_offset=offset)
    if match := re.fullmatch(r"(\d{2})-(\d{2})", written, re.ASCII):
        day = date(2000, int(match[1]), int(match[2]))
        return HolidayRule(month_day=(day.month, day.day))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        return HolidayRule(fixed=date.fromisoformat(written))
    raise ValueError(f"not a day: {written}")


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leaps, leap_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
