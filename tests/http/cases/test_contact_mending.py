"""A talk that was logged wrongly is put right or taken back, until a final report counts it."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.contact import Contact
from intake.models.event import Verb
from intake.models.message import Words, send
from tests.conftest import Cast
from tests.http.cases.test_contact import GOOD, logging, talks
from tests.http.desk import case_now, details_of, fresh, page, signed_in, twice, verbs_of
from tests.make import Clock, MadeCase, Maker
from tests.page import Page

FINAL = "the report of its month is final"


@pytest.fixture
def logged(lead: FlaskClient, taken: MadeCase, clock: Clock) -> MadeCase:
    """A case in which the lead has logged a talk, a few minutes ago."""
    logging(lead, taken).submit(lead, "Log this talk", **GOOD, language="ti")
    clock.forward(minutes=5)
    return taken


def entry(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}")


def address(made: MadeCase, what: str = "change") -> str:
    fresh()
    (contact, *_) = Contact.of_case(made.keys.case_uuid)
    return f"/cases/{made.case.number}/contact-{what}?contact={contact.uuid}"


def ways(shown: Page) -> list[str]:
    return [text for text, _ in shown.links if text.startswith(("Change:", "Take back:"))]


def test_the_form_shows_what_was_logged_and_saves_what_is_right(
    lead: FlaskClient, logged: MadeCase
) -> None:
    form = entry(lead, logged).follow(lead, "Change: 24").form("Save the change")
    said = {name: form.value(name) for name in ("day", "channel", "minutes", "language", "note")}
    assert said == {"day": "2026-11-24", "language": "ti", **GOOD}
    done = Page(form.fill(minutes="45", day="2026-11-23", note="On Tuesday.").send(lead))
    assert done.flash == "Talk changed." and "Changed on " in done.main
    assert "45 minutes" in done.main and "25 minutes" not in done.main
    assert "Talk of 23 Nov 2026 changed" in done.main
    (talk,) = talks(logged)
    assert (talk["day"], talk["minutes"], talk["note"]) == ("2026-11-23", 45, "On Tuesday.")
    details = details_of(logged, Verb.CONTACT_MENDED)
    assert "note" not in details and (details["day"], details["minutes"]) == ("2026-11-23", 45)


def test_a_talk_taken_back_stays_as_such(lead: FlaskClient, logged: MadeCase) -> None:
    asked = entry(lead, logged).follow(lead, "Take back: 24")
    assert "It is not counted any more" in asked.main and GOOD["note"] in asked.main
    done = asked.submit(lead, "Take this talk back")
    assert done.flash == "Talk taken back. It is not counted any more."
    assert "Taken back on " in done.main and ways(done) == []
    assert "Talk of 24 Nov 2026 taken back" in done.main
    assert verbs_of(logged)[Verb.CONTACT_TAKEN_BACK] == 1


def test_twice_is_once(lead: FlaskClient, logged: MadeCase) -> None:
    form = page(lead, address(logged, "removal")).form("Take this")
    assert {answer.status_code for answer in twice(form, lead)} == {303}
    assert verbs_of(logged)[Verb.CONTACT_TAKEN_BACK] == 1


def test_nothing_is_overwritten_that_was_changed_meanwhile(
    lead: FlaskClient, coordinator: FlaskClient, logged: MadeCase
) -> None:
    form = page(lead, address(logged)).form("Save the").fill(minutes="15", note="Long words")
    page(coordinator, address(logged)).submit(coordinator, "Save the", minutes="60")
    again = Page(form.send(lead))
    assert again.status == 409 and "Somebody has changed this talk meanwhile" in again.main
    assert again.form("Save the").value("note") == "Long words"
    assert talks(logged)[0]["minutes"] == 60


def test_words_are_kept_when_the_talk_was_taken_back_meanwhile(
    lead: FlaskClient, logged: MadeCase
) -> None:
    form = page(lead, address(logged)).form("Save the").fill(note="Long words")
    page(lead, address(logged, "removal")).submit(lead, "Take this")
    again = Page(form.send(lead))
    assert again.status == 409 and "taken back already" in again.main
    assert again.form("Save the").value("note") == "Long words"


@pytest.mark.parametrize("who", ["coordinator", "lead", "writer", "other"])
def test_only_the_writer_the_lead_and_coordinators_may(
    app: Flask, make: Maker, cast: Cast, who: str
) -> None:
    writer, other = (make.member(cast.lead.member.role, name) for name in ("Wim", "Ona"))
    made = make.taken_case(cast.lead)
    client = signed_in(app.test_client(), make, writer)
    logging(client, made).submit(client, "Log this talk", **GOOD)
    member = {"writer": writer, "other": other}.get(who) or getattr(cast, who)
    client = signed_in(app.test_client(), make, member)
    assert len(ways(entry(client, made))) == (0 if who == "other" else 2)
    for what in ("change", "removal"):
        answer = Page(client.get(address(made, what), follow_redirects=True))
        assert ("Only who logged this talk" in (answer.flash or "")) == (who == "other")


def test_who_may_not_cannot_send_either(
    app: Flask, make: Maker, cast: Cast, lead: FlaskClient, logged: MadeCase
) -> None:
    client = signed_in(app.test_client(), make, make.member(cast.lead.member.role, "Ona"))
    form = page(lead, address(logged)).form("Save the")
    other = logging(client, logged).form("Log this talk")
    form.data["form_token"] = other.data["form_token"]
    assert form.send(client).status_code == 400
    assert verbs_of(logged)[Verb.CONTACT_MENDED] == 0


@pytest.mark.parametrize(
    ("now", "works"),
    [
        (datetime(2026, 12, 9, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 9, 23, tzinfo=UTC), False),
    ],
)
def test_it_ends_when_the_month_freezes(
    app: Flask, make: Maker, cast: Cast, clock: Clock, logged: MadeCase, now: datetime, works: bool
) -> None:
    clock.at = now
    client = signed_in(app.test_client(), make, cast.lead)
    assert bool(ways(entry(client, logged))) == works
    answer = Page(client.get(address(logged), follow_redirects=True))
    assert (FINAL in (answer.flash or "")) != works


def test_a_form_that_was_open_over_the_freeze_says_so(
    app: Flask, make: Maker, cast: Cast, clock: Clock, logged: MadeCase
) -> None:
    clock.at = datetime(2026, 12, 9, 22, 58, tzinfo=UTC)
    client = signed_in(app.test_client(), make, cast.lead)
    form = page(client, address(logged)).form("Save the").fill(note="Long words")
    clock.forward(minutes=4)
    again = Page(form.send(client))
    assert again.status == 409 and FINAL in again.main
    assert again.form("Save the").value("note") == "Long words"


def test_a_day_that_could_not_be_entered_is_refused(lead: FlaskClient, logged: MadeCase) -> None:
    again = page(lead, address(logged)).submit(lead, "Save the", day="2026-09-30")
    assert again.status == 422 and "The first possible day is 1 Oct 2026" in again.main


def test_the_clock_of_the_first_answer_runs_on(lead: FlaskClient, logged: MadeCase) -> None:
    due = case_now(logged.case.number).first_response_due
    assert case_now(logged.case.number).first_response_at is not None
    page(lead, address(logged)).submit(lead, "Save the", not_reached="y", minutes="0")
    case = case_now(logged.case.number)
    assert (case.first_response_at, case.next_action_due) == (None, due)
    page(lead, address(logged)).submit(lead, "Save the", not_reached=None, minutes="5")
    case = case_now(logged.case.number)
    assert case.first_response_at == case.received_at and case.next_action_due != due


def test_the_next_answer_becomes_the_first(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock, logged: MadeCase
) -> None:
    begin_writing()
    words = Words(text="Good day", lang="en")
    send(case_now(logged.case.number), logged.keys, words, cast.lead.actor, make.office, clock())
    db.session.commit()
    page(lead, address(logged, "removal")).submit(lead, "Take this")
    assert case_now(logged.case.number).first_response_at == clock()


def test_the_clock_of_a_final_report_stays(
    app: Flask, make: Maker, cast: Cast, clock: Clock
) -> None:
    made = make.taken_case(cast.lead)
    clock.at = datetime(2026, 12, 2, 9, tzinfo=UTC)
    client = signed_in(app.test_client(), make, cast.lead)
    logging(client, made).submit(client, "Log this talk", **GOOD, day="2026-12-02")
    clock.at = datetime(2026, 12, 11, 9, tzinfo=UTC)
    client = signed_in(app.test_client(), make, cast.lead)
    page(client, address(made, "removal")).submit(client, "Take this")
    case = case_now(made.case.number)
    assert case.first_response_at == datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert verbs_of(made)[Verb.CONTACT_TAKEN_BACK] == 1


@pytest.mark.parametrize("contact", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_talk_leads_back(lead: FlaskClient, logged: MadeCase, contact: str) -> None:
    for what in ("change", "removal"):
        shown = lead.get(
            f"/cases/{logged.case.number}/contact-{what}?contact={contact}", follow_redirects=True
        )
        assert "it is in another case" in (Page(shown).flash or "")


def test_a_talk_of_another_case_is_not_changed(
    lead: FlaskClient, make: Maker, cast: Cast, logged: MadeCase
) -> None:
    other = make.taken_case(cast.lead).case.number
    shown = lead.get(address(logged).replace(logged.case.number, other), follow_redirects=True)
    assert "it is in another case" in (Page(shown).flash or "")
