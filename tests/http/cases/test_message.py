import pytest
from flask.testing import FlaskClient

from intake.models.event import Verb
from intake.models.message import Message
from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.cases.worst import TIGRINYA, WORST
from tests.http.desk import case_now, fresh, page, post, verbs_of
from tests.make import MadeCase, Maker
from tests.page import Page


def bodies(made: MadeCase) -> list[dict[str, str]]:
    """What was written to the client, newest first."""
    fresh()
    return [dict(m.body.get(made.keys)) for m in Message.of_case(made.keys.case_uuid)]


def writing(client: FlaskClient, made: MadeCase) -> Page:
    return page(client, f"/cases/{made.case.number}/message")


def test_it_reaches_the_client_and_says_so(lead: FlaskClient, taken: MadeCase) -> None:
    sent = writing(lead, taken).submit(lead, "Send to Selam", body="Come on Monday.", lang="en")
    assert sent.flash == "Sent to Selam." and "Come on Monday." in sent.main
    assert bodies(taken) == [{"text": "Come on Monday.", "lang": "en"}]
    assert Message.of_case(taken.keys.case_uuid)[0].from_client is False


def test_the_button_names_the_client_and_the_page_says_who_reads(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, identity={"alias": "سلام", "code_only": True})
    text = writing(lead, made).main
    assert "To سلام. The person reads this text." in text and "Send to سلام" in text
    assert "The person sees the message only with the code." in text
    nameless = make.taken_case(cast.lead, identity={"code_only": True})
    assert "Send to the client" in writing(lead, nameless).main


def test_it_can_wait_for_the_answer(lead: FlaskClient, taken: MadeCase) -> None:
    form = writing(lead, taken).form("Send to")
    assert form.value("until") == "2026-12-03"
    sent = Page(form.fill(body="When can you come?", waits="y").send(lead))
    assert sent.flash == "Sent to Selam. Waits for the answer until Thursday 3 December."
    case = case_now(taken.case.number)
    assert (case.status, case.next_actor) == ("waiting", "client")
    assert str(case.follow_up_on) == "2026-12-03"


def test_the_page_says_whether_a_mail_tells_the_client(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    """Without a mail server the client sees the message only with the code, whatever they left."""
    made = make.taken_case(cast.lead, identity={"alias": "Selam", "email": "s@reader.example"})
    text = writing(lead, made).main
    assert "The person sees the message only with the code." in text
    assert "No e-mail tells about it: the office sends none." in text
    phone = writing(lead, make.taken_case(cast.lead)).main
    assert "only with the code" in phone and "No e-mail" not in phone


@pytest.mark.parametrize(
    ("until", "error"),
    [
        ("", "Choose until when to wait for the answer."),
        ("2026-11-24", "Choose a day after today."),
        ("1926-12-03", "Choose a day after today."),
        ("2027-03-01", "This day is too far away."),
        ("9999-12-31", "This day is too far away."),
        (
            "2026-12-25",
            "The office is closed on that day. The next open day is Monday 28 December.",
        ),
        (
            "2026-11-29",
            "The office is closed on that day. The next open day is Monday 30 November.",
        ),
        ("tomorrow", "Not a valid date value."),
        ("2026-02-30", "Not a valid date value."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_sent(
    lead: FlaskClient, taken: MadeCase, until: str, error: str
) -> None:
    form = writing(lead, taken).form("Send to").fill(body="Keep me", waits="y", until=until)
    again = Page(form.send(lead))
    assert (again.status, again.errors) == (422, [error])
    assert again.form("Send to").value("body") == "Keep me"
    assert again.form("Send to").value("waits") == "y"
    assert bodies(taken) == [] and case_now(taken.case.number).status == "in_progress"


def test_a_day_without_the_tick_does_not_count(lead: FlaskClient, taken: MadeCase) -> None:
    writing(lead, taken).submit(lead, "Send to", body="No hurry", until="2026-12-04")
    assert case_now(taken.case.number).status == "in_progress"


def test_nobody_can_wait_for_a_case_that_nobody_leads(lead: FlaskClient, make: Maker) -> None:
    made = make.case()
    form = writing(lead, made).form("Send to")
    assert "waits" not in form.data
    form.data |= {"body": ["Hello"], "waits": ["y"], "until": ["2026-12-03"]}
    assert Page(form.send(lead)).flash == "Sent to Selam."
    assert case_now(made.case.number).status == "received"


@pytest.mark.parametrize("blank", ["", "   ", "\r\n\t \u00a0", "\u3000"])
def test_it_must_say_something(lead: FlaskClient, taken: MadeCase, blank: str) -> None:
    again = writing(lead, taken).submit(lead, "Send to", body=blank)
    assert (again.status, again.errors) == (422, ["Write a message."])
    assert bodies(taken) == []


@pytest.mark.parametrize("worst", WORST, ids=str)
def test_any_text_arrives_as_it_is(lead: FlaskClient, taken: MadeCase, worst: str) -> None:
    text = WORST[worst]
    sent = writing(lead, taken).submit(lead, "Send to", body=text)
    assert " ".join(text.split()) in sent.main
    assert bodies(taken)[0]["text"] == text


def test_a_text_of_4001_characters_is_refused_and_kept_whole(
    lead: FlaskClient, taken: MadeCase
) -> None:
    text = (TIGRINYA * 2)[:4001].replace(" ", "x")
    again = writing(lead, taken).submit(lead, "Send to", body=text)
    assert again.status == 422
    assert again.errors == ["This text has 4001 characters. At most 4000 are possible."]
    assert again.form("Send to").value("body") == text


@pytest.mark.parametrize("lang", ["", "xx", "de'--", "<b>"])
def test_a_made_up_language_is_refused(lead: FlaskClient, taken: MadeCase, lang: str) -> None:
    form = writing(lead, taken).form("Send to").fill(body="Keep me")
    form.data["lang"] = [lang]
    again = Page(form.send(lead))
    assert again.status == 422 and again.form("Send to").value("body") == "Keep me"
    assert bodies(taken) == []


@pytest.mark.parametrize("broken", [b"body=a%00b", b"body=%ff%fe", b"body=%ED%A0%80"])
def test_what_is_no_text_is_refused(lead: FlaskClient, taken: MadeCase, broken: bytes) -> None:
    answer = lead.post(
        f"/cases/{taken.case.number}/message",
        data=broken,
        content_type="application/x-www-form-urlencoded",
    )
    assert Page(answer).status == 400 and bodies(taken) == []


def test_going_back_and_sending_another_text_sends_that_too(
    lead: FlaskClient, taken: MadeCase
) -> None:
    form = writing(lead, taken).form("Send to")
    for text in ("First", "Second", "First"):
        assert Page(form.fill(body=text).send(lead)).flash == "Sent to Selam."
    assert {b["text"] for b in bodies(taken)} == {"First", "Second"}
    assert verbs_of(taken)[Verb.MESSAGE] == 2


def test_two_tabs_send_two_messages(lead: FlaskClient, taken: MadeCase) -> None:
    tabs = [writing(lead, taken).form("Send to").fill(body="Same words") for _ in range(2)]
    assert [form.send(lead).status_code for form in tabs] == [200, 200]
    assert len(bodies(taken)) == 2


def test_the_team_may_write_too(coordinator: FlaskClient, taken: MadeCase) -> None:
    writing(coordinator, taken).submit(coordinator, "Send to", body="From the desk")
    assert case_now(taken.case.number).status == "in_progress"


def test_an_answer_takes_the_mark_new_away_only_from_the_lead(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, taken: MadeCase
) -> None:
    write_as_client(make, taken)
    writing(coordinator, taken).submit(coordinator, "Send to", body="Wait for Lena")
    assert case_now(taken.case.number).unread
    writing(lead, taken).submit(lead, "Send to", body="Here I am")
    assert not case_now(taken.case.number).unread


def test_a_closed_case_can_still_be_written_to_but_does_not_wait(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    stale = writing(lead, taken).form("Send to").fill(body="Keep me", waits="y")
    close_now(make, taken, cast.lead)
    again = Page(stale.send(lead))
    assert again.status == 409 and "closed meanwhile" in again.summary
    sent = Page(again.form("Send to").send(lead))
    assert sent.flash == "Sent to Selam." and bodies(taken)[0]["text"] == "Keep me"
    assert case_now(taken.case.number).status == "closed"


def test_it_takes_no_bare_post(lead: FlaskClient, taken: MadeCase) -> None:
    again = Page(post(lead, f"/cases/{taken.case.number}/message", {"body": "No token"}))
    assert again.status == 400 and again.form("Send to").value("body") == "No token"
    assert bodies(taken) == []
