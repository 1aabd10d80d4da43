"""Deleting what nobody has answered yet."""

from uuid import uuid4

from intake.database import begin_writing, db
from intake.models.event import Event
from intake.models.message import Message, Words, send
from tests.conftest import Cast
from tests.http.forms.residents import STATUS, Desk, Resident
from tests.page import Page

DELETE = "Delete this text"


def answer(desk: Desk, cast: Cast) -> None:
    case = desk.case()
    begin_writing()
    words = Words(text="Guten Tag", lang="de")
    at = desk.make.clock.forward(minutes=1)
    send(case, desk.ring.open(case), words, cast.lead.actor, desk.make.office, at)
    db.session.commit()


def test_it_asks_once_and_shows_the_text(resident: Resident, desk: Desk) -> None:
    resident.ask(question="")
    resident.write("Ein Fehler")
    page = resident.read(STATUS).follow(resident.client, DELETE)
    assert page.h1 == "Delete this text?"
    assert page.texts("p", css="words") == ["Ein Fehler"]
    assert "Perhaps somebody has read it already." in page.main
    assert desk.messages() == ["Ein Fehler"]


def test_it_deletes_a_message(resident: Resident, desk: Desk) -> None:
    resident.ask(question="")
    resident.write("Ein Fehler")
    form = resident.read(STATUS).follow(resident.client, DELETE).form("Yes, delete")
    page = resident.send(form)
    assert page.flash == "The text is deleted."
    assert "Ein Fehler" not in page.text
    assert desk.messages() == []
    assert [e.verb for e in Event.of_case(desk.case().uuid)].count("words_taken_back") == 1
    assert resident.send(form).flash == "The text is deleted."
    assert len(Event.of_case(desk.case().uuid)) == 3


def test_it_deletes_the_text_of_the_request(resident: Resident, desk: Desk) -> None:
    resident.ask(interpreter="yes", not_interpreter="Frau X")
    page = resident.read(STATUS)
    assert "You can delete a text until we answer." in page.main
    page = resident.send(page.follow(resident.client, DELETE).form("Yes, delete"))
    assert "You have deleted this text." in page.main
    words = desk.words()
    assert (words["question"], words["not_interpreter"]) == ("", "Frau X")
    assert words["taken_back"]


def test_after_an_answer_it_is_too_late(resident: Resident, desk: Desk, cast: Cast) -> None:
    resident.ask()
    form = resident.read(STATUS).follow(resident.client, DELETE).form("Yes, delete")
    answer(desk, cast)
    said = "We have answered already. This text can no longer be deleted."
    assert said in resident.send(form).main
    assert said in Page(resident.client.get(form.address, follow_redirects=True)).main
    assert desk.words()["question"] == "Kann ich die Stelle kündigen?"
    assert DELETE not in resident.read(STATUS).text
    resident.clock.forward(minutes=1)
    resident.write("Noch etwas")
    assert resident.read(STATUS).text.count(DELETE) == 1


def test_what_the_office_wrote_cannot_be_deleted(
    resident: Resident, desk: Desk, cast: Cast
) -> None:
    resident.ask()
    answer(desk, cast)
    (message,) = Message.of_case(desk.case().uuid)
    resident.client.get(f"/en/status/delete/{message.uuid}")
    assert desk.messages() == ["Guten Tag"]


def test_what_somebody_else_wrote_is_not_found(resident: Resident, desk: Desk) -> None:
    resident.ask()
    other = desk.make.case()
    for uuid in (other.case.uuid, uuid4()):
        assert Page(resident.client.get(f"/en/status/delete/{uuid}")).status == 404
    form = resident.read(STATUS).follow(resident.client, DELETE).form("Yes, delete")
    form.address = f"/en/status/delete/{other.case.uuid}"
    resident.send(form)
    db.session.refresh(other.case)
    assert not other.case.asked.get(other.keys).get("taken_back")


def test_without_a_session_it_asks_for_the_code(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).follow(resident.client, DELETE).form("Yes, delete")
    resident.clock.forward(minutes=11)
    assert resident.send(form).h1 == "Open a request"
    assert Page(resident.client.get(form.address, follow_redirects=True)).h1 == "Open a request"
    assert desk.words()["question"]


def test_an_old_page_is_not_taken(resident: Resident, desk: Desk) -> None:
    resident.ask()
    form = resident.read(STATUS).follow(resident.client, DELETE).form("Yes, delete")
    assert resident.send(form.fill(form_token="x")).status == 400
    assert desk.words()["question"]


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.put(f"/en/status/delete/{uuid4()}")).status == 405
