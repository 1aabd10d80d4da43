"""Two people at one case: each hears of the other before something goes to the wrong moment."""

from flask.testing import FlaskClient

from intake.models.event import Verb
from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.desk import page, verbs_of
from tests.make import Clock, MadeCase, Maker
from tests.page import Form, Page


def writing(client: FlaskClient, made: MadeCase) -> Form:
    return page(client, f"/cases/{made.case.number}/message").form("Send to")


def notices(client: FlaskClient, made: MadeCase, path: str = "") -> list[str]:
    return page(client, f"/cases/{made.case.number}{path}").texts("p", css="warning")


def test_it_says_who_else_has_the_case_open(
    lead: FlaskClient, coordinator: FlaskClient, clock: Clock, taken: MadeCase
) -> None:
    assert notices(lead, taken) == [] and notices(lead, taken) == []
    assert notices(coordinator, taken) == ["Lena Lead has just opened this case."]
    clock.forward(minutes=4)
    for path in ("", "/message", "/note", "/contact"):
        said = notices(lead, taken, path)
        assert said == ["Cora Coordinator opened this case 4 minutes ago."], path
    clock.forward(minutes=7)
    assert notices(lead, taken) == []


def test_a_refused_colleague_is_no_colleague_at_work(
    lead: FlaskClient, outsider: FlaskClient, taken: MadeCase
) -> None:
    assert outsider.get(f"/cases/{taken.case.number}").status_code == 403
    assert notices(lead, taken) == []


def test_what_came_in_meanwhile_is_shown_before_a_message_goes_out(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, clock: Clock, taken: MadeCase
) -> None:
    form = writing(lead, taken).fill(body="Can you come on Monday?")
    clock.forward(minutes=3)
    write_as_client(make, taken, "I cannot on Monday")
    writing(coordinator, taken).fill(body="Tuesday then").send(coordinator)
    asked = Page(form.send(lead))
    assert asked.status == 409 and "Not sent" in asked.summary
    assert [text for text in ("I cannot on Monday", "Tuesday then") if text in asked.main] == [
        "I cannot on Monday",
        "Tuesday then",
    ]
    assert "Taken on" not in asked.main, "what was there before is no news"
    assert verbs_of(taken)[Verb.MESSAGE] == 2
    once_more = asked.form("Send to")
    assert once_more.value("body") == "Can you come on Monday?"
    assert Page(once_more.send(lead)).flash == "Sent to Selam."


def test_a_case_closed_by_a_colleague_is_news_too(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    form = writing(lead, taken).fill(body="See you", waits="y")
    close_now(make, taken, cast.coordinator)
    asked = Page(form.send(lead))
    assert asked.status == 409 and "Closed: " in asked.main
    assert verbs_of(taken)[Verb.MESSAGE] == 0


def test_own_work_in_another_window_is_no_news(lead: FlaskClient, taken: MadeCase) -> None:
    form = writing(lead, taken).fill(body="As agreed by phone")
    note = page(lead, f"/cases/{taken.case.number}/note")
    note.submit(lead, "Save the", body="Phoned")
    assert Page(form.send(lead)).flash == "Sent to Selam."


def test_a_double_click_is_not_told_of_itself(lead: FlaskClient, taken: MadeCase) -> None:
    form = writing(lead, taken).fill(body="Once")
    assert [Page(form.send(lead)).flash for _ in range(2)] == ["Sent to Selam."] * 2
    assert verbs_of(taken)[Verb.MESSAGE] == 1


def test_a_form_that_does_not_say_what_was_seen_is_asked(
    lead: FlaskClient, taken: MadeCase
) -> None:
    for nonsense in ("", "x", "9" * 40):
        form = writing(lead, taken).fill(body="Hello")
        form.data["seen"] = [nonsense]
        assert Page(form.send(lead)).status == 409
    assert verbs_of(taken)[Verb.MESSAGE] == 0
