"""Closing, withdrawing, reopening, going on in a new case, and how long all is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.database import db
from intake.models.assignment import Triage, assign
from intake.models.case import Case, Status
from intake.models.closure import (
    Closure,
    Ending,
    Incomplete,
    TooLateToReopen,
    close,
    reopen,
    withdraw,
)
from intake.models.conflict import Conflict
from intake.models.continuing import continuations, continue_in_new_case
from intake.models.event import Event, Verb
from intake.vault import CannotOpen, CaseKeys
from tests.unit.models.conftest import Desk

DONE = Ending("done", "resolved", "advice")


def closed(
    desk: Desk, ending: Ending, status: Status = Status.IN_PROGRESS, **facts: object
) -> tuple[Case, CaseKeys]:
    case, keys = desk.case_in(status, **facts)
    close(case, keys, ending, desk.lead, desk.office, desk.clock())
    return case, keys


@pytest.mark.parametrize(
    ("ending", "topics", "kept"),
    [
        (Ending("done", "resolved", "short_advice"), ("german",), "short_advice"),
        (Ending("done", "resolved", "advice"), ("german",), "advice"),
        (Ending("done", "resolved", "accompaniment"), ("german",), "long_advice"),
        (Ending("done", "resolved", "brief_contact"), ("work", "violence"), "long_advice"),
        (Ending("unreachable"), ("german",), "short"),
        (Ending("unreachable"), ("discrimination",), "long_advice"),
        (Ending("unreachable", "", "advice"), ("german",), "advice"),
        (Ending("spam"), ("violence",), "discarded"),
        (Ending("test", "", "accompaniment"), ("german",), "discarded"),
    ],
)
def test_the_longest_rule_wins_but_spam_overrides(
    desk: Desk, ending: Ending, topics: tuple[str, ...], kept: str
) -> None:
    case, keys = closed(desk, ending, topics=topics)
    profile = case.profile.get(keys)
    days = desk.office.retention[kept].days
    assert profile["retention_class"] == kept
    until = datetime.fromisoformat(profile["retention_until"]).date()
    assert until == desk.clock().date() + timedelta(days=days)


def test_a_main_topic_that_was_settled_later_counts_too(desk: Desk) -> None:
    case, keys = desk.case_in(Status.RECEIVED, topics=("german",))
    lead, now = desk.cast.lead, desk.clock()
    assign(case, keys, Triage("violence", "urgent"), lead.member, desk.lead, desk.office, now)
    close(case, keys, Ending("done", "resolved", "brief_contact"), desk.lead, desk.office, now)
    assert case.profile.get(keys)["retention_class"] == "long_advice"


def test_the_last_day_is_counted_in_zurich(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    case, keys = closed(desk, Ending("spam"))
    assert case.profile.get(keys)["retention_until"] == "2027-01-31"


def test_closing_stores_what_came_of_it_sealed(desk: Desk) -> None:
    case, keys = closed(desk, DONE)
    closure = Closure.latest(case.uuid)
    assert closure is not None and closure.member_uuid == desk.lead.member_uuid
    facts = {"reason": "done", "outcome": "resolved", "service_level": "advice", "leading_case": ""}
    assert closure.facts.get(keys) == facts
    event = next(e for e in Event.of_case(case.uuid) if e.verb == Verb.CLOSED)
    assert event.details.get(keys) == facts
    assert (case.closed_at, case.next_actor, case.next_action_due) == (desk.clock(), "", None)


@pytest.mark.parametrize(
    ("ending", "field"),
    [
        (Ending("done", "", "advice"), "outcome"),
        (Ending("done", "resolved", ""), "service_level"),
        (Ending("referred"), "outcome"),
        (Ending("signposted"), "reason"),
        (Ending("duplicate"), "leading_case"),
        (Ending("duplicate", leading_case="2026-9999"), "leading_case"),
    ],
)
def test_what_a_reason_needs_must_be_there(desk: Desk, ending: Ending, field: str) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    with pytest.raises(Incomplete) as refused:
        close(case, keys, ending, desk.lead, desk.office, desk.clock())
    assert refused.value.field == field and case.status == Status.IN_PROGRESS
    assert Closure.latest(case.uuid) is None


def test_a_duplicate_names_another_case(desk: Desk) -> None:
    other = desk.make.case().case.number
    case, keys = desk.case_in(Status.RECEIVED)
    with pytest.raises(Incomplete):
        itself = Ending("duplicate", leading_case=case.number)
        close(case, keys, itself, desk.lead, desk.office, desk.clock())
    ending = Ending("duplicate", leading_case=other)
    close(case, keys, ending, desk.lead, desk.office, desk.clock())
    closure = Closure.latest(case.uuid)
    assert closure is not None and closure.facts.get(keys)["leading_case"] == other
    assert case.lead_uuid == desk.lead.member_uuid


def test_a_number_typed_for_another_reason_is_not_kept(desk: Desk) -> None:
    case, keys = closed(desk, Ending("spam", leading_case="whatever was typed"))
    closure = Closure.latest(case.uuid)
    assert closure is not None and closure.facts.get(keys)["leading_case"] == ""


def test_withdrawing_needs_no_key_but_the_clients(desk: Desk) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    talk = CaseKeys.talk_only(case.uuid, keys.talk)
    withdraw(case, talk, desk.office, desk.clock())
    closure = Closure.latest(case.uuid)
    assert closure is not None and closure.member_uuid is None and closure.facts_sealed is None
    assert case.unread and case.status == Status.CLOSED


def test_reopening_ends_the_retention_and_tells_what_was(desk: Desk) -> None:
    case, keys = closed(desk, DONE)
    desk.later(days=90)
    reopen(case, keys, "not_solved", desk.lead, desk.office, desk.clock())
    profile = case.profile.get(keys)
    gone = ("retention_class", "retention_until", "outcome", "closing_reason", "service_level")
    assert [profile[name] for name in gone] == [""] * 5  # type: ignore[literal-required]
    assert case.closed_at is None and case.next_actor == "case_lead"
    event = next(e for e in Event.of_case(case.uuid) if e.verb == Verb.REOPENED)
    told = {"reason": "not_solved", "closing_reason": "done", "outcome": "resolved"}
    assert event.details.get(keys) == told


def test_after_ninety_days_it_is_too_late(desk: Desk) -> None:
    case, keys = closed(desk, DONE)
    desk.later(days=90, seconds=1)
    with pytest.raises(TooLateToReopen):
        reopen(case, keys, "not_solved", desk.lead, desk.office, desk.clock())
    assert case.status == Status.CLOSED


@pytest.mark.parametrize("why", ["left", "conflict", "nobody"])
def test_without_its_lead_a_reopened_case_goes_to_the_desk(desk: Desk, why: str) -> None:
    case, keys = desk.case_in(Status.IN_PROGRESS)
    if why == "nobody":
        case.lead_uuid, case.status = None, Status.RECEIVED
        withdraw(case, keys, desk.office, desk.clock())
    else:
        close(case, keys, DONE, desk.lead, desk.office, desk.clock())
    if why == "left":
        desk.cast.lead.member.leave(desk.clock())
    if why == "conflict":
        Conflict.note(case.uuid, desk.cast.lead.member.uuid, desk.clock())
    coordinator = desk.cast.coordinator.actor
    reopen(case, keys, "client_wrote", coordinator, desk.office, desk.clock())
    assert (case.status, case.lead_uuid, case.next_actor) == (Status.RECEIVED, None, "triage")


def test_a_new_case_goes_on_without_the_words_of_the_old_one(desk: Desk) -> None:
    case, keys = closed(desk, DONE, topics=("work", "housing"))
    desk.later(days=200)
    coordinator = desk.cast.coordinator
    new = continue_in_new_case(
        case, keys, "new_information", coordinator.actor, desk.office, desk.clock()
    )
    db.session.flush()
    new_keys = coordinator.keyring.open(new)
    assert new.continues_uuid == case.uuid and continuations(case) == [new.number]
    assert (new.status, new.lead_uuid) == (Status.IN_PROGRESS, coordinator.member.uuid)
    assert new.asked.get(new_keys) == {"question": ""}
    assert new.identity.get(new_keys) == case.identity.get(keys)
    profile = new.profile.get(new_keys)
    assert profile["topics"] == ["work", "housing"]
    assert not {"outcome", "closing_reason", "retention_until"} & profile.keys()
    assert desk.make.receipts_of(new) == 0 and case.status == Status.CLOSED
    with pytest.raises(CannotOpen):
        new.identity.get(keys)


def test_closing_again_sets_the_retention_anew(desk: Desk) -> None:
    case, keys = closed(desk, DONE)
    first = case.profile.get(keys)["retention_until"]
    desk.later(days=10)
    reopen(case, keys, "not_solved", desk.lead, desk.office, desk.clock())
    close(case, keys, DONE, desk.lead, desk.office, desk.clock())
    assert case.profile.get(keys)["retention_until"] > first
