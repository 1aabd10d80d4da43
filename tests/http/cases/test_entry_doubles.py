"""Quick entry warns of a person who has asked before, and merges nothing by itself."""

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.access import AccessEntry
from intake.models.case import Case, Identity
from intake.models.conflict import Conflict
from intake.models.merged import Link
from intake.models.restriction import restrict
from tests.conftest import Cast
from tests.http.cases.test_entry import (
    ADDRESS,
    PERSON,
    QUESTION,
    RECORD,
    go_on,
    only_case,
    record,
)
from tests.http.desk import count, page, twice
from tests.make import TUESDAY_MORNING, Maker
from tests.page import Page, Value


def ask_again(client: FlaskClient, **other: Value) -> Page:
    """A second request of a person who asked before, as far as the question."""
    return page(client, ADDRESS).submit(client, RECORD, **{**PERSON, **other})


@pytest.mark.parametrize(
    ("other", "sign"),
    [
        ({"alias": ""}, "the same phone number"),
        ({"phone": ""}, "the same name"),
        ({"phone": "", "alias": "Selaam"}, "a similar name"),
        ({"phone": "", "alias": "ሰላም"}, "the same name"),
    ],
)
def test_it_warns_of_a_person_who_has_asked_before(
    lead: FlaskClient, other: dict[str, str], sign: str
) -> None:
    record(lead, PERSON)
    first = only_case().number
    asked = ask_again(lead, question="Once more", **other)
    assert asked.status == 200 and QUESTION in asked.main and sign in asked.main
    assert count(Case) == 1 and asked.link(first).endswith(f"/cases/{first}")
    assert asked.form("Go on").value("question") == "Once more"
    silent = go_on(lead, asked, None)
    assert silent.status == 422 and "Choose one of these." in silent.main and count(Case) == 1
    assert go_on(lead, silent, "alone").h1 == "Code for the person"
    assert count(Case) == 2 and count(Link) == 0


def test_it_can_be_linked_at_once(lead: FlaskClient, cast: Cast) -> None:
    record(lead, PERSON)
    first = only_case()
    asked = ask_again(lead, no_code="y", question="Once more")
    form = asked.form("Go on").fill(join=first.number)
    assert [answer.status_code for answer in twice(form, lead)] == [303, 303]
    assert count(Case) == 2 and count(Link) == 1
    assert "Linked with" in page(lead, f"/cases/{first.number}").main
    opening = AccessEntry.latest(first.uuid, cast.lead.member.uuid, TUESDAY_MORNING)
    assert opening is not None


def test_what_changed_after_the_question_is_asked_about_too(lead: FlaskClient, make: Maker) -> None:
    record(lead, PERSON)
    asked = ask_again(lead)
    other = make.case(identity=Identity(alias="Urs", phone="+41 62 555 99 99"))
    form = asked.form("Go on").fill(join="alone", phone="062 555 99 99")
    again = Page(form.send(lead))
    assert QUESTION in again.main and other.case.number in again.main and count(Case) == 2
    assert "the same phone number" in again.main


def test_a_forged_number_links_nothing(lead: FlaskClient, make: Maker) -> None:
    record(lead, PERSON)
    stranger = make.case(identity=Identity(alias="Urs", phone="+41 62 555 99 99"))
    form = ask_again(lead).form("Go on")
    form.data["join"] = [stranger.case.number]
    assert Page(form.send(lead)).status == 422 and count(Link) == 0 and count(Case) == 2


@pytest.mark.parametrize("why", ["conflict", "restricted", "listed"])
def test_it_does_not_tell_of_what_is_hidden(
    lead: FlaskClient, make: Maker, cast: Cast, why: str
) -> None:
    first = make.taken_case(cast.coordinator)
    begin_writing()
    if why == "conflict":
        Conflict.note(first.keys.case_uuid, cast.lead.member.uuid, make.clock())
    else:
        listed = [cast.lead.member.uuid] if why == "listed" else []
        restrict(first.case, first.keys, "Why", listed, cast.coordinator.actor, make.clock())
    db.session.commit()
    asked = ask_again(lead)
    assert (first.case.number in asked.main) == (QUESTION in asked.main) == (why == "listed")
    if why == "listed":
        assert "Restricted: open it and say why." in asked.main
        assert "the same phone" not in asked.main and "link it" not in asked.main
