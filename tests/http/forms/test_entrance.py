"""The way in: languages, the first page, doors, explanations and the health check."""

import pytest
from flask.testing import FlaskClient

from intake.database import db
from intake.models.confirmation import confirm
from intake.models.member import Role
from tests.http.forms.residents import Desk, Resident
from tests.page import Page

PATHS = ["/", "/help", "/privacy", "/accessibility"]


@pytest.mark.parametrize(
    ("asked", "language"),
    [("ar,en;q=0.5", "ar"), ("en-GB", "en"), ("de-CH", "de"), ("xx", "de"), ("", "de")],
)
def test_it_leads_to_the_language_of_the_browser(
    client: FlaskClient, asked: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.location) == (303, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("lang", ["de", "en", "ar"])
@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_there_in_each_language(resident: Resident, lang: str, path: str) -> None:
    resident.lang = lang
    page = resident.read(path)
    assert (page.status, page.lang) == (200, lang)
    assert "+41 62 745 73 17" in page.text


@pytest.mark.parametrize(
    "path", ["/rm/", "/xx/", "/xx/request/person", "/en/nothing", "/en/status/"]
)
def test_what_is_not_offered_is_not_found(client: FlaskClient, path: str) -> None:
    assert Page(client.get(path)).status == 404


def test_the_first_page_leads_on(resident: Resident, desk: Desk) -> None:
    page = resident.read("/")
    assert page.follow(resident.client, "Ask for advice").h1 == "Ask for advice"
    assert page.follow(resident.client, "Open a request").h1 == "Open a request"
    door = page.follow(resident.client, "Association or organisation")
    assert door.h1 == "For associations and organisations"
    door = page.follow(resident.client, "Municipality or authority")
    assert door.h1 == "For municipalities and authorities"


def test_the_same_page_in_another_language(resident: Resident, desk: Desk) -> None:
    page = resident.read("/request/person").follow(resident.client, "العربية")
    assert page.path == "/ar/request/person"
    assert page.root.attrib["dir"] == "rtl"


def test_an_address_nobody_has_confirmed_is_not_shown(resident: Resident) -> None:
    page = resident.read("/privacy")
    assert "integration@office.example" not in page.response.text


def test_numbers_nobody_has_confirmed_are_not_shown(resident: Resident) -> None:
    emergency = resident.read("/request/person").texts("section", css="emergency")[0]
    assert "142" not in emergency
    assert "062 835 47 90" in emergency


def test_hours_are_shown_once_they_are_confirmed(resident: Resident, desk: Desk) -> None:
    assert "08:30–11:30" not in resident.read("/").text
    member = desk.make.member(Role.COORDINATOR, "Cora Coordinator").member
    confirm("hours", desk.make.office, member.uuid, resident.clock())
    db.session.commit()
    assert "Monday – Friday: 08:30–11:30, 13:30–16:30" in resident.read("/").text


def test_other_offices_are_shown_once_they_are_confirmed(resident: Resident, desk: Desk) -> None:
    page = resident.read("/").follow(resident.client, "Who else can help")
    assert page.h1 == "Who else can help"
    assert "117" in page.text
    assert "Aarau" not in page.main
    member = desk.make.member(Role.COORDINATOR, "Cora Coordinator").member
    confirm("other_offices.aarau", desk.make.office, member.uuid, resident.clock())
    db.session.commit()
    page = resident.read("/help")
    assert "These offices can help you." in page.main
    assert "Regionale Integrationsfachstelle Aarau" in page.main
    assert "Kanton Aargau" not in page.main


@pytest.mark.parametrize("path", PATHS)
def test_pages_to_read_take_no_posts(client: FlaskClient, path: str) -> None:
    assert Page(client.post(f"/en{path}")).status == 405


def test_a_watchdog_hears_that_all_is_well(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")
    assert "Set-Cookie" not in answer.headers
