"""Closing after the work, closing at triage, and marking as spam, test or duplicate."""

import pytest
from flask.testing import FlaskClient

from intake.models.closure import Ending, Incomplete, check_ending
from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.cases.worst import MARKUP
from tests.http.desk import case_now, details_of, page
from tests.make import MadeCase, Maker
from tests.page import Page, Value

DONE: dict[str, Value] = {"reason": "done", "outcome": "resolved", "service_level": "advice"}


def closing(client: FlaskClient, made: MadeCase, path: str = "closure") -> Page:
    return page(client, f"/cases/{made.case.number}/{path}")


def test_the_lead_closes_the_case(lead: FlaskClient, taken: MadeCase) -> None:
    done = closing(lead, taken).submit(lead, "Close the case", **DONE)
    assert done.flash == "The case is closed." and "Resolved" in done.main
    case = case_now(taken.case.number)
    assert case.status == "closed" and case.closed_at is not None
    assert details_of(taken, Verb.CLOSED)["reason"] == "done"
    assert case.profile.get(taken.keys)["retention_class"] == "advice"


def test_only_reasons_that_fit_are_offered(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    new = closing(lead, make.case()).form("Close").choices("reason")
    old = closing(lead, taken).form("Close").choices("reason")
    assert "signposted" in new - old and "done" in old - new and "spam" in new & old


def test_outcomes_and_reasons_can_be_for_some_kinds_only(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    report = make.taken_case(cast.lead, kind="challenge_report")
    theirs = closing(lead, report).form("Close").choices("outcome")
    assert theirs - closing(lead, taken).form("Close").choices("outcome") == {"measures_agreed"}
    ending = Ending("done", "measures_agreed", "advice")
    with pytest.raises(Incomplete):
        check_ending(taken.case, ending, make.office)
    check_ending(report.case, ending, make.office)
    done = closing(lead, report).submit(
        lead, "Close the case", **{**DONE, "outcome": "measures_agreed"}
    )
    assert done.flash == "The case is closed." and "Reported challenge" in done.main


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, ["Choose a reason."]),
        ({"reason": "done"}, ["Choose an outcome."]),
        ({"reason": "done", "outcome": "resolved"}, ["Choose how much advice it was."]),
        ({"reason": "done", "service_level": "advice"}, ["Choose an outcome."]),
        (
            {"reason": "duplicate", "leading_case": "2026-9999"},
            ["Give the number of the other case, such as 2026-0042."],
        ),
        (
            {"reason": "duplicate", "leading_case": MARKUP},
            ["Give the number of the other case, such as 2026-0042."],
        ),
        (
            {"reason": "spam", "leading_case": "x" * 201},
            ["This is too long. At most 200 characters are possible."],
        ),
    ],
)
def test_what_a_reason_needs_is_asked_for(
    lead: FlaskClient, taken: MadeCase, answers: dict[str, Value], errors: list[str]
) -> None:
    again = closing(lead, taken).submit(lead, "Close the case", **answers)
    assert (again.status, again.errors) == (422, errors)
    kept = again.form("Close the case")
    assert {name: kept.value(name) for name in answers} == answers
    assert case_now(taken.case.number).status == "in_progress"


@pytest.mark.parametrize("field", ["reason", "outcome", "service_level"])
def test_forged_codes_are_refused(lead: FlaskClient, taken: MadeCase, field: str) -> None:
    for value in ("unheard_of", "signposted" if field == "reason" else "x'--"):
        form = closing(lead, taken).form("Close the case").fill(**DONE)
        form.data[field] = [value]
        assert Page(form.send(lead)).status == 422
    assert case_now(taken.case.number).status == "in_progress"


def test_a_duplicate_names_the_other_case(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    made = make.case()
    number = taken.case.number
    closing(lead, made).submit(lead, "Close", reason="duplicate", leading_case=f" {number} ")
    assert details_of(made, Verb.CLOSED)["leading_case"] == number


def test_a_colleague_may_not_close_but_mark_as_spam(
    outsider: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead)
    shown = page(outsider, f"/cases/{made.case.number}")
    assert closing(outsider, made).status == 403
    marking = shown.follow(outsider, "Mark as spam, test or duplicate")
    form = marking.form("Close the case")
    assert form.choices("reason") == {"spam", "test", "duplicate"}
    form.data |= {name: [str(value)] for name, value in DONE.items()}
    assert Page(form.send(outsider)).status == 422
    done = marking.submit(outsider, "Close the case", reason="spam")
    assert done.flash == "The case is closed."
    assert case_now(made.case.number).profile.get(made.keys)["retention_class"] == "discarded"


def test_the_second_to_close_is_told(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    form = closing(lead, taken).form("Close the case").fill(**DONE)
    close_now(make, taken, cast.coordinator)
    again = Page(form.send(lead))
    assert again.status == 409 and "closed meanwhile" in again.summary
    assert again.form("Close the case").value("outcome") == "resolved"


def test_who_closes_at_triage_has_led_the_case(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    closing(coordinator, made).submit(coordinator, "Close the case", reason="answered_at_once")
    assert case_now(made.case.number).lead_uuid == cast.coordinator.member.uuid
