"""An adviser at the phone writes with the keyboard alone: the key presses are counted."""

import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANDREA, BEAT, Office
from tests.browser.pages import NUMBER, Staff

AT_MOST = 12


class Keyboard:
    """Counts what is pressed; a note that is typed is not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, *keys: str) -> None:
        """Press single keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1


def test_a_brief_contact_takes_at_most_twelve_key_presses(
    office: Office, new_context: NewContext, capsys: pytest.CaptureFixture[str]
) -> None:
    office.adviser(BEAT, "Beat Keller")
    staff = Staff(new_context(java_script_enabled=True).new_page(), office.served.base)
    staff.sign_in(BEAT)
    staff.go("/cases/brief-contact")
    expect(staff.page.locator("[name=topic]")).to_be_focused()
    keys = Keyboard(staff.page)
    keys.press("W", "Tab", "Z", "Tab", "t", "i", "Tab", "1", "Tab", "Tab")
    staff.page.keyboard.type("Frage zur Nebenkostenabrechnung")
    keys.press("Enter")
    expect(staff.page.locator(".written")).to_have_count(1)
    with capsys.disabled():
        sys.stdout.write(f" {keys.presses} key presses and the note ")
    written = " ".join(staff.page.locator(".written").inner_text().split())
    for fact in ("Wohnen", "Zofingen", "Tigrinya", "10", "Nebenkostenabrechnung"):
        assert fact in written
    assert keys.presses <= AT_MOST


def test_a_phone_call_is_recorded_with_the_keyboard_alone(
    office: Office, new_context: NewContext, capsys: pytest.CaptureFixture[str]
) -> None:
    office.adviser(ANDREA, "Andrea Roth")
    staff = Staff(new_context(java_script_enabled=True).new_page(), office.served.base)
    staff.sign_in(ANDREA)
    staff.go("/cases/new")
    expect(staff.page.locator("[name=channel]")).to_be_focused()
    keys, typed = Keyboard(staff.page), staff.page.keyboard
    keys.press("Tab", "W", "Tab", "Z", "Tab", "t", "i", "Tab", "Tab", "ArrowLeft", "Tab", "Tab")
    typed.type("Nicht die Nachbarin")
    keys.press("Tab")
    typed.type("Selam")
    keys.press("Tab")
    typed.type("079 555 01 23")
    keys.press("Tab", "Tab", "Tab", "Tab", "Tab")
    typed.type("Der Vermieter behält die Kaution.")
    keys.press("Tab", "Tab", "Space", "Tab", "Tab", "Tab", "Space", "Tab", "Enter")
    with capsys.disabled():
        sys.stdout.write(f" {keys.presses} key presses and the words ")
    expect(staff.page.locator("#code")).to_be_visible()
    found = NUMBER.search(staff.main)
    assert found
    staff.follow(f"/cases/{found[0]}")
    for fact in ("Selam", "+41 79 555 01 23", "Tigrinya", "Zofingen", "Kaution", "Andrea Roth"):
        assert fact in staff.main
