import pytest
from flask.testing import FlaskClient

from intake.models.contact import Contact, ContactFacts
from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.worst import WORST
from tests.http.desk import case_now, details_of, fresh, page
from tests.make import MadeCase, Maker
from tests.page import Page, Value

GOOD: dict[str, Value] = {"channel": "phone", "minutes": "25", "note": "She comes on Monday."}


def talks(made: MadeCase) -> list[ContactFacts]:
    fresh()
    return [c.facts.get(made.keys) for c in Contact.of_case(made.keys.case_uuid)]


def logging(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/contact")


def test_a_talk_is_logged_and_shown(lead: FlaskClient, taken: MadeCase) -> None:
    done = logging(lead, taken).submit(
        lead, "Log this talk", **GOOD, language="ti", interpreting="key_person"
    )
    assert done.flash == "Talk logged." and "She comes on Monday." in done.main
    assert "25 minutes" in done.main and "Key person" in done.main
    assert talks(taken) == [
        {
            "day": "2026-11-24",
            "channel": "phone",
            "minutes": 25,
            "language": "ti",
            "interpreting": "key_person",
            "reached": True,
            "no_show": False,
            "note": "She comes on Monday.",
        }
    ]
    assert case_now(taken.case.number).first_response_at is not None


def test_an_attempt_is_logged_apart(lead: FlaskClient, taken: MadeCase) -> None:
    done = logging(lead, taken).submit(lead, "Log", channel="phone", minutes="0", not_reached="y")
    assert "Nobody reached" in done.main and talks(taken)[0]["reached"] is False
    assert case_now(taken.case.number).first_response_at is None


def test_a_missed_appointment_is_logged_apart(lead: FlaskClient, taken: MadeCase) -> None:
    done = logging(lead, taken).submit(lead, "Log", channel="office", minutes="0", no_show="y")
    assert "The person did not come" in done.main and "Nobody reached" not in done.main
    (talk,) = talks(taken)
    assert (talk["reached"], talk["no_show"]) == (False, True)
    assert details_of(taken, Verb.CONTACT)["no_show"] is True
    assert case_now(taken.case.number).first_response_at is None


def test_nobody_is_both_missed_and_not_reached(lead: FlaskClient, taken: MadeCase) -> None:
    form = logging(lead, taken).form("Log this talk").fill(**GOOD, no_show="y", not_reached="y")
    again = Page(form.send(lead))
    assert again.status == 422 and talks(taken) == []
    assert again.errors == ["Choose one: nobody was reached, or the person did not come."]
    assert again.form("Log this talk").value("note") == GOOD["note"]


@pytest.mark.parametrize(
    ("day", "works"), [("2026-10-01", True), ("2026-11-24", True), ("2026-09-30", False)]
)
def test_back_dating_ends_with_the_last_frozen_month(
    lead: FlaskClient, taken: MadeCase, day: str, works: bool
) -> None:
    answer = logging(lead, taken).submit(lead, "Log this talk", **GOOD, day=day)
    assert [talk["day"] for talk in talks(taken)] == [day] * works
    assert bool(answer.flash) == works


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        (
            "day",
            "2026-09-30",
            "This day is too long ago. The first possible day is 1 Oct 2026.",
        ),
        ("day", "0001-01-01", "This day is too long ago. The first possible day is 1 Oct 2026."),
        ("day", "2026-11-25", "This day has not come yet."),
        ("day", "9999-12-31", "This day has not come yet."),
        ("day", "", "Choose the day of the talk."),
        ("day", "yesterday", "Not a valid date value."),
        ("channel", None, "Choose how you talked."),
        ("minutes", "", "Give the minutes as a number."),
        ("minutes", "a quarter", "Not a valid integer value."),
        ("minutes", "7", "Give the minutes in steps of 5."),
        ("minutes", "-5", "Give between 0 and 600 minutes."),
        ("minutes", "605", "Give between 0 and 600 minutes."),
        ("minutes", "9" * 400, "Give between 0 and 600 minutes."),
        ("minutes", "9" * 5000, "Give between 0 and 600 minutes."),
    ],
)
def test_what_cannot_be_is_refused_and_all_is_kept(
    lead: FlaskClient, taken: MadeCase, field: str, value: str | None, error: str
) -> None:
    form = logging(lead, taken).form("Log this talk").fill(**GOOD)
    again = Page(form.fill(**{field: value}).send(lead))
    assert again.status == 422 and again.errors[0] == error
    kept = again.form("Log this talk")
    assert all(kept.value(n) == v for n, v in GOOD.items() if n != field)
    assert kept.value(field) == (value or "") and talks(taken) == []


@pytest.mark.parametrize("field", ["channel", "language", "interpreting"])
def test_forged_codes_are_refused(lead: FlaskClient, taken: MadeCase, field: str) -> None:
    for value in ("unheard_of", "' OR 1=1 --", "<script>"):
        form = logging(lead, taken).form("Log this talk").fill(**GOOD)
        form.data[field] = [value]
        again = Page(form.send(lead))
        assert again.status == 422
        assert again.form("Log this talk").value("note") == GOOD["note"]
    assert talks(taken) == []


def test_any_note_is_kept_as_it_is(lead: FlaskClient, taken: MadeCase) -> None:
    for text in WORST.values():
        done = logging(lead, taken).submit(lead, "Log", channel="phone", note=text)
        assert " ".join(text.split()) in done.main
    assert {talk["note"] for talk in talks(taken)} == set(WORST.values())


def test_today_is_offered_with_the_language_of_the_client(
    lead: FlaskClient, taken: MadeCase
) -> None:
    form = logging(lead, taken).form("Log this talk")
    assert (form.value("day"), form.value("language")) == ("2026-11-24", "ti")


def test_a_message_on_the_voicemail_that_nobody_wants_is_asked_about(
    lead: FlaskClient, taken: MadeCase
) -> None:
    form = logging(lead, taken)
    assert "Do not speak on the voicemail." in form.main and "Log it all the same" not in form.text
    answers = {"channel": "phone", "minutes": "0", "not_reached": "y", "voice_message": "y"}
    asked = form.submit(lead, "Log this talk", **answers)
    assert asked.status == 422 and talks(taken) == []
    assert "The person does not want messages on the voicemail." in asked.errors[0]
    done = asked.submit(lead, "Log this talk", all_the_same="y")
    assert "Message left on the voicemail" in done.main
    assert talks(taken)[0]["voice_message"] is True


def test_a_message_on_a_voicemail_that_may_be_used_is_logged(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(
        cast.lead, identity={"alias": "Selam", "phone": "+41 79 555 01 23", "voicemail": True}
    )
    answers = {"channel": "phone", "minutes": "0", "not_reached": "y", "voice_message": "y"}
    done = logging(lead, made).submit(lead, "Log this talk", **answers)
    assert done.flash == "Talk logged." and talks(made)[0]["voice_message"] is True
