"""The identity of DOMAIN section 6, over random histories of an office."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.reports.counting import Figures, count_month
from intake.reports.happenings import Happenings, Received, Talk, Turn
from intake.reports.period import Month, NoSuchMonth

ZURICH = ZoneInfo("Europe/Zurich")
FIRST = datetime(2026, 1, 1, tzinfo=ZURICH)
MUCH_LATER = datetime(2027, 12, 1, tzinfo=UTC)
REASONS = ("done", "withdrawn", "spam", "duplicate")


def is_counted(reason: str) -> bool:
    return reason in {"done", "withdrawn"}


@dataclass
class Life:
    """One case: when it came in, and its closings and reopenings in turn."""

    uuid: bytes
    at: datetime
    turns: list[Turn]

    def is_open_at(self, when: datetime) -> bool:
        past = [turn for turn in self.turns if turn.at < when]
        return self.at < when and (not past or not past[-1].closes)


@st.composite
def lives(draw: st.DrawFn) -> list[Life]:
    made = []
    for _ in range(draw(st.integers(0, 12))):
        at = FIRST + timedelta(hours=draw(st.integers(0, 24 * 150)))
        life = Life(uuid4().bytes, at, [])
        when = at
        for number in range(draw(st.integers(0, 5))):
            when += timedelta(hours=draw(st.integers(1, 24 * 25)))
            closes = number % 2 == 0
            reason = draw(st.sampled_from(REASONS)) if closes else ""
            life.turns.append(Turn(life.uuid, when, at, closes, reason))
        made.append(life)
    return made


def happenings(office: list[Life], month: Month, talks: list[Talk] | None = None) -> Happenings:
    """What the database would hand over for a month, read from whole lives."""
    return Happenings(
        open_before=sum(life.is_open_at(month.start) for life in office),
        received=[
            Received(life.uuid, life.at, "consultation", {"topics": ["work"]})
            for life in office
            if month.previous.start <= life.at < month.end
        ],
        turns=[
            turn
            for life in office
            for turn in life.turns
            if month.start <= turn.at < month.frozen_at
        ],
        talks=talks or [],
    )


def figures(office: list[Life], month: Month, now: datetime = MUCH_LATER) -> Figures:
    return count_month(happenings(office, month), month, is_counted, now)


def months(count: int) -> list[Month]:
    month, found = Month(2026, 1, ZURICH), []
    for _ in range(count):
        found.append(month)
        month = month.next
    return found


@settings(max_examples=150, deadline=None)
@given(lives())
def test_each_end_is_the_next_start(office: list[Life]) -> None:
    counted = [figures(office, month).overview for month in months(9)]
    assert counted[0].open_at_start == 0
    for before, after in zip(counted, counted[1:], strict=False):
        assert before.open_at_end == after.open_at_start


@settings(max_examples=100, deadline=None)
@given(lives())
def test_nothing_is_negative_and_what_never_counted_is_nowhere(office: list[Life]) -> None:
    for month in months(9):
        overview = figures(office, month).overview
        assert min(vars(overview).values()) >= 0
        assert overview.open_at_end >= 0


@settings(max_examples=60, deadline=None)
@given(lives(), lives())
def test_a_frozen_month_does_not_change(office: list[Life], later: list[Life]) -> None:
    """Whatever happens after the freeze, the figures are those of the freeze."""
    for month in months(4):
        at_freeze = figures(office, month, month.frozen_at)
        for life in office:
            life.turns = [t for t in life.turns if t.at < month.frozen_at] + [
                t for t in life.turns if t.at >= month.frozen_at
            ]
        more = office + [life for life in later if life.at >= month.frozen_at]
        assert figures(more, month) == at_freeze


def test_spam_found_before_the_freeze_never_counted() -> None:
    at = datetime(2026, 1, 30, 12, tzinfo=ZURICH)
    life = Life(uuid4().bytes, at, [])
    life.turns.append(Turn(life.uuid, datetime(2026, 2, 3, tzinfo=ZURICH), at, True, "spam"))
    january, february = (figures([life], month).overview for month in months(2))
    assert (january.new, january.corrections, january.open_at_end) == (0, 0, 0)
    assert (february.open_at_start, february.corrections, february.open_at_end) == (0, 0, 0)


def test_spam_found_after_the_freeze_is_a_correction_where_it_was_found() -> None:
    at = datetime(2026, 1, 30, 12, tzinfo=ZURICH)
    life = Life(uuid4().bytes, at, [])
    life.turns.append(Turn(life.uuid, datetime(2026, 2, 20, tzinfo=ZURICH), at, True, "spam"))
    january, february = (figures([life], month).overview for month in months(2))
    assert (january.new, january.open_at_end) == (1, 1)
    assert (february.open_at_start, february.corrections, february.open_at_end) == (1, 1, 0)


def test_a_moment_before_midnight_in_zurich_belongs_to_the_old_month() -> None:
    at = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    life = Life(uuid4().bytes, at, [])
    life.turns.append(Turn(life.uuid, at + timedelta(minutes=2), at, True, "done"))
    march, april = Month(2026, 3, ZURICH), Month(2026, 4, ZURICH)
    assert figures([life], march).overview.new == 1
    assert figures([life], march).overview.closed == 0
    assert figures([life], april).overview.closed == 1


def test_late_entries_count_in_the_month_in_which_they_were_entered() -> None:
    def talk(entered: datetime) -> Talk:
        return Talk(date(2026, 1, 15), entered, "phone", 20, "ar", "none", reached=True)

    in_time, late = datetime(2026, 2, 9, tzinfo=ZURICH), datetime(2026, 2, 10, tzinfo=ZURICH)
    talks = [talk(in_time), talk(late)]
    january, february = months(2)
    first = count_month(happenings([], january, talks), january, is_counted, MUCH_LATER).overview
    second = count_month(happenings([], february, talks), february, is_counted, MUCH_LATER).overview
    assert (first.contacts, first.minutes, first.late_contacts) == (1, 20, 0)
    assert (second.contacts, second.late_contacts, second.late_minutes) == (0, 1, 20)


def test_a_brief_contact_is_a_request_and_a_contact_but_no_case() -> None:
    at = datetime(2026, 1, 15, 9, tzinfo=ZURICH)
    brief = Talk(at.date(), at, "phone", 5, "de", "none", reached=True, brief=True)
    january, february = months(2)
    life = Life(uuid4().bytes, at, [])
    one = count_month(happenings([life], january, [brief] * 3), january, is_counted, MUCH_LATER)
    assert (one.overview.requests, one.overview.new, one.overview.brief_contacts) == (4, 1, 3)
    assert (one.overview.contacts, one.overview.minutes) == (3, 15)
    next_one = happenings([life], february, [brief])
    other = count_month(next_one, february, is_counted, MUCH_LATER).overview
    assert (other.requests, other.contacts, other.late_contacts) == (0, 0, 0)


def test_missed_appointments_and_failed_attempts_are_told_apart() -> None:
    at = datetime(2026, 1, 15, 9, tzinfo=ZURICH)
    talks = [
        Talk(at.date(), at, "office", 0, "de", "none", reached=False, no_show=no_show)
        for no_show in (True, True, False)
    ]
    january = months(1)[0]
    overview = count_month(happenings([], january, talks), january, is_counted, MUCH_LATER).overview
    assert (overview.no_shows, overview.failed_attempts, overview.contacts) == (2, 1, 0)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "2026-1", "٢٠٢٦-٠١", "x", "2026-011"]
)
def test_it_refuses_what_is_no_month(text: str) -> None:
    with pytest.raises(NoSuchMonth):
        Month.parse(text, ZURICH)


def test_december_is_followed_by_january() -> None:
    december = Month.parse("2026-12", ZURICH)
    assert str(december.next) == "2027-01"
    assert str(Month.parse("2027-01", ZURICH).previous) == "2026-12"
