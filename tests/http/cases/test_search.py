import fcntl
import os
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.guards.slow_work import PLACES
from intake.models import search
from intake.models.case import Case, Identity
from intake.models.note import write_note
from intake.models.restriction import restrict
from tests.conftest import Cast
from tests.http.cases.moves import write_as_client
from tests.http.desk import count, page, post
from tests.http.test_permission_walk import changed, dump
from tests.make import MadeCase, Maker
from tests.page import Page

ADDRESS = "/cases/search"


def look_for(client: FlaskClient, term: str, *, words_too: bool = False) -> Page:
    form = page(client, ADDRESS).form("Search").fill(term=term)
    return Page(form.fill(words_too="y" if words_too else None).send(client, "Search"))


def numbers_of(answer: Page) -> list[str]:
    return [text.split()[-1] for text in answer.texts("th") if "20" in text]


def named(make: Maker, alias: str, **more: str) -> str:
    identity = Identity(alias=alias, phone="", email="", code_only=True)
    identity.update(more)  # type: ignore[typeddict-item]
    return make.case(identity=identity).case.number


@pytest.mark.parametrize(
    ("alias", "term"),
    [
        ("Jürg Müller", "mueller"),
        ("Jürg Müller", "MULL jurg"),
        ("ሰላም", "selam"),
        ("Fatima", "فاطمة"),
        ("محمد", "Mohammed"),
        ("Đorđević", "dordevic"),
    ],
)
def test_names_are_found_in_any_spelling_and_script(
    lead: FlaskClient, make: Maker, alias: str, term: str
) -> None:
    number = named(make, alias)
    named(make, "Somebody Else")
    answer = look_for(lead, term)
    assert numbers_of(answer) == [number] and "in the name" in answer.main
    assert "1 case found" in answer.main and "Searched all 2 cases." in answer.main


@pytest.mark.parametrize("term", ["079 555 01 23", "+41795550123", "0041 79 555 0123", "555 01 23"])
def test_a_phone_is_found_however_it_is_written(lead: FlaskClient, make: Maker, term: str) -> None:
    number = named(make, "Selam", phone="+41 79 555 01 23")
    named(make, "Other", phone="+41 79 555 01 24")
    answer = look_for(lead, term)
    assert numbers_of(answer) == [number] and "in the phone number" in answer.main


def test_an_address_is_found_by_a_part_of_it(lead: FlaskClient, make: Maker) -> None:
    number = named(make, "", email="Selam.T@example.org")
    answer = look_for(lead, "selam.t@")
    assert numbers_of(answer) == [number] and "in the e-mail address" in answer.main


def test_a_number_is_found_without_its_zeros(lead: FlaskClient, make: Maker) -> None:
    made = make.case()
    year, _, count_of_year = made.case.number.partition("-")
    answer = look_for(lead, f"{year}-{int(count_of_year)}")
    assert answer.link(made.case.number).endswith(f"/cases/{made.case.number}")


def test_words_are_looked_into_only_if_wished(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    asked = make.case(question="Where do I find a Krippe?")
    written, noted = make.taken_case(cast.lead), make.taken_case(cast.lead)
    write_as_client(make, written, "Danke, die Krippe ist gut")
    begin_writing()
    case = db.session.get_one(Case, noted.keys.case_uuid)
    write_note(case, noted.keys, "The krippe has called.", cast.lead.actor, make.clock())
    db.session.commit()
    assert numbers_of(look_for(lead, "Krippe")) == []
    answer = look_for(lead, "krippe", words_too=True)
    assert numbers_of(answer) == [m.case.number for m in (noted, written, asked)]
    for place in ("in the request", "in a message", "in an internal note"):
        assert place in answer.main


def test_what_is_hidden_is_never_found(outsider: FlaskClient, taken: MadeCase) -> None:
    for term in ("Selam", "079 555 01 23", "course"):
        answer = look_for(outsider, term, words_too=True)
        assert numbers_of(answer) == [] and taken.case.number not in answer.main
    stub = look_for(outsider, taken.case.number)
    assert "You do not see this case." in stub.main and "0 cases found" in stub.main
    assert not any(taken.case.number in address for _, address in stub.links)


def test_it_goes_on_where_it_stopped(lead: FlaskClient, make: Maker) -> None:
    made = [make.case().case.number for _ in range(search.HITS_OF_A_PAGE + 2)]
    first = look_for(lead, "Selam")
    assert f"Searched the cases 1 to 50 of {len(made)}" in first.main
    second = Page(first.form("Search further").send(lead, "Search further"))
    assert numbers_of(first) + numbers_of(second) == made[::-1]
    assert "Search further" not in second.main


def test_it_finds_in_every_batch(make: Maker, cast: Cast) -> None:
    made = [make.case().case.number for _ in range(5)]
    looking = search.Search(
        cast.lead.member.uuid, cast.lead.keyring, search.Sought.of("Selam"), False, batch=2
    )
    looked = looking.found(made[2])
    assert [looked.before, looked.looked_at, looked.all_cases, looked.until] == [3, 5, 5, ""]
    assert [hit.number for hit in looked.hits] == [made[1], made[0]]
    late = looking.found("", is_late=lambda: True)
    assert [late.before, late.looked_at, late.until] == [0, 2, made[3]]
    assert [hit.number for hit in late.hits] == [made[4], made[3]]


def test_the_newest_come_first_over_years_and_many_digits(make: Maker, cast: Cast) -> None:
    numbers = ["2025-0007", "2025-9999", "2025-10000", "2026-0001", "2026-9999", "2026-10000"]
    for number in numbers:
        made = make.case()
        begin_writing()
        db.session.get_one(Case, made.keys.case_uuid).number = number
        db.session.commit()
    looking = search.Search(
        cast.lead.member.uuid, cast.lead.keyring, search.Sought.of("Selam"), False, batch=2
    )
    assert [hit.number for hit in looking.found("").hits] == numbers[::-1]
    for place, number in enumerate(reversed(numbers), 1):
        further = looking.found(number)
        assert (further.before, further.looked_at) == (place, len(numbers))
        assert [hit.number for hit in further.hits] == numbers[::-1][place:]


def test_what_is_spelt_alike_comes_after_what_fits(lead: FlaskClient, make: Maker) -> None:
    exact = named(make, "Muhammed Berisha")
    near = named(make, "Mohamed Berisha")
    named(make, "Mehtap Berisha")
    answer = look_for(lead, "Muhammed")
    assert numbers_of(answer) == [exact, near] and "1 case found" in answer.main
    assert answer.main.index("Spelt alike") < answer.main.index("a similar name")
    assert answer.main.index("in the name") < answer.main.index("Spelt alike")
    assert set(numbers_of(look_for(lead, "Мухаммед"))) == {exact, near}
    only_near = look_for(lead, "Mohammad Berischa")
    assert numbers_of(only_near) == [near, exact] and "0 cases found" in only_near.main
    assert numbers_of(look_for(lead, "Muhammed Krasniqi")) == []


def test_of_too_many_similar_names_the_newest_are_shown(lead: FlaskClient, make: Maker) -> None:
    made = [named(make, "Muhammed") for _ in range(search.NEAR_HITS_OF_A_PAGE + 2)]
    answer = look_for(lead, "Mohamed")
    assert numbers_of(answer) == made[:1:-1]
    assert "2 more cases have similar names." in answer.main


def test_of_a_restricted_case_the_number_is_all_that_is_shown(
    lead: FlaskClient, outsider: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, question="The deposit", topics=("housing",))
    begin_writing()
    restrict(made.case, made.keys, "Why", [], cast.lead.actor, make.clock())
    db.session.commit()
    number = made.case.number
    for term in ("Selam", "Selaam", "079 555 01 23", number):
        answer = look_for(lead, term)
        assert "Restricted: open it and say why." in answer.main and number in answer.main
        for hidden in ("Selam", "in the", "German", "In progress", cast.lead.member.name):
            assert hidden not in "".join(answer.texts("section", css="results"))
        assert numbers_of(look_for(outsider, term)) == []
    # Its words would tell what it is about, and nobody has said why.
    assert numbers_of(look_for(lead, "deposit", words_too=True)) == []
    assert Page(lead.get(answer.link(number))).form("Open the case")


@pytest.mark.parametrize("term", ["", "   "])
def test_nothing_to_look_for_is_an_error(lead: FlaskClient, make: Maker, term: str) -> None:
    answer = look_for(lead, term)
    assert answer.status == 422 and answer.errors == ["Write what you look for."]


@pytest.mark.parametrize("term", ["'; --", "%", "\U0001f4a9", "-", "2026-999999", "<b>", "a" * 200])
def test_strange_terms_find_nothing(lead: FlaskClient, make: Maker, term: str) -> None:
    make.case()
    answer = look_for(lead, term, words_too=True)
    assert answer.status == 200 and "Nothing was found here." in answer.main


def test_a_made_up_place_begins_anew(lead: FlaskClient, make: Maker) -> None:
    made = make.case()
    form = page(lead, ADDRESS).form("Search").fill(term="Selam")
    form.data["after"] = ["garbage"]
    assert numbers_of(Page(form.send(lead, "Search"))) == [made.case.number]


def test_it_leaves_no_trace(lead: FlaskClient, make: Maker) -> None:
    make.case()
    form = page(lead, ADDRESS).form("Search").fill(term="Selam")
    before = dump()
    answer = Page(form.send(lead, "Search"))
    assert changed(before, dump()) == set()
    assert not any("Selam" in address for _, address in answer.links)
    assert "Selam" not in answer.title and not answer.response.headers.getlist("Set-Cookie")


def test_a_worker_is_left_for_the_public(
    lead: FlaskClient, app: Flask, make: Maker, instance: Path
) -> None:
    make.case()
    assert len(numbers_of(look_for(lead, "Selam"))) == 1
    held = [
        os.open(instance / f"slow-work-{n}.lock", os.O_CREAT | os.O_RDWR) for n in range(PLACES)
    ]
    for file in held:
        fcntl.flock(file, fcntl.LOCK_EX)
    form = page(lead, ADDRESS).form("Search").fill(term="Selam")
    answer = form.send(lead, "Search")
    assert answer.status_code == 503 and "Others are searching." in answer.text
    assert Page(answer).form("Search").value("term") == "Selam"
    os.close(held[0])
    assert len(numbers_of(look_for(lead, "Selam"))) == 1
    os.close(held[1])


def test_the_auditor_and_strangers_find_nothing(
    auditor: FlaskClient, client: FlaskClient, make: Maker
) -> None:
    assert page(auditor, ADDRESS).status == 403
    assert client.get(ADDRESS).status_code == 303
    assert post(client, ADDRESS, {"term": "Selam"}).status_code in {303, 400, 401}
    assert count(Case) == 0
