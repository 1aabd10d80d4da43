"""Activating an account with a code."""

from datetime import timedelta

import pytest

from intake.database import begin_writing, db
from intake.models.member import MemberState, Role, Ticket
from intake.models.office_key import Keyring
from intake.models.staffing import invite
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.make import PASSWORD
from tests.page import Page

PATH = "/staff/activate"
BUTTON = "Set the password"
EMAIL = "nina@example.org"
REFUSED = "The e-mail address or the code is not right, or the code is used or too old."


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    """The ticket of an invitation to Nina."""
    ticket = Ticket()
    keyring = Keyring({desk.make.private.key_id: desk.make.private})
    begin_writing()
    invite("Nina Neu", EMAIL, Role.ADVISER, "en", ticket, keyring, desk.clock())
    db.session.commit()
    return ticket


def activate(desk: Desk, code: str, **other: str) -> Page:
    answers = {"email": EMAIL, "code": code, "password": PASSWORD, "password_again": PASSWORD}
    return desk.page(PATH).submit(desk.client, BUTTON, **answers | other)


def test_it_sets_the_password_and_signs_in(desk: Desk, ticket: Ticket) -> None:
    assert activate(desk, ticket.code).path == "/cases/day"
    member = desk.member(EMAIL)
    assert (member.state, member.activation_expires_at) == (MemberState.ACTIVE, None)
    desk.sign_out()
    page = desk.page("/staff/sign-in").submit(
        desk.client, "Sign in", email=EMAIL, password=PASSWORD
    )
    assert page.path == "/cases/day"


def test_the_new_member_opens_cases(desk: Desk, ticket: Ticket) -> None:
    made = desk.make.case()
    activate(desk, ticket.code)
    assert "How do I find a German course?" in desk.page(f"/cases/{made.case.number}").main


def test_the_code_may_be_typed_carelessly(desk: Desk, ticket: Ticket) -> None:
    typed = ticket.code.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    assert activate(desk, typed, email=f" {EMAIL.upper()}").path == "/cases/day"


def test_a_code_works_once(desk: Desk, ticket: Ticket) -> None:
    activate(desk, ticket.code)
    desk.client = desk.new_browser()
    again = activate(desk, ticket.code)
    assert (again.status, again.errors[0].startswith(REFUSED)) == (422, True)


def test_a_code_is_too_old_after_three_days(desk: Desk, ticket: Ticket) -> None:
    desk.clock.forward(hours=72, seconds=1)
    assert activate(desk, ticket.code).errors[0].startswith(REFUSED)
    assert desk.member(EMAIL).state == MemberState.INVITED


def test_the_code_before_does_not_work_any_more(desk: Desk, ticket: Ticket) -> None:
    newer = Ticket()
    begin_writing()
    keyring = Keyring({desk.make.private.key_id: desk.make.private})
    desk.member(EMAIL).ask_to_activate(newer, keyring, desk.clock())
    db.session.commit()
    assert activate(desk, ticket.code).errors[0].startswith(REFUSED)
    assert activate(desk, newer.code).path == "/cases/day"


def test_two_tabs_activate_once(desk: Desk, ticket: Ticket) -> None:
    other = "neun blaue Fenster im Wind"
    first, second = desk.page(PATH).form(BUTTON), desk.page(PATH).form(BUTTON)
    answers = {"email": EMAIL, "code": ticket.code}
    first.fill(**answers, password=PASSWORD, password_again=PASSWORD).send(desk.client)
    late = second.fill(**answers, password=other, password_again=other).send(desk.client)
    assert Page(late).errors[0].startswith(REFUSED)


def test_a_code_does_not_fit_somebody_else(desk: Desk, cast: Cast, ticket: Ticket) -> None:
    for email in (cast.lead.member.email, "nobody@example.org"):
        assert activate(desk, ticket.code, email=email).errors[0].startswith(REFUSED)


def test_a_wrong_code_keeps_the_address(desk: Desk, ticket: Ticket) -> None:
    page = activate(desk, "ABCDE-FGHJK-MNPQR-STVWX-YZ12")
    assert page.status == 422
    assert page.form(BUTTON).value("email") == EMAIL
    assert PASSWORD not in page.response.text


def test_a_weak_password_uses_up_no_code(desk: Desk, ticket: Ticket) -> None:
    page = activate(desk, ticket.code, password="nina@example.org", password_again="x")
    assert page.errors[0].startswith("This password is easy to guess.")
    assert activate(desk, ticket.code).path == "/cases/day"


def test_after_a_reset_the_old_session_stays_closed(desk: Desk, cast: Cast) -> None:
    old = desk.make.staff_cookie(cast.lead)
    page = desk.page_of(cast.coordinator, f"/admin/members/{cast.lead.member.uuid}/activation-code")
    code = page.submit(desk.client, "Make a new code").texts(css="long-code")[0]
    browser = Desk(desk.app, desk.make, desk.clock)
    assert activate(browser, code, email=cast.lead.member.email).path == "/cases/day"
    browser.client.set_cookie("staff", old)
    assert browser.client.get("/cases/").status_code == 303


def test_guessing_is_limited(desk: Desk, ticket: Ticket) -> None:
    for _ in range(desk.office.limits.sign_in_tries_per_hour):
        assert activate(desk, "wrong").status == 422
    assert activate(desk, ticket.code).status == 429
    desk.clock.forward(minutes=61)
    assert activate(desk, ticket.code).path == "/cases/day"
    assert desk.clock() < desk.make.clock() + timedelta(hours=72)


def test_in_german(desk: Desk) -> None:
    assert desk.page(PATH, headers={"Accept-Language": "de"}).lang == "de"


def test_other_methods(desk: Desk) -> None:
    assert Page(desk.client.put(PATH)).status == 405
