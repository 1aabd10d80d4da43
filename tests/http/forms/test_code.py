"""Opening a request with its code."""

import pytest

from intake.database import db
from intake.models.message import Words, send
from intake.models.note import write_note
from intake.models.receipt import Receipt
from intake.vault import NotUnderThisKey, new_code, open_code
from tests.conftest import Cast
from tests.http.forms.residents import STATUS, Desk, Resident, code_on
from tests.page import Page

NO_REQUEST = "There is no request for this code. Perhaps it was deleted. Call us."
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_it_asks_for_the_code(resident: Resident) -> None:
    page = resident.read(STATUS)
    assert page.h1 == "Open a request"
    assert page.form(action=STATUS).value("code") == ""


def test_it_opens_the_request(resident: Resident, desk: Desk) -> None:
    made = desk.make.case(question="Wo lerne ich Deutsch?")
    page = resident.enter(made.code)
    assert page.h1 == "Your request"
    assert "Wo lerne ich Deutsch?" in page.main
    assert resident.read(STATUS).h1 == "Your request"


@pytest.mark.parametrize("how", ["{}", " {} ", "\u200f{}\u200f"])
def test_it_reads_any_digits(resident: Resident, desk: Desk, how: str) -> None:
    code = desk.make.case().code
    spaced = " – ".join(code[at : at + 4] for at in range(0, 20, 4)).translate(ARABIC_INDIC)
    resident.lang = "ar"
    assert resident.enter(how.format(spaced)).path == "/ar/status"
    assert "How do I find a German course?" in resident.read(STATUS).main


def test_a_slip_of_the_finger_is_told(resident: Resident, desk: Desk) -> None:
    code = desk.make.case().code
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    page = resident.enter(slip)
    assert page.status == 422
    assert page.errors == ["One digit is wrong. Please check the code."]
    assert page.form(action=STATUS).value("code") == slip


def test_wrong_and_expired_get_the_same_answer(resident: Resident, desk: Desk) -> None:
    wrong = resident.enter(new_code())
    assert (wrong.status, wrong.errors) == (422, [NO_REQUEST])
    made = desk.make.case()
    resident.enter(made.code)
    page = resident.read("/status/withdraw")
    resident.send(page.form(action="/withdraw"))
    resident.clock.forward(days=89)
    assert resident.enter_again(made.code).h1 == "Your request"
    resident.clock.forward(days=2)
    expired = resident.enter_again(made.code)
    assert (expired.status, expired.errors) == (422, [NO_REQUEST])


def test_the_21st_wrong_code_in_an_hour_has_to_wait(resident: Resident, desk: Desk) -> None:
    made = desk.make.case()
    form = resident.read(STATUS).form(action=STATUS)
    for _ in range(20):
        assert form.fill(code=new_code()).send(resident.client).status_code == 422
    page = resident.send(form.fill(code=made.code))
    assert page.status == 429
    assert page.h1 == "Open a request"
    assert "+41 62 745 73 17" in page.summary
    resident.clock.forward(minutes=61)
    assert resident.enter(made.code).h1 == "Your request"


def test_right_codes_are_no_tries(resident: Resident, desk: Desk) -> None:
    made = desk.make.case()
    pages = [resident.enter_again(made.code) for _ in range(25)]
    assert {page.h1 for page in pages} == {"Your request"}


def test_a_right_code_gives_no_new_tries(resident: Resident, desk: Desk) -> None:
    made = desk.make.case()
    form = resident.read(STATUS).form(action=STATUS)
    for _ in range(20):
        form.fill(code=new_code()).send(resident.client)
    assert form.fill(code=made.code).send(resident.client).status_code == 429


def test_the_code_opens_the_talk_but_no_notes_and_no_profile(
    resident: Resident, desk: Desk, cast: Cast
) -> None:
    made = desk.make.taken_case(cast.lead, municipality="wiliberg")
    actor, office, now = cast.lead.actor, desk.make.office, resident.clock()
    send(made.case, made.keys, Words(text="Kommen Sie vorbei.", lang="de"), actor, office, now)
    write_note(made.case, made.keys, "Sie hat Angst.", actor, now)
    db.session.commit()
    page = resident.enter(made.code)
    assert "Kommen Sie vorbei." in page.main
    assert "Sie hat Angst." not in page.response.text
    assert "Wiliberg" not in page.main
    talk = Receipt.open(open_code(made.code, desk.make.desk.keys.pepper), now, code_days=90)
    assert talk is not None
    with pytest.raises(NotUnderThisKey):
        made.case.profile.get(talk)


def test_a_code_from_another_site_is_not_taken(resident: Resident, desk: Desk) -> None:
    form = resident.read(STATUS).form(action=STATUS).fill(code=desk.make.case().code)
    assert Page(resident.post(form, Origin="https://evil.example")).status == 403
    assert resident.read(STATUS).h1 == "Open a request"


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.delete(f"/en{STATUS}")).status == 405


def test_the_session_cookie_is_fresh_each_time(resident: Resident, desk: Desk) -> None:
    form = resident.read(STATUS).form(action=STATUS)
    code = code_on(resident.ask())
    first = resident.client.get_cookie("resident")
    resident.send(form.fill(code=code))
    second = resident.client.get_cookie("resident")
    assert first is not None
    assert second is not None
    assert first.value != second.value
    resident.client.set_cookie("resident", first.value)
    assert resident.read(STATUS).h1 == "Open a request"
