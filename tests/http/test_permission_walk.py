"""Walks the whole URL map: what a new page forgets, this finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.database import Base, begin_writing, db
from intake.models.brief_contact import BriefContact, BriefFacts, record_brief_contact
from intake.models.conflict import Conflict
from intake.models.member import Role
from intake.models.permissions import TABLE, Permission, Relation, may
from intake.models.restriction import restrict
from intake.models.session import ResidentSession
from intake.models.used_token import UsedToken
from tests.conftest import Cast
from tests.http.desk import FOREIGN_ORIGIN, OWN_ORIGIN, file_of, fresh, signed_in
from tests.http.routes import Route, routes
from tests.make import Clock, MadeMember, Maker

# Staff pages for people who cannot be signed in yet, or any more.
BEFORE_SIGN_IN = {"accounts.set_up", "accounts.sign_in", "accounts.sign_out", "accounts.activate"}
# The office is open, and the month is not over: these have nothing to do.
NOTHING_TO_DO = {"accounts.set_up": 410, "accounts.show_recovery_sheet": 200}
NOTHING_TO_DO |= {"reports.issue_report": 404}
# A GET may note that somebody looked, was there, or tried; nothing else.
GET_MAY_WRITE = {"access_log", "report_log", "staff_session", "resident_session", "rate_counter"}
TO_SIGN_IN = "/staff/sign-in"


@dataclass
class Walk:
    """Knows what to put into the addresses, and the number of a case for each relation."""

    app: Flask
    number: str
    numbers: dict[tuple[Role, Relation], str]
    arguments: dict[str, str]

    def address(self, route: Route, number: str = "") -> str:
        arguments = {**self.arguments, "number": number or self.number}
        if "file_uuid" in route.rule.arguments:
            arguments["file_uuid"] = file_of(arguments["number"])
        return route.address(self.app, **arguments)

    def each(self, method: str) -> Iterator[tuple[Route, str]]:
        for route in routes(self.app):
            if method in route.methods:
                yield route, self.address(route)


@pytest.fixture
def walk(app: Flask, make: Maker, cast: Cast) -> Walk:
    numbers = {}
    for member in members(cast):
        role = Role(member.member.role)
        unassigned, hidden = make.case(), make.taken_case(cast.outsider)
        restricted = make.taken_case(cast.outsider)
        theirs = make.taken_case(member) if member.member.holds_keys else make.case()
        others = make.taken_case(cast.outsider)
        for made in (unassigned, hidden, restricted, theirs, others):
            make.file(made)
        begin_writing()
        Conflict.note(hidden.keys.case_uuid, member.member.uuid, make.clock())
        restrict(restricted.case, restricted.keys, "Why", [], cast.outsider.actor, make.clock())
        db.session.commit()
        numbers |= {
            (role, Relation.LEAD): theirs.case.number,
            (role, Relation.UNASSIGNED): unassigned.case.number,
            (role, Relation.TEAM): others.case.number,
            (role, Relation.RESTRICTED): restricted.case.number,
            (role, Relation.CONFLICT): hidden.case.number,
        }
    return Walk(
        app,
        numbers[Role.ADVISER, Relation.LEAD],
        numbers,
        {
            "lang": "en",
            "module_uuid": str(make.text_module(cast.coordinator).uuid),
            "language": "en",
            "text": str(make.case().case.uuid),
            "member_uuid": str(cast.outsider.member.uuid),
            "token": "A" * 43,
            "name": "no-such-file.css",
            "month": "2026-11",
            "version": "1",
            "contact_uuid": str(brief_contact_of(cast.coordinator, make).uuid),
            "filter_uuid": str(make.saved_filter(cast.lead, "Work", shared=True)),
        },
    )


def brief_contact_of(member: MadeMember, make: Maker) -> BriefContact:
    begin_writing()
    facts = BriefFacts(
        topic="work", minutes=5, language="de", municipality="zofingen", channel="phone", note=""
    )
    row = record_brief_contact(facts, member.keyring, member.member.uuid, make.clock())
    db.session.commit()
    return row


def members(cast: Cast) -> tuple[MadeMember, ...]:
    return cast.lead, cast.coordinator, cast.auditor


def dump() -> dict[str, list[str]]:
    """All rows of all tables."""
    fresh()
    connection = db.session.connection()
    found = {
        table.name: sorted(repr(tuple(row)) for row in connection.execute(table.select()))
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return found


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 401 or (
        answer.status_code == 303 and TO_SIGN_IN in (answer.location or "")
    )


def ask(client: FlaskClient, route: Route, address: str) -> TestResponse:
    """Knock: GET where there is one, else a POST without token."""
    if "GET" in route.methods:
        return client.get(address)
    return client.post(address, headers=OWN_ORIGIN)


def test_every_endpoint_names_a_permission_or_is_open_to_all(app: Flask) -> None:
    silent = [name for name, view in app.view_functions.items() if not hasattr(view, "permission")]
    assert silent == []


def test_a_view_that_names_nothing_is_closed(app: Flask, make: Maker, cast: Cast) -> None:
    app.add_url_rule("/cases/forgotten/page", "forgotten", lambda: "open")
    assert app.test_client().get("/cases/forgotten/page").status_code == 403
    client = signed_in(app.test_client(), make, cast.coordinator)
    assert client.get("/cases/forgotten/page").status_code == 403


def test_every_permission_is_asked_for_somewhere(app: Flask) -> None:
    asked = {route.permission for route in routes(app)}
    granted = {permission for row in TABLE.values() for permission in row}
    assert granted == set(Permission)
    assert granted - asked == set()


def test_only_the_pages_of_the_staff_ask_for_a_permission(app: Flask) -> None:
    for route in routes(app):
        open_pages = not route.is_staff or route.endpoint in BEFORE_SIGN_IN
        assert (route.permission is None) == open_pages, route


def test_every_staff_page_needs_sign_in(walk: Walk) -> None:
    client = walk.app.test_client()
    before = dump()
    let_in = []
    for route in routes(walk.app):
        if route.permission is None:
            continue
        address = walk.address(route)
        for method in route.methods:
            answer = client.open(address, method=method, headers=OWN_ORIGIN)
            kept = answer.status_code in {400, 401} and method == "POST"
            if not (is_sent_to_sign_in(answer) or kept):
                let_in.append((method, address, answer.status_code))
    assert let_in == []
    assert changed(before, dump()) <= {"rate_counter"}


@pytest.mark.parametrize("who", ["lead", "coordinator", "auditor"])
def test_a_case_opens_by_role_and_relation_as_the_table_says(
    walk: Walk, make: Maker, cast: Cast, who: str
) -> None:
    member: MadeMember = getattr(cast, who)
    role = Role(member.member.role)
    client = signed_in(walk.app.test_client(), make, member)
    wrong, knocked = [], 0
    for route in routes(walk.app):
        if not route.of_a_case:
            continue
        assert route.permission is not None, route
        for relation in Relation:
            if role is Role.AUDITOR and relation is Relation.LEAD:
                continue
            address = walk.address(route, walk.numbers[role, relation])
            answer = ask(client, route, address)
            allowed = may(role, route.permission, relation)
            expected = {200, 303} if "GET" in route.methods else {400}
            knocked += 1
            if answer.status_code not in (expected if allowed else {403}):
                wrong.append((address, relation, answer.status_code, allowed))
    assert wrong == [] and knocked > 40


@pytest.mark.parametrize("who", ["lead", "coordinator", "auditor"])
def test_other_pages_open_by_role_as_the_table_says(
    walk: Walk, make: Maker, cast: Cast, who: str
) -> None:
    member: MadeMember = getattr(cast, who)
    role = Role(member.member.role)
    client = signed_in(walk.app.test_client(), make, member)
    wrong = []
    for route in routes(walk.app):
        if route.permission is None or route.of_a_case:
            continue
        answer = ask(client, route, walk.address(route))
        allowed = may(role, route.permission)
        is_shut = answer.status_code == 403 or is_sent_to_sign_in(answer)
        if is_shut == allowed or answer.status_code >= 500:
            wrong.append((route.rule.rule, answer.status_code, allowed))
    assert wrong == []


def test_no_post_works_without_a_token(walk: Walk, make: Maker, cast: Cast) -> None:
    client = signed_in(as_resident(walk.app, make), make, cast.coordinator)
    before = dump()
    accepted = []
    for route, address in walk.each("POST"):
        answer = client.post(address, data={"form_token": "x"}, headers=OWN_ORIGIN)
        # A public form without an opened request leads to the question for the code.
        expected = {400} if route.is_staff else {400, 303, 403}
        expected = {NOTHING_TO_DO.get(route.endpoint, 400), *expected}
        if answer.status_code not in expected:
            accepted.append((address, answer.status_code))
    assert accepted == []
    assert changed(before, dump()) <= GET_MAY_WRITE - {"staff_session", "resident_session"}


@pytest.mark.parametrize(
    "headers", [FOREIGN_ORIGIN, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_no_post_of_another_site_is_heard(
    walk: Walk, make: Maker, cast: Cast, headers: dict[str, str]
) -> None:
    client = signed_in(walk.app.test_client(), make, cast.coordinator)
    before = dump()
    heard = {
        address: status
        for _, address in walk.each("POST")
        if (status := client.post(address, headers=headers).status_code) != 403
    }
    assert heard == {}
    assert changed(before, dump()) == set()


def as_resident(app: Flask, make: Maker) -> FlaskClient:
    """The browser of a client who has opened the request."""
    made = make.case()
    client = app.test_client()
    begin_writing()
    token = ResidentSession.begin(made.keys, make.clock())
    db.session.commit()
    client.set_cookie("resident", token.cookie)
    return client


VISITORS: dict[str, Callable[[Flask, Maker, Cast], FlaskClient]] = {
    "stranger": lambda app, make, cast: app.test_client(),
    "resident": lambda app, make, cast: as_resident(app, make),
    "adviser": lambda app, make, cast: signed_in(app.test_client(), make, cast.lead),
    "coordinator": lambda app, make, cast: signed_in(app.test_client(), make, cast.coordinator),
    "auditor": lambda app, make, cast: signed_in(app.test_client(), make, cast.auditor),
}


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_get_changes_a_row(
    walk: Walk, make: Maker, cast: Cast, clock: Clock, visitor: str
) -> None:
    client = VISITORS[visitor](walk.app, make, cast)
    wrote, looked, before = [], 0, dump()
    for _, address in walk.each("GET"):
        clock.forward(seconds=45)
        answer = client.get(address)
        after = dump()
        looked += 1
        if answer.status_code >= 500 or changed(before, after) - GET_MAY_WRITE:
            wrote.append((address, answer.status_code, changed(before, after)))
        before = after
    assert wrote == [] and looked > 20


def test_a_row_that_a_get_changes_would_be_seen(make: Maker) -> None:
    before = dump()
    begin_writing()
    db.session.add(UsedToken(nonce_hash=b"x" * 32, at=make.clock()))
    db.session.commit()
    assert changed(before, dump()) == {"used_token"}
