"""What residents have typed and what they must keep: lost connections, «back», the code."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, Office
from tests.browser.pages import Resident

SEND = "form.steps button:not([type=button])"
QUESTION = "[name=question]"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def visitor(
    office: Office, new_context: NewContext, request: pytest.FixtureRequest
) -> Iterator[Resident]:
    context = new_context(java_script_enabled=request.param)
    yield Resident(context.new_page(), office.served.base, "de")


@pytest.fixture
def scripted(office: Office, new_context: NewContext) -> Resident:
    """Somebody whose browser runs scripts."""
    page = new_context(java_script_enabled=True).new_page()
    return Resident(page, office.served.base, "de")


def asked_before_leaving(page: Page, selector: str) -> list[str]:
    """The kinds of questions the browser asks when a link is pressed; it is told to stay."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator(selector).first.click(no_wait_after=True)
    page.wait_for_timeout(500)
    page.remove_listener("dialog", stay)
    return asked


def test_going_back_brings_the_text_again(visitor: Resident) -> None:
    visitor.go("/de/request/person")
    visitor.fill(**ANSWERS)
    typed = visitor.page.locator(QUESTION).input_value()
    assert typed
    visitor.page.locator("footer a[href$=privacy]").click()
    visitor.page.wait_for_url("**/privacy")
    visitor.page.go_back()
    assert visitor.page.locator(QUESTION).input_value() == typed


def test_without_a_connection_the_page_stays_and_says_so(scripted: Resident) -> None:
    scripted.go("/de/request/person")
    scripted.fill(**ANSWERS)
    page = scripted.page
    typed = page.locator(QUESTION).input_value()
    page.context.set_offline(True)
    page.locator(SEND).click()
    expect(page.locator("#offline")).to_have_attribute("role", "alert")
    page.locator(SEND).click()
    expect(page.locator("#offline")).to_have_count(1)
    assert page.locator(QUESTION).input_value() == typed
    assert scripted.path == "/de/request/person"
    page.context.set_offline(False)
    page.locator(SEND).click()
    page.wait_for_url("**/receipt")


def test_the_receipt_asks_before_the_code_is_lost(scripted: Resident) -> None:
    scripted.ask(**ANSWERS)
    page = scripted.page
    assert asked_before_leaving(page, "main a[href$='/status']") == ["beforeunload"]
    assert scripted.path == "/de/receipt"
    page.locator("[data-keep] label").click()
    assert asked_before_leaving(page, "main a[href$='/status']") == []
    page.wait_for_url("**/status")


@pytest.mark.parametrize("way", ["[data-leave]", "nav [hreflang=ar], [hreflang=ar]"])
def test_leaving_fast_and_changing_the_language_ask_nothing(scripted: Resident, way: str) -> None:
    scripted.ask(**ANSWERS)
    page = scripted.page
    for folded in page.locator("details:has([hreflang])").all():
        folded.locator("summary").click()
    page.locator("h1").click()
    assert asked_before_leaving(page, way) == []
    assert scripted.path != "/de/receipt"


def test_the_sheet_keeps_the_code(scripted: Resident) -> None:
    scripted.ask(**ANSWERS)
    page = scripted.page
    with page.expect_download() as download:
        page.locator("[data-kept]").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert asked_before_leaving(page, "main a[href$='/status']") == []
