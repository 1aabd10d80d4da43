"""Begun words: kept sealed for the one who writes them, never overwritten, gone once sent."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.database import db
from intake.models.access import AccessEntry
from intake.models.draft import Draft
from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.moves import close_now
from tests.http.desk import OWN_ORIGIN, count, fresh, page, signed_in, verbs_of
from tests.make import Clock, MadeCase, Maker
from tests.page import Form, Page

KINDS = pytest.mark.parametrize(
    ("kind", "field"), [("message", "body"), ("note", "body"), ("contact", "note")]
)
SEND = {"message": "Send to", "note": "Save the", "contact": "Log this"}


def writing(client: FlaskClient, made: MadeCase, kind: str = "note") -> Form:
    return page(client, f"/cases/{made.case.number}/{kind}").form(SEND[kind])


def autosave(client: FlaskClient, form: Form, **text: str) -> TestResponse:
    """What the page sends by itself while somebody writes; it remembers the new version."""
    data = dict(form.fill(**text).data) | {"step": ["autosave"]}
    answer = client.post(form.address, data=data, headers=OWN_ORIGIN)
    if version := answer.headers.get("Draft-Version"):
        form.data["draft_version"] = [version]
    return answer


def stored() -> list[Draft]:
    fresh()
    return list(db.session.scalars(select(Draft).order_by(Draft.updated_at)))


def texts(made: MadeCase) -> list[str]:
    return [draft.text.get(made.keys) for draft in stored()]


@KINDS
def test_what_was_saved_is_there_when_the_form_is_opened_again(
    lead: FlaskClient, taken: MadeCase, kind: str, field: str
) -> None:
    saved = autosave(lead, writing(lead, taken, kind), **{field: "ኣብ ሰሉስ"})
    assert (saved.status_code, saved.data, saved.headers["Draft-Version"]) == (204, b"", "1")
    shown = page(lead, f"/cases/{taken.case.number}/{kind}")
    assert "Draft from 10:30" in shown.main
    assert shown.form(SEND[kind]).value(field) == "ኣብ ሰሉስ"
    assert "ኣብ".encode() not in stored()[0].text_sealed


def test_it_survives_the_end_of_the_session_and_another_day(
    client: FlaskClient, make: Maker, cast: Cast, clock: Clock, taken: MadeCase
) -> None:
    signed_in(client, make, cast.lead)
    autosave(client, writing(client, taken), body="Half a sent")
    clock.forward(days=1)
    assert client.get(f"/cases/{taken.case.number}/note").status_code == 303
    shown = page(signed_in(client, make, cast.lead), f"/cases/{taken.case.number}/note")
    assert "Draft from 24/11/2026, 10:30" in shown.main
    assert shown.form("Save").value("body") == "Half a sent"


def test_without_javascript_a_button_saves_it(lead: FlaskClient, taken: MadeCase) -> None:
    kept = Page(writing(lead, taken).fill(body="To be continued").send(lead, "Save draft"))
    assert kept.flash == "Draft saved. Nothing was sent."
    assert "You have a draft" in kept.main and texts(taken) == ["To be continued"]
    assert verbs_of(taken)[Verb.NOTE] == 0


@KINDS
def test_sending_ends_it(lead: FlaskClient, taken: MadeCase, kind: str, field: str) -> None:
    form = writing(lead, taken, kind)
    autosave(lead, form, **{field: "Almost"})
    if kind == "contact":
        form.fill(channel="phone")
    sent = Page(form.fill(**{field: "All of it"}).send(lead))
    assert sent.status == 200 and "All of it" in sent.main and "draft" not in sent.main
    assert texts(taken) == []
    assert autosave(lead, form, **{field: "Too late"}).status_code == 409
    assert texts(taken) == []


def test_what_cannot_be_sent_yet_keeps_its_draft(lead: FlaskClient, taken: MadeCase) -> None:
    form = writing(lead, taken)
    autosave(lead, form, body="x" * 4100)
    again = Page(form.send(lead))
    assert again.status == 422 and texts(taken) == ["x" * 4100]
    assert Page(again.form("Save").fill(body="Short").send(lead)).flash == "Internal note saved."
    assert texts(taken) == []


def test_it_can_be_discarded(lead: FlaskClient, taken: MadeCase) -> None:
    autosave(lead, writing(lead, taken), body="No")
    gone = Page(writing(lead, taken).send(lead, "Discard draft"))
    assert gone.flash == "Draft discarded." and texts(taken) == []
    assert writing(lead, taken).value("body") == ""


def test_a_text_taken_away_is_no_draft(lead: FlaskClient, taken: MadeCase) -> None:
    form = writing(lead, taken)
    autosave(lead, form, body="Wrong case")
    assert autosave(lead, form, body="  ").headers["Draft-Version"] == "0"
    assert texts(taken) == []


def test_two_windows_do_not_overwrite_each_other(lead: FlaskClient, taken: MadeCase) -> None:
    first, second = writing(lead, taken), writing(lead, taken)
    assert autosave(lead, first, body="From the first").status_code == 204
    assert autosave(lead, second, body="From the second").status_code == 409
    assert texts(taken) == ["From the first"]
    compared = Page(second.send(lead, "Save draft"))
    assert compared.status == 409 and "another window" in compared.summary
    assert "From the first" in compared.texts("section", css="box")[0]
    chosen = compared.form("Save the")
    assert chosen.value("body") == "From the second"
    assert autosave(lead, chosen, body="Both of them").status_code == 204
    assert autosave(lead, first, body="From the first, longer").status_code == 409
    assert texts(taken) == ["Both of them"]


def test_sending_does_not_swallow_what_another_window_has(
    lead: FlaskClient, taken: MadeCase
) -> None:
    first, second = writing(lead, taken, "message"), writing(lead, taken, "message")
    autosave(lead, first, body="Much better words")
    again = Page(second.fill(body="Quick words").send(lead))
    assert again.status == 409 and "Much better words" in again.main
    assert verbs_of(taken)[Verb.MESSAGE] == 0
    assert Page(again.form("Send to").send(lead)).flash == "Sent to Selam."
    assert texts(taken) == []


def test_the_same_page_saves_on_after_an_answer_was_lost(
    lead: FlaskClient, taken: MadeCase
) -> None:
    form = writing(lead, taken)
    autosave(lead, form, body="One")
    form.data["draft_version"] = ["0"]
    assert autosave(lead, form, body="One two").headers["Draft-Version"] == "2"
    assert texts(taken) == ["One two"]


def test_nobody_else_sees_it(lead: FlaskClient, coordinator: FlaskClient, taken: MadeCase) -> None:
    autosave(lead, writing(lead, taken), body="Between us")
    for path in ("", "/note", "/message"):
        shown = page(coordinator, f"/cases/{taken.case.number}{path}")
        assert "Between us" not in shown.text and "draft from" not in shown.text.lower()
    autosave(coordinator, writing(coordinator, taken), body="Mine")
    assert texts(taken) == ["Between us", "Mine"]
    assert writing(lead, taken).value("body") == "Between us"


def test_closing_the_case_does_not_lose_it(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    autosave(lead, writing(lead, taken), body="Still here")
    close_now(make, taken, cast.lead)
    assert "You have a draft" in page(lead, f"/cases/{taken.case.number}").main
    assert writing(lead, taken).value("body") == "Still here"


def test_the_case_page_leads_to_it(lead: FlaskClient, taken: MadeCase) -> None:
    autosave(lead, writing(lead, taken, "message"), body="Dear Selam")
    case = page(lead, f"/cases/{taken.case.number}")
    assert case.link("Message, from 10:30").endswith("/message")
    assert "Dear Selam" not in case.main


def test_saving_again_and_again_is_no_history_and_one_line_in_the_log(
    lead: FlaskClient, clock: Clock, taken: MadeCase
) -> None:
    form, before = writing(lead, taken), verbs_of(taken)
    for minute in range(12):
        clock.forward(minutes=1)
        autosave(lead, form, body=f"Words {minute}")
    assert verbs_of(taken) == before
    log = AccessEntry.of_case(taken.keys.case_uuid)
    assert [entry.kind for entry in log] == ["written", "written", "opened"]


def test_a_conflict_of_interest_ends_it_too(outsider: FlaskClient, taken: MadeCase) -> None:
    data = {"step": "autosave", "body": "x", "form_token": "x"}
    answer = outsider.post(f"/cases/{taken.case.number}/note", data=data, headers=OWN_ORIGIN)
    assert answer.status_code == 403 and count(Draft) == 0


def test_it_needs_the_token_and_a_session(
    lead: FlaskClient, client: FlaskClient, taken: MadeCase
) -> None:
    form = writing(lead, taken).fill(body="Keep me")
    form.data["form_token"] = ["x"]
    assert autosave(lead, form, body="Keep me").status_code == 400
    again = Page(form.send(lead, "Save draft"))
    assert again.status == 400 and again.form("Save the").value("body") == "Keep me"
    assert autosave(client, form, body="Keep me").status_code == 401
    assert count(Draft) == 0


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 400, "\u0663"])
def test_a_made_up_version_overwrites_nothing(
    lead: FlaskClient, taken: MadeCase, version: str
) -> None:
    autosave(lead, writing(lead, taken), body="Mine")
    form = writing(lead, taken)
    form.data["draft_version"] = [version]
    assert autosave(lead, form, body="Planted").status_code == 409
    assert texts(taken) == ["Mine"]


@pytest.mark.parametrize("path", ["/cases/{number}/note", "/en/request/person"])
def test_scripts_ask_nobody_but_the_desk(lead: FlaskClient, taken: MadeCase, path: str) -> None:
    answer = lead.get(path.format(number=taken.case.number))
    assert "connect-src 'self';" in answer.headers["Content-Security-Policy"]
