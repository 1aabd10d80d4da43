"""The own account: password, language, other devices."""

import pytest

from intake.database import db
from intake.models.session import StaffSession
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import PASSWORD
from tests.page import Page

PATH = "/staff/account"
NEW = "vier grüne Birnen am Bach"
BUTTONS = {
    "/staff/account/password": "Change the password",
    "/staff/account/language": "Save the language",
    "/staff/account/notices": "Save the choice",
    "/staff/account/sessions": "Sign out on all other devices",
}


def change(desk: Desk, page: Page, present: str = PASSWORD, **other: str) -> Page:
    answers = {"present": present, "password": NEW, "password_again": NEW}
    return page.submit(desk.client, "Change the password", **answers | other)


def test_it_shows_who_one_is(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.auditor, PATH)
    assert page.h1 == "My account"
    assert "Aldo Auditor" in page.main and "aldo.auditor@example.org" in page.main


def test_a_new_password_is_a_new_key(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    before = cast.lead.member.public_key
    page = change(desk, desk.page_of(cast.lead, PATH))
    assert page.flash == "Your password is changed. Other devices are signed out."
    assert desk.member(cast.lead.member.email).public_key != before
    desk.sign_out()
    assert desk.sign_in(cast.lead).status == 422
    assert desk.sign_in(cast.lead, password=NEW).path == "/cases/day"


def test_this_browser_stays_and_others_are_signed_out(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    elsewhere = desk.make.staff_cookie(cast.lead)
    made = desk.make.case()
    change(desk, desk.page_of(cast.lead, PATH))
    assert db.session.query(StaffSession).count() == 1
    assert "How do I find a German course?" in desk.page(f"/cases/{made.case.number}").main
    desk.client.set_cookie("staff", elsewhere)
    assert desk.client.get(PATH).status_code == 303


def test_a_wrong_present_password_changes_nothing(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    before = cast.lead.member.private_key_locked
    page = change(desk, desk.page_of(cast.lead, PATH), present="something else")
    assert (page.status, page.errors) == (422, ["This is not your present password."])
    assert desk.member(cast.lead.member.email).private_key_locked == before


@pytest.mark.parametrize(
    ("change_of", "message"),
    [
        ({"present": ""}, "Write your present password."),
        ({"password": "short", "password_again": "short"}, "Use at least 12 characters."),
        ({"password": "Lena Lead 2026", "password_again": "Lena Lead 2026"}, "This password"),
        ({"password_again": "other"}, "The two passwords are not the same."),
    ],
)
def test_it_says_what_is_wrong(
    desk: Desk, cast: Cast, change_of: dict[str, str], message: str
) -> None:
    page = change(desk, desk.page_of(cast.lead, PATH), **change_of)
    assert page.status == 422
    assert page.errors[0].startswith(message)


def test_two_tabs_change_the_password_once(desk: Desk, cast: Cast) -> None:
    desk.give_password(cast.lead)
    form = desk.page_of(cast.lead, PATH).form("Change the password")
    form.fill(present=PASSWORD, password=NEW, password_again=NEW)
    assert Page(form.send(desk.client)).flash
    late = Page(form.send(desk.client))
    assert (late.status, late.errors) == (422, ["This is not your present password."])


def test_guessing_the_present_password_is_limited(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.lead, PATH)
    for _ in range(desk.office.limits.sign_in_tries_per_hour):
        assert change(desk, page, present="wrong").status == 422
    assert change(desk, page, present="wrong").status == 429


def test_the_language_changes_at_once(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.lead, PATH)
    assert page.form("Save").value("language") == "en"
    german = page.submit(desk.client, "Save the language", language="de")
    assert german.lang == "de"
    assert desk.page("/staff/help").lang == "de"


def test_an_unknown_language_is_refused(desk: Desk, cast: Cast) -> None:
    form = desk.page_of(cast.lead, PATH).form("Save the language")
    form.data["language"] = ["ar"]
    assert Page(form.send(desk.client)).status == 422
    assert desk.member(cast.lead.member.email).language == "en"


def test_signing_out_elsewhere(desk: Desk, cast: Cast) -> None:
    elsewhere = desk.make.staff_cookie(cast.lead)
    others = desk.make.staff_cookie(cast.outsider)
    page = desk.page_of(cast.lead, PATH).submit(desk.client, "Sign out on all other devices")
    assert page.flash == "You are signed out on all other devices."
    desk.client.set_cookie("staff", elsewhere)
    assert desk.client.get(PATH).status_code == 303
    desk.client.set_cookie("staff", others)
    assert desk.client.get(PATH).status_code == 200


def test_mail_from_the_desk_can_be_switched_off_and_on(desk: Desk, cast: Cast) -> None:
    page = desk.page_of(cast.lead, PATH)
    assert "At present the desk sends no mail." in page.main
    form = page.form("Save the choice")
    assert form.value("notices") == "y"
    page = Page(form.fill(notices=None).send(desk.client))
    assert page.flash == "You get no more mail from the desk."
    assert desk.member(cast.lead.member.email).notices is False
    page = Page(page.form("Save the choice").fill(notices="y").send(desk.client))
    assert page.flash == "You get a mail when something is new or overdue."
    assert desk.member(cast.lead.member.email).notices is True


def test_an_auditor_gets_no_mail_and_is_not_asked(desk: Desk, cast: Cast) -> None:
    assert "Mail from the desk" not in desk.page_of(cast.auditor, PATH).main


@pytest.mark.parametrize("path", BUTTONS)
def test_a_form_without_its_token_is_refused(desk: Desk, cast: Cast, path: str) -> None:
    form = desk.page_of(cast.lead, PATH).form(BUTTONS[path])
    form.data["form_token"] = ["x"]
    assert Page(form.send(desk.client)).status == 400


@pytest.mark.parametrize("path", BUTTONS)
def test_passwords_are_never_kept_for_later(desk: Desk, cast: Cast, path: str) -> None:
    form = desk.page_of(cast.lead, PATH).form(BUTTONS[path])
    desk.clock.forward(minutes=21)
    page = Page(form.send(desk.client))
    assert (page.status, page.form("Sign in").value("kept")) == (401, "")
    assert "Nothing was saved." in page.main


def test_it_needs_sign_in(desk: Desk) -> None:
    assert desk.page(PATH, follow_redirects=True).h1 == "Sign in"


def test_other_methods(desk: Desk, cast: Cast) -> None:
    desk.become(cast.lead)
    assert Page(desk.client.post(PATH)).status == 405
    for path in BUTTONS:
        assert Page(desk.client.get(path)).status == 405
