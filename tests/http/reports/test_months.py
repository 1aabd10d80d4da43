"""The list of months."""

import pytest
from flask.testing import FlaskClient

from intake.database import db
from tests.http.desk import signed_in
from tests.http.reports.archive import OCTOBER, Archive
from tests.page import Page

PAGES = ("", OCTOBER, f"{OCTOBER}/1", f"{OCTOBER}/1.pdf", f"{OCTOBER}/1.zip")


def test_all_months_since_the_first_case_newest_first(frozen: Archive) -> None:
    page = frozen.page("")
    months = [line.split(" 2026")[0] for line in page.texts("tr")[1:]]
    assert months == ["November", "October", "September"]
    running, over, _ = page.texts("tr")[1:]
    assert "not over" in running and "frozen" in over


def test_an_issued_version_is_a_link(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    page = frozen.page("")
    assert page.link("Version 1") == f"/reports/{OCTOBER}/1"
    assert page.follow(frozen.client, "Version 1").h1 == "Monthly report October 2026"


def test_an_office_without_cases_has_no_month(archive: Archive) -> None:
    archive.now_is(2026, 11, 24, 9)
    assert "no case yet" in archive.page("").main


@pytest.mark.parametrize("path", PAGES)
def test_they_need_sign_in(frozen: Archive, client: FlaskClient, path: str) -> None:
    assert Page(client.get(f"/reports/{path}", follow_redirects=True)).h1 == "Anmelden"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["lead", "auditor"])
def test_only_coordinators_may(frozen: Archive, path: str, who: str) -> None:
    frozen.issue(OCTOBER)
    other = signed_in(frozen.app.test_client(), frozen.make, getattr(frozen.cast, who))
    assert Page(other.get(f"/reports/{path}")).status == 403
    menu = Page(other.get("/staff/account"))
    assert "/reports/" not in [address for _, address in menu.links]


def test_the_coordinator_finds_them_in_the_menu(frozen: Archive) -> None:
    assert Page(frozen.client.get("/cases/")).follow(frozen.client, "Reports").h1 == "Reports"


def test_other_methods(frozen: Archive) -> None:
    for path in ("", OCTOBER, f"{OCTOBER}/1"):
        assert Page(frozen.client.post(f"/reports/{path}")).status == 405
    assert Page(frozen.client.get(f"/reports/{OCTOBER}/issue")).status == 405


def test_in_german(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    frozen.cast.coordinator.member.language = "de"
    db.session.commit()
    assert all(frozen.page(path).lang == "de" for path in ("", OCTOBER, f"{OCTOBER}/1"))
    assert frozen.page(f"{OCTOBER}/1").h1 == "Monatsbericht Oktober 2026"
