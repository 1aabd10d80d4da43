"""A conflict of interest that was recorded by mistake is undone by a coordinator."""

from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.conflict import Conflict
from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.desk import details_of, fresh, page, signed_in, twice
from tests.make import Clock, MadeCase, Maker
from tests.page import Form, Page

WHY = "Only the same name"


def undoing(client: FlaskClient, made: MadeCase) -> Form:
    shown = page(client, f"/cases/{made.case.number}")
    return shown.follow(client, "Undo a conflict of interest").form("Undo the").fill(reason=WHY)


def test_the_member_sees_the_case_again(
    coordinator: FlaskClient, outsider: FlaskClient, cast: Cast, clock: Clock, taken: MadeCase
) -> None:
    number = taken.case.number
    assert page(outsider, f"/cases/{number}").status == 403
    clock.forward(minutes=1)
    done = Page(undoing(coordinator, taken).send(coordinator))
    name = cast.outsider.member.name
    assert done.flash == "This person sees the case again."
    assert f"The conflict of interest of {name} is undone: {WHY}" in done.main
    assert "Undo a conflict of interest" not in done.main
    shown = page(outsider, f"/cases/{number}")
    assert shown.status == 200 and "Selam" in shown.main
    assert "Selam" in page(outsider, "/cases/?tab=team").main
    assert details_of(taken, Verb.CHANGED) == {
        "conflict_undone": WHY,
        "whose": str(cast.outsider.member.uuid),
    }


def test_it_stands_in_the_access_log(coordinator: FlaskClient, taken: MadeCase) -> None:
    undoing(coordinator, taken).send(coordinator)
    log = page(coordinator, f"/cases/{taken.case.number}/access-log").main
    assert "Cora Coordinator" in log


def test_a_reason_is_needed_and_a_person(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    other = make.member(cast.lead.member.role, "Ona")
    begin_writing()
    Conflict.note(taken.keys.case_uuid, other.member.uuid, make.clock())
    db.session.commit()
    form = undoing(coordinator, taken)
    again = Page(form.fill(reason="  ").send(coordinator))
    assert again.status == 422 and again.errors == [
        "Choose a person.",
        "Write why there is no conflict of interest.",
    ]
    done = Page(form.fill(reason=WHY, whose=str(other.member.uuid)).send(coordinator))
    fresh()
    assert done.flash and Conflict.members_of(taken.keys.case_uuid) == {cast.outsider.member.uuid}


def test_twice_is_once(coordinator: FlaskClient, taken: MadeCase) -> None:
    answers = twice(undoing(coordinator, taken), coordinator)
    assert {answer.status_code for answer in answers} == {303}
    assert page(coordinator, f"/cases/{taken.case.number}").main.count(WHY) == 1


def test_an_adviser_cannot_and_nobody_undoes_their_own(
    app: Flask, lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    address = f"/cases/{taken.case.number}/conflict"
    assert "Undo a conflict" not in page(lead, f"/cases/{taken.case.number}").main
    assert page(lead, address).status == 403
    begin_writing()
    Conflict.note(taken.keys.case_uuid, cast.coordinator.member.uuid, make.clock())
    db.session.commit()
    own = signed_in(app.test_client(), make, cast.coordinator)
    assert page(own, address).status == 403


def test_without_a_conflict_the_page_leads_back(
    coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    number = make.taken_case(cast.lead).case.number
    shown = Page(coordinator.get(f"/cases/{number}/conflict", follow_redirects=True))
    assert shown.flash == "Nobody has a conflict of interest in this case."
