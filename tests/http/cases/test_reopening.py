import pytest
from flask.testing import FlaskClient

from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import case_now, details_of, page, signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page


@pytest.fixture
def closed(make: Maker, cast: Cast, taken: MadeCase) -> MadeCase:
    close_now(make, taken, cast.lead)
    return taken


def reopening(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/reopening")


def test_it_is_open_again(lead: FlaskClient, closed: MadeCase) -> None:
    done = reopening(lead, closed).submit(lead, "Reopen the case", reason="not_solved")
    assert done.flash == "The case is open again." and "Not solved yet" in done.main
    assert case_now(closed.case.number).status == "in_progress"
    assert details_of(closed, Verb.REOPENED)["reason"] == "not_solved"


@pytest.mark.parametrize("reason", [None, "unheard_of"])
def test_it_needs_a_reason(lead: FlaskClient, closed: MadeCase, reason: str | None) -> None:
    form = reopening(lead, closed).form("Reopen the case")
    form.data["reason"] = [reason] if reason else []
    assert Page(form.send(lead)).status == 422
    assert case_now(closed.case.number).status == "closed"


def test_long_after_a_linked_case_is_opened(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock, closed: MadeCase
) -> None:
    clock.forward(days=91)
    signed_in(lead, make, cast.lead)
    asked = reopening(lead, closed)
    assert "A new case is opened and linked to this one." in asked.main
    done = asked.submit(lead, "Open a linked case", reason="new_information")
    assert done.flash == "A new case was opened. It is linked below."
    new = done.follow(lead, "2027-0001")
    assert new.h1 == "Case 2027-0001" and "Selam" in new.main
    assert new.link(closed.case.number).endswith(closed.case.number)
    assert "The person wrote no text." in new.main
    assert case_now(closed.case.number).status == "closed"
    assert case_now("2027-0001").lead_uuid == cast.lead.member.uuid


def test_an_open_case_is_not_reopened(lead: FlaskClient, taken: MadeCase) -> None:
    form = page(lead, f"/cases/{taken.case.number}/reopening").forms[-1]
    assert Page(form.fill(reason="not_solved").send(lead)).status == 409
    assert case_now(taken.case.number).status == "in_progress"


def test_a_form_opened_in_time_and_sent_too_late_opens_a_linked_case(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock, closed: MadeCase
) -> None:
    clock.forward(days=89, hours=23)
    form = reopening(signed_in(lead, make, cast.lead), closed).form("Reopen the case")
    clock.forward(hours=2)
    signed_in(lead, make, cast.lead)
    done = Page(form.fill(reason="not_solved").send(lead))
    assert done.flash == "A new case was opened. It is linked below."
