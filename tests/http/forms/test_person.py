"""The form for a person: what is asked, what is kept, and what is said about slips."""

import pytest
from flask import Flask

from intake.database import db
from intake.models.confirmation import confirm
from intake.models.member import Role
from tests.http.forms.residents import ANSWERS, FORM, Desk, Resident
from tests.page import Page, Value

LONG = "ä" * 4001


def test_it_takes_a_request_and_shows_the_receipt(resident: Resident, desk: Desk) -> None:
    receipt = resident.ask()
    assert receipt.h1 == "Your request has arrived"
    assert desk.case().number in receipt.main


def test_it_stores_the_answers(resident: Resident, desk: Desk) -> None:
    resident.ask(
        alias="Selam",
        interpreter="yes",
        interpreter_gender="woman",
        not_interpreter="Frau T.",
        times="abends",
        discreet="y",
        talk_places=["office"],
        access_needs=["wheelchair"],
    )
    assert desk.identity() == {
        "alias": "Selam",
        "phone": "+41 79 555 01 23",
        "email": "",
        "code_only": False,
        "times": "abends",
        "voicemail": False,
        "discreet": True,
        "asker_known": "",
    }
    profile = desk.profile()
    assert profile["topics"] == ["work", "letters"]
    assert (profile["language"], profile["page_language"]) == ("ti", "en")
    assert (profile["interpreter"], profile["interpreter_gender"]) == ("yes", "woman")
    assert (profile["talk_places"], profile["access_needs"]) == (["office"], ["wheelchair"])
    assert profile["channel"] == "web"
    assert desk.words() == {"question": ANSWERS["question"], "not_interpreter": "Frau T."}


def test_it_works_from_right_to_left(resident: Resident, desk: Desk) -> None:
    resident.lang = "ar"
    receipt = resident.ask(question="هل يمكنني ترك العمل؟")
    assert receipt.root.attrib["dir"] == "rtl"
    assert receipt.path == "/ar/receipt"
    assert desk.words()["question"] == "هل يمكنني ترك العمل؟"


def test_the_language_of_the_page_stands_first(resident: Resident, desk: Desk) -> None:
    resident.lang = "ar"
    page = resident.read(FORM)
    options = [option for option in page.root.iter("option") if option.get("value")]
    assert options[0].get("value") == "ar"
    persian = next(option for option in options if option.get("value") == "fa")
    assert (persian.get("lang"), persian.get("dir")) == ("fa", "rtl")


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"requester": None}, "Choose who is asking."),
        ({"topics": None}, "Choose at least 1 topic."),
        ({"language": ""}, "Choose a language you speak well."),
        ({"interpreter": None}, "Choose whether you need an interpreter."),
        ({"municipality": ""}, "Choose a municipality or “I do not want to say”."),
        ({"phone": ""}, "This phone number is not complete."),
        ({"phone": "079 55"}, "This phone number is not complete."),
        ({"phone": "Anna"}, "This phone number is not complete."),
        ({"reach": ["email"], "email": "anna@"}, "This e-mail address is not complete."),
        (
            {"reach": None, "phone": ""},
            "Give a phone number or an e-mail address. Or choose “Only with the code”.",
        ),
        ({"reach": None}, "Choose how we may reach you."),
        (
            {"reach": ["phone", "code_only"]},
            "Choose phone and e-mail, or “Only with the code”. Not both.",
        ),
        (
            {"question": LONG},
            "This text has 4001 characters. At most 4000 are possible.",
        ),
        ({"alias": "a" * 201}, "This is too long. At most 200 characters are possible."),
    ],
)
def test_it_says_what_is_wrong(
    resident: Resident, desk: Desk, answers: dict[str, Value], message: str
) -> None:
    page = resident.ask(**answers)
    assert page.status == 422
    assert page.errors == [message]
    assert message in page.summary
    assert desk.cases() == []


def test_what_was_typed_stays(resident: Resident) -> None:
    page = resident.ask(topics=None, question=LONG, alias="Selam <b>")
    form = page.form(action=FORM)
    assert form.value("question") == LONG
    assert form.value("alias") == "Selam <b>"
    assert form.value("language") == "ti"
    assert form.value("reach") == "phone"


def test_after_a_slip_the_rest_can_be_sent(resident: Resident, desk: Desk) -> None:
    page = resident.ask(topics=None)
    receipt = resident.send(page.form(action=FORM).fill(topics=["work"]))
    assert receipt.h1 == "Your request has arrived"
    assert not desk.case().suspected_spam


@pytest.mark.parametrize(
    ("name", "codes"),
    [("topics", ["gossip"]), ("municipality", ["bern"]), ("requester", ["king"]),
     ("interpreter", ["maybe"]), ("language", ["klingon"]), ("reach", ["pigeon"])],
)  # fmt: skip
def test_it_refuses_answers_it_never_offered(
    resident: Resident, desk: Desk, name: str, codes: list[str]
) -> None:
    form = resident.form()
    form.data[name] = codes
    page = resident.send(form)
    assert page.status == 422
    assert "Please choose an answer from the list." in page.errors
    assert desk.cases() == []


def test_it_ignores_what_no_longer_applies(resident: Resident, desk: Desk) -> None:
    form = resident.form(interpreter="no", reach=["code_only"], phone="12", email="@")
    form.data["interpreter_gender"] = ["robot"]
    form.fill(not_interpreter="x" * 300, voicemail="y", discreet="y")
    form.data["asker_known"] = ["perhaps"]
    assert resident.send(form).h1 == "Your request has arrived"
    assert desk.profile()["interpreter_gender"] == ""
    assert desk.words()["not_interpreter"] == ""
    identity = desk.identity()
    assert (identity["phone"], identity["email"], identity["asker_known"]) == ("", "", "")
    assert (identity["code_only"], identity["voicemail"], identity["discreet"]) == (
        True,
        False,
        False,
    )


def test_for_another_person_it_keeps_whether_she_knows(resident: Resident, desk: Desk) -> None:
    resident.ask(requester="other_person", asker_known="no")
    assert desk.identity()["asker_known"] == "no"


@pytest.mark.parametrize("door", ["organisation", "municipality"])
def test_others_are_led_to_their_own_door(resident: Resident, desk: Desk, door: str) -> None:
    page = resident.ask(requester=door, topics=None)
    assert page.path == f"/en/request/{door}"
    assert desk.cases() == []


@pytest.mark.parametrize(
    "phone", ["٠٧٩ ٥٥٥ ٠١ ٢٣", "\u202a+41795550123\u202c", "0041 79/555.01.23"]
)
def test_it_reads_phone_numbers_as_people_write_them(
    resident: Resident, desk: Desk, phone: str
) -> None:
    resident.ask(phone=phone)
    assert desk.identity()["phone"] == "+41 79 555 01 23"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>",
        "'; DROP TABLE cases; --",
        "\u202eabc\u202c \u2066x\u2069",
        "👩🏽‍🌾 ሰላም 你好",
        "{{ 7 * 7 }} %(name)s",
    ],
)
def test_any_text_is_text(resident: Resident, desk: Desk, text: str) -> None:
    resident.ask(question=text)
    assert desk.words()["question"] == text
    page = resident.read("/status")
    assert " ".join(text.split()) in page.texts("p", css="words")
    assert "<script>alert" not in page.response.text


def test_lines_stay_lines(resident: Resident, desk: Desk) -> None:
    resident.ask(question="eins\r\nzwei\r\n")
    assert desk.words()["question"] == "eins\nzwei"


def test_a_closed_office_says_whom_to_call(
    resident: Resident, desk: Desk, closed_office: None
) -> None:
    page = resident.read(FORM)
    assert page.status == 200
    assert "The form is not open yet. Call us: +41 62 745 73 17" in page.main
    assert not [form for form in page.forms if form.method == "POST"]
    answer = resident.client.post(f"/en{FORM}", data={"question": "x"})
    assert Page(answer).status == 503
    assert desk.cases() == []


def test_each_visitor_gets_a_token_of_her_own(app: Flask, resident: Resident) -> None:
    resident.client = app.test_client()
    first = resident.read(FORM).form(action=FORM).value("form_token")
    again = resident.read(FORM).form(action=FORM).value("form_token")
    resident.client = app.test_client()
    other = resident.read(FORM).form(action=FORM).value("form_token")
    assert len({first, again, other}) == 3


def test_what_the_office_confirms_shows_at_once(resident: Resident, desk: Desk) -> None:
    assert "The interpreter costs nothing." not in resident.read(FORM).main
    member = desk.make.member(Role.COORDINATOR, "Cora Coordinator").member
    confirm("promises.interpreter_free", desk.make.office, member.uuid, resident.clock())
    db.session.commit()
    assert "The interpreter costs nothing." in resident.read(FORM).main


def test_other_methods_do_not_work(resident: Resident) -> None:
    answer = resident.client.put(f"/en{FORM}")
    assert Page(answer).status == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
