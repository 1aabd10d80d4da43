"""Fixed dates, days of every year, and days counted from Easter."""

from __future__ import annotations

from datetime import date

import pytest

from intake.office import Office
from intake.office.holidays import easter_sunday, parse_rule
from intake.office.hours import closed_days

EASTER = {
    1818: date(1818, 3, 22),
    1943: date(1943, 4, 25),
    2000: date(2000, 4, 23),
    2019: date(2019, 4, 21),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2038: date(2038, 4, 25),
    2049: date(2049, 4, 18),
    2076: date(2076, 4, 19),
    2285: date(2285, 3, 22),
}


@pytest.mark.parametrize(("year", "sunday"), EASTER.items())
def test_easter_is_where_the_almanac_says(year: int, sunday: date) -> None:
    assert easter_sunday(year) == sunday


def test_the_holidays_of_the_district_in_2026(office: Office) -> None:
    assert sorted(closed_days(office.hours.holidays, 2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 8, 1),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_a_fixed_date_belongs_to_its_year_only() -> None:
    rule = parse_rule("2026-12-24")
    assert rule.in_year(2026) == date(2026, 12, 24)
    assert rule.in_year(2027) is None
    assert not rule.yearly


def test_the_29th_of_february_is_skipped_where_there_is_none() -> None:
    rule = parse_rule("02-29")
    assert rule.in_year(2028) == date(2028, 2, 29)
    assert rule.in_year(2027) is None


@pytest.mark.parametrize("offset", ["-80", "+99"])
def test_days_from_easter_stay_in_their_year(offset: str) -> None:
    rule = parse_rule(f"easter{offset}")
    for year in range(1900, 2300):
        found = rule.in_year(year)
        assert found is not None
        assert found.year == year


@pytest.mark.parametrize(
    "words", ["", "easter-81", "easter+100", "easter 2", "13-01", "1-1", "24.12.2026", "٠١-٠١"]
)
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_rule(words)
