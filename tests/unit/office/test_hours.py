"""When the office is open, and when an answer is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.i18n import LANGUAGES, Text
from intake.office import Holiday, Office, OpeningHours, OpenSpan, read_office
from intake.office.holidays import parse_rule

ZURICH = ZoneInfo("Europe/Zurich")
NIGHT = OpenSpan(time(0, 0), time(23, 59))


def local(*parts: int, fold: int = 0) -> datetime:
    """A local time in Zurich."""
    return datetime(*parts, tzinfo=ZURICH, fold=fold)  # type: ignore[arg-type, misc]


@pytest.fixture
def hours(office: Office) -> OpeningHours:
    return office.hours


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (local(2026, 11, 24, 8, 29, 59), False),
        (local(2026, 11, 24, 8, 30), True),
        (local(2026, 11, 24, 11, 30), False),
        (local(2026, 11, 24, 13, 30), True),
        (local(2026, 11, 24, 16, 30), False),
        (local(2026, 11, 24, 0, 0), False),
        (local(2026, 11, 28, 10, 0), False),
        (local(2026, 12, 25, 10, 0), False),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 7, 6, 30, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 6, 30, tzinfo=UTC), False),
    ],
)
def test_it_is_open_from_the_start_until_just_before_the_end(
    hours: OpeningHours, at: datetime, is_open: bool
) -> None:
    assert hours.is_open(at) is is_open


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        # Tuesday and two days: Thursday, as the receipt says.
        (local(2026, 11, 24, 10, 0), 2, local(2026, 11, 26, 16, 30)),
        # The hour does not matter, only the local day.
        (local(2026, 11, 24, 0, 0), 2, local(2026, 11, 26, 16, 30)),
        (local(2026, 11, 24, 23, 59, 59), 2, local(2026, 11, 26, 16, 30)),
        (local(2026, 11, 25, 0, 0), 2, local(2026, 11, 27, 16, 30)),
        # 23:30 in UTC is half past midnight of the next day in Zurich.
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), 2, local(2026, 11, 27, 16, 30)),
        # Over a weekend, and from within it.
        (local(2026, 11, 26, 10, 0), 2, local(2026, 11, 30, 16, 30)),
        (local(2026, 11, 28, 10, 0), 1, local(2026, 11, 30, 16, 30)),
        (local(2026, 11, 28, 10, 0), 2, local(2026, 12, 1, 16, 30)),
        # Christmas 2026 is a Friday, Saint Stephen a Saturday.
        (local(2026, 12, 24, 10, 0), 1, local(2026, 12, 28, 16, 30)),
        # New Year's Day and Saint Berchtold's Day 2025: Wednesday and Thursday.
        (local(2024, 12, 31, 10, 0), 1, local(2025, 1, 3, 16, 30)),
        # Good Friday to Easter Monday 2026, and the clock changes on 29 March.
        (local(2026, 4, 2, 10, 0), 1, local(2026, 4, 7, 16, 30)),
        (local(2026, 3, 27, 10, 0), 1, local(2026, 3, 30, 16, 30)),
        (local(2026, 10, 23, 10, 0), 1, local(2026, 10, 26, 16, 30)),
        # The same day: until closing time, else the next opening day.
        (local(2026, 11, 24, 6, 0), 0, local(2026, 11, 24, 16, 30)),
        (local(2026, 11, 24, 12, 0), 0, local(2026, 11, 24, 16, 30)),
        (local(2026, 11, 24, 16, 30), 0, local(2026, 11, 25, 16, 30)),
        (local(2026, 12, 25, 10, 0), 0, local(2026, 12, 28, 16, 30)),
    ],
)
def test_an_answer_is_due_when_the_office_closes(
    hours: OpeningHours, start: datetime, days: int, due: datetime
) -> None:
    answer = hours.due(start, days)
    assert answer == due
    assert answer.tzinfo is UTC


def test_closing_time_follows_the_summer_clock(hours: OpeningHours) -> None:
    assert hours.due(local(2026, 3, 27, 10, 0), 1).hour == 14
    assert hours.due(local(2026, 10, 23, 10, 0), 1).hour == 15


def test_hours_in_the_night_survive_both_changes_of_the_clock() -> None:
    hours = OpeningHours(ZURICH, ((NIGHT,),) * 7, (), True)
    assert hours.is_open(local(2026, 10, 25, 2, 30))
    assert hours.is_open(local(2026, 10, 25, 2, 30, fold=1))
    assert hours.due(local(2026, 10, 24, 12, 0), 1) == datetime(2026, 10, 25, 22, 59, tzinfo=UTC)
    assert hours.due(local(2026, 3, 28, 12, 0), 1) == datetime(2026, 3, 29, 21, 59, tzinfo=UTC)


def test_a_closing_time_that_the_clock_skips_still_is_a_time() -> None:
    early = OpenSpan(time(1, 0), time(2, 30))
    hours = OpeningHours(ZURICH, ((),) * 6 + ((early,),), (), True)
    assert hours.due(local(2026, 3, 28, 12, 0), 1) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_it_refuses_naive_times_and_days_before_the_request(hours: OpeningHours) -> None:
    naive = datetime(2026, 11, 24, 10)  # noqa: DTZ001
    for refused in (lambda: hours.is_open(naive), lambda: hours.due(naive, 1)):
        with pytest.raises(ValueError, match="zone"):
            refused()
    with pytest.raises(ValueError, match="before"):
        hours.due(local(2026, 11, 24), -1)


@given(
    start=st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    days=st.integers(0, 12),
)
def test_exactly_so_many_opening_days_lie_between(
    office: Office, start: datetime, days: int
) -> None:
    hours = office.hours
    due = hours.due(start, days)
    first, last = start.astimezone(ZURICH).date(), due.astimezone(ZURICH).date()
    opened = [
        day
        for number in range(1, (last - first).days + 1)
        if hours.spans_on(day := first + timedelta(days=number))
    ]
    assert due > start
    assert hours.is_open(due - timedelta(seconds=1))
    assert not hours.is_open(due)
    assert len(opened) == days or (days == 0 and len(opened) == 1)


def test_the_fullest_calendar_still_lets_the_office_open() -> None:
    mondays = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(40)]
    rules = tuple(parse_rule(f"{day:%m-%d}") for day in mondays)
    only_monday = ((OpenSpan(time(9), time(10)),),) + ((),) * 6
    holidays = (Holiday(Text({"de": "Zu"}), rules),)
    hours = OpeningHours(ZURICH, only_monday, holidays, True)
    assert hours.due(local(2026, 1, 1), 1) == local(2026, 10, 12, 10, 0)


def test_days_with_the_same_hours_share_a_line(hours: OpeningHours) -> None:
    lines = hours.shown("de")
    assert [str(line) for line in lines] == ["Montag – Freitag: 08:30–11:30, 13:30–16:30"]
    assert hours.shown("ar")[0].days == "الاثنين – الجمعة"


def test_closed_days_part_the_lines(example: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    wednesday = 'wednesday = ["08:30-11:30", "13:30-16:30"]'
    path.write_text(example.replace(wednesday, "wednesday = []"), encoding="utf-8")
    lines = read_office(path).hours.shown("en")
    assert [line.days for line in lines] == ["Monday – Tuesday", "Thursday – Friday"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hours_can_be_shown_in_every_language(hours: OpeningHours, language: str) -> None:
    assert len(hours.shown(language)) == 1


@pytest.mark.parametrize(
    ("start", "end", "hours_open"),
    [
        # Within one span, over the lunch break, from night to night.
        (local(2026, 11, 24, 9, 0), local(2026, 11, 24, 10, 30), 1.5),
        (local(2026, 11, 24, 11, 0), local(2026, 11, 24, 14, 0), 1.0),
        (local(2026, 11, 24, 0, 0), local(2026, 11, 25, 0, 0), 6.0),
        # Closed all the time: at night, at the weekend, on a holiday.
        (local(2026, 11, 24, 17, 0), local(2026, 11, 25, 8, 0), 0.0),
        (local(2026, 11, 28, 9, 0), local(2026, 11, 29, 20, 0), 0.0),
        (local(2026, 12, 25, 8, 0), local(2026, 12, 26, 18, 0), 0.0),
        # Over a weekend, and over both changes of the clock: those are on Sundays.
        (local(2026, 11, 27, 15, 30), local(2026, 11, 30, 9, 30), 2.0),
        (local(2026, 3, 27, 16, 0), local(2026, 3, 30, 9, 0), 1.0),
        (local(2026, 10, 23, 16, 0), local(2026, 10, 26, 9, 0), 1.0),
        # Nothing between, and the wrong way round.
        (local(2026, 11, 24, 9, 0), local(2026, 11, 24, 9, 0), 0.0),
        (local(2026, 11, 24, 10, 0), local(2026, 11, 24, 9, 0), 0.0),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), local(2026, 11, 24, 10, 0), 1.0),
    ],
)
def test_open_time_counts_only_while_the_office_is_open(
    hours: OpeningHours, start: datetime, end: datetime, hours_open: float
) -> None:
    assert hours.open_time_between(start, end) == timedelta(hours=hours_open)


def test_open_time_follows_the_clock_that_people_see_change() -> None:
    """In the night of the change an office that is open all night is open an hour more or less."""
    nights = OpeningHours(ZURICH, ((NIGHT,),) * 7, (), confirmed=True)
    autumn = nights.open_time_between(local(2026, 10, 25, 0, 0), local(2026, 10, 25, 6, 0))
    spring = nights.open_time_between(local(2026, 3, 29, 0, 0), local(2026, 3, 29, 6, 0))
    assert (autumn, spring) == (timedelta(hours=7), timedelta(hours=5))


def test_open_time_needs_a_zone(hours: OpeningHours) -> None:
    with pytest.raises(ValueError, match="zone"):
        hours.open_time_between(datetime(2026, 11, 24), datetime(2026, 11, 25))  # noqa: DTZ001


def test_each_language_keeps_its_own_days_whoever_read_before(hours: OpeningHours) -> None:
    assert hours.shown("ps")[0].days == "دونۍ – جمعه"
    assert hours.shown("de")[0].days == "Montag – Freitag"
    assert hours.shown("uk")[0].days == "понеділок – пʼятниця"


def test_the_hours_are_in_the_digits_of_the_language(hours: OpeningHours) -> None:
    assert hours.shown("fa")[0].times.startswith("۰۸:۳۰–۱۱:۳۰")
