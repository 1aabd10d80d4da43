"""Ticking cases in the list and assigning them together, with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, CORINNE, Office
from tests.browser.pages import Resident, Staff


@pytest.fixture
def desk(office: Office, new_context: NewContext) -> Iterator[Staff]:
    """The coordinator at a big screen, with JavaScript; no script may stumble."""
    for _ in range(2):
        Resident(new_context().new_page(), office.served.base, "de").ask(**ANSWERS)
    context = new_context(java_script_enabled=True, viewport={"width": 1280, "height": 800})
    stumbles: list[str] = []
    context.on("weberror", lambda error: stumbles.append(str(error.error)))
    staff = Staff(context.new_page(), office.served.base)
    staff.sign_in(CORINNE)
    yield staff
    assert stumbles == []


def test_ticked_with_keys_and_assigned_together(desk: Staff) -> None:
    page = desk.page
    desk.go("/cases/?tab=new")
    boxes, button = page.locator("tbody [name=case]"), page.locator(".bulk button")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(boxes.nth(1)).to_be_checked()
    expect(button).to_contain_text("(2)")
    page.locator("[data-tick-all] input").check()
    expect(page.locator("tbody [name=case]:checked")).to_have_count(boxes.count())
    page.locator("[data-tick-all] input").uncheck()
    boxes.nth(0).check()
    boxes.nth(1).check()
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/assignments?case=*")
    for topic in page.locator("[name$='-topic']").all():
        topic.select_option("german")
    page.locator("[name=lead]").select_option(label="Corinne Meier")
    page.locator("[name=conflict][value=no]").check()
    page.locator("form.several button").press("Enter")
    page.wait_for_url("**/cases/?tab=new")
    assert "2" in page.locator(".done").inner_text()
