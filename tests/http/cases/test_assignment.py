"""Giving a case to somebody."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.conflict import Conflict
from intake.models.event import Verb
from intake.models.member import Member
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import case_now, details_of, page, verbs_of
from tests.make import MadeCase, MadeMember, Maker
from tests.page import Form, Page


def assigning(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/assignment")


def filled(client: FlaskClient, made: MadeCase, to: MadeMember) -> Form:
    form = assigning(client, made).form("Assign")
    return form.fill(lead=str(to.member.uuid), topic="work", urgency="urgent", conflict="no")


def test_the_coordinator_gives_a_new_case_to_anybody(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    done = Page(filled(coordinator, made, cast.lead).send(coordinator))
    assert done.flash == "Assigned to Lena Lead." and "Assigned" in done.main
    case = case_now(made.case.number)
    assert (case.status, case.lead_uuid) == ("assigned", cast.lead.member.uuid)
    assert details_of(made, Verb.ASSIGNED)["main_topic"] == "work"


def test_an_adviser_gives_a_new_case_only_to_themselves(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    form = assigning(lead, made).form("Assign")
    assert form.choices("lead") == {"", str(cast.lead.member.uuid)}
    form.fill(topic="work", urgency="normal", conflict="no")
    form.data["lead"] = [str(cast.coordinator.member.uuid)]
    assert Page(form.send(lead)).status == 422 and verbs_of(made)[Verb.ASSIGNED] == 0


def test_the_lead_hands_the_own_case_on(lead: FlaskClient, cast: Cast, taken: MadeCase) -> None:
    offered = assigning(lead, taken).form("Assign").choices("lead")
    # Not to the outsider, who has a conflict, nor to the auditor, who reads no cases.
    assert offered == {"", str(cast.lead.member.uuid), str(cast.coordinator.member.uuid)}
    done = Page(filled(lead, taken, cast.coordinator).send(lead))
    assert done.flash == "Assigned to Cora Coordinator."
    assert page(lead, f"/cases/{taken.case.number}/assignment").status == 403


def left(member: MadeMember, made: MadeCase, make: Maker) -> None:
    db.session.get_one(Member, member.member.uuid).leave(make.clock())


def conflicted(member: MadeMember, made: MadeCase, make: Maker) -> None:
    Conflict.note(made.keys.case_uuid, member.member.uuid, make.clock())


@pytest.mark.parametrize("becomes", [left, conflicted])
def test_who_cannot_lead_any_more_does_not_get_it(
    coordinator: FlaskClient,
    make: Maker,
    cast: Cast,
    becomes: Callable[[MadeMember, MadeCase, Maker], None],
) -> None:
    made = make.case()
    form = filled(coordinator, made, cast.lead)
    begin_writing()
    becomes(cast.lead, made, make)
    db.session.commit()
    again = Page(form.send(coordinator))
    assert again.status == 422 and again.form("Assign").value("topic") == "work"
    assert str(cast.lead.member.uuid) not in again.form("Assign").choices("lead")
    assert case_now(made.case.number).lead_uuid is None


def test_who_has_a_conflict_is_not_made_lead_and_sees_only_the_number_from_now_on(
    coordinator: FlaskClient, lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    done = Page(filled(coordinator, made, cast.lead).fill(conflict="yes").send(coordinator))
    assert done.h1 == f"Case {made.case.number}" and "This person now sees only" in done.flash
    assert "Lena Lead has a conflict of interest and no longer sees this case" in done.main
    assert case_now(made.case.number).lead_uuid is None
    assert page(lead, f"/cases/{made.case.number}").status == 403


def test_the_own_conflict_leads_back_to_the_queue(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    form = filled(lead, taken, cast.lead).fill(conflict="yes")
    for said in ("From now on you see only the number", "This was done already"):
        done = Page(form.send(lead))
        assert done.h1 == "Cases" and said in done.flash
    assert case_now(taken.case.number).lead_uuid is None
    assert verbs_of(taken)[Verb.CHANGED] == 1


def test_a_second_click_on_handing_on_says_that_it_was_done(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    form = filled(lead, taken, cast.coordinator)
    assert Page(form.send(lead)).flash == "Assigned to Cora Coordinator."
    again = Page(form.send(lead))
    assert again.flash == "This was done already. Nothing was changed a second time."
    assert verbs_of(taken)[Verb.ASSIGNED] == 1
    other = form.fill(urgency="normal")
    assert Page(other.send(lead)).status == 403


@pytest.mark.parametrize("forged", ["", "x", "' OR 1=1", "00000000-0000-0000-0000-000000000000"])
def test_a_forged_lead_is_refused(
    coordinator: FlaskClient, make: Maker, cast: Cast, forged: str
) -> None:
    made = make.case()
    form = filled(coordinator, made, cast.lead)
    form.data["lead"] = [forged]
    again = Page(form.send(coordinator))
    assert again.status == 422 and again.form("Assign").value("urgency") == "urgent"
    assert verbs_of(made)[Verb.ASSIGNED] == 0


def test_a_closed_case_is_not_assigned(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    form = filled(coordinator, taken, cast.coordinator)
    close_now(make, taken, cast.lead)
    again = Page(form.send(coordinator))
    assert again.status == 409 and "closed meanwhile" in again.summary
