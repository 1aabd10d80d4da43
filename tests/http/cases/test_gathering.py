"""Several reports of one challenge: each says how many others there are, and not who."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.case import Identity
from intake.models.conflict import Conflict
from intake.models.merged import Link
from intake.models.merging import link
from intake.models.restriction import restrict
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import count, page, twice
from tests.make import MadeCase, Maker
from tests.page import Page


def gather(make: Maker, cast: Cast, leading: MadeCase, *others: MadeCase) -> None:
    begin_writing()
    for other in others:
        link(other.case, other.keys, leading.case, leading.keys, cast.lead.actor, make.clock())
    db.session.commit()


def report(make: Maker, **facts: object) -> MadeCase:
    return make.case(kind="challenge_report", **facts)  # type: ignore[arg-type]


def test_each_report_counts_all_the_others(
    app: Flask, lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    leading, *others = (report(make) for _ in range(4))
    gather(make, cast, leading, *others)
    for made in (leading, *others):
        assert "Also reported by 3 others" in page(lead, f"/cases/{made.case.number}").main


def test_hidden_ones_count_too_and_are_not_named(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    leading, hidden = report(make), report(make, identity=Identity(alias="Urs Weber"))
    gather(make, cast, leading, hidden)
    begin_writing()
    Conflict.note(hidden.keys.case_uuid, cast.lead.member.uuid, make.clock())
    db.session.commit()
    shown = page(lead, f"/cases/{leading.case.number}").main
    assert "Also reported by 1 other" in shown and "Urs Weber" not in shown


def test_a_linked_case_of_another_kind_is_no_report(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    leading, person = report(make), make.case()
    gather(make, cast, leading, person)
    assert "Also reported" not in page(lead, f"/cases/{leading.case.number}").main
    assert "Also reported" not in page(lead, f"/cases/{person.case.number}").main


def gathering(client: FlaskClient, made: MadeCase, number: str) -> Page:
    """The page after a number was sent from the page that gathers."""
    form = page(client, f"/cases/{made.case.number}/gathering").form("Gather the two reports")
    return Page(form.fill(other=number).send(client))


def test_two_reports_are_gathered_from_the_page_of_one(lead: FlaskClient, make: Maker) -> None:
    one, two, three = (
        report(make, identity=Identity(alias=name)) for name in ("Ruth", "Urs", "Vera")
    )
    shown = page(lead, f"/cases/{one.case.number}")
    assert shown.link("Gather with another report") == f"/cases/{one.case.number}/gathering"
    done = gathering(lead, one, two.case.number)
    assert done.flash == "The two reports are gathered."
    assert "Also reported by 1 other" in done.main and "Urs" not in done.main
    gathering(lead, three, two.case.number)
    for made in (one, two, three):
        assert "Also reported by 2 others" in page(lead, f"/cases/{made.case.number}").main
    again = gathering(lead, one, three.case.number)
    assert again.errors == ["These two reports are gathered already."] and count(Link) == 2


def test_a_double_click_gathers_once(lead: FlaskClient, make: Maker) -> None:
    one, two = report(make), report(make)
    form = page(lead, f"/cases/{one.case.number}/gathering").form("Gather the two reports")
    answers = twice(form.fill(other=two.case.number), lead)
    assert [answer.status_code for answer in answers] == [303, 303] and count(Link) == 1


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ("", "Give the number of the other report, such as 2026-0042."),
        ("2020-9999", "There is no case with this number."),
        ("itself", "This is the number of the case itself."),
        ("person", "Only two reports of the same kind can be gathered."),
        ("hidden", "You do not see that case. Ask the coordinator."),
        ("restricted", "You do not see that case. Ask the coordinator."),
    ],
)
def test_what_cannot_be_gathered_is_said_and_the_number_is_kept(
    lead: FlaskClient, make: Maker, cast: Cast, other: str, error: str
) -> None:
    one, hidden, shut = report(make), report(make), report(make)
    begin_writing()
    Conflict.note(hidden.keys.case_uuid, cast.lead.member.uuid, make.clock())
    by = cast.coordinator
    restrict(shut.case, shut.keys, "Asked for", [by.member.uuid], by.actor, make.clock())
    db.session.commit()
    made = {"itself": one, "person": make.case(), "hidden": hidden, "restricted": shut}
    number = made[other].case.number if other in made else other
    again = gathering(lead, one, number)
    assert (again.status, again.errors) == (422, [error])
    assert again.form("Gather the two reports").value("other") == number and count(Link) == 0


def test_only_open_reports_offer_it(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    person, ended = make.case(), report(make)
    close_now(make, ended, cast.lead)
    for made in (person, ended):
        shown = page(lead, f"/cases/{made.case.number}")
        assert "Gather with another report" not in shown.main
    led_back = Page(lead.get(f"/cases/{person.case.number}/gathering", follow_redirects=True))
    assert led_back.flash == "Cases of this kind are not gathered. You can link them."
