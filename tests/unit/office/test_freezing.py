"""When months freeze, and how far back a talk may be dated."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from intake.office import first_day_to_enter, freezes_at

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.mark.parametrize(
    ("day", "freezes"),
    [
        (date(2026, 11, 1), "2026-12-10T00:00:00+01:00"),
        (date(2026, 12, 31), "2027-01-10T00:00:00+01:00"),
        (date(2028, 2, 29), "2028-03-10T00:00:00+01:00"),
        (date(2026, 5, 31), "2026-06-10T00:00:00+02:00"),
    ],
)
def test_a_month_freezes_on_the_tenth_of_the_next(day: date, freezes: str) -> None:
    assert freezes_at(day, ZURICH).isoformat() == freezes


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 11, 9, 23, 59, tzinfo=ZURICH), date(2026, 9, 1)),
        (datetime(2026, 11, 10, tzinfo=ZURICH), date(2026, 10, 1)),
        (datetime(2026, 11, 30, 23, tzinfo=ZURICH), date(2026, 10, 1)),
        (datetime(2027, 1, 5, tzinfo=ZURICH), date(2026, 11, 1)),
        (datetime(2027, 1, 10, tzinfo=ZURICH), date(2026, 12, 1)),
    ],
)
def test_talks_go_back_to_the_last_frozen_month(now: datetime, first: date) -> None:
    assert first_day_to_enter(now, ZURICH) == first
