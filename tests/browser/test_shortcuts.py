"""Single keys: quick, never while somebody types, and to be switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, CORINNE, Office
from tests.browser.pages import Resident, Staff


@pytest.fixture
def number(office: Office, new_context: NewContext) -> str:
    resident = Resident(new_context().new_page(), office.served.base, "de")
    return resident.ask(**ANSWERS)[1]


@pytest.fixture
def desk(office: Office, new_context: NewContext) -> Iterator[Staff]:
    """The coordinator at a big screen, with JavaScript; no script may stumble."""
    context = new_context(java_script_enabled=True, viewport={"width": 1280, "height": 800})
    stumbles: list[str] = []
    context.on("weberror", lambda error: stumbles.append(str(error.error)))
    staff = Staff(context.new_page(), office.served.base)
    staff.sign_in(CORINNE)
    yield staff
    assert stumbles == []


def test_a_key_opens_an_action_and_is_a_letter_in_a_text(desk: Staff, number: str) -> None:
    desk.go(f"/cases/{number}")
    desk.page.keyboard.press("n")
    desk.page.wait_for_url(f"**/cases/{number}/note")
    desk.page.locator("[name=body]").focus()
    desk.page.keyboard.type("mcn?")
    assert desk.page.locator("[name=body]").input_value() == "mcn?"
    assert desk.path == f"/cases/{number}/note"


def test_from_the_list_to_a_case_without_a_mouse(desk: Staff, number: str) -> None:
    desk.go("/cases/?tab=new")
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/cases/20*")
    assert "/cases/20" in desk.path


def test_the_sheet_opens_closes_and_switches_the_keys_off(desk: Staff, number: str) -> None:
    desk.go(f"/cases/{number}")
    desk.page.keyboard.press("?")
    dialog = desk.page.locator("dialog")
    expect(dialog.locator("kbd").first).to_be_visible()
    dialog.locator("[type=checkbox]").uncheck()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    desk.page.keyboard.press("n")
    desk.page.wait_for_timeout(500)
    assert desk.path == f"/cases/{number}"
    desk.go("/staff/account")
    desk.page.locator("[data-shortcuts-switch] input").check()
    desk.go(f"/cases/{number}")
    desk.page.keyboard.press("n")
    desk.page.wait_for_url(f"**/cases/{number}/note")
