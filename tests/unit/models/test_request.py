from datetime import UTC, datetime

import pytest

from intake.database import begin_writing, db
from intake.models.case import Case, CaseNumberSeries, main_topic
from intake.models.event import RESIDENT, Event, Verb
from intake.models.receipt import Receipt
from intake.models.request import Asked, known_request, receive
from intake.vault import new_code, open_code
from tests.make import Clock, Maker


def asked(form_id: bytes | None = None) -> Asked:
    return Asked(
        kind="consultation",
        identity={"alias": "Selam"},
        profile={"topics": ["german"], "requester": "myself"},
        words={"question": "?"},
        form_id=form_id,
    )


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), "2026-0001"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "2027-0001"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), "2027-0001"),
    ],
)
def test_the_year_of_a_number_changes_at_midnight_in_zurich(
    make: Maker, clock: Clock, at: datetime, number: str
) -> None:
    clock.at = at
    assert make.case().case.number == number


def test_numbers_follow_each_other_within_a_year(make: Maker, clock: Clock) -> None:
    first = [make.case().case.number for _ in range(2)]
    clock.at = datetime(2027, 3, 1, tzinfo=UTC)
    assert first + [make.case().case.number] == ["2026-0001", "2026-0002", "2027-0001"]


def test_after_9999_numbers_only_grow(make: Maker, clock: Clock) -> None:
    begin_writing()
    db.session.add(CaseNumberSeries(year=2026, last=9999))
    db.session.commit()
    assert make.case().case.number == "2026-10000"


def test_the_same_code_makes_one_case(make: Maker, clock: Clock) -> None:
    code = open_code(new_code(), make.desk.keys.pepper)
    key = make.private.public
    begin_writing()
    keys = receive(asked(), code, key, make.office, RESIDENT, clock())
    db.session.commit()
    begin_writing()
    assert receive(asked(), code, key, make.office, RESIDENT, clock()) is None
    db.session.rollback()
    known = known_request(code)
    assert keys is not None and known is not None
    assert known[0] == keys.case_uuid and known[1].talk == keys.talk and known[1].case is None
    assert db.session.query(Case).count() == 1 and db.session.query(Receipt).count() == 1


def test_two_requests_of_one_form_are_marked(make: Maker, clock: Clock) -> None:
    marks = []
    for form_id in (b"one", b"one", b"two", None, None):
        begin_writing()
        key = make.private.public
        keys = receive(asked(form_id), None, key, make.office, RESIDENT, clock())
        db.session.commit()
        assert keys is not None
        marks.append(db.session.get_one(Case, keys.case_uuid).same_form)
    assert marks == [False, True, False, False, False]


def test_its_receipt_is_the_first_event_with_what_reports_count(make: Maker) -> None:
    made = make.case(topics=("work", "housing"))
    (event,) = Event.of_case(made.case.uuid)
    assert event.verb == Verb.RECEIVED and event.member_uuid is None
    details = event.details.get(made.keys)
    assert details["topics"] == ["work", "housing"] and "alias" not in details


@pytest.mark.parametrize(
    ("topics", "main"), [((), ""), (("work",), "work"), (("work", "housing"), "")]
)
def test_the_only_topic_is_the_main_one(topics: tuple[str, ...], main: str) -> None:
    assert main_topic(topics) == main
