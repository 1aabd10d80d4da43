"""The page of an opened request: where it stands, what was said, and writing."""

from datetime import date

import pytest

from intake.database import begin_writing, db
from intake.models.assignment import Triage, assign
from intake.models.case import Status
from intake.models.confirmation import confirm
from intake.models.event import Event
from intake.models.message import Words, send
from intake.models.session import ResidentSession
from intake.models.waiting import WaitingFacts, wait
from tests.conftest import Cast
from tests.http.forms.residents import STATUS, Desk, Resident, code_on
from tests.make import MadeCase
from tests.page import Page


@pytest.fixture
def taken(resident: Resident, desk: Desk, cast: Cast) -> MadeCase:
    """A case that the lead has taken on, opened by the resident."""
    made = desk.make.taken_case(cast.lead)
    resident.enter(made.code)
    return made


def answer(desk: Desk, cast: Cast, made: MadeCase, text: str, until: date | None = None) -> None:
    words = Words(text=text, lang="de")
    actor, office, now = cast.lead.actor, desk.make.office, desk.make.clock()
    begin_writing()
    send(made.case, made.keys, words, actor, office, now, wait_until=until)
    db.session.commit()


def test_it_tells_where_a_new_request_stands(resident: Resident) -> None:
    resident.ask()
    page = resident.read(STATUS)
    assert "We are reading your request. Now it is our turn." in page.main
    assert "No answer yet." in page.main


def test_it_says_by_when_only_if_the_office_does(
    resident: Resident, desk: Desk, cast: Cast
) -> None:
    resident.ask()
    confirm("promises.first_response", desk.make.office, cast.lead.member.uuid, resident.clock())
    db.session.commit()
    page = resident.read(STATUS)
    assert "Now it is our turn, by Thursday 26 November." in page.main
    assert "No answer yet. We answer by Thursday 26 November." in page.main


def test_it_tells_that_somebody_has_it(resident: Resident, desk: Desk, cast: Cast) -> None:
    made = desk.make.case()
    triage = Triage("german", "normal")
    begin_writing()
    coordinator, office, now = cast.coordinator.actor, desk.make.office, resident.clock()
    assign(made.case, made.keys, triage, cast.lead.member, coordinator, office, now)
    db.session.commit()
    resident.enter(made.code)
    assert "A member of our team has your request." in resident.read(STATUS).main


def test_it_shows_answers_in_their_own_language_newest_first(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    answer(desk, cast, taken, "Guten Tag")
    resident.clock.forward(minutes=1)
    answer(desk, cast, taken, "Noch etwas")
    page = resident.read(STATUS)
    assert page.texts("p", css="words")[:2] == ["Noch etwas", "Guten Tag"]
    said = [e for e in page.root.iter("p") if e.get("class") == "words"]
    assert (said[0].get("lang"), said[0].get("dir")) == ("de", "auto")
    assert "We are working on your question." in page.main
    assert "Lena Lead" not in page.text


def test_it_says_when_it_is_the_residents_turn(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    answer(desk, cast, taken, "Wann haben Sie Zeit?", date(2026, 12, 1))
    page = resident.read(STATUS)
    assert "We are waiting for your answer." in page.main
    assert "Please write to us by Tuesday 1 December." in page.main


def test_it_says_when_another_office_is_waited_for(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    answer(desk, cast, taken, "Ich frage nach.")
    begin_writing()
    facts = WaitingFacts(reason="third_party", line="")
    office = desk.make.office
    wait(
        taken.case, taken.keys, facts, date(2026, 12, 1), cast.lead.actor, office, resident.clock()
    )
    db.session.commit()
    page = resident.read(STATUS)
    assert "We are waiting for another office." in page.main
    assert "We look at it again on Tuesday 1 December." in page.main


def test_a_message_arrives(resident: Resident, desk: Desk) -> None:
    resident.ask()
    page = resident.write("Danke! <b>Bis bald</b>")
    assert page.flash == "Message sent, 10:31."
    assert page.texts("p", css="words")[0] == "Danke! <b>Bis bald</b>"
    assert desk.messages() == ["Danke! <b>Bis bald</b>"]
    assert desk.case().unread


def test_a_message_in_arabic_arrives(resident: Resident, desk: Desk) -> None:
    resident.lang = "ar"
    resident.ask()
    page = resident.write("شكراً لكم")
    assert page.lang == "ar"
    assert desk.messages() == ["شكراً لكم"]


def test_an_answer_brings_a_waiting_case_back(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    answer(desk, cast, taken, "Wann?", date(2026, 12, 1))
    resident.write("Morgen")
    assert desk.case().status == Status.IN_PROGRESS
    assert "We are working on your question." in resident.read(STATUS).main


def test_sent_twice_it_is_one_message(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).form(action="/message").fill(text="Einmal")
    resident.send(form)
    resident.send(form)
    assert desk.messages() == ["Einmal"]
    assert len(Event.of_case(desk.case().uuid)) == 2
    resident.send(form.fill(text="Anders"))
    assert sorted(desk.messages()) == ["Anders", "Einmal"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (" \r\n", "Write a message."),
        ("ä" * 4001, "This text has 4001 characters. At most 4000 are possible."),
    ],
)
def test_it_says_what_is_wrong_with_a_message(
    resident: Resident, desk: Desk, text: str, error: str
) -> None:
    resident.ask()
    page = resident.write(text)
    assert page.status == 422
    assert page.errors == [error]
    assert page.form(action="/message").value("text") == text.strip()
    assert desk.messages() == []


def test_from_an_old_page_the_text_stays(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).form(action="/message").fill(text="Hallo", form_token="x")
    page = resident.send(form)
    assert page.status == 400
    assert page.form(action="/message").value("text") == "Hallo"
    assert desk.messages() == []


def test_after_the_session_the_text_comes_back_with_the_code(
    resident: Resident, desk: Desk
) -> None:
    code = code_on(resident.ask())
    form = resident.read(STATUS).form(action="/message").fill(text="Eine lange\r\nAntwort")
    resident.clock.forward(minutes=11)
    page = resident.send(form)
    assert page.status == 403
    assert page.h1 == "Open a request"
    assert "Your text is still here" in page.main
    slip = resident.send(page.form(action=STATUS).fill(code="1"))
    opened = resident.send(slip.form(action=STATUS).fill(code=code))
    assert "It has not been sent yet." in opened.main
    assert opened.form(action="/message").value("text") == "Eine lange\nAntwort"
    assert desk.messages() == []
    assert resident.write("Eine lange\r\nAntwort", opened).flash.startswith("Message sent")
    assert desk.messages() == ["Eine lange\nAntwort"]


def test_a_message_never_reaches_another_request(resident: Resident, desk: Desk) -> None:
    first = code_on(resident.ask())
    form = resident.read(STATUS).form(action="/message").fill(text="Nur für die erste")
    resident.ask(question="Eine andere Frage")
    page = resident.send(form)
    assert (page.status, page.h1) == (403, "Open a request")
    opened = resident.send(page.form(action=STATUS).fill(code=first))
    assert opened.form(action="/message").value("text") == "Nur für die erste"


def test_too_many_messages_keep_the_text(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).form(action="/message")
    for number in range(30):
        form.fill(text=f"Nachricht {number}").send(resident.client, follow=False)
    page = resident.send(form.fill(text="Nachricht 31"))
    assert page.status == 429
    assert page.form(action="/message").value("text") == "Nachricht 31"
    assert len(desk.messages()) == 30


def test_from_another_site_nothing_is_written(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).form(action="/message").fill(text="Fremd")
    assert Page(resident.post(form, Origin="https://evil.example")).status == 403
    assert desk.messages() == []


def test_the_session_ends_after_an_hour_at_most(resident: Resident, desk: Desk) -> None:
    resident.ask()
    for _ in range(6):
        resident.clock.forward(minutes=9)
        assert resident.read(STATUS).h1 == "Your request"
    resident.clock.forward(minutes=9)
    assert resident.read(STATUS).h1 == "Open a request"
    db.session.rollback()
    assert db.session.query(ResidentSession).count() == 1


@pytest.mark.parametrize("cookie", ["x", "A" * 43, "ä", ""])
def test_a_broken_cookie_opens_nothing(resident: Resident, desk: Desk, cookie: str) -> None:
    resident.ask()
    resident.client.set_cookie("resident", cookie)
    assert resident.read(STATUS).h1 == "Open a request"


def test_going_back_to_where_a_message_was_sent_leads_to_the_request(resident: Resident) -> None:
    resident.ask()
    answer = resident.client.get("/en/status/message")
    assert (answer.status_code, answer.location) == (303, "/en/status")
    assert Page(resident.client.put("/en/status/message")).status == 405
