"""Taking a case on."""

import pytest
from flask.testing import FlaskClient

from intake.models.case import Status
from intake.models.conflict import Conflict
from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import case_now, count, details_of, page, verbs_of
from tests.make import MadeCase, Maker
from tests.page import Page


def taking(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/lead")


def test_who_takes_a_case_on_leads_it(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    made = make.case(topics=("work", "housing"))
    done = taking(lead, made).submit(
        lead, "Take on", topic="housing", urgency="urgent", conflict="no"
    )
    assert done.flash == "You have taken this case on." and "Urgent" in done.main
    case = case_now(made.case.number)
    assert (case.status, case.lead_uuid) == (Status.IN_PROGRESS, cast.lead.member.uuid)
    assert case.urgency == "urgent"
    assert case.profile.get(made.keys)["main_topic"] == "housing"
    assert details_of(made, Verb.TAKEN_ON)["main_topic"] == "housing"


def test_the_topics_of_the_client_come_first_and_the_only_one_is_chosen(
    lead: FlaskClient, make: Maker
) -> None:
    form = taking(lead, make.case(topics=("letters",))).form("Take on")
    assert form.value("topic") == "letters" and form.value("urgency") == "normal"
    many = taking(lead, make.case(topics=("work", "housing")))
    assert many.form("Take on").value("topic") == ""
    assert [t for t in many.texts("label") if t][:2] == ["Work", "Housing"]


def test_a_conflict_of_interest_hides_the_case(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    made = make.case()
    queue = taking(lead, made).submit(
        lead, "Take on", topic="german", urgency="normal", conflict="yes"
    )
    assert queue.h1 == "Cases" and queue.flash.startswith("Noted.")
    assert page(lead, f"/cases/{made.case.number}").status == 403
    case = case_now(made.case.number)
    assert (case.status, case.lead_uuid) == (Status.RECEIVED, None)
    noted = {"conflict": True, "whose": str(cast.lead.member.uuid)}
    assert count(Conflict) == 1 and details_of(made, Verb.CHANGED) == noted


@pytest.mark.parametrize(
    ("missing", "error"),
    [
        ("topic", "Choose the main topic."),
        ("urgency", "Choose the urgency."),
        ("conflict", "Say whether there is a conflict."),
    ],
)
def test_all_three_are_asked(lead: FlaskClient, make: Maker, missing: str, error: str) -> None:
    made = make.case()
    form = taking(lead, made).form("Take on").fill(topic="work", urgency="urgent", conflict="no")
    again = Page(form.fill(**{missing: None}).send(lead))
    assert (again.status, again.errors) == (422, [error])
    others = {"topic": "work", "urgency": "urgent", "conflict": "no"}.items()
    kept = again.form("Take on")
    assert all(kept.value(name) == value for name, value in others if name != missing)
    assert case_now(made.case.number).status == Status.RECEIVED


@pytest.mark.parametrize("field", ["topic", "urgency", "conflict"])
@pytest.mark.parametrize("value", ["unheard_of", "' OR 1=1", "<b>", "🙂"])
def test_forged_codes_are_refused(lead: FlaskClient, make: Maker, field: str, value: str) -> None:
    made = make.case()
    form = taking(lead, made).form("Take on").fill(topic="work", urgency="normal", conflict="no")
    form.data[field] = [value]
    assert Page(form.send(lead)).status == 422
    assert case_now(made.case.number).status == Status.RECEIVED


def test_a_case_of_somebody_else_is_not_taken_away(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    form = taking(coordinator, taken).form("Take on")
    again = Page(form.fill(topic="work", urgency="normal", conflict="no").send(coordinator))
    assert again.status == 409 and "Lena Lead leads this case meanwhile." in again.summary
    assert case_now(taken.case.number).lead_uuid == cast.lead.member.uuid


def test_a_form_that_is_older_than_an_assignment_says_who_leads(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    old = taking(lead, made).form("Take on").fill(topic="work", urgency="normal", conflict="no")
    form = page(coordinator, f"/cases/{made.case.number}/assignment").form("Assign")
    form.fill(lead=str(cast.outsider.member.uuid), topic="work", urgency="normal", conflict="no")
    form.send(coordinator)
    again = Page(old.send(lead))
    assert again.status == 409 and "Otto Outsider leads this case meanwhile." in again.summary


def test_an_assigned_case_begins_with_one_button(
    lead: FlaskClient, outsider: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead)
    form = page(lead, f"/cases/{made.case.number}/assignment").form("Assign")
    form.fill(lead=str(cast.outsider.member.uuid), topic="work", urgency="normal", conflict="no")
    assert form.send(lead).status_code == 200
    assert case_now(made.case.number).status == Status.ASSIGNED
    assert "Assigned to you" in page(outsider, "/cases/").main
    done = taking(outsider, made).submit(outsider, "Take on")
    assert done.flash == "You have taken this case on."
    assert case_now(made.case.number).status == Status.IN_PROGRESS


def test_a_closed_case_is_not_taken_on(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    made = make.case()
    form = taking(lead, made).form("Take on").fill(topic="work", urgency="normal", conflict="no")
    close_now(make, made, cast.coordinator)
    again = Page(form.send(lead))
    assert again.status == 409 and "closed meanwhile" in again.summary
    assert verbs_of(made)[Verb.TAKEN_ON] == 0


def test_the_lead_who_finds_a_conflict_late_gives_the_case_up(
    lead: FlaskClient, taken: MadeCase
) -> None:
    form = taking(lead, taken).form("Take on")
    assert form.fill(topic="work", urgency="normal", conflict="yes").send(lead).status_code == 200
    case = case_now(taken.case.number)
    assert (case.status, case.lead_uuid, case.next_actor) == (Status.RECEIVED, None, "triage")
    assert page(lead, f"/cases/{taken.case.number}").status == 403
