"""Two advisers at the same case, in two real threads on a database in a file."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, current_thread
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from intake.models.case import Status
from intake.models.event import Event, Verb
from tests.conftest import Cast
from tests.http.desk import case_now, page, signed_in
from tests.make import MadeMember, Maker
from tests.page import Form, Page

ROUNDS = 5
LEAD = {"topic": "german", "urgency": "normal", "conflict": "no"}
ONE_WON = ("The winner leads this case meanwhile.", 1)
Press = Callable[[], TestResponse]


def at_once(*presses: Press) -> list[TestResponse]:
    """Press all buttons at the same moment, each from a thread of its own."""
    start = Barrier(len(presses), timeout=20)

    def press(button: Press) -> TestResponse:
        start.wait()
        return button()

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


def pressing(form: Form, client: FlaskClient) -> Press:
    return lambda: form.send(client, follow=False)


def count_of(case_uuid: UUID, verb: Verb) -> int:
    return [e.verb for e in Event.of_case(case_uuid)].count(verb)


def both(app: Flask, make: Maker, *members: MadeMember) -> list[FlaskClient]:
    return [signed_in(app.test_client(), make, member) for member in members]


@pytest.fixture
def both_have_looked() -> Iterator[None]:
    """Nobody writes to the case before both have read it and their access has been logged."""
    looked = Barrier(2, timeout=20)
    seen: set[str] = set()

    def wait_once(_session: Session) -> None:
        name = current_thread().name
        if "ThreadPool" in name and name not in seen:
            seen.add(name)
            looked.wait()

    event.listen(Session, "after_commit", wait_once)
    yield
    event.remove(Session, "after_commit", wait_once)
    assert len(seen) == 2, "the two never met"


def race_for_one_case(make: Maker, cast: Cast, clients: list[FlaskClient]) -> tuple[str, int]:
    """What the one who lost is told, with the winner's name taken out, and the takings on."""
    number = make.case().case.number
    forms = [page(c, f"/cases/{number}/lead").form("Take on").fill(**LEAD) for c in clients]
    answers = at_once(*map(pressing, forms, clients))
    assert sorted(a.status_code for a in answers) == [303, 409]
    lost = Page(next(a for a in answers if a.status_code == 409))
    case = case_now(number)
    winner = next(m for m in (cast.lead, cast.coordinator) if m.member.uuid == case.lead_uuid)
    assert case.status == Status.IN_PROGRESS
    told = next(text for text in lost.texts("p") if "meanwhile" in text)
    return told.replace(winner.member.name, "The winner"), count_of(case.uuid, Verb.TAKEN_ON)


@pytest.mark.usefixtures("both_have_looked")
def test_of_two_who_have_seen_it_free_exactly_one_takes_it_on(
    app: Flask, make: Maker, cast: Cast
) -> None:
    clients = both(app, make, cast.lead, cast.coordinator)
    assert race_for_one_case(make, cast, clients) == ONE_WON


def test_exactly_one_takes_the_case_on_and_the_other_is_told_who_did(
    app: Flask, make: Maker, cast: Cast
) -> None:
    clients = both(app, make, cast.lead, cast.coordinator)
    for _ in range(ROUNDS):
        assert race_for_one_case(make, cast, clients) == ONE_WON


@pytest.mark.usefixtures("both_have_looked")
def test_a_case_closed_by_one_is_not_taken_on_by_the_other(
    app: Flask, make: Maker, cast: Cast
) -> None:
    closer, taker = both(app, make, cast.coordinator, cast.lead)
    number = make.case().case.number
    closing = page(closer, f"/cases/{number}/closure").form("Close").fill(reason="signposted")
    taking = page(taker, f"/cases/{number}/lead").form("Take on").fill(**LEAD)
    answers = at_once(pressing(closing, closer), pressing(taking, taker))
    codes = [a.status_code for a in answers]
    # Who is first wins; «signposted» does not fit a case that somebody works on.
    assert codes in ([303, 409], [422, 303])
    assert (case_now(number).status == Status.CLOSED) == (codes == [303, 409])


@pytest.mark.usefixtures("both_have_looked")
def test_two_clicks_at_the_same_moment_send_one_message(
    app: Flask, make: Maker, cast: Cast
) -> None:
    number = make.taken_case(cast.lead).case.number
    (client,) = both(app, make, cast.lead)
    form = page(client, f"/cases/{number}/message").form("Send to").fill(body="Hello")
    answers = at_once(pressing(form, client), pressing(form, client))
    assert [a.status_code for a in answers] == [303, 303]
    assert count_of(case_now(number).uuid, Verb.MESSAGE) == 1


@pytest.mark.usefixtures("both_have_looked")
def test_the_one_who_gets_a_conflict_meanwhile_does_not_write(
    app: Flask, make: Maker, cast: Cast
) -> None:
    one, same = both(app, make, cast.lead, cast.lead)
    number = make.case().case.number
    near = page(one, f"/cases/{number}/lead").form("Take on").fill(**{**LEAD, "conflict": "yes"})
    note = page(same, f"/cases/{number}/note").form("Save").fill(body="They are my neighbours")
    answers = at_once(pressing(near, one), pressing(note, same))
    case = case_now(number)
    noted = count_of(case.uuid, Verb.NOTE)
    assert answers[0].status_code == 303
    assert (answers[1].status_code, noted) in {(303, 1), (403, 0)}
