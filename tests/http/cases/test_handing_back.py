"""Handing a case back to the desk."""

import pytest
from flask.testing import FlaskClient

from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import case_now, details_of, page, verbs_of
from tests.make import MadeCase, Maker
from tests.page import Form, Page


def handing_back(client: FlaskClient, made: MadeCase, reason: str) -> Form:
    return (
        page(client, f"/cases/{made.case.number}/hand-back").form("Hand back").fill(reason=reason)
    )


def test_the_lead_hands_back_and_nobody_leads_it(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    shown = page(lead, f"/cases/{taken.case.number}")
    assert "Hand back" in shown.main
    done = Page(handing_back(lead, taken, "no_capacity").send(lead))
    assert done.flash == "The case is back at the desk. Nobody leads it."
    assert "Handed back: No capacity" in done.main
    case = case_now(taken.case.number)
    assert (case.status, case.lead_uuid, case.next_actor) == ("received", None, "triage")
    assert details_of(taken, Verb.CHANGED) == {
        "handed_back": "no_capacity",
        "lead_before": str(cast.lead.member.uuid),
    }


def test_a_conflict_of_interest_leaves_the_lead_only_the_stub(
    lead: FlaskClient, coordinator: FlaskClient, taken: MadeCase
) -> None:
    number = taken.case.number
    form = handing_back(lead, taken, "conflict_of_interest")
    done = Page(form.send(lead))
    assert done.h1 == "Cases" and "From now on you see only the number" in done.flash
    for address in ("", "/message", "/hand-back", "/summary"):
        stub = page(lead, f"/cases/{number}{address}")
        assert stub.status == 403 and "Selam" not in stub.response.text
    assert "Selam" not in page(lead, "/cases/?tab=new").response.text
    assert "This was done already" in Page(form.send(lead)).flash
    history = page(coordinator, f"/cases/{number}").main
    assert "Handed back: Conflict of interest" in history
    assert "Lena Lead has a conflict of interest" in history


def test_the_coordinator_hands_back_for_a_lead_who_is_away_or_too_near(
    coordinator: FlaskClient, lead: FlaskClient, taken: MadeCase
) -> None:
    done = Page(handing_back(coordinator, taken, "conflict_of_interest").send(coordinator))
    assert "This person now sees only the number" in done.flash
    assert page(lead, f"/cases/{taken.case.number}").status == 403


def test_a_second_click_says_that_it_was_done(lead: FlaskClient, taken: MadeCase) -> None:
    form = handing_back(lead, taken, "language")
    form.send(lead)
    assert "This was done already" in Page(form.send(lead)).flash
    assert verbs_of(taken)[Verb.CHANGED] == 1


def test_a_reason_is_needed(lead: FlaskClient, taken: MadeCase) -> None:
    form = page(lead, f"/cases/{taken.case.number}/hand-back").form("Hand back")
    again = Page(form.send(lead))
    assert (again.status, again.errors) == (422, ["Choose a reason."])
    assert case_now(taken.case.number).lead_uuid is not None


def test_a_case_closed_meanwhile_is_not_handed_back(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    form = handing_back(lead, taken, "absence")
    close_now(make, taken, cast.lead)
    again = Page(form.send(lead))
    assert again.status == 409 and "closed meanwhile" in again.summary
    assert again.form("Hand back").value("reason") == "absence"


@pytest.mark.parametrize("client_name", ["outsider", "auditor"])
def test_others_do_not_hand_it_back(
    request: pytest.FixtureRequest, taken: MadeCase, client_name: str
) -> None:
    client: FlaskClient = request.getfixturevalue(client_name)
    assert page(client, f"/cases/{taken.case.number}/hand-back").status == 403
