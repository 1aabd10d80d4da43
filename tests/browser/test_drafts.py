"""Writing with a connection that comes and goes, and in two windows: no word is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, CORINNE, Office
from tests.browser.pages import Resident, Staff, press

SAVED = re.compile(r"Entwurf gespeichert, \d\d:\d\d|Draft saved, \d\d:\d\d")


@pytest.fixture
def desk(office: Office, new_context: NewContext) -> Iterator[BrowserContext]:
    """The coordinator's browser, signed in, with JavaScript; no script may stumble."""
    context = new_context(java_script_enabled=True, viewport={"width": 1280, "height": 800})
    stumbles: list[str] = []
    context.on("weberror", lambda error: stumbles.append(str(error.error)))
    Staff(context.new_page(), office.served.base).sign_in(CORINNE)
    yield context
    assert stumbles == []


@pytest.fixture
def number(office: Office, new_context: NewContext) -> str:
    """The number of a new request."""
    resident = Resident(new_context().new_page(), office.served.base, "de")
    return resident.ask(**ANSWERS)[1]


def opened(desk: BrowserContext, office: Office, address: str) -> Staff:
    window = Staff(desk.new_page(), office.served.base)
    window.go(address)
    return window


def said(window: Staff) -> Locator:
    return window.page.locator("[data-draft]")


def test_what_is_typed_is_there_after_the_window_was_closed(
    desk: BrowserContext, office: Office, number: str
) -> None:
    first = opened(desk, office, f"/cases/{number}/note")
    first.page.locator("[name=body]").press_sequentially("Half a sentence")
    expect(said(first)).to_have_text(SAVED)
    first.page.locator("[name=body]").press_sequentially(" and more")
    first.page.close(run_before_unload=True)
    again = opened(desk, office, f"/cases/{number}/note")
    assert again.page.locator("[name=body]").input_value() == "Half a sentence and more"


def test_a_lost_connection_costs_no_word(desk: BrowserContext, office: Office, number: str) -> None:
    window = opened(desk, office, f"/cases/{number}/note")
    body = window.page.locator("[name=body]")
    body.press_sequentially("Before.")
    expect(said(window)).to_have_text(SAVED)
    desk.set_offline(True)
    body.press_sequentially(" While it was gone.")
    expect(said(window)).to_have_text(str(said(window).get_attribute("data-offline")))
    press(window.form("body"))
    window.page.wait_for_timeout(1000)
    expect(body).to_have_value("Before. While it was gone.")
    assert window.path == f"/cases/{number}/note"
    desk.set_offline(False)
    expect(said(window)).to_have_text(SAVED)
    press(window.form("body"))
    window.page.wait_for_url(f"**/cases/{number}")
    assert any("Before. While it was gone." in entry for entry in window.entries)
    window.follow("/note")
    expect(window.page.locator("[name=body]")).to_have_value("")


def test_the_later_of_two_windows_is_told_and_sees_both(
    desk: BrowserContext, office: Office, number: str
) -> None:
    first, second = (opened(desk, office, f"/cases/{number}/note") for _ in range(2))
    first.page.locator("[name=body]").press_sequentially("From the first")
    expect(said(first)).to_have_text(SAVED)
    second.page.locator("[name=body]").press_sequentially("From the second")
    expect(said(second)).to_have_text(str(said(second).get_attribute("data-changed")))
    second.page.locator("[name=step][value=save]").click()
    expect(second.page.locator(".summary")).to_be_focused()
    assert "From the first" in second.main
    expect(second.page.locator("[name=body]")).to_have_value("From the second")


def test_words_survive_the_end_of_the_session(
    desk: BrowserContext, office: Office, number: str
) -> None:
    window = opened(desk, office, f"/cases/{number}/message")
    window.page.locator("[name=body]").press_sequentially("Dear")
    expect(said(window)).to_have_text(SAVED)
    window.sign_out()
    window.sign_in(CORINNE)
    window.go(f"/cases/{number}")
    window.page.locator("#drafts + ul a").click()
    window.page.wait_for_url("**/message")
    assert window.page.locator("[name=body]").input_value() == "Dear"
