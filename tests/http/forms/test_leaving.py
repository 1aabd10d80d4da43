"""Leaving: nobody who comes after sees the request."""

import pytest

from intake.database import db
from intake.models.session import ResidentSession
from tests.http.forms.residents import STATUS, Desk, Resident
from tests.page import Page


def sessions() -> int:
    db.session.rollback()
    return db.session.query(ResidentSession).count()


def test_done_ends_the_session(resident: Resident, desk: Desk) -> None:
    resident.ask()
    page = resident.send(resident.read(STATUS).form(action="/leave"))
    assert page.path == "/en/"
    assert page.flash == "You have left your request. Without the code nobody can open it."
    assert resident.client.get_cookie("resident") is None
    assert sessions() == 0
    assert resident.read(STATUS).h1 == "Open a request"


def test_a_kept_cookie_opens_nothing_afterwards(resident: Resident, desk: Desk) -> None:
    resident.ask()
    cookie = resident.client.get_cookie("resident")
    assert cookie is not None
    resident.send(resident.read(STATUS).form(action="/leave"))
    resident.client.set_cookie("resident", cookie.value)
    assert resident.read(STATUS).h1 == "Open a request"


def test_no_page_may_be_kept_by_the_browser(resident: Resident) -> None:
    resident.ask()
    for path in ("/receipt", STATUS, "/status/withdraw", "/request/person"):
        assert resident.read(path).response.headers["Cache-Control"] == "no-store"


def test_the_quick_exit_ends_the_session_too(resident: Resident, desk: Desk) -> None:
    page = resident.ask()
    answer = resident.client.get(page.link("Leave this page fast"))
    assert (answer.status_code, answer.location) == (303, "/left")
    assert sessions() == 0


def test_the_quick_exit_without_a_session_writes_nothing(resident: Resident) -> None:
    assert resident.client.get("/leave").location == "/left"


def test_the_quick_exit_shows_a_page_that_says_nothing_of_us(resident: Resident) -> None:
    page = Page(resident.client.get("/left", headers={"Accept-Language": "en"}))
    assert page.h1 == page.title == "Tuesday 24 November"
    assert "ntegration" not in page.text
    assert page.links == [("Go to the content", "#main")]


@pytest.mark.parametrize("token", ["", "x"])
def test_leaving_needs_the_form(resident: Resident, desk: Desk, token: str) -> None:
    resident.ask()
    form = resident.read(STATUS).form(action="/leave").fill(form_token=token)
    assert resident.send(form).status == 400
    assert sessions() == 1


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.post("/leave")).status == 405
