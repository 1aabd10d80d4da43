"""Signing in and out."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.session import StaffSession
from intake.vault import KeyPair
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import Clock
from tests.page import Page

WRONG = "The e-mail address or the password is not right."


def test_it_signs_in(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    page = desk.sign_in(cast.lead)
    assert page.path == "/cases/day"
    assert page.lang == "en"


def test_auditors_land_on_the_logs(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.auditor)
    assert desk.sign_in(cast.auditor).path == "/admin/logs/access"


def test_the_address_may_be_typed_in_capitals_and_with_blanks(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    assert desk.sign_in(cast.lead, email="  Lena.LEAD@example.org ").path == "/cases/day"


def test_accents_may_be_composed_either_way(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead, "ein K\N{LATIN SMALL LETTER A WITH DIAERESIS}fer im Öl")
    decomposed = "ein Ka\N{COMBINING DIAERESIS}fer im O\N{COMBINING DIAERESIS}l"
    assert desk.sign_in(cast.lead, password=decomposed).path == "/cases/day"


def test_whatever_is_wrong_is_said_in_the_same_words(desk: Desk, cast: Cast) -> None:
    for member in (cast.lead, cast.outsider, cast.auditor):
        desk.give_password(member)
    begin_writing()
    cast.outsider.member.leave(desk.clock())
    cast.auditor.member.state = "invited"
    db.session.commit()
    answers = [
        desk.sign_in(cast.lead, password="not the password"),
        desk.sign_in(cast.lead, email="nobody@example.org"),
        desk.sign_in(cast.outsider),
        desk.sign_in(cast.auditor),
    ]
    assert [page.status for page in answers] == [422] * 4
    assert {page.summary for page in answers} == {f"Please check 1 answer {WRONG}"}


def test_it_says_what_is_missing(desk: Desk) -> None:
    page = desk.page("/staff/sign-in").submit(desk.client, "Sign in", email="", password="")
    assert page.status == 422
    assert page.errors == ["Write your e-mail address.", "Write your password."]


def test_too_many_tries_from_one_address(desk: Desk, cast: Cast, clock: Clock) -> None:
    desk.give_password(cast.lead)
    limit = desk.office.limits.sign_in_tries_per_hour
    for number in range(limit):
        assert desk.sign_in(cast.lead, email=f"nobody{number}@example.org").status == 422
    assert desk.sign_in(cast.lead).status == 429
    clock.forward(minutes=61)
    assert desk.sign_in(cast.lead).path == "/cases/day"


def test_too_many_tries_on_one_account(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    limit = desk.office.limits.sign_in_tries_per_hour
    for number in range(limit):
        wrong = desk.sign_in(cast.lead, password="wrong", visitor=f"198.51.100.{number}")
        assert wrong.status == 422
    assert desk.sign_in(cast.lead, visitor="198.51.100.200").status == 429


def test_one_right_password_gives_no_endless_tries_at_others(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    limit = desk.office.limits.sign_in_tries_per_hour
    for number in range(limit - 1):
        desk.sign_in(cast.lead, email=f"nobody{number}@example.org")
    assert desk.sign_in(cast.lead).path == "/cases/day"
    desk.sign_out()
    assert desk.sign_in(cast.lead, email="another@example.org").status == 422
    assert desk.sign_in(cast.lead).status == 429


def test_each_sign_in_is_a_new_session(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    first = desk.staff_cookie(desk.sign_in(cast.lead))
    sign_in = desk.page("/staff/activate").follow(desk.client, "Sign in")
    assert sign_in.path == "/cases/day"
    second = desk.staff_cookie(desk.sign_in(cast.lead, form_of=desk.fresh_form()))
    assert first != second
    assert db.session.query(StaffSession).count() == 1


def test_it_leads_to_the_page_that_was_wanted(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.coordinator)
    page = Page(desk.client.get("/admin/members?x=1", follow_redirects=True))
    assert page.h1 == "Sign in"
    assert desk.sign_in(cast.coordinator, form_of=page).path == "/admin/members"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/cases/",
        "//example.com/cases/",
        "/\\example.com",
        "/de/request/person",
        "cases/",
        "/cases/\r\nX: y",
        "/cases\\..",
    ],
)
def test_it_leads_to_own_pages_only(desk: Desk, cast: Cast, elsewhere: str) -> None:
    desk.give_password(cast.lead)
    page = Page(desk.client.get("/staff/sign-in", query_string={"next": elsewhere}))
    assert desk.sign_in(cast.lead, form_of=page).path == "/cases/day"


def test_signing_out_ends_the_session(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    cookie = desk.staff_cookie(desk.sign_in(cast.lead))
    page = desk.sign_out()
    assert (page.h1, page.flash) == ("Sign in", "You are signed out.")
    assert db.session.query(StaffSession).count() == 0
    desk.client.set_cookie("staff", cookie)
    assert desk.client.get("/cases/").status_code == 303


def test_signing_out_twice_does_no_harm(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.lead, "/staff/account").form(action="/staff/sign-out")
    for _ in range(2):
        assert Page(form.send(desk.client)).h1 == "Sign in"


def test_a_forged_sign_out_is_refused(desk: Desk, cast: Cast) -> None:
    desk.page_of(cast.lead, "/staff/account")
    assert Page(desk.client.post("/staff/sign-out")).status == 400
    assert db.session.query(StaffSession).count() == 1


def test_keys_changed_meanwhile_open_nothing(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    begin_writing()
    cast.lead.member.public_key = KeyPair.new().public
    db.session.commit()
    assert desk.sign_in(cast.lead).status == 422


def test_other_methods(client: FlaskClient) -> None:
    assert Page(client.put("/staff/sign-in")).status == 405
    assert Page(client.get("/staff/sign-out")).status == 405


def test_in_german(app: Flask, client: FlaskClient) -> None:
    page = Page(client.get("/staff/sign-in", headers={"Accept-Language": "de"}))
    assert page.lang == "de"
