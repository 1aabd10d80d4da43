"""Perhaps the same person: what is found, and what is not."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.conflict import Conflict
from intake.models.event import Verb
from intake.models.restriction import restrict
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import page, verbs_of
from tests.make import Clock, MadeCase, Maker
from tests.page import Page

LEYLA = {"alias": "Leyla Müller", "phone": "+41 79 555 01 23", "email": "leyla@example.org"}


def found(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/duplicates")


def someone(make: Maker, **identity: Any) -> MadeCase:
    return make.case(identity=identity)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("identity", "sign"),
    [
        ({"phone": "079 555 01 23"}, "the same phone number"),
        ({"phone": "0041795550123", "alias": "Somebody else"}, "the same phone number"),
        ({"email": "Leyla@Example.org "}, "the same e-mail address"),
        ({"alias": "MUELLER, Leyla"}, "the same name"),
        ({"alias": "Лейла Мюллер"}, "a similar name"),
        ({"alias": "Lejla Muler"}, "a similar name"),
        ({"alias": "Leyla Möller"}, "a similar name"),
        ({"alias": "Leyla Miletic"}, None),
        ({"alias": "Leyla Müller Meier"}, None),
        ({"alias": "Leyla"}, None),
        ({"alias": "Leyla Meier"}, None),
        ({"phone": "0123"}, None),
        ({"alias": ""}, None),
    ],
)
def test_it_compares_name_phone_and_address(
    lead: FlaskClient, make: Maker, identity: dict[str, str], sign: str | None
) -> None:
    made, other = someone(make, **LEYLA), someone(make, **identity)
    shown = found(lead, made)
    assert (sign in shown.main) if sign else ("No other case looks like it." in shown.main)
    assert (other.case.number in shown.main) == bool(sign)


def test_a_single_name_needs_place_and_language_too(lead: FlaskClient, make: Maker) -> None:
    made = someone(make, alias="ሰላም")
    same = someone(make, alias="Selam")
    elsewhere = make.case(identity={"alias": "Selam"}, municipality="oftringen")
    shown = found(lead, made)
    assert same.case.number in shown.main and elsewhere.case.number not in shown.main


def test_what_was_closed_long_ago_is_not_compared(
    coordinator: FlaskClient, make: Maker, cast: Cast, clock: Clock
) -> None:
    old = someone(make, **LEYLA)
    close_now(make, old, cast.coordinator)
    made = someone(make, **LEYLA)
    assert old.case.number in found(coordinator, made).main
    clock.forward(days=91)
    coordinator.set_cookie("staff", make.staff_cookie(cast.coordinator))
    assert old.case.number not in found(coordinator, made).main


@pytest.mark.parametrize("why", ["conflict", "restricted"])
def test_nothing_is_suggested_of_what_is_hidden(
    outsider: FlaskClient, make: Maker, cast: Cast, why: str
) -> None:
    hidden, made = someone(make, **LEYLA), someone(make, **LEYLA)
    begin_writing()
    if why == "conflict":
        Conflict.note(hidden.keys.case_uuid, cast.outsider.member.uuid, make.clock())
    else:
        restrict(hidden.case, hidden.keys, "Why", [], cast.lead.actor, make.clock())
    db.session.commit()
    assert hidden.case.number not in found(outsider, made).main
    assert found(outsider, hidden).status == 403


def test_of_a_restricted_case_the_number_is_all_that_is_shown(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    closed, made = make.taken_case(cast.lead, identity=LEYLA), someone(make, **LEYLA)
    begin_writing()
    restrict(closed.case, closed.keys, "Why", [], cast.lead.actor, make.clock())
    db.session.commit()
    shown = found(lead, made)
    assert closed.case.number in shown.main and "Restricted: open it" in shown.main
    assert "the same name" not in shown.main and "Link or merge" not in shown.main


def test_what_is_certain_comes_first(lead: FlaskClient, make: Maker) -> None:
    made, certain = someone(make, **LEYLA), someone(make, alias="Leyla Muller")
    similar = someone(make, alias="Lejla Müller")
    shown = found(lead, made).main
    assert shown.index(certain.case.number) < shown.index(similar.case.number)


def test_it_leads_to_the_question_whether_to_merge(lead: FlaskClient, make: Maker) -> None:
    first, second = someone(make, **LEYLA), someone(make, **LEYLA)
    shown = page(lead, f"/cases/{second.case.number}").follow(lead, "Look for duplicates")
    joining = shown.follow(lead, "Link or merge")
    assert joining.form("Go on").value("other") == first.case.number
    assert verbs_of(first)[Verb.CLOSED] == verbs_of(second)[Verb.CLOSED] == 0
