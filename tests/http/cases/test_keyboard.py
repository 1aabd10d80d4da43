"""Every action of a case has a key, and the list tells it."""

from flask.testing import FlaskClient

from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.desk import page
from tests.make import MadeCase, Maker
from tests.page import Page


def keys(shown: Page, number: str) -> dict[str, str]:
    """The key of each link to an action of the case."""
    links = [e for e in shown.root.iter("a") if "button" in e.get("class", "").split()]
    return {
        e.attrib["href"]: e.get("data-key", "")
        for e in links
        if e.attrib["href"].startswith(f"/cases/{number}/")
    }


def test_every_action_is_one_key_away_and_on_the_list(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    listed = set(page(coordinator, "/staff/keyboard").texts("kbd"))
    cases = [make.case(), make.taken_case(cast.coordinator), taken]
    close_now(make, taken, cast.lead)
    for made in cases:
        found = keys(page(coordinator, f"/cases/{made.case.number}"), made.case.number)
        assert len(found) > 5 and set(found.values()) <= listed, found
        assert len(set(found.values())) == len(found), "two actions share a key"


def test_no_control_of_a_case_is_out_of_reach(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    number = taken.case.number
    page(coordinator, f"/cases/{number}/agreement").submit(
        coordinator, "Save", by="client", what="Bring the letter"
    )
    write_as_client(make, taken)
    shown = page(coordinator, f"/cases/{number}")
    buttons = [
        e
        for form in shown.root.iter("form")
        if f"/cases/{number}" in form.get("action", "")
        for e in form.iter("button")
    ]
    assert len(buttons) == 2, "mark as read, and mark as done"
    assert all("data-key" in e.attrib or "data-step" in e.attrib for e in buttons)


def test_the_list_needs_nothing_but_an_account(auditor: FlaskClient, client: FlaskClient) -> None:
    assert page(auditor, "/staff/keyboard").h1 == "Keyboard"
    assert page(auditor, "/staff/account").link("Which keys there are") == "/staff/keyboard"
    assert client.get("/staff/keyboard").status_code == 303
