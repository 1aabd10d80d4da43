"""Taking a request back."""

from intake.models.case import Status
from tests.http.forms.residents import STATUS, Desk, Resident
from tests.page import Page

WITHDRAW = "/status/withdraw"


def test_it_asks_once(resident: Resident, desk: Desk) -> None:
    resident.ask()
    page = resident.read(STATUS).follow(resident.client, "Withdraw the request")
    assert page.h1 == "Withdraw the request?"
    assert desk.case().status == Status.RECEIVED


def test_it_withdraws(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(WITHDRAW).form(action=WITHDRAW)
    page = resident.send(form)
    assert page.flash == "You have withdrawn your request."
    assert "We have closed your request. You can still write." in page.main
    assert (desk.case().status, desk.case().unread) == (Status.CLOSED, True)
    assert resident.client.get(f"/en{WITHDRAW}").location == "/en/status"


def test_twice_is_once(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(WITHDRAW).form(action=WITHDRAW)
    resident.send(form)
    closed_at = desk.case().closed_at
    resident.clock.forward(minutes=1)
    assert resident.send(form).h1 == "Your request"
    assert desk.case().closed_at == closed_at


def test_afterwards_one_can_still_write(resident: Resident, desk: Desk) -> None:
    resident.lang = "ar"
    resident.ask()
    resident.send(resident.read(WITHDRAW).form(action=WITHDRAW))
    resident.write("Doch noch etwas")
    assert desk.messages() == ["Doch noch etwas"]
    assert desk.case().status == Status.CLOSED


def test_without_a_session_it_leads_to_the_code_page(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(WITHDRAW).form(action=WITHDRAW)
    resident.clock.forward(minutes=11)
    assert resident.send(form).h1 == "Open a request"
    assert desk.case().is_open


def test_it_never_hits_another_request(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(WITHDRAW).form(action=WITHDRAW)
    resident.ask(question="Eine andere")
    assert resident.send(form).h1 == "Your request"
    assert [case.is_open for case in desk.cases()] == [True, True]


def test_an_old_page_is_not_taken(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(WITHDRAW).form(action=WITHDRAW).fill(form_token="x")
    assert resident.send(form).status == 400
    assert desk.case().is_open


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.put(f"/en{WITHDRAW}")).status == 405
