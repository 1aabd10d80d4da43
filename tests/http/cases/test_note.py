import pytest
from flask.testing import FlaskClient

from intake.models.event import Verb
from intake.models.note import Note
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.cases.worst import TIGRINYA, WORST
from tests.http.desk import fresh, page, verbs_of
from tests.make import MadeCase, Maker
from tests.page import Page


def notes(made: MadeCase) -> list[str]:
    fresh()
    return [note.body.get(made.keys) for note in Note.of_case(made.keys.case_uuid)]


def writing(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/note")


def test_it_is_saved_and_shown_apart_from_messages(lead: FlaskClient, taken: MadeCase) -> None:
    saved = writing(lead, taken).submit(lead, "Save", body="Was here with her sister")
    assert saved.flash == "Internal note saved." and notes(taken) == ["Was here with her sister"]
    shown = saved.texts("li", css="note")
    assert len(shown) == 1 and "Internal: Lena Lead" in shown[0] and "sister" in shown[0]
    assert saved.texts("li", css="message-out") == []


def test_it_cannot_be_mistaken_for_a_message(lead: FlaskClient, taken: MadeCase) -> None:
    shown = writing(lead, taken)
    assert "Only the team reads this note." in shown.main and "Selam" not in shown.main
    form = shown.form("Save the internal note").element
    assert form.get("class") == "write note"


def test_any_colleague_may_add_one_also_after_closing(
    coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    close_now(make, taken, cast.lead)
    writing(coordinator, taken).submit(coordinator, "Save", body="A letter came")
    assert notes(taken) == ["A letter came"] and verbs_of(taken)[Verb.NOTE] == 1


@pytest.mark.parametrize("blank", ["", " \r\n "])
def test_it_must_say_something(lead: FlaskClient, taken: MadeCase, blank: str) -> None:
    again = writing(lead, taken).submit(lead, "Save", body=blank)
    assert (again.status, again.errors, notes(taken)) == (422, ["Write a note."], [])


def test_one_too_long_is_kept_in_the_field(lead: FlaskClient, taken: MadeCase) -> None:
    text = (TIGRINYA * 2)[:4050].replace(" ", "-")
    again = writing(lead, taken).submit(lead, "Save", body=text)
    assert again.status == 422 and again.form("Save").value("body") == text
    assert notes(taken) == []


@pytest.mark.parametrize("worst", WORST, ids=str)
def test_any_text_is_kept_as_it_is(lead: FlaskClient, taken: MadeCase, worst: str) -> None:
    saved = writing(lead, taken).submit(lead, "Save", body=WORST[worst])
    assert notes(taken) == [WORST[worst]]
    assert " ".join(WORST[worst].split()) in saved.main


def test_the_text_stands_nowhere_in_clear(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    writing(lead, taken).submit(lead, "Save", body="Kanarienvogel")
    fresh()
    for file in make.desk.config.instance.rglob("*"):
        assert not file.is_file() or b"Kanarienvogel" not in file.read_bytes(), file
