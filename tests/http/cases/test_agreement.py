"""Agreements: noted, marked as done, readable with the code."""

import pytest
from flask.testing import FlaskClient

from intake.models.agreement import Agreement, AgreementFacts
from intake.models.event import Verb
from intake.vault import CaseKeys
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.cases.worst import WORST
from tests.http.desk import details_of, fresh, page, post, signed_in, twice, verbs_of
from tests.make import Clock, MadeCase, Maker
from tests.page import Page, Value

SAVE = "Save the agreement"
GOOD: dict[str, Value] = {"by": "client", "what": "Brings the contract", "until": "2026-12-01"}


def agreed(made: MadeCase) -> list[AgreementFacts]:
    """As the resident's code opens them: with the talk key alone."""
    fresh()
    talk_only = CaseKeys.talk_only(made.keys.case_uuid, made.keys.talk)
    return [row.facts.get(talk_only) for row in Agreement.of_case(made.keys.case_uuid)]


def noting(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/agreement")


def note(client: FlaskClient, made: MadeCase, **other: Value) -> Page:
    return noting(client, made).submit(client, SAVE, **{**GOOD, **other})


def test_it_is_noted_and_shown_beside_the_case(lead: FlaskClient, taken: MadeCase) -> None:
    done = note(lead, taken)
    assert done.flash == "Agreement saved." and "Client · by 1 Dec 2026" in done.main
    assert "Brings the contract" in done.main and "Agreement made" in done.main
    assert agreed(taken) == [
        {"who": "client", "what": "Brings the contract", "until": "2026-12-01", "done": ""}
    ]
    assert details_of(taken, Verb.CHANGED) == {"agreement": "made"}


def test_it_is_marked_as_done_once(lead: FlaskClient, taken: MadeCase) -> None:
    form = note(lead, taken).form("Mark as done")
    assert [answer.status_code for answer in twice(form, lead)] == [303, 303]
    assert agreed(taken)[0]["done"] == "2026-11-24"
    assert verbs_of(taken)[Verb.CHANGED] == 2
    assert "done on 24 Nov 2026" in page(lead, f"/cases/{taken.case.number}").main


def test_the_agreement_of_another_case_is_left_alone(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    other = make.taken_case(cast.lead)
    note(lead, other)
    form = note(lead, taken).form("Mark as done")
    theirs = str(Agreement.of_case(other.keys.case_uuid)[0].uuid)
    sent = post(lead, form.address, {**form.data, "agreement": theirs})
    assert sent.status_code == 303
    assert agreed(other)[0]["done"] == agreed(taken)[0]["done"] == ""


def test_what_is_overdue_says_so(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock, taken: MadeCase
) -> None:
    note(lead, taken)
    clock.forward(days=8)
    shown = page(signed_in(lead, make, cast.lead), f"/cases/{taken.case.number}")
    assert "overdue since 1 Dec 2026" in shown.main


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("by", None, "Choose who does it."),
        ("what", " ", "Write what was agreed."),
        ("what", "x" * 201, "This is too long. At most 200 characters are possible."),
        ("until", "2026-11-23", "Choose today or a later day."),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_is_kept(
    lead: FlaskClient, taken: MadeCase, field: str, value: str | None, error: str
) -> None:
    again = note(lead, taken, **{field: value})
    assert again.status == 422 and again.errors == [error] and agreed(taken) == []
    kept = again.form(SAVE)
    assert all(kept.value(name) == v for name, v in GOOD.items() if name != field)


def test_any_line_is_kept_as_it_is(lead: FlaskClient, taken: MadeCase) -> None:
    lines = [text for text in WORST.values() if len(text) <= 200 and "\n" not in text]
    assert lines
    for text in lines:
        assert " ".join(text.split()) in note(lead, taken, what=text).main


def test_a_closed_case_takes_no_more(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    form = noting(lead, taken).form(SAVE).fill(**GOOD)
    close_now(make, taken, cast.lead)
    again = Page(form.send(lead))
    assert again.status == 409 and again.form(SAVE).value("what") == GOOD["what"]
    assert "This case has been closed meanwhile." in again.summary and agreed(taken) == []


def test_who_has_a_conflict_sees_none(outsider: FlaskClient, taken: MadeCase) -> None:
    address = f"/cases/{taken.case.number}"
    assert outsider.get(f"{address}/agreement").status_code == 403
    assert post(outsider, f"{address}/fulfilment").status_code == 403
