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


def test_nobody_with_a_conflict_is_made_lead(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.case()
    again = Page(filled(coordinator, made, cast.lead).fill(conflict="yes").send(coordinator))
    assert (again.status, again.errors) == (422, ["This person cannot lead this case."])
    assert case_now(made.case.number).lead_uuid is None


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
