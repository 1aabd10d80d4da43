"""The receipt: shown for ten minutes to the browser that sent the request."""

from intake.database import db
from intake.models.confirmation import confirm
from intake.models.member import Role
from tests.house_rules import elements
from tests.http.forms.residents import Desk, Resident, code_on
from tests.page import Page


def test_it_can_be_loaded_again(resident: Resident) -> None:
    receipt = resident.ask()
    resident.clock.forward(minutes=9)
    assert code_on(resident.read("/receipt")) == code_on(receipt)


def test_after_ten_minutes_it_leads_to_the_code_page(resident: Resident) -> None:
    code = code_on(resident.ask())
    resident.clock.forward(minutes=11)
    page = resident.read("/receipt")
    assert page.status == 410
    assert code not in page.text
    assert page.follow(resident.client, "Open a request").h1 == "Open a request"


def test_reading_does_not_prolong_it(resident: Resident) -> None:
    resident.ask()
    resident.clock.forward(minutes=6)
    assert resident.read("/status").h1 == "Your request"
    resident.clock.forward(minutes=6)
    assert resident.read("/receipt").status == 410
    assert resident.read("/status").h1 == "Your request"


def test_another_browser_sees_nothing(resident: Resident) -> None:
    resident.ask()
    resident.client.delete_cookie("resident")
    assert resident.read("/receipt").status == 410


def test_opened_with_the_code_there_is_no_receipt(resident: Resident) -> None:
    code = code_on(resident.ask())
    resident.enter_again(code)
    assert resident.read("/receipt").status == 410


def test_it_promises_a_day_only_when_the_office_does(resident: Resident, desk: Desk) -> None:
    assert "We answer you." in resident.ask().main
    member = desk.make.member(Role.COORDINATOR, "Cora Coordinator").member
    confirm("promises.first_response", desk.make.office, member.uuid, resident.clock())
    db.session.commit()
    assert "We answer by Thursday 26 November." in resident.read("/receipt").main
    resident.lang = "de"
    assert "Donnerstag, 26. November" in resident.read("/receipt").main
    resident.lang = "ar"
    assert "الخميس، 26 نوفمبر" in resident.read("/receipt").main


def test_elsewhere_another_office_is_responsible(resident: Resident) -> None:
    words = "Another office is responsible for your municipality."
    assert words not in resident.ask().main
    page = resident.ask(municipality="elsewhere")
    assert words in page.main
    assert page.follow(resident.client, "Who else can help").h1 == "Who else can help"


def test_the_digits_stand_from_left_to_right(resident: Resident) -> None:
    resident.lang = "ar"
    receipt = resident.ask()
    code = next(e for e in elements(receipt.root, "bdi") if e.get("id") == "code")
    assert code.get("dir") == "ltr"
    assert len(list(elements(code, "span"))) == 5
    assert code_on(receipt).replace(" ", "").isascii()


def test_no_word_of_it_is_in_the_title_or_the_cookies(resident: Resident) -> None:
    receipt = resident.ask(alias="Selam")
    digits = code_on(receipt).replace(" ", "")
    cookies = resident.client._cookies.values()  # type: ignore[attr-defined]
    assert "Selam" not in receipt.title
    assert not [cookie for cookie in cookies if digits in cookie.value]


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.post("/en/receipt")).status == 405
