"""Help: a part for each staff page, reached from its foot."""

import pytest

from intake.database import db
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.page import Page

PATH = "/staff/help"
PAGES = (
    "/cases/day",
    "/cases/search",
    "/cases/workload",
    "/cases/",
    "/admin/members",
    "/admin/members/invitation",
    "/admin/first-steps",
    "/admin/logs/access",
    "/admin/logs/exports",
    "/admin/logs/reports",
    "/reports/",
    "/staff/recovery-sheet",
    "/staff/account",
    PATH,
)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_its_part(desk: Desk, cast: Cast, path: str) -> None:
    address = desk.page_of(cast.coordinator, path).link("Help with this page")
    _, _, anchor = address.partition("#")
    assert anchor
    assert [e for e in desk.page(PATH).root.iter() if e.get("id") == anchor]


def test_a_case_has_its_part(desk: Desk, cast: Cast) -> None:
    made = desk.make.taken_case(cast.lead)
    for path in (f"/cases/{made.case.number}", f"/cases/{made.case.number}/access-log"):
        anchor = desk.page_of(cast.lead, path).link("Help with this page").partition("#")[2]
        assert [e for e in desk.page(PATH).root.iter() if e.get("id") == anchor]


def test_everybody_reads_about_their_own_pages(desk: Desk, cast: Cast) -> None:
    shown = {
        name: set(desk.page_of(member, PATH).texts("h2")) for name, member in vars(cast).items()
    }
    assert "Members" in shown["coordinator"] and "Members" not in shown["lead"]
    assert "Cases" in shown["lead"] and "Cases" not in shown["auditor"]
    assert "Logs" in shown["auditor"] and "Logs" not in shown["lead"]
    assert all("My account" in parts for parts in shown.values())


def test_it_needs_sign_in(desk: Desk) -> None:
    assert desk.page(PATH, follow_redirects=True).h1 == "Sign in"


def test_in_german(desk: Desk, cast: Cast) -> None:
    cast.coordinator.member.language = "de"
    db.session.commit()
    assert desk.page_of(cast.coordinator, PATH).lang == "de"


def test_other_methods(desk: Desk, cast: Cast) -> None:
    desk.become(cast.lead)
    assert Page(desk.client.post(PATH)).status == 405
