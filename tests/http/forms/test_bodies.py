"""The doors for organisations, applications for a contribution, and municipalities."""

import pytest

from intake.database import db
from intake.models.confirmation import confirm
from intake.models.member import Role
from tests.http.desk import signed_in
from tests.http.forms.residents import READING_SECONDS, STATUS, Desk, Resident, code_on
from tests.page import Form, Page, Value

ORGANISATION = "/request/organisation"
GRANT = "/request/organisation/grant"
MUNICIPALITY = "/request/municipality"
WHO: dict[str, Value] = {
    "organisation": "Verein Brücke",
    "alias": "Anna Muster",
    "function": "Präsidentin",
    "phone": "062 555 01 23",
    "municipality": "zofingen",
    "topics": ["german"],
    "question": "Wir möchten ein Sprachcafé eröffnen.",
}
ANSWERS: dict[str, dict[str, Value]] = {
    ORGANISATION: {**WHO, "concern": "event", "wished": "2030-03-15"},
    GRANT: {
        **WHO,
        "title": "Sprachcafé",
        "need": "Es fehlt ein Ort zum Üben.",
        "target_group": "Erwachsene",
        "people": "20",
        "dates": "März bis Juni 2030",
        "costs": "Raum 1'200\nKaffee 300.-",
        "amount": "1000",
        "not_begun": "y",
    },
    MUNICIPALITY: {
        **WHO,
        "organisation": "Soziales",
        "concern": "challenge",
        "since": "Frühling",
        "place": "Bahnhof",
        "for_steering_group": "yes",
        "urgency": "urgent",
        "done_so_far": "Ein Gespräch.",
    },
}


def send(resident: Resident, path: str, **answers: Value) -> Page:
    """Fill in a form without haste and send it."""
    form = filled(resident, path, **answers)
    resident.clock.forward(seconds=READING_SECONDS)
    return resident.send(form)


def filled(resident: Resident, path: str, **answers: Value) -> Form:
    """A form with all that is asked."""
    return resident.read(path).form(action=path).fill(**{**ANSWERS[path], **answers})


@pytest.mark.parametrize(
    ("path", "kind", "requester", "concern"),
    [
        (ORGANISATION, "expert_advice", "organisation", "event"),
        (GRANT, "expert_advice", "organisation", "grant"),
        (MUNICIPALITY, "challenge_report", "municipality", "challenge"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_each_door_makes_its_kind_of_case(
    resident: Resident, desk: Desk, lang: str, path: str, kind: str, requester: str, concern: str
) -> None:
    resident.lang = lang
    receipt = send(resident, path)
    assert receipt.path == f"/{lang}/receipt"
    assert desk.case().number in receipt.main
    profile = desk.profile()
    assert desk.case().kind == kind
    assert (profile["requester"], profile["concern"]) == (requester, concern)
    assert (profile["language"], profile["municipality"]) == (lang, "zofingen")
    identity = desk.identity()
    assert (identity["alias"], identity["function"]) == ("Anna Muster", "Präsidentin")
    assert identity["phone"] == "+41 62 555 01 23"
    assert not desk.case().suspected_spam


def test_the_receipt_promises_no_talk_but_an_answer(resident: Resident) -> None:
    receipt = send(resident, ORGANISATION)
    assert "We agree on a time to talk." not in receipt.main
    assert "You read our answer with the code." in receipt.main


def test_a_report_keeps_what_was_observed(resident: Resident, desk: Desk) -> None:
    send(resident, MUNICIPALITY)
    words, profile = desk.words(), desk.profile()
    assert (words["since"], words["place"]) == ("Frühling", "Bahnhof")
    assert words["particulars"] == {"done_so_far": "Ein Gespräch."}
    assert (profile["for_steering_group"], profile["asked_urgency"]) == ("yes", "urgent")
    assert desk.case().urgency is None


def test_a_person_is_referred_with_her_consent(resident: Resident, desk: Desk) -> None:
    person: dict[str, Value] = {
        "concern": "referral",
        "person_agrees": "y",
        "person_name": "Selam",
        "person_phone": "079 555 01 23",
        "language": "ti",
        "interpreter": "yes",
    }
    refused = send(resident, MUNICIPALITY, **{**person, "person_agrees": None})
    assert refused.errors == ["Please ask the person first. She can also use our form for persons."]
    send(resident, MUNICIPALITY, **person)
    assert desk.case().kind == "consultation"
    assert (desk.profile()["language"], desk.profile()["interpreter"]) == ("ti", "yes")
    assert desk.words()["particulars"]["person_phone"] == "+41 79 555 01 23"
    assert "since" not in desk.words()


def test_an_application_keeps_its_budget(resident: Resident, desk: Desk) -> None:
    send(resident, GRANT)
    particulars = desk.words()["particulars"]
    assert particulars["costs"] == "Raum 1'200\nKaffee 300.-"
    assert (particulars["title"], particulars["amount"]) == ("Sprachcafé", "1000")


@pytest.mark.parametrize(
    ("path", "answers", "message"),
    [
        (ORGANISATION, {"organisation": ""}, "Write the name."),
        (ORGANISATION, {"alias": ""}, "Write the name of a contact person."),
        (ORGANISATION, {"phone": ""}, "Give a phone number or an e-mail address."),
        (ORGANISATION, {"phone": "12"}, "This phone number is not complete."),
        (ORGANISATION, {"email": "a@"}, "This e-mail address is not complete."),
        (ORGANISATION, {"concern": None}, "Choose with what we can help."),
        (ORGANISATION, {"question": " "}, "Write in a few words what it is about."),
        (ORGANISATION, {"wished": "2001-01-01"}, "This day is over. Choose a later one."),
        (MUNICIPALITY, {"for_steering_group": None},
         "Choose whether the steering group may see this report."),
        (GRANT, {"title": ""}, "Write the title of the project."),
        (GRANT, {"costs": "Raum"}, "This line has no amount at its end: “Raum”."),
        (GRANT, {"amount": "viel"}, "Write the amount as a number, for example 1500."),
        (GRANT, {"amount": "0"}, "Write the amount as a number, for example 1500."),
        (GRANT, {"amount": "2001"}, "At most 2000 francs are possible."),
        (GRANT, {"amount": "1600"},
         "You ask for more than the costs. The costs are 1’500.00 francs."),
        (GRANT, {"not_begun": None},
         "We can only help projects that have not begun. Call us if it has."),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_and_keeps_the_rest(
    resident: Resident, desk: Desk, path: str, answers: dict[str, Value], message: str
) -> None:
    page = send(resident, path, **answers)
    assert page.status == 422
    assert page.errors == [message]
    assert page.form(action=path).value("function") == "Präsidentin"
    assert desk.cases() == []


def test_a_concern_of_another_door_is_refused(resident: Resident, desk: Desk) -> None:
    form = filled(resident, ORGANISATION)
    form.data["concern"] = ["challenge"]
    assert resident.send(form).errors == ["Please choose an answer from the list."]
    assert desk.cases() == []


def test_the_same_form_twice_is_one_case(resident: Resident, desk: Desk) -> None:
    form = filled(resident, GRANT)
    first, second = resident.send(form), resident.send(form)
    assert code_on(first) == code_on(second)
    assert len(desk.cases()) == 1


def test_the_rules_of_contributions_stand_there_once_confirmed(
    resident: Resident, desk: Desk
) -> None:
    assert "2000" not in resident.read(GRANT).main
    member = desk.make.member(Role.COORDINATOR, "Cora")
    confirm("grant", desk.make.office, member.member.uuid, resident.clock())
    db.session.commit()
    assert "We can give at most 2000 francs to a project." in resident.read(GRANT).main


@pytest.mark.parametrize("path", [ORGANISATION, GRANT, MUNICIPALITY])
def test_in_other_languages_it_leads_to_those_it_exists_in(resident: Resident, path: str) -> None:
    resident.lang = "ar"
    page = resident.read(path)
    assert page.status == 200
    exists_in = [address for _words, address in page.links if address.endswith(path)]
    # In the bar, in the list, and German once more at the foot.
    assert exists_in.count(f"/en{path}") == 2


@pytest.mark.parametrize("path", [ORGANISATION, GRANT, MUNICIPALITY])
def test_a_closed_office_takes_nothing(
    resident: Resident, desk: Desk, closed_office: None, path: str
) -> None:
    assert resident.read(path).h1 == "Ask for advice"
    answer = resident.client.post(f"/en{path}", data={"organisation": "x"})
    assert answer.status_code == 503
    assert desk.cases() == []


def test_who_sent_it_reads_it_again_with_the_code(resident: Resident, desk: Desk) -> None:
    code = code_on(send(resident, GRANT))
    page = resident.enter_again(code)
    assert page.path == f"/en{STATUS}"
    assert "Es fehlt ein Ort zum Üben." in page.main


def test_the_desk_reads_every_answer(resident: Resident, desk: Desk) -> None:
    send(resident, MUNICIPALITY)
    number = desk.case().number
    resident.client.delete_cookie("resident")
    signed_in(resident.client, desk.make, desk.make.member(Role.ADVISER, "Ada"))
    page = Page(resident.client.get(f"/cases/{number}"))
    for line in ("Report a challenge", "Ein Gespräch.", "Bahnhof", "It may see this report."):
        assert line in page.main
