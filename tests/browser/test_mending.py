"""A talk that was logged wrongly is put right, and then taken back, with the keyboard alone."""

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, CORINNE, Office
from tests.browser.pages import Resident, Staff


def test_a_talk_is_put_right_and_taken_back(office: Office, new_context: NewContext) -> None:
    resident = Resident(new_context().new_page(), office.served.base, "de")
    _, number = resident.ask(**ANSWERS)
    staff = Staff(new_context().new_page(), office.served.base)
    staff.sign_in(CORINNE)
    staff.go(f"/cases/{number}/contact")
    staff.submit(channel="phone", minutes="25", note="Am Montag.")
    staff.page.locator("a[href*='contact-change']").focus()
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_url("**/contact-change*")
    assert staff.page.locator("[name=note]").input_value() == "Am Montag."
    staff.submit(minutes="45", note="Am Dienstag.")
    assert "45 Minuten" in staff.main and "Am Dienstag." in staff.main
    assert "25 Minuten" not in staff.main and "Am Montag." not in staff.main
    staff.page.locator("a[href*='contact-removal']").focus()
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_url("**/contact-removal*")
    staff.page.locator("main form button").focus()
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_url(f"**/cases/{number}")
    assert staff.page.locator(".entry.contact .mark").count() == 1
    assert staff.page.locator("a[href*='contact-change']").count() == 0
    assert staff.width_of_content() <= staff.page.viewport_size["width"]
