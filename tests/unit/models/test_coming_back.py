"""A case comes back on its day by itself, and its clock stood still meanwhile."""

from datetime import UTC, datetime

import pytest

from intake.database import db
from intake.models.case import Case, ForbiddenTransition, Status
from intake.models.event import Event, Verb
from intake.models.message import Words, reply, send
from intake.models.waiting import Waiting, come_back, due_back, resume, wait
from tests.unit.models.conftest import INTERNAL, THURSDAY, Desk
from tests.unit.models.test_clocks import closing, next_of

HELLO = Words(text="Hello", lang="en")

# It is Tuesday, 24 November 2026; the case waits until Thursday, 3 December.


def on(desk: Desk, day: int, hour: int = 9, month: int = 12) -> datetime:
    desk.clock.at = datetime(2026, month, day, hour, 0, tzinfo=UTC)
    return desk.clock.at


def numbers(desk: Desk) -> list[str]:
    return [case.number for case in due_back(desk.office, desk.clock())]


def test_it_is_due_back_from_the_first_minute_of_its_day_in_zurich(desk: Desk) -> None:
    case, _ = desk.case_in(Status.WAITING)
    desk.clock.at = datetime(2026, 12, 2, 22, 59, tzinfo=UTC)
    assert numbers(desk) == []
    desk.later(minutes=1)
    assert numbers(desk) == [case.number]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.WAITING])
def test_only_what_waits_comes_back(desk: Desk, status: Status) -> None:
    case, _ = desk.case_in(status)
    on(desk, 3)
    assert numbers(desk) == []
    with pytest.raises(ForbiddenTransition):
        come_back(case, desk.office, desk.clock())
    assert case.status == status


def test_the_lead_acts_next_today_and_sees_that_it_is_back(desk: Desk) -> None:
    case, _ = desk.case_in(Status.WAITING)
    come_back(case, desk.office, on(desk, 3))
    assert (case.status, next_of(case)) == (Status.IN_PROGRESS, ("case_lead", closing(3, 12)))
    assert case.came_back and case.lead_uuid == desk.cast.lead.member.uuid
    waiting = Waiting.latest(case.uuid)
    assert waiting is not None and waiting.ended_at == desk.clock()
    db.session.flush()
    event = Event.of_case(case.uuid)[0]
    assert (event.verb, event.member_uuid, event.details_sealed) == (Verb.CAME_BACK, None, None)


@pytest.mark.parametrize("act", ["message", "wait"])
def test_it_is_back_until_somebody_acts(desk: Desk, act: str) -> None:
    case, keys = desk.case_in(Status.WAITING)
    now = on(desk, 3)
    come_back(case, desk.office, now)
    if act == "message":
        send(case, keys, HELLO, desk.lead, desk.office, now)
    else:
        wait(case, keys, INTERNAL, THURSDAY.replace(day=10), desk.lead, desk.office, now)
    assert not case.came_back


def test_what_was_found_late_is_due_on_the_next_open_day(desk: Desk) -> None:
    case, _ = desk.case_in(Status.WAITING)
    come_back(case, desk.office, on(desk, 5))  # a Saturday
    assert next_of(case) == ("case_lead", closing(7, 12))


def waits_before_the_first_answer(desk: Desk) -> Case:
    """Due on Thursday, 26 November; 16 hours of opening are left."""
    case, _ = desk.case_in(Status.WAITING)
    assert case.first_response_at is None and case.first_response_due == closing(26)
    return case


@pytest.mark.parametrize("how", ["day", "by hand", "reply"])
def test_the_clock_of_the_first_answer_stands_still_while_waiting(desk: Desk, how: str) -> None:
    case = waits_before_the_first_answer(desk)
    keys = desk.cast.lead.keyring.open(case)
    now = on(desk, 3, hour=7)
    if how == "day":
        come_back(case, desk.office, now)
    elif how == "by hand":
        resume(case, keys, desk.lead, desk.office, now)
        assert next_of(case) == ("case_lead", closing(7, 12))
    else:
        reply(case, keys, HELLO, desk.office, now)
        assert next_of(case) == ("case_lead", closing(7, 12))
    # Thursday and Friday have 6 hours each; the last 4 are spent on Monday.
    assert case.first_response_due == closing(7, 12)


def test_a_first_answer_already_given_keeps_its_day(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    send(case, keys, HELLO, desk.lead, desk.office, desk.clock(), wait_until=THURSDAY)
    come_back(case, desk.office, on(desk, 3))
    assert case.first_response_due == closing(26)


def test_what_was_overdue_before_it_waited_stays_overdue(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    now = on(desk, 30, month=11)
    wait(case, keys, INTERNAL, THURSDAY, desk.lead, desk.office, now)
    resume(case, keys, desk.lead, desk.office, on(desk, 1))
    assert case.first_response_due == closing(26)
    assert next_of(case) == ("case_lead", closing(26))
