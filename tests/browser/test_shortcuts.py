"""Single keys: quick, never while somebody types, and to be switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, CORINNE, Office
from tests.browser.pages import Resident, Staff

NAME = "e => document.getElementById(e.getAttribute('aria-labelledby')).innerText"


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
    assert desk.page.locator("h1").count() == 1
    assert dialog.locator("h2").first.inner_text() == dialog.evaluate(NAME)
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


def keys_on(desk: Staff, number: str) -> dict[str, str]:
    """Where each key of the case's page leads, read from the page; empty for a button."""
    desk.go(f"/cases/{number}")
    found = desk.page.locator("main [data-key]").all()
    pairs = [(e.get_attribute("data-key"), e.get_attribute("href") or "") for e in found]
    assert len({key for key, _ in pairs}) == len(pairs), "two actions share a key"
    assert len(pairs) > 5
    return {key or "": href for key, href in pairs}


def try_all(desk: Staff, number: str) -> set[str]:
    """Press each key on the page of the case: it leads to its action, or goes to its button."""
    offered = keys_on(desk, number)
    for key, href in offered.items():
        desk.go(f"/cases/{number}")
        desk.page.keyboard.press(key)
        if href:
            desk.page.wait_for_url(f"**{href}")
        else:
            expect(desk.page.locator(f'[data-key="{key}"]')).to_be_focused()
            assert desk.path == f"/cases/{number}"
    return set(offered)


def test_every_action_of_a_case_is_one_key_away_and_on_the_sheet(desk: Staff, number: str) -> None:
    pressed = try_all(desk, number)
    desk.go(f"/cases/{number}")
    desk.do("lead", topic="housing", urgency="normal", conflict="no")
    pressed |= try_all(desk, number)
    desk.go("/staff/keyboard")
    letters = desk.page.locator("section").nth(2).locator("kbd").all_inner_texts()
    listed = {letter for letter in letters if len(letter) == 1}
    # Reopen, release, take up again, mark as read, gather and undo a conflict are offered in
    # other states of a case.
    assert pressed == listed - {"o", "e", "s", "y", "0", "j"}


def test_digits_go_to_what_is_to_be_done(desk: Staff, number: str) -> None:
    desk.go(f"/cases/{number}/agreement")
    desk.submit(by="client", what="Bring the letter")
    desk.go(f"/cases/{number}")
    desk.page.keyboard.press("1")
    expect(desk.page.locator("[name=agreement]")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("[name=agreement]")).to_have_count(0)
    assert desk.page.locator(".written .mark.new").count() == 1


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta", "Insert", "CapsLock"])
def test_keys_leave_those_of_browsers_and_screen_readers_alone(
    desk: Staff, number: str, held: str
) -> None:
    desk.go(f"/cases/{number}")
    desk.page.keyboard.down(held)
    desk.page.keyboard.press("h")
    desk.page.wait_for_timeout(300)
    assert desk.path == f"/cases/{number}"
    desk.page.keyboard.up(held)
    desk.page.keyboard.press("h")
    desk.page.wait_for_url("**/history")


@pytest.mark.parametrize("control", ["textarea", "input", "select"])
def test_no_key_fires_while_somebody_types(desk: Staff, number: str, control: str) -> None:
    desk.go("/cases/new")
    desk.page.locator(f"main form[method=post] {control}:visible").first.focus()
    desk.page.keyboard.press("d")
    desk.page.keyboard.press("?")
    desk.page.wait_for_timeout(300)
    assert desk.path == "/cases/new"
    expect(desk.page.locator("dialog")).to_have_count(0)
