"""What JavaScript adds, and that none of it is missed without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, expect

from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, Office
from tests.browser.pages import Resident, press

EXTRAS = "[data-copy], [data-print]"


@pytest.fixture
def resident(office: Office, new_context: NewContext) -> Iterator[Resident]:
    """Somebody whose browser runs scripts; none of them may stumble, and the policy holds."""
    context = new_context(java_script_enabled=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    context.on("console", lambda said: complaints.extend(complaint(said)))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield Resident(context.new_page(), office.served.base, "de")
    assert complaints == []


def complaint(said: ConsoleMessage) -> list[str]:
    """What the console complains of; that a form was not right is an answer, no complaint."""
    is_answer = said.text.startswith("Failed to load resource") and "422" in said.text
    return [] if is_answer else [f"{said.type}: {said.text}"]


def test_the_code_is_copied_with_its_spaces(resident: Resident) -> None:
    code, _ = resident.ask(**ANSWERS)
    button = resident.page.locator("[data-copy]")
    label = button.inner_text()
    button.click()
    expect(button).to_have_text(str(button.get_attribute("data-copied")))
    assert resident.page.evaluate("navigator.clipboard.readText()") == code
    expect(button).to_have_text(label)


def test_the_receipt_is_printed_from_the_page(resident: Resident) -> None:
    resident.ask(**ANSWERS)
    resident.page.evaluate("window.print = () => { document.body.id = 'printed'; }")
    resident.page.locator("[data-print]").click()
    assert resident.page.locator("body").get_attribute("id") == "printed"


def test_without_javascript_no_button_is_shown_that_does_nothing(
    office: Office, new_context: NewContext
) -> None:
    resident = Resident(new_context().new_page(), office.served.base, "de")
    resident.ask(**ANSWERS)
    extras = resident.page.locator(EXTRAS)
    assert extras.count() == 2
    assert not any(extra.is_visible() for extra in extras.all())


def test_the_quick_exit_takes_the_page_out_of_the_history(resident: Resident) -> None:
    resident.go("/de/")
    resident.follow("/request/person")
    resident.page.locator("[data-leave]").click()
    resident.page.wait_for_url("**/left")
    resident.page.go_back()
    assert resident.path == "/de/"


def test_a_pressed_button_says_that_it_is_at_work(resident: Resident) -> None:
    resident.go("/de/request/person")
    button = resident.fill(**ANSWERS).locator("button:not([type=button])")
    label = button.inner_text()
    resident.page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    button.click()
    said = f"{label} {button.get_attribute('data-sending')}"
    assert " ".join(button.inner_text().split()) == said


def test_questions_that_do_not_apply_fold_away_and_errors_get_the_focus(
    resident: Resident,
) -> None:
    resident.go("/de/request/person")
    phone = resident.page.locator('[name="phone"]')
    expect(phone).to_be_hidden()
    press(resident.fill(reach="phone", phone="079 55"))
    summary = resident.page.locator(".summary")
    expect(summary).to_be_focused()
    expect(phone).to_be_visible()
    expect(phone).to_have_value("079 55")
    summary.locator('a[href="#phone"]').click()
    assert phone.evaluate("e => e === document.activeElement")
