import pytest
from flask.testing import FlaskClient

from intake.database import db
from intake.models.waiting import Waiting
from intake.ticking import tick
from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.cases.worst import WORST
from tests.http.desk import case_now, page, signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page, Value

GOOD: dict[str, Value] = {"reason": "referral", "line": "Answer of the school"}


def letting(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/waiting")


def test_a_case_waits_until_its_day(lead: FlaskClient, taken: MadeCase) -> None:
    done = letting(lead, taken).submit(lead, "Let it wait", **GOOD, until="2026-12-03")
    assert done.flash == "The case waits until Thursday 3 December."
    assert "Waits for: Answer of the school" in done.main and "Another office" in done.main
    queue = page(lead, "/cases/?tab=waiting")
    assert taken.case.number in queue.main and "Waiting 1" in queue.main
    assert case_now(taken.case.number).status == "waiting"


def test_it_is_taken_up_again_by_hand(lead: FlaskClient, taken: MadeCase) -> None:
    shown = letting(lead, taken).submit(lead, "Let it wait", **GOOD, until="2026-12-03")
    done = shown.submit(lead, "Take up again")
    assert done.flash == "The case is in progress again."
    assert case_now(taken.case.number).status == "in_progress"
    waiting = Waiting.latest(taken.keys.case_uuid)
    assert waiting is not None and waiting.ended_at is not None


def test_it_comes_back_when_the_client_writes(
    lead: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    shown = letting(lead, taken).submit(lead, "Let it wait", **GOOD, until="2026-12-03")
    write_as_client(make, taken, "Ich habe Antwort")
    assert "New answer" in page(lead, "/cases/").main
    late = Page(shown.form("Take up again").send(lead))
    assert late.status == 409 and "Somebody has changed this case" in late.summary


def test_it_comes_back_by_itself_and_says_so_until_somebody_acts(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase, clock: Clock
) -> None:
    letting(lead, taken).submit(lead, "Let it wait", **GOOD, until="2026-11-25")
    clock.forward(days=1)
    tick(make.app)
    signed_in(lead, make, cast.lead)
    shown = page(lead, f"/cases/{taken.case.number}")
    assert "Back from waiting" in shown.main
    assert "By itself" in shown.main and "The day of the follow-up has come" in shown.main
    assert "Back from waiting" in page(lead, "/cases/").main


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"reason": None}, "Choose one."),
        ({"line": ""}, "Write what you wait for."),
        ({"line": "  "}, "Write what you wait for."),
        ({"line": "x" * 201}, "This is too long. At most 200 characters are possible."),
        ({"until": ""}, "Choose a day."),
        ({"until": "2026-11-24"}, "Choose a day after today."),
        (
            {"until": "2026-12-26"},
            "The office is closed on that day. The next open day is Monday 28 December.",
        ),
        ({"until": "2027-02-01"}, "This day is too far away."),
        ({"until": "soon"}, "Not a valid date value."),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(
    lead: FlaskClient, taken: MadeCase, changed: dict[str, Value], error: str
) -> None:
    answers: dict[str, Value] = {**GOOD, "until": "2026-12-03", **changed}
    again = letting(lead, taken).submit(lead, "Let it wait", **answers)
    assert (again.status, again.errors) == (422, [error])
    kept = again.form("Let it wait")
    typed = {name: value or "" for name, value in answers.items() if value != "  "}
    assert {name: kept.value(name) for name in typed} == typed
    assert case_now(taken.case.number).status == "in_progress"


def test_the_open_day_that_is_offered_is_taken_with_one_click(
    lead: FlaskClient, taken: MadeCase
) -> None:
    again = letting(lead, taken).submit(lead, "Let it wait", **GOOD, until="2026-12-26")
    done = again.submit(lead, "Take Monday 28 December instead")
    assert done.flash == "The case waits until Monday 28 December."
    far = letting(lead, taken).text
    assert "instead" not in far


def test_the_german_message_about_a_closed_day_is_one_sentence(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    cast.lead.member.language = "de"
    db.session.commit()
    answers: dict[str, Value] = {**GOOD, "until": "2026-12-26"}
    again = letting(lead, taken).submit(lead, "Warten lassen", **answers)
    [error] = again.errors
    assert "Montag, 28. Dezember" in error and ".." not in error


def test_a_forged_reason_is_refused(lead: FlaskClient, taken: MadeCase) -> None:
    form = letting(lead, taken).form("Let it wait").fill(**GOOD, until="2026-12-03")
    form.data["reason"] = ["unheard_of"]
    assert Page(form.send(lead)).status == 422


def test_only_what_somebody_works_on_can_wait(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    new = make.case()
    form = letting(lead, new).form("Let it wait").fill(**GOOD, until="2026-12-03")
    assert Page(form.send(lead)).status == 409
    old = letting(lead, taken).form("Let it wait").fill(**GOOD, until="2026-12-03")
    close_now(make, taken, cast.lead)
    again = Page(old.send(lead))
    assert again.status == 409 and again.form("Let it wait").value("line") == GOOD["line"]


@pytest.mark.parametrize("worst", ["markup", "sql", "template", "bidi", "emoji", "zalgo"])
def test_any_line_is_shown_as_it_is(lead: FlaskClient, taken: MadeCase, worst: str) -> None:
    line = WORST[worst]
    done = letting(lead, taken).submit(
        lead, "Let it wait", reason="internal", line=line, until="2026-12-03"
    )
    assert line in done.main


def test_an_overdue_follow_up_is_shown_as_such(
    lead: FlaskClient, taken: MadeCase, clock: Clock
) -> None:
    letting(lead, taken).submit(lead, "Let it wait", **GOOD, until="2026-11-25")
    clock.forward(minutes=15)
    assert "Wed 25/11" in page(lead, "/cases/").texts("td")
