"""Quick entry: what the staff takes down at the phone or the counter becomes a case, once."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake.database import db
from intake.models.access import relation_to
from intake.models.case import Case
from intake.models.event import Event, Verb
from intake.models.permissions import Relation
from intake.models.receipt import Receipt
from intake.vault import open_code, parse_code
from tests.conftest import Cast
from tests.http.cases.worst import WORST
from tests.http.desk import as_stranger, count, fresh, page, twice
from tests.make import Maker
from tests.page import Page, Value

ADDRESS, RECORD = "/cases/new", "Record the request"
QUESTION = "Perhaps this person has asked before"
PERSON: dict[str, Value] = {
    "kind": "consultation",
    "channel": "counter",
    "topic": "housing",
    "municipality": "zofingen",
    "language": "ti",
    "interpreter": "yes",
    "interpreter_gender": "woman",
    "alias": "Selam",
    "phone": "079 555 01 23",
    "question": "The landlord keeps the deposit.",
}
EXPERT: dict[str, Value] = {
    "kind": "expert_advice",
    "body": "organisation",
    "topic": "leisure",
    "municipality": "aarburg",
    "organisation": "Sportclub Aarburg",
    "alias": "Rita Roth",
    "function": "President",
    "email": "rita.roth@example.org",
    "question": "How do we reach families?",
}
CHALLENGE: dict[str, Value] = {
    "kind": "challenge_report",
    "topic": "school",
    "municipality": "oftringen",
    "organisation": "School office",
    "alias": "Urs Weber",
    "phone": "062 555 01 23",
    "question": "Parents do not come to the evenings.",
    "since": "Since summer",
    "place": "Schoolhouse",
    "for_steering_group": "y",
}


def record(client: FlaskClient, answers: dict[str, Value], **other: Value) -> Page:
    """Record a request; where others look like the same person's, all the same."""
    sent = page(client, ADDRESS).submit(client, RECORD, **{**answers, **other})
    return go_on(client, sent, "alone") if QUESTION in sent.main else sent


def go_on(client: FlaskClient, asked: Page, join: str | None) -> Page:
    """Answer what to do about a case that looks alike."""
    return Page(asked.form("Go on").fill(join=join).send(client))


def only_case() -> Case:
    fresh()
    return db.session.query(Case).one()


def opened(make: Maker, cast: Cast, case: Case) -> dict[str, Any]:
    keys = cast.coordinator.keyring.open(case)
    return {**case.identity.get(keys), **case.profile.get(keys), **case.asked.get(keys)}


def code_on(shown: Page) -> str:
    (words,) = shown.texts("bdi", css="code")
    return parse_code(words)


def test_a_person_gets_a_case_and_a_code_that_opens_it(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    slip = record(lead, PERSON)
    case = only_case()
    assert slip.h1 == "Code for the person" and case.number in slip.main
    assert (case.kind, case.status, case.lead_uuid) == ("consultation", "received", None)
    code = open_code(code_on(slip), make.desk.keys.pepper)
    keys = Receipt.open(code, make.clock(), 90)
    assert keys is not None and keys.case is None
    assert case.identity.get(keys)["alias"] == "Selam"
    stored = opened(make, cast, case)
    expected = {
        "requester": "myself",
        "channel": "counter",
        "topics": ["housing"],
        "main_topic": "housing",
        "language": "ti",
        "interpreter_gender": "woman",
        "phone": "+41 79 555 01 23",
        "question": "The landlord keeps the deposit.",
        "code_only": False,
        "organisation": "",
    }
    assert {name: stored[name] for name in expected} == expected


def test_the_one_who_records_is_in_the_history(lead: FlaskClient, cast: Cast) -> None:
    record(lead, PERSON)
    (event,) = Event.of_case(only_case().uuid)
    assert (event.verb, event.member_uuid) == (Verb.RECEIVED, cast.lead.member.uuid)
    keys = cast.coordinator.keyring.open(only_case())
    assert event.details.get(keys)["channel"] == "counter"


def test_the_slip_speaks_the_language_of_the_person(lead: FlaskClient) -> None:
    for language, words in (("ar", 'dir="rtl"'), ("de", "Ihr Code"), ("am", "Ihr Code")):
        assert words in record(lead, PERSON, language=language).response.text


def test_a_double_click_makes_one_case_and_shows_the_same_code(
    lead: FlaskClient, make: Maker
) -> None:
    form = page(lead, ADDRESS).form(RECORD).fill(**PERSON)
    first, second = (Page(answer) for answer in twice(form, lead))
    assert code_on(first) == code_on(second) and count(Case) == count(Receipt) == 1
    form.fill(question="Another question")
    another = go_on(lead, Page(form.send(lead)), "alone")
    assert code_on(another) != code_on(first) and count(Case) == 2


def test_without_a_code_there_is_none(lead: FlaskClient) -> None:
    form = page(lead, ADDRESS).form(RECORD).fill(**PERSON, no_code="y")
    assert [answer.status_code for answer in twice(form, lead)] == [303, 303]
    assert count(Receipt) == 0 and count(Case) == 1
    assert page(lead, f"/cases/{only_case().number}").flash.startswith("Request recorded.")


def test_a_person_without_phone_and_code_cannot_be_reached(lead: FlaskClient) -> None:
    again = record(lead, PERSON, phone="", no_code="y")
    assert again.status == 422 and count(Case) == 0
    assert again.errors == ["Give a phone number or an e-mail address, or make a code."]
    assert record(lead, PERSON, phone="").h1 == "Code for the person"


def test_it_can_be_taken_on_at_once(lead: FlaskClient, cast: Cast) -> None:
    record(lead, PERSON, take_on="y", urgency="urgent", conflict="no")
    case = only_case()
    assert (case.lead_uuid, case.status) == (cast.lead.member.uuid, "in_progress")
    assert case.urgency == "urgent"


def test_taking_on_asks_for_a_conflict_of_interest(lead: FlaskClient, cast: Cast) -> None:
    again = record(lead, PERSON, take_on="y")
    assert again.status == 422 and again.errors == ["Say whether there is a conflict."]
    assert count(Case) == 0
    done = record(lead, PERSON, take_on="y", conflict="yes", no_code="y")
    assert done.flash == "Noted. From now on you see only the number of this case."
    assert relation_to(only_case(), cast.lead.member.uuid) is Relation.CONFLICT
    assert lead.get(f"/cases/{only_case().number}").status_code == 403


def test_expert_advice_names_organisation_and_contact(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    done = record(lead, EXPERT)
    case = only_case()
    stored = opened(make, cast, case)
    assert (case.kind, stored["requester"]) == ("expert_advice", "organisation")
    assert (stored["organisation"], stored["function"]) == ("Sportclub Aarburg", "President")
    assert stored["interpreter"] == "" and count(Receipt) == 0
    assert "Sportclub Aarburg" in done.main and "President" in done.main


def test_a_challenge_tells_since_when_and_where(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    done = record(lead, CHALLENGE)
    stored = opened(make, cast, only_case())
    assert (stored["requester"], stored["for_steering_group"]) == ("municipality", "yes")
    assert (stored["since"], stored["place"]) == ("Since summer", "Schoolhouse")
    assert "Since summer" in done.main and "Schoolhouse" in done.main and count(Receipt) == 0


@pytest.mark.parametrize("answers", [EXPERT, CHALLENGE])
def test_bodies_say_who_they_are_and_what_it_is_about(
    lead: FlaskClient, answers: dict[str, Value]
) -> None:
    again = record(lead, answers, organisation="", question="", phone="", email="")
    assert again.status == 422 and count(Case) == 0
    assert set(again.errors) == {
        "Write the name of the organisation or unit.",
        "Write what it is about.",
        "Give a phone number or an e-mail address.",
    }


def test_what_does_not_belong_to_the_kind_is_ignored(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    record(lead, EXPERT, interpreter="yes", since="never", not_interpreter="nobody", no_code="y")
    stored = opened(make, cast, only_case())
    assert stored["since"] == stored["not_interpreter"] == stored["interpreter"] == ""
    assert "for_steering_group" not in stored


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("topic", "", "Choose the main topic."),
        ("municipality", "", "Choose the municipality, or “I do not want to say”."),
        ("phone", "12", "This phone number is not complete."),
        ("email", "nobody@", "This e-mail address is not complete."),
    ],
)
def test_errors_keep_what_was_typed(lead: FlaskClient, field: str, value: str, error: str) -> None:
    again = record(lead, PERSON, **{field: value})
    assert again.status == 422 and again.errors == [error] and count(Case) == 0
    kept = again.form(RECORD)
    assert all(kept.value(name) == v for name, v in PERSON.items() if name != field)
    assert kept.value(field) == value


@pytest.mark.parametrize(
    "field", ["kind", "channel", "topic", "municipality", "language", "interpreter", "requester"]
)
def test_forged_codes_are_refused(lead: FlaskClient, field: str) -> None:
    for value in ("unheard_of", "' OR 1=1 --", "<script>"):
        form = page(lead, ADDRESS).form(RECORD).fill(**PERSON)
        form.data[field] = [value]
        again = Page(form.send(lead))
        assert again.status == 422
        assert again.form(RECORD).value("question") == PERSON["question"]
    assert count(Case) == 0


def test_any_words_are_kept_as_they_are(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    for text in WORST.values():
        record(lead, PERSON, question=text, no_code="y")
    fresh()
    stored = {opened(make, cast, case)["question"] for case in db.session.query(Case)}
    assert stored == set(WORST.values())


def test_no_other_site_records_anything(lead: FlaskClient) -> None:
    assert as_stranger(lead, page(lead, ADDRESS).form(RECORD).fill(**PERSON)).status_code == 403
    assert count(Case) == 0


def test_the_auditor_records_nothing(auditor: FlaskClient) -> None:
    assert auditor.get(ADDRESS).status_code == 403
