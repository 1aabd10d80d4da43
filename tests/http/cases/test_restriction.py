"""A case that only some members may open, each time with a reason."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.access import AccessEntry
from intake.models.case import Case
from intake.models.conflict import Conflict
from intake.models.event import Verb
from intake.models.member import Role
from intake.models.restriction import ListedMember, restrict
from tests.conftest import Cast
from tests.http.desk import case_now, page, signed_in, verbs_of
from tests.make import Clock, MadeCase, MadeMember, Maker
from tests.page import Page

WHY = "The brother asks for her in the village"


@pytest.fixture
def listed(make: Maker) -> MadeMember:
    """A colleague who may open the restricted case."""
    return make.member(Role.ADVISER, "Lisa Listed")


@pytest.fixture
def hidden(make: Maker, cast: Cast, listed: MadeMember) -> MadeCase:
    """A case of the lead, restricted to the lead and a colleague."""
    made = make.taken_case(cast.lead)
    begin_writing()
    case = db.session.get_one(Case, made.keys.case_uuid)
    restrict(case, made.keys, WHY, [listed.member.uuid], cast.lead.actor, make.clock())
    db.session.commit()
    return made


def opened(client: FlaskClient, address: str, why: str = "own_work") -> Page:
    """The page behind the question for the reason."""
    return page(client, address).submit(client, "Open the case", reason=why)


def reasons_of(made: MadeCase, member: MadeMember) -> list[tuple[str, str | None]]:
    """Kind and reason of each line of a member in the access log, oldest first."""
    lines = AccessEntry.of_case(case_now(made.case.number).uuid)
    mine = [line for line in lines if line.member_uuid == member.member.uuid]
    return [(line.kind, line.reason) for line in reversed(mine)]


def test_the_lead_restricts_the_own_case(
    lead: FlaskClient, coordinator: FlaskClient, cast: Cast, listed: MadeMember, taken: MadeCase
) -> None:
    form = page(lead, f"/cases/{taken.case.number}/restriction").form("Restrict")
    # Who has a conflict and who reads no cases are not offered; the lead is ticked.
    ids = {m.member.uuid: m for m in (cast.lead, cast.coordinator, listed)}
    assert form.choices("members") == {str(uuid) for uuid in ids}
    assert form.value("members") == str(cast.lead.member.uuid)
    answer = form.fill(reason=WHY, members=[str(listed.member.uuid)]).send(lead)
    # The lead stays on the list, and says why from now on, too.
    assert "This case is restricted." in Page(answer).main
    case = case_now(taken.case.number)
    assert ListedMember.of(case) == {cast.lead.member.uuid, listed.member.uuid}
    shown = opened(lead, f"/cases/{taken.case.number}")
    assert "Restricted to Lena Lead, Lisa Listed" in shown.main
    assert f"Restricted to Lena Lead, Lisa Listed: {WHY}" in shown.main
    assert page(coordinator, f"/cases/{taken.case.number}").status == 403


@pytest.mark.parametrize("path", ["", "/message", "/note", "/summary", "/access-log", "/opening"])
def test_others_see_the_number_only(outsider: FlaskClient, hidden: MadeCase, path: str) -> None:
    stub = page(outsider, f"/cases/{hidden.case.number}{path}")
    assert stub.status == 403 and "it is restricted to others" in stub.main
    assert "Selam" not in stub.response.text and WHY not in stub.response.text
    assert "Release" not in stub.main


def test_the_list_shows_others_the_number_only(
    outsider: FlaskClient, lead: FlaskClient, hidden: MadeCase
) -> None:
    for address in ("/cases/?tab=team", "/cases/?tab=team&topic=german"):
        assert "Selam" not in page(outsider, address).response.text
    assert hidden.case.number in page(outsider, "/cases/?tab=team").main
    assert "Selam" in page(lead, "/cases/?tab=team").main


def test_a_listed_member_says_why_each_time(
    app: Flask, make: Maker, listed: MadeMember, hidden: MadeCase, clock: Clock
) -> None:
    client, address = signed_in(app.test_client(), make, listed), f"/cases/{hidden.case.number}"
    assert "Selam" not in page(client, address).response.text
    assert "Selam" in opened(client, address, "stand_in").main
    clock.forward(minutes=15)
    assert "Selam" in page(client, address).main
    assert reasons_of(hidden, listed) == [("opened", "stand_in")] * 3
    clock.forward(minutes=19)
    assert "Selam" in page(client, address).main
    client = signed_in(app.test_client(), make, listed)
    clock.forward(minutes=31)
    client = signed_in(app.test_client(), make, listed)
    again = page(client, address)
    assert "Selam" not in again.response.text and again.form("Open the case")


def test_the_reason_leads_to_the_page_that_was_asked_for(
    lead: FlaskClient, hidden: MadeCase
) -> None:
    shown = opened(lead, f"/cases/{hidden.case.number}/note")
    assert shown.h1.startswith("Internal note") or shown.form("Save")


@pytest.mark.parametrize("onward", ["accounts.sign_in", "https://elsewhere.example", "cases.x", ""])
def test_no_other_page_is_led_to(lead: FlaskClient, hidden: MadeCase, onward: str) -> None:
    form = page(lead, f"/cases/{hidden.case.number}").form("Open the case")
    form.data["onward"] = [onward]
    answer = form.fill(reason="own_work").send(lead, follow=False)
    assert answer.location == f"/cases/{hidden.case.number}"


def test_without_a_reason_it_stays_shut(lead: FlaskClient, cast: Cast, hidden: MadeCase) -> None:
    form = page(lead, f"/cases/{hidden.case.number}").form("Open the case")
    again = Page(form.send(lead))
    assert (again.status, again.errors) == (422, ["Choose a reason."])
    form.data["reason"] = ["curiosity"]
    assert Page(form.send(lead)).status == 422
    assert "Selam" not in again.response.text and reasons_of(hidden, cast.lead) == []


def test_nothing_written_before_the_case_was_restricted_is_lost(
    lead: FlaskClient, cast: Cast, taken: MadeCase, clock: Clock
) -> None:
    number = taken.case.number
    note = page(lead, f"/cases/{number}/note").form("Save").fill(body="She called again")
    form = page(lead, f"/cases/{number}/restriction").form("Restrict").fill(reason=WHY)
    form.send(lead)
    clock.forward(minutes=16)
    note.send(lead)
    assert verbs_of(taken)[Verb.NOTE] == 1


def test_a_post_without_ever_opening_it_is_not_carried_out(
    app: Flask, make: Maker, listed: MadeMember, lead: FlaskClient, hidden: MadeCase
) -> None:
    client = signed_in(app.test_client(), make, listed)
    other = make.case()
    form = page(client, f"/cases/{other.case.number}/note").form("Save").fill(body="Hello")
    form.address = form.address.replace(other.case.number, hidden.case.number)
    asked = Page(form.send(client))
    assert asked.status == 403 and asked.form("Open the case")
    assert verbs_of(hidden)[Verb.NOTE] == 0


def test_the_reasons_stand_in_the_access_logs(
    lead: FlaskClient, auditor: FlaskClient, hidden: MadeCase
) -> None:
    shown = opened(lead, f"/cases/{hidden.case.number}/access-log", "person_called")
    assert "opened: The person got in touch" in shown.main
    assert "The person got in touch" in page(auditor, "/admin/logs/access").main


def test_a_coordinator_who_is_not_listed_releases_it_without_reading_it(
    coordinator: FlaskClient, hidden: MadeCase, cast: Cast
) -> None:
    number = hidden.case.number
    stub = page(coordinator, f"/cases/{number}")
    assert stub.status == 403
    asked = stub.follow(coordinator, "Release the case")
    assert "Selam" not in asked.response.text and WHY not in asked.response.text
    assert Page(asked.form("Release").send(coordinator)).errors == [
        "Write why the case is released."
    ]
    form = asked.form("Release").fill(reason="The danger is over")
    done = Page(form.send(coordinator))
    assert done.flash == "The whole team may open this case again." and "Selam" in done.main
    assert "Released to the whole team: The danger is over" in done.main
    assert Page(form.send(coordinator)).status == 200
    assert verbs_of(hidden)[Verb.CHANGED] == 2


def test_an_adviser_does_not_release(lead: FlaskClient, hidden: MadeCase) -> None:
    opened(lead, f"/cases/{hidden.case.number}")
    assert page(lead, f"/cases/{hidden.case.number}/release").status == 403


def test_a_colleague_does_not_restrict(app: Flask, make: Maker, cast: Cast) -> None:
    made = make.taken_case(cast.coordinator)
    client = signed_in(app.test_client(), make, cast.lead)
    assert page(client, f"/cases/{made.case.number}/restriction").status == 403


def test_who_becomes_the_lead_is_listed(
    lead: FlaskClient, coordinator: FlaskClient, cast: Cast, hidden: MadeCase
) -> None:
    number = hidden.case.number
    form = opened(lead, f"/cases/{number}/assignment").form("Assign")
    form.fill(lead=str(cast.coordinator.member.uuid), topic="work", urgency="normal", conflict="no")
    assert "Assigned to Cora Coordinator" in Page(form.send(lead)).main
    assert "Selam" in opened(coordinator, f"/cases/{number}").main


def test_the_coordinator_restricts_without_being_on_the_list(
    coordinator: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    form = page(coordinator, f"/cases/{taken.case.number}/restriction").form("Restrict")
    done = Page(form.fill(reason=WHY, members=[str(cast.lead.member.uuid)]).send(coordinator))
    assert done.h1 == "Cases" and "Only the members you chose" in done.flash
    assert "This was done already" in Page(form.send(coordinator)).flash


def test_a_conflict_outweighs_the_list(
    app: Flask, make: Maker, listed: MadeMember, hidden: MadeCase
) -> None:
    begin_writing()
    Conflict.note(hidden.keys.case_uuid, listed.member.uuid, make.clock())
    db.session.commit()
    client = signed_in(app.test_client(), make, listed)
    assert "because of a conflict of interest" in page(client, f"/cases/{hidden.case.number}").main


def test_a_case_that_continues_it_is_hidden_from_the_same(
    lead: FlaskClient, outsider: FlaskClient, cast: Cast, taken: MadeCase, clock: Clock, make: Maker
) -> None:
    number = taken.case.number
    form = page(lead, f"/cases/{number}/restriction").form("Restrict").fill(reason=WHY)
    form.send(lead)
    closing = opened(lead, f"/cases/{number}/closure")
    closing.submit(lead, "Close", reason="done", outcome="resolved", service_level="advice")
    clock.forward(days=120)
    client = signed_in(lead, make, cast.lead)
    going_on = opened(client, f"/cases/{number}/reopening")
    going_on.submit(client, "Open a linked case", reason="not_solved")
    new = "2027-0001"
    assert ListedMember.of(case_now(new)) == {cast.lead.member.uuid}
    stub = page(signed_in(outsider, make, cast.outsider), f"/cases/{new}")
    assert stub.status == 403 and "conflict of interest" in stub.main
