"""Photos from a phone: made small before they are sent, with progress; and without JavaScript."""

from playwright.sync_api import expect

from tests import samples
from tests.browser.conftest import NewContext
from tests.browser.office import ANSWERS, Office
from tests.browser.pages import Resident

PHOTO = {"name": "Brief.jpg", "mimeType": "image/jpeg", "buffer": samples.noise(3000, 2000)}
PAPER = {"name": "Vertrag.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()}


def asked_with_files(office: Office, new_context: NewContext, *, script: bool) -> Resident:
    """Somebody asks with a photo and a PDF, and reads the own page."""
    context = new_context(java_script_enabled=script)
    resident = Resident(context.new_page(), office.served.base, "de")
    resident.go("/de/request/person")
    form = resident.fill(**ANSWERS)
    form.locator("[type=file]").set_input_files([PHOTO, PAPER])
    if script:
        expect(form.locator("progress")).to_be_attached()
    with resident.page.expect_request("**/request/person") as sent:
        form.locator("button:not([type=button])").click()
    resident.page.wait_for_url("**/receipt")
    size = int(sent.value.all_headers().get("content-length", "0"))
    assert (size < len(PHOTO["buffer"])) == script
    return resident


def shown_files(resident: Resident) -> tuple[int, bytes]:
    """How wide the photo is that is shown again, and the bytes of the PDF."""
    resident.go("/de/status")
    page = resident.page
    page.locator("details:has(.files) > summary").first.click()
    page.get_by_text("Brief.jpg").click()
    picture = page.locator(".files img")
    expect(picture).to_be_visible()
    wide = picture.evaluate("e => e.decode().then(() => e.naturalWidth)")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Vertrag.pdf").click()
    return wide, fetched.value.path().read_bytes()


def words_of(resident: Resident, place: str, name: str) -> str:
    """The sentence that an attribute keeps ready."""
    return str(resident.page.locator(place).first.get_attribute(name))


def test_with_javascript_photos_are_sent_small(office: Office, new_context: NewContext) -> None:
    resident = asked_with_files(office, new_context, script=True)
    assert shown_files(resident) == (2400, PAPER["buffer"])


def test_without_javascript_all_arrives_too(office: Office, new_context: NewContext) -> None:
    resident = asked_with_files(office, new_context, script=False)
    assert shown_files(resident) == (2400, PAPER["buffer"])


def test_a_mistake_comes_back_as_a_page_with_the_text(
    office: Office, new_context: NewContext
) -> None:
    context = new_context(java_script_enabled=True)
    resident = Resident(context.new_page(), office.served.base, "de")
    resident.go("/de/request/person")
    form = resident.fill(**ANSWERS)
    broken = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 kaputt"}
    form.locator("[type=file]").set_input_files([broken])
    form.locator("button:not([type=button])").click()
    expect(resident.page.locator(".summary")).to_be_focused()
    question = resident.page.locator('[name="question"]')
    expect(question).to_have_value(str(ANSWERS["question"]))
    form.locator("[type=file]").set_input_files([PAPER])
    form.locator("button:not([type=button])").click()
    resident.page.wait_for_url("**/receipt")
    assert resident.path == "/de/receipt"


def test_a_lost_connection_says_so_and_keeps_all(office: Office, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=True)
    resident = Resident(context.new_page(), office.served.base, "de")
    resident.go("/de/request/person")
    form = resident.fill(**ANSWERS)
    form.locator("[type=file]").set_input_files([PAPER])
    resident.page.route("**/request/person", lambda route: route.abort())
    form.locator("button:not([type=button])").click()
    box = form.locator("[data-upload]")
    expect(box).to_contain_text(words_of(resident, "[data-offline]", "data-offline"))
    resident.page.unroute("**/request/person")
    form.locator("button:not([type=button])").click()
    resident.page.wait_for_url("**/receipt")
    assert resident.path == "/de/receipt"


def test_too_many_are_told_before_they_are_sent(office: Office, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=True)
    resident = Resident(context.new_page(), office.served.base, "de")
    resident.go("/de/request/person")
    form = resident.fill(**ANSWERS)
    form.locator("[type=file]").set_input_files([PAPER] * 6)
    box = form.locator("[data-upload]")
    expect(box.locator("[role=status]")).to_have_text(box.locator(".hint").inner_text())
    assert resident.path == "/de/request/person"
