"""Issuing a new code."""

from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.closure import Ending, close
from intake.models.event import Verb
from intake.models.receipt import Receipt
from intake.models.session import ResidentSession
from intake.vault import open_code, parse_code
from tests.conftest import Cast
from tests.http.desk import count, details_of, fresh, page, signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page


def opens(make: Maker, code: str) -> bool:
    fresh()
    keys = open_code(code, make.desk.keys.pepper)
    return Receipt.open(keys, make.clock(), make.office.thresholds.code_days) is not None


def issuing(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/code")


def shown_code(shown: Page) -> str:
    """The code as somebody would copy it from the page."""
    (words,) = shown.texts("bdi", css="code")
    return parse_code(words)


def test_the_new_code_opens_and_the_old_one_stops(
    lead: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    assert opens(make, taken.code)
    shown = issuing(lead, taken).submit(lead, "Issue a new code", known_by="call_back")
    code = shown_code(shown)
    assert opens(make, code) and not opens(make, taken.code)
    assert details_of(taken, Verb.CHANGED) == {"new_code": "call_back"}
    assert code not in shown.title and code not in str(shown.response.headers)
    assert "New code issued" in page(lead, f"/cases/{taken.case.number}").main


def test_the_slip_speaks_the_language_of_the_person(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, page_language="ar")
    shown = issuing(lead, made).submit(lead, "Issue a new code", known_by="counter")
    (slip,) = [e for e in shown.root.iter("div") if "receipt" in e.get("class", "")]
    assert (slip.get("lang"), slip.get("dir")) == ("ar", "rtl")
    assert "رمزكم" in shown.main and "/ar/status" in shown.main and made.case.number in shown.main


def test_it_ends_the_sessions_that_the_old_code_opened(
    lead: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    begin_writing()
    ResidentSession.begin(taken.keys, make.clock())
    db.session.commit()
    issuing(lead, taken).submit(lead, "Issue a new code", known_by="counter")
    assert count(ResidentSession) == 0


def test_it_is_shown_once(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    form = issuing(lead, taken).form("Issue a new code").fill(known_by="counter")
    first, again = Page(form.send(lead)), Page(form.send(lead))
    assert again.flash.startswith("This new code was shown before.")
    assert opens(make, shown_code(first)) and count(Receipt) == 1


def test_it_asks_how_the_person_is_known(lead: FlaskClient, make: Maker, taken: MadeCase) -> None:
    for answer in ([], ["she_said_so"]):
        form = issuing(lead, taken).form("Issue a new code")
        form.data["known_by"] = answer
        assert Page(form.send(lead)).status == 422
    assert opens(make, taken.code)


def test_no_code_is_made_that_could_not_open_anything(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock, taken: MadeCase
) -> None:
    begin_writing()
    close(taken.case, taken.keys, Ending("withdrawn"), cast.lead.actor, make.office, clock())
    db.session.commit()
    clock.forward(days=make.office.thresholds.code_days + 1)
    refused = Page(signed_in(lead, make, cast.lead).get(f"/cases/{taken.case.number}/code"))
    assert refused.status == 409 and "No code opens this case any more." in refused.main
    assert opens(make, taken.code) is False
