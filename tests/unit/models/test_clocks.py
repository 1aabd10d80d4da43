"""Who acts next and by when; when the first answer came; what is new to read."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from intake.database import db
from intake.models.assignment import Triage, assign, refuse_for_conflict, take_on
from intake.models.case import Case, Status
from intake.models.closure import withdraw
from intake.models.contact import ContactFacts, log_contact
from intake.models.event import Event, Verb
from intake.models.message import Words, mark_read, reply, send
from intake.models.waiting import BadFollowUp, Waiting, WaitingFacts, resume, wait
from tests.unit.models.conftest import INTERNAL, THURSDAY, TRIAGE, Desk

ZURICH = ZoneInfo("Europe/Zurich")
HELLO = Words(text="Hello", lang="en")
TALK = ContactFacts(
    day="2026-11-24", channel="phone", minutes=20, language="ti", interpreting="none",
    reached=True, note="",
)  # fmt: skip


def closing(day: int, month: int = 11) -> datetime:
    """The end of opening hours on a day."""
    return datetime(2026, month, day, 16, 30, tzinfo=ZURICH).astimezone(UTC)


def next_of(case: Case) -> tuple[str, datetime | None]:
    return case.next_actor, case.next_action_due


# It is Tuesday, 24 November 2026, 10:30 in Zurich.


def test_a_new_request_is_due_at_the_desk_in_two_working_days(desk: Desk) -> None:
    case, _ = desk.case_in(Status.RECEIVED)
    assert next_of(case) == ("triage", closing(26))
    assert case.first_response_due == closing(26) and case.first_response_at is None


@pytest.mark.parametrize(("urgency", "day"), [("normal", 26), ("urgent", 25), ("emergency", 24)])
def test_the_urgency_sets_the_day_of_the_first_answer(desk: Desk, urgency: str, day: int) -> None:
    case, keys = desk.case_in(Status.RECEIVED)
    take_on(case, keys, Triage("german", urgency), desk.cast.lead.member, desk.office, desk.clock())
    assert next_of(case) == ("case_lead", closing(day))
    assert case.first_response_due == closing(day) and case.urgency == urgency


def test_a_weekend_and_a_night_do_not_count(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
    case, _ = desk.case_in(Status.RECEIVED)
    assert case.first_response_due == closing(1, 12)


def test_christmas_does_not_count(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
    case, _ = desk.case_in(Status.RECEIVED)
    assert case.first_response_due == closing(29, 12)


def test_the_urgency_is_counted_from_the_receipt_not_from_the_assignment(desk: Desk) -> None:
    case, keys = desk.case_in(Status.RECEIVED)
    desk.later(days=1)
    lead = desk.cast.lead
    assign(case, keys, TRIAGE, lead.member, desk.lead, desk.office, desk.clock())
    assert next_of(case) == ("case_lead", closing(26))


@pytest.mark.parametrize("how", ["message", "talk"])
@pytest.mark.parametrize("status", [Status.ASSIGNED, Status.IN_PROGRESS])
def test_the_answer_of_the_lead_stops_the_clock_and_moves_the_due_day_on(
    desk: Desk, how: str, status: Status
) -> None:
    case, keys = desk.case_in(status)
    desk.later(days=1)
    at = desk.clock()
    if how == "message":
        send(case, keys, HELLO, desk.lead, desk.office, at)
    else:
        log_contact(case, keys, TALK, desk.lead, desk.office, at)
    assert case.first_response_at == at
    assert next_of(case) == ("case_lead", closing(2, 12)) and case.status == Status.IN_PROGRESS


def test_the_clock_stops_once(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    first = desk.clock()
    send(case, keys, HELLO, desk.lead, desk.office, first)
    desk.later(days=1)
    log_contact(case, keys, TALK, desk.lead, desk.office, desk.clock())
    assert case.first_response_at == first


def test_an_attempt_that_reached_nobody_stops_nothing(desk: Desk) -> None:
    case, keys = desk.case_in(Status.ASSIGNED)
    log_contact(case, keys, {**TALK, "reached": False}, desk.lead, desk.office, desk.clock())
    assert case.first_response_at is None and case.status == Status.ASSIGNED
    assert next_of(case) == ("case_lead", closing(26))


def test_a_first_answer_of_a_colleague_counts_but_does_not_begin_the_work(desk: Desk) -> None:
    case, keys = desk.case_in(Status.ASSIGNED)
    send(case, keys, HELLO, desk.cast.coordinator.actor, desk.office, desk.clock())
    assert case.first_response_at == desk.clock() and case.status == Status.ASSIGNED
    assert next_of(case) == ("case_lead", closing(1, 12))


def test_a_reply_is_due_by_the_urgency_until_the_lead_has_answered(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    send(case, keys, HELLO, desk.lead, desk.office, desk.clock())
    reply(case, keys, HELLO, desk.office, desk.clock())
    assert next_of(case) == ("case_lead", closing(26)) and case.unread
    send(case, keys, HELLO, desk.cast.coordinator.actor, desk.office, desk.clock())
    assert next_of(case) == ("case_lead", closing(26)) and case.unread
    send(case, keys, HELLO, desk.lead, desk.office, desk.clock())
    assert next_of(case) == ("case_lead", closing(1, 12)) and not case.unread


def test_waiting_rests_until_its_day_and_comes_back_when_the_client_writes(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    send(case, keys, HELLO, desk.lead, desk.office, desk.clock(), wait_until=THURSDAY)
    assert (case.status, case.next_actor) == (Status.WAITING, "client")
    assert case.follow_up_on == THURSDAY
    assert case.next_action_due == datetime(2026, 12, 3, 23, 59, tzinfo=ZURICH)
    desk.later(days=2)
    reply(case, keys, HELLO, desk.office, desk.clock())
    waiting = Waiting.latest(case.uuid)
    assert waiting is not None and waiting.ended_at == desk.clock()
    assert case.status == Status.IN_PROGRESS and case.follow_up_on is None and case.unread
    assert next_of(case) == ("case_lead", closing(30))


@pytest.mark.parametrize("ending", ["resume", "conflict", "withdraw", "wait again"])
def test_no_time_of_waiting_stays_open(desk: Desk, ending: str) -> None:
    case, keys = desk.case_in(Status.WAITING)
    first = Waiting.latest(case.uuid)
    desk.later(days=1)
    at = desk.clock()
    if ending == "resume":
        resume(case, keys, desk.lead, desk.office, at)
        # The first answer was due on Thursday; the clock stood still for a day.
        assert next_of(case) == ("case_lead", closing(27))
    elif ending == "conflict":
        refuse_for_conflict(case, keys, desk.cast.lead.member, desk.office, at)
        assert next_of(case) == ("triage", closing(2, 12))
    elif ending == "withdraw":
        withdraw(case, keys, desk.office, at)
        assert next_of(case) == ("", None)
    else:
        send(case, keys, HELLO, desk.lead, desk.office, at, wait_until=THURSDAY)
    assert first is not None and first.ended_at == at


def test_a_waiting_case_that_is_given_away_goes_on_waiting(desk: Desk) -> None:
    case, keys = desk.case_in(Status.WAITING)
    before = next_of(case), case.follow_up_on
    other = desk.cast.coordinator
    assign(case, keys, TRIAGE, other.member, desk.lead, desk.office, desk.clock())
    assert case.lead_uuid == other.member.uuid
    assert (next_of(case), case.follow_up_on) == before


def test_who_is_given_a_case_gets_the_time_that_the_waiting_took(desk: Desk) -> None:
    case, keys = desk.case_in(Status.WAITING)
    desk.later(days=1)
    resume(case, keys, desk.lead, desk.office, desk.clock())
    other = desk.cast.coordinator
    assign(case, keys, TRIAGE, other.member, desk.lead, desk.office, desk.clock())
    assert case.first_response_due == closing(27) and next_of(case) == ("case_lead", closing(27))


def test_a_pause_counts_also_when_the_case_is_given_away_in_the_middle(desk: Desk) -> None:
    case, keys = desk.case_in(Status.WAITING)
    desk.later(days=1)
    other = desk.cast.coordinator
    assign(case, keys, TRIAGE, other.member, desk.lead, desk.office, desk.clock())
    desk.later(days=1)
    resume(case, keys, other.actor, desk.office, desk.clock())
    assert next_of(case) == ("case_lead", closing(30))


@pytest.mark.parametrize(
    ("until", "problem", "nearest"),
    [
        (date(2026, 11, 24), "past", date(2026, 11, 24)),
        (date(1, 1, 1), "past", date(2026, 11, 24)),
        (date(2027, 1, 24), "too_far", date(2027, 1, 25)),
        (date(9999, 12, 31), "too_far", date(9999, 12, 31)),
        (date(2026, 11, 28), "closed_day", date(2026, 11, 30)),
        (date(2026, 12, 25), "closed_day", date(2026, 12, 28)),
    ],
)
def test_a_follow_up_is_an_open_day_from_tomorrow_to_sixty_days(
    desk: Desk, until: date, problem: str, nearest: date
) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    with pytest.raises(BadFollowUp) as refused:
        wait(case, keys, INTERNAL, until, desk.lead, desk.office, desk.clock())
    assert (refused.value.problem, refused.value.nearest) == (problem, nearest)
    assert case.status == Status.IN_PROGRESS and Waiting.latest(case.uuid) is None


def test_tomorrow_and_the_sixtieth_day_are_possible(desk: Desk) -> None:
    for until in (date(2026, 11, 25), date(2027, 1, 22)):
        case, keys = desk.case_in(Status.IN_PROGRESS)
        wait(case, keys, INTERNAL, until, desk.lead, desk.office, desk.clock())
        assert case.follow_up_on == until
        db.session.commit()


def test_today_is_the_day_in_zurich(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    case, keys = desk.case_in(Status.IN_PROGRESS)
    with pytest.raises(BadFollowUp, match="past"):
        wait(case, keys, INTERNAL, date(2026, 11, 25), desk.lead, desk.office, desk.clock())


@pytest.mark.parametrize(
    ("reason", "whom"),
    [("client", "client"), ("referral", "third_party"), ("internal", "case_lead")],
)
def test_the_reason_says_who_acts_next(desk: Desk, reason: str, whom: str) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    facts = WaitingFacts(reason=reason, line="x")
    wait(case, keys, facts, THURSDAY, desk.lead, desk.office, desk.clock())
    assert case.next_actor == whom
    waited = next(e for e in Event.of_case(case.uuid) if e.verb == Verb.WAITED)
    assert waited.details.get(keys) == {"reason": reason, "until": "2026-12-03"}


def test_the_mark_new_goes_once_and_is_told_once(desk: Desk) -> None:
    case, keys = desk.case_in(Status.ASSIGNED)
    reply(case, keys, HELLO, desk.office, desk.clock())
    assert case.unread and case.status == Status.ASSIGNED
    for _ in range(2):
        mark_read(case, keys, desk.lead, desk.clock())
    verbs = [event.verb for event in Event.of_case(case.uuid)]
    assert not case.unread and verbs.count(Verb.CHANGED) == 1


def test_the_same_message_sent_again_is_the_same(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    first = reply(case, keys, HELLO, desk.office, desk.clock())
    mark_read(case, keys, desk.lead, desk.clock())
    again = reply(case, keys, HELLO, desk.office, desk.clock(), uuid=first.uuid)
    assert again is first and not case.unread
