"""Nothing twice, nothing lost, nothing planted (DESIGN section 6)."""

import pytest
from flask import Flask

from tests.http.forms.residents import FORM, Desk, Resident, code_on
from tests.page import Page

NOT_TEXT = [b"question=%00", b"question=a%00b", b"question=%ED%A0%80", b"question=\xff", b"q%00=1"]


def test_sent_twice_it_is_one_request_with_one_receipt(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    first, second = resident.send(form), resident.send(form)
    assert code_on(first) == code_on(second)
    assert desk.case().number == "2026-0001"


def test_repeated_after_a_lost_answer_it_shows_the_same_receipt(
    resident: Resident, desk: Desk
) -> None:
    form = resident.form()
    assert form.send(resident.client, follow=False).status_code == 303
    resident.client.delete_cookie("resident")
    resident.clock.forward(hours=2)
    code = code_on(resident.send(form))
    desk.case()
    resident.client.delete_cookie("resident")
    assert resident.enter(code).h1 == "Your request"


def test_the_next_request_gets_the_next_number(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    resident.send(form)
    resident.send(form)
    resident.ask()
    assert [case.number for case in desk.cases()] == ["2026-0001", "2026-0002"]
    assert [case.same_form for case in desk.cases()] == [False, False]


def test_changed_and_sent_again_it_is_a_request_of_its_own(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    first = resident.send(form)
    second = resident.send(form.fill(question="Noch etwas: wie lange vorher?"))
    assert code_on(first) != code_on(second)
    assert [case.same_form for case in desk.cases()] == [False, True]


def test_with_an_old_page_the_text_stays(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    resident.clock.forward(hours=25)
    page = resident.send(form)
    assert page.status == 400
    assert "This page was open for a long time. Your text is still here." in page.summary
    again = page.form(action=FORM)
    assert again.value("question") == form.value("question")
    assert resident.send(again).h1 == "Your request has arrived"
    assert desk.case()


def test_a_planted_form_is_not_taken(app: Flask, resident: Resident, desk: Desk) -> None:
    other = app.test_client()
    Page(other.get(f"/en{FORM}"))
    page = Page(resident.form().send(other))
    assert page.status == 400
    assert desk.cases() == []


def test_a_form_without_cookie_is_not_taken(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    resident.client.delete_cookie("browser")
    page = resident.send(form)
    assert page.status == 400
    assert resident.send(page.form(action=FORM)).h1 == "Your request has arrived"
    assert desk.case()


@pytest.mark.parametrize("token", ["", "x", "A" * 75])
def test_a_forged_token_is_not_taken(resident: Resident, desk: Desk, token: str) -> None:
    assert resident.send(resident.form().fill(form_token=token)).status == 400
    assert desk.cases() == []


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_from_another_site_it_answers_with_an_empty_form(
    resident: Resident, desk: Desk, headers: dict[str, str]
) -> None:
    page = Page(resident.post(resident.form(), **headers))
    assert page.status == 403
    assert "Another page sent this form." in page.summary
    assert page.form(action=FORM).value("question") == ""
    assert page.form(action=FORM).value("topics") == ""
    assert desk.cases() == []


def test_without_any_origin_an_old_browser_is_served(resident: Resident, desk: Desk) -> None:
    assert resident.post(resident.form()).status_code == 303
    assert desk.case()


@pytest.mark.parametrize("body", NOT_TEXT)
def test_what_is_no_text_is_refused(resident: Resident, desk: Desk, body: bytes) -> None:
    answer = resident.client.post(
        f"/en{FORM}", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert Page(answer).status == 400
    assert desk.cases() == []


def test_too_large_a_body_gets_the_phone_number(resident: Resident, desk: Desk) -> None:
    page = resident.send(resident.form(question="x" * 2_100_000))
    assert page.status == 413
    assert "+41 62 745 73 17" in page.main
    assert desk.cases() == []


@pytest.mark.parametrize(("seconds", "suspected"), [(1, True), (10, False)])
def test_haste_is_marked_but_stored(
    resident: Resident, desk: Desk, seconds: int, suspected: bool
) -> None:
    form = resident.form()
    page = resident.read(FORM)
    resident.clock.forward(seconds=seconds)
    form.data["form_token"] = page.form(action=FORM).data["form_token"]
    assert resident.send(form).h1 == "Your request has arrived"
    assert desk.case().suspected_spam is suspected


def test_a_filled_trap_is_marked_but_stored(resident: Resident, desk: Desk) -> None:
    assert resident.ask(website="https://example.org").h1 == "Your request has arrived"
    assert desk.case().suspected_spam


def test_too_many_requests_from_one_place_keep_the_text(resident: Resident, desk: Desk) -> None:
    form = resident.form()
    statuses = [form.send(resident.client, follow=False).status_code for _ in range(30)]
    assert statuses == [303] * 30
    page = resident.send(form.fill(question="Die 31. Frage"))
    assert page.status == 429
    assert "+41 62 745 73 17" in page.summary
    assert page.form(action=FORM).value("question") == "Die 31. Frage"
    resident.clock.forward(minutes=61)
    assert resident.send(page.form(action=FORM)).h1 == "Your request has arrived"
