"""Help: a part for each staff page, reached from its foot."""

import re
from pathlib import Path

import pytest

import intake
from intake.database import db
from tests.conftest import Cast
from tests.http.accounts.people import Desk
from tests.page import Page

PATH = "/staff/help"
PAGES = (
    "/cases/day",
    "/cases/search",
    "/cases/workload",
    "/cases/tasks",
    "/cases/filters",
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
    "/staff/keyboard",
    "/cases/new",
    "/cases/brief-contact",
    "/admin/text-modules",
    "/admin/text-modules/new",
)
NAMED = re.compile(r'{% set (?:here|help_part) = "([a-z-]+)" %}')
OF_A_CASE = {
    "": "case",
    "/message": "messages",
    "/contact": "agreements",
    "/task": "tasks",
    "/waiting": "waiting",
    "/closure": "closing",
    "/restriction": "restriction",
    "/duplicates": "merging",
    "/link": "merging",
    "/summary": "summary",
    "/access-log": "access-log",
}


def ids(page: Page) -> set[str]:
    return {e.attrib["id"] for e in page.root.iter() if "id" in e.attrib}


def test_every_template_names_a_part_that_exists(desk: Desk, cast: Cast) -> None:
    templates = Path(intake.__file__).parent / "templates"
    named = {name for file in templates.rglob("*.html") for name in NAMED.findall(file.read_text())}
    assert len(named) > 20
    assert named <= ids(desk.page_of(cast.coordinator, PATH))


def test_its_own_contents_lead_somewhere(desk: Desk, cast: Cast) -> None:
    for member in vars(cast).values():
        page = desk.page_of(member, PATH)
        anchors = {href[1:] for _, href in page.links if href.startswith("#")}
        assert len(anchors) > 3 and anchors - {"main"} <= ids(page)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_its_part(desk: Desk, cast: Cast, path: str) -> None:
    address = desk.page_of(cast.coordinator, path).link("Help with this page")
    _, _, anchor = address.partition("#")
    assert anchor
    assert [e for e in desk.page(PATH).root.iter() if e.get("id") == anchor]


@pytest.mark.parametrize(
    ("path", "part"),
    [("/cases/tasks", "tasks"), ("/cases/filters", "filters"), ("/cases/assignments", "several")],
)
def test_a_page_of_the_list_leads_to_its_own_part(
    desk: Desk, cast: Cast, path: str, part: str
) -> None:
    shown = desk.page_of(cast.coordinator, path)
    assert shown.link("Help with this page") == f"{PATH}#{part}"


def test_each_page_of_a_case_has_its_part(desk: Desk, cast: Cast) -> None:
    made = desk.make.taken_case(cast.lead)
    desk.become(cast.lead)
    parts = ids(desk.page(PATH))
    for path, part in OF_A_CASE.items():
        page = desk.page(f"/cases/{made.case.number}{path}")
        assert page.link("Help with this page") == f"{PATH}#{part}"
        assert part in parts


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
