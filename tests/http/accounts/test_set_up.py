"""The set-up link: the first coordinator and the office's keys."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import db
from intake.installing import new_setup_link
from intake.models.member import Member, MemberState, Role
from intake.models.office_key import Grant, Installation, OfficeKey
from tests.make import PASSWORD, Clock
from tests.page import Page

ANSWERS = {
    "name": "Cora Coordinator",
    "email": "Cora@Example.org",
    "password": PASSWORD,
    "password_again": PASSWORD,
    "language": "en",
}
BUTTON = "Set up the office"


@pytest.fixture
def browser(client: FlaskClient) -> FlaskClient:
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def link(app: Flask, clock: Clock) -> str:
    """The path of a fresh set-up link; links go by the real clock."""
    clock.at = datetime.now(UTC)
    link = new_setup_link(app, "http://localhost")
    assert link is not None
    return urlsplit(link).path


def test_it_makes_the_first_coordinator(browser: FlaskClient, link: str) -> None:
    page = Page(browser.get(link))
    assert page.h1 == "Set up your office"
    sheet = page.submit(browser, BUTTON, **ANSWERS)
    assert sheet.path == "/staff/recovery-sheet"
    assert sheet.flash.startswith("Your office is set up.")
    member = db.session.query(Member).one()
    assert (member.name, member.email) == ("Cora Coordinator", "cora@example.org")
    assert (member.role, member.state) == (Role.COORDINATOR, MemberState.ACTIVE)
    assert not Installation.the().is_open


def test_the_coordinator_and_the_sheet_hold_the_key(browser: FlaskClient, link: str) -> None:
    Page(browser.get(link)).submit(browser, BUTTON, **ANSWERS)
    member, key = db.session.query(Member).one(), db.session.query(OfficeKey).one()
    grants = {grant.member_uuid: grant.key_id for grant in db.session.query(Grant)}
    assert grants == {member.uuid: key.key_id, None: key.key_id}


def test_sent_twice_it_makes_one_coordinator(browser: FlaskClient, link: str) -> None:
    form = Page(browser.get(link)).form(BUTTON).fill(**ANSWERS)
    assert form.send(browser, BUTTON, follow=False).status_code == 303
    again = Page(form.send(browser, BUTTON))
    assert (again.status, again.h1) == (410, "This office is set up already")
    assert again.follow(browser, "Sign in").path == "/cases/day"
    assert db.session.query(Member).count() == 1


def test_a_second_person_in_another_tab_comes_too_late(app: Flask, link: str) -> None:
    browsers = [app.test_client(), app.test_client()]
    pages = [Page(browser.get(link, headers={"Accept-Language": "en"})) for browser in browsers]
    first, second = (page.form(action=link).fill(**ANSWERS) for page in pages)
    assert first.send(browsers[0], follow=False).status_code == 303
    assert Page(second.send(browsers[1])).status == 410
    assert db.session.query(OfficeKey).count() == 1


def test_an_old_link_says_how_to_make_a_new_one(
    browser: FlaskClient, link: str, clock: Clock
) -> None:
    clock.forward(hours=24, minutes=1)
    page = Page(browser.get(link))
    assert (page.status, page.h1) == (410, "This link is too old")
    assert "intake office setup-link" in page.main


def test_a_page_that_was_open_too_long_sets_nothing_up(
    browser: FlaskClient, link: str, clock: Clock
) -> None:
    page = Page(browser.get(link))
    clock.forward(hours=24, minutes=1)
    assert page.submit(browser, BUTTON, **ANSWERS).status == 410
    assert db.session.query(Member).count() == 0


@pytest.mark.parametrize("wrong", ["x", "A" * 43, "%00", "ä"])
def test_a_wrong_link_is_not_found(browser: FlaskClient, link: str, wrong: str) -> None:
    page = Page(browser.get(f"/staff/set-up/{wrong}"))
    assert page.status == 404


def test_a_newer_link_replaces_the_old_one(app: Flask, browser: FlaskClient, link: str) -> None:
    new_setup_link(app, "")
    page = Page(browser.get(link))
    assert (page.status, page.h1) == (404, "This link does not work")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "Write your name."),
        ({"name": "x" * 201}, "This is too long. At most 200 characters are possible."),
        ({"email": ""}, "Write your e-mail address."),
        ({"email": "cora@"}, "This is not a whole e-mail address, such as name@example.ch."),
        ({"password": ""}, "Write a password."),
        ({"password": "kurz wie nie"[:11]}, "Use at least 12 characters."),
        ({"password": "ä\N{COMBINING DIAERESIS}" * 5}, "Use at least 12 characters."),
        ({"password": "x1 " * 67}, "Use at most 200 characters."),
        ({"password": "passwort1234"}, "This password is easy to guess."),
        ({"password": "qwertzuiop123"}, "This password is easy to guess."),
        ({"password": "Cora Coordinator 1"}, "This password is easy to guess."),
        ({"password": "zofingen2026!"}, "This password is easy to guess."),
        ({"password_again": "another one"}, "The two passwords are not the same."),
    ],
)
def test_it_says_what_is_wrong(
    browser: FlaskClient, link: str, change: dict[str, str], message: str
) -> None:
    answers = ANSWERS | change
    if "password" in change:
        answers["password_again"] = change["password"]
    page = Page(browser.get(link)).submit(browser, BUTTON, **answers)
    assert page.status == 422
    assert page.errors[0].startswith(message)
    assert db.session.query(Member).count() == 0


def test_an_unknown_language_is_refused(browser: FlaskClient, link: str) -> None:
    form = Page(browser.get(link)).form(BUTTON).fill(**ANSWERS)
    form.data["language"] = ["xx"]
    assert Page(form.send(browser)).status == 422


def test_passwords_of_any_script_are_welcome(browser: FlaskClient, link: str) -> None:
    password = "красный дождь над крышей"
    page = Page(browser.get(link)).submit(
        browser, BUTTON, **ANSWERS | {"password": password, "password_again": password}
    )
    assert page.path == "/staff/recovery-sheet"


def test_the_password_stands_nowhere(browser: FlaskClient, link: str, instance: Path) -> None:
    page = Page(browser.get(link)).submit(
        browser, BUTTON, **ANSWERS | {"password_again": "another one"}
    )
    assert PASSWORD not in page.response.text
    Page(browser.get(link)).submit(browser, BUTTON, **ANSWERS)
    stored = b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())
    assert b"Cora Coordinator" in stored
    assert PASSWORD.encode() not in stored


def test_an_old_form_keeps_what_was_typed(browser: FlaskClient, link: str) -> None:
    form = Page(browser.get(link)).form(BUTTON).fill(**ANSWERS | {"form_token": "x"})
    page = Page(form.send(browser))
    assert page.status == 400
    assert page.form(BUTTON).value("name") == "Cora Coordinator"


def test_in_german(browser: FlaskClient, link: str) -> None:
    page = Page(browser.get(link, headers={"Accept-Language": "de"}))
    assert (page.lang, page.form(action=link).value("language")) == ("de", "de")


def test_other_methods(browser: FlaskClient, link: str) -> None:
    assert Page(browser.delete(link)).status == 405
