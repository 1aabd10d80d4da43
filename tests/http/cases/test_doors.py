"""What every page of a case keeps to, whatever it is for: who is let in, and what is sent twice.

What each page does is told in the file of its noun.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from intake.database import begin_writing, db
from intake.models.access import AccessEntry, AccessKind
from intake.models.case import Case
from intake.models.closure import Ending, close
from intake.models.event import Event
from intake.models.member import Member
from intake.models.message import Words, reply
from intake.models.waiting import WaitingFacts, wait
from tests.conftest import Cast
from tests.http.desk import (
    OWN_ORIGIN,
    as_stranger,
    count,
    fresh,
    page,
    post,
    signed_in,
    twice,
    verbs_of,
)
from tests.make import Clock, MadeCase, Maker
from tests.page import Form, Page, Value


@dataclass(frozen=True)
class Door:
    """A form on a case: the last part of its address, its button, and good answers."""

    path: str
    button: str
    answers: dict[str, Value]
    state: str = "in progress"
    on_page: str = ""

    def form(self, client: FlaskClient, number: str) -> Form:
        """The form as a member finds it, filled in."""
        found = page(client, f"/cases/{number}{self.on_page}").form(action=f"/{self.path}")
        return found.fill(**self.answers)


def own(path: str, button: str, state: str = "in progress", **answers: Value) -> Door:
    """A form on a page of its own."""
    return Door(path, button, answers, state, f"/{path}")


TRIAGE: dict[str, Value] = {"topic": "work", "urgency": "urgent", "conflict": "no"}
TALK: dict[str, Value] = {"channel": "phone", "minutes": "20", "note": "Talked"}
DOORS = (
    own("lead", "Take on", "received", **TRIAGE),
    own("assignment", "Assign", lead="coordinator", **TRIAGE),
    own("message", "Send to Selam", body="Hello"),
    own("note", "Save the internal note", body="Only for us"),
    own("contact", "Log this talk", **TALK),
    own("agreement", "Save the agreement", by="client", what="Brings the contract"),
    own("task", "Save the task", what="Call the school", until="2026-11-26"),
    own("waiting", "Let it wait", reason="interpreter", line="A slot", until="2026-12-03"),
    Door("resumption", "Take up again", {}, "waiting"),
    own("closure", "Close the case", reason="done", outcome="resolved", service_level="advice"),
    own("triage-closure", "Close the case", reason="spam"),
    own("reopening", "Reopen the case", "closed", reason="not_solved"),
    Door("reading", "Mark as read", {}, "unread"),
    own("code", "Issue a new code", known_by="counter"),
    own("summary", "Make the PDF", kind="internal", purpose="file"),
)
READ_ONLY = ("", "/access-log")
GETS = (*READ_ONLY, *(f"/{d.path}" for d in DOORS if d.on_page))
every_door = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.path)
Prepare = Callable[[Door], MadeCase]


@pytest.fixture
def prepare(make: Maker, cast: Cast, taken: MadeCase) -> Prepare:
    """The case in the state that a door asks for; the coordinator's uuid where it is chosen."""
    keys, office, now = taken.keys, make.office, make.clock()

    def bring(door: Door) -> MadeCase:
        if "lead" in door.answers:
            door.answers["lead"] = str(cast.coordinator.member.uuid)
        if door.state == "received":
            return make.case()
        begin_writing()
        case = db.session.get_one(Case, keys.case_uuid)
        if door.state == "waiting":
            facts, until = WaitingFacts(reason="internal", line="x"), now.date().replace(day=30)
            wait(case, keys, facts, until, cast.lead.actor, office, now)
        if door.state == "closed":
            close(case, keys, Ending("done", "resolved", "advice"), cast.lead.actor, office, now)
        if door.state == "unread":
            reply(case, keys, Words(text="Hello?", lang="en"), office, now)
        db.session.commit()
        return taken

    return bring


def dump() -> list[str]:
    """All that the verbs could have written; not who looked."""
    fresh()
    cases = [repr(vars(c) | {"_sa_instance_state": 0}) for c in db.session.scalars(select(Case))]
    return cases + [str(count(Event))]


@every_door
def test_it_works(lead: FlaskClient, prepare: Prepare, door: Door) -> None:
    made = prepare(door)
    before = sum(verbs_of(made).values())
    answer = door.form(lead, made.case.number).send(lead, door.button, follow=False)
    assert answer.status_code == (200 if door.path in {"code", "summary"} else 303)
    assert sum(verbs_of(made).values()) == before + 1


@every_door
def test_a_double_click_does_it_once(lead: FlaskClient, prepare: Prepare, door: Door) -> None:
    made = prepare(door)
    before = sum(verbs_of(made).values())
    answers = twice(door.form(lead, made.case.number), lead)
    # A summary leaves the office each time it is sent for, so each is logged.
    done = 2 if door.path == "summary" else 1
    assert sum(verbs_of(made).values()) == before + done
    assert answers[1].status_code == (200 if door.path == "summary" else 303)


@every_door
def test_a_stale_form_keeps_what_was_typed(
    app: Flask,
    lead: FlaskClient,
    make: Maker,
    cast: Cast,
    clock: Clock,
    prepare: Prepare,
    door: Door,
) -> None:
    made = prepare(door)
    form = door.form(lead, made.case.number)
    clock.forward(hours=25)
    signed_in(lead, make, cast.lead)
    before = dump()
    again = Page(form.send(lead))
    assert again.status == 400 and "was open for a long time" in again.summary
    assert dump() == before
    kept = again.form(door.button) if door.on_page else again.form("Try again")
    for name, value in door.answers.items():
        assert kept.value(name) == value, name
    assert kept.send(lead).status_code == 200


@every_door
def test_a_form_of_another_site_is_refused(lead: FlaskClient, prepare: Prepare, door: Door) -> None:
    made = prepare(door)
    form = door.form(lead, made.case.number)
    before = dump()
    assert as_stranger(lead, form).status_code == 403
    assert dump() == before


@every_door
def test_a_token_of_another_form_or_browser_is_refused(
    app: Flask, lead: FlaskClient, make: Maker, cast: Cast, prepare: Prepare, door: Door
) -> None:
    made = prepare(door)
    form = door.form(lead, made.case.number)
    other = signed_in(app.test_client(), make, cast.lead)
    before = dump()
    assert form.send(other).status_code == 400
    form.data["form_token"] = page(lead, "/cases/").form("Sign out").data["form_token"]
    assert form.send(lead).status_code == 400
    form.data["form_token"] = ["no token"]
    assert form.send(lead).status_code == 400
    assert dump() == before


@every_door
def test_the_outsider_writes_nothing(
    lead: FlaskClient, outsider: FlaskClient, taken: MadeCase, prepare: Prepare, door: Door
) -> None:
    prepare(door)
    before = dump()
    stub = Page(post(outsider, f"/cases/{taken.case.number}/{door.path}", door.answers))
    assert stub.status == 403 and taken.case.number in stub.h1
    assert dump() == before


def test_the_outsider_gets_a_stub_with_the_number_only(
    outsider: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    for path in GETS:
        stub = page(outsider, f"/cases/{taken.case.number}{path}")
        assert stub.status == 403 and stub.h1 == f"Case {taken.case.number}"
        assert "because of a conflict of interest" in stub.main
        assert "Selam" not in stub.text and "German" not in stub.text
    fresh()
    entries = AccessEntry.of_case(taken.keys.case_uuid)
    assert {e.kind for e in entries} == {AccessKind.REFUSED} and len(entries) == len(GETS)
    assert {e.member_uuid for e in entries} == {cast.outsider.member.uuid}


@pytest.mark.parametrize("number", ["2026-9999", "2026-00010", "x", "%27--", "٢٠٢٦-٠٠٠١"])
def test_an_unknown_number_is_not_found(lead: FlaskClient, taken: MadeCase, number: str) -> None:
    for path in GETS:
        assert page(lead, f"/cases/{number}{path}").status == 404
    for door in DOORS:
        assert Page(post(lead, f"/cases/{number}/{door.path}")).status == 404


def test_the_auditor_opens_no_case(auditor: FlaskClient, taken: MadeCase) -> None:
    for path in GETS:
        closed = page(auditor, f"/cases/{taken.case.number}{path}")
        assert closed.status == 403 and "Selam" not in closed.text


def test_it_needs_sign_in(client: FlaskClient, taken: MadeCase) -> None:
    for cookie in ("", "x", "A" * 43):
        client.set_cookie("staff", cookie)
        for path in GETS:
            answer = client.get(f"/cases/{taken.case.number}{path}")
            assert answer.status_code == 303 and "/staff/sign-in" in answer.location
    assert count(AccessEntry) == 0


def test_who_has_left_is_signed_out(
    lead: FlaskClient, cast: Cast, taken: MadeCase, clock: Clock
) -> None:
    assert lead.get("/cases/").status_code == 200
    begin_writing()
    db.session.get_one(Member, cast.lead.member.uuid).leave(clock())
    db.session.commit()
    for path in GETS:
        assert lead.get(f"/cases/{taken.case.number}{path}").status_code == 303


def test_a_wrong_method_is_refused(lead: FlaskClient, taken: MadeCase) -> None:
    own_pages = {f"/{door.path}" for door in DOORS if door.on_page}
    for path in {*GETS, *(f"/{door.path}" for door in DOORS)}:
        wrong = ["POST"] if path in READ_ONLY else [] if path in own_pages else ["GET"]
        for method in (*wrong, "PUT", "DELETE", "PATCH"):
            address = f"/cases/{taken.case.number}{path}"
            answer = lead.open(address, method=method, headers=OWN_ORIGIN)
            assert answer.status_code == 405 and "Allow" in answer.headers, (path, method)


def test_titles_and_addresses_name_nobody(lead: FlaskClient, taken: MadeCase) -> None:
    for path in GETS:
        shown = page(lead, f"/cases/{taken.case.number}{path}")
        assert shown.status == 200
        assert "Selam" not in shown.title and "German" not in shown.title
        assert shown.response.headers["Cache-Control"] == "no-store"


def test_it_is_in_german_for_who_wants_german(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    begin_writing()
    db.session.get_one(Member, cast.lead.member.uuid).language = "de"
    db.session.commit()
    for path in GETS:
        shown = page(lead, f"/cases/{taken.case.number}{path}")
        assert (shown.status, shown.lang) == (200, "de")
