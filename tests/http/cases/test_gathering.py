"""Several reports of one challenge: each says how many others there are, and not who."""

from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.case import Identity
from intake.models.conflict import Conflict
from intake.models.merging import link
from tests.conftest import Cast
from tests.http.desk import page
from tests.make import MadeCase, Maker


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
