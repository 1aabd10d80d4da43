from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from tests.conftest import Cast
from tests.http.cases.moves import close_now, write_as_client
from tests.http.desk import case_now, page, post, signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page


def rows(queue: Page) -> list[str]:
    """The words of each row's head, in order."""
    return [text for text in queue.texts("th") if "20" in text]


def test_it_shows_new_cases_with_a_way_to_take_them_on(lead: FlaskClient, make: Maker) -> None:
    made = make.case()
    queue = page(lead, "/cases/?tab=new")
    assert queue.h1 == "Cases"
    assert made.case.number in queue.main and "Selam" in queue.main
    assert queue.link("Take on").endswith(f"/{made.case.number}/lead")


def test_it_counts_and_keeps_each_tab(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    mine, theirs = make.taken_case(cast.lead), make.taken_case(cast.coordinator)
    new, closed = make.case(), make.taken_case(cast.lead)
    close_now(make, closed, cast.lead)
    queue = page(lead, "/cases/")
    tabs = [text for text, address in queue.links if "tab=" in address]
    assert tabs[:5] == ["Mine 1", "New 1", "Team 3", "Waiting 0", "Closed"]
    assert [mine.case.number in row for row in rows(queue)] == [True]
    team = rows(page(lead, "/cases/?tab=team"))
    assert len(team) == 3
    assert all(any(m.case.number in row for row in team) for m in (mine, theirs, new))
    assert [closed.case.number in r for r in rows(page(lead, "/cases/?tab=closed"))] == [True]


def test_it_says_who_acts_next_and_by_when(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock
) -> None:
    make.taken_case(cast.lead)
    queue = page(lead, "/cases/")
    assert "Thu 26/11" in queue.texts("td") and "You" in queue.texts("td")
    for forward, words in ((2, "today"), (0.4, "overdue since today"), (0.6, "overdue, 1 day")):
        clock.forward(days=forward)
        assert words in page(signed_in(lead, make, cast.lead), "/cases/").main


def test_what_is_due_first_and_news_come_first(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock
) -> None:
    first = make.taken_case(cast.lead)
    clock.forward(days=1)
    second, third = make.taken_case(cast.lead), make.taken_case(cast.lead)
    write_as_client(make, third)
    queue = page(signed_in(lead, make, cast.lead), "/cases/")
    numbers = [row.split()[-1] for row in rows(queue)]
    assert numbers == [m.case.number for m in (third, first, second)]
    assert "New answer" in queue.main


def test_a_message_on_a_closed_case_is_news_for_its_lead(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead)
    close_now(make, made, cast.lead)
    write_as_client(make, made)
    assert "New message" in page(lead, "/cases/").main
    assert made.case.number not in page(coordinator, "/cases/").main
    assert case_now(made.case.number).status == "closed"


def test_the_outsider_sees_a_stub_with_the_number_only(
    outsider: FlaskClient, taken: MadeCase
) -> None:
    queue = page(outsider, "/cases/?tab=team")
    assert taken.case.number in queue.main and "You do not see this case." in queue.main
    assert "Selam" not in queue.text and "Learning German" not in queue.texts("td")
    assert not any(taken.case.number in address for _, address in queue.links)


def test_filters_narrow_by_what_is_clear_and_what_is_sealed(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    german = make.taken_case(cast.lead, topics=("german",), municipality="zofingen", language="ti")
    work = make.case(topics=("work",), municipality="aarburg", language="ar")
    for query, fits, words in (
        ("topic=work", work, "Work"),
        ("municipality=zofingen", german, "Zofingen"),
        ("language=ar", work, "Arabic"),
        (f"lead={cast.lead.member.uuid.hex}", german, "Lena Lead"),
    ):
        queue = page(lead, f"/cases/?tab=team&{query}")
        assert [fits.case.number in row for row in rows(queue)] == [True], query
        assert f"Only: {words}" in queue.main and "Filter (1)" in queue.main
    assert "No case fits this filter." in page(lead, "/cases/?tab=team&topic=housing").main


def test_a_filter_does_not_tell_the_outsider_about_a_hidden_case(
    outsider: FlaskClient, taken: MadeCase
) -> None:
    for query in ("topic=german", "topic=work", "municipality=zofingen", "language=ti"):
        queue = page(outsider, f"/cases/?tab=team&{query}")
        assert taken.case.number not in queue.main, query


def test_fifty_are_shown_at_once_and_each_case_once(
    lead: FlaskClient, make: Maker, clock: Clock
) -> None:
    made = {make.case().case.number for _ in range(52)}
    first = page(lead, "/cases/?tab=new")
    second = first.follow(lead, "Show 50 more")
    shown = [row.split()[-1] for row in rows(first) + rows(second)]
    assert len(rows(first)) == 50 and len(shown) == 52 and set(shown) == made
    assert not [text for text, _ in second.links if text == "Show 50 more"]


def test_closed_cases_closed_at_the_same_moment_are_all_reached(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = [make.case() for _ in range(52)]
    for one in made:
        close_now(make, one, cast.coordinator)
    first = page(lead, "/cases/?tab=closed")
    second = first.follow(lead, "Show 50 more")
    shown = [row.split()[-1] for row in rows(first) + rows(second)]
    assert sorted(shown) == sorted(m.case.number for m in made)


@pytest.mark.parametrize(
    "query",
    [
        "tab=nonsense",
        "tab=team&after=garbage",
        "tab=closed&after=2026-9999",
        "tab=team&after=%00%F0%9F%92%A9'--",
        "tab=team&topic=unheard_of",
        "tab=team&topic=&municipality=&language=&lead=",
        "tab=team&lead=not-a-uuid",
        "tab=team&topic=%3Cscript%3E",
        "tab=team&tab=new&topic=german&topic=work",
    ],
)
def test_an_old_or_made_up_address_shows_a_list(lead: FlaskClient, make: Maker, query: str) -> None:
    made = make.case()
    queue = page(lead, f"/cases/?{query}")
    assert queue.status == 200
    assert (made.case.number in queue.main) != query.startswith(("tab=nonsense", "tab=closed"))


def test_empty_lists_say_what_to_do(lead: FlaskClient, make: Maker) -> None:
    assert "Send a test request" in page(lead, "/cases/").main
    make.case()
    assert "Nothing is open for you. 1 new case waits." in page(lead, "/cases/").main
    assert "No case waits for anybody." in page(lead, "/cases/?tab=waiting").main
    assert "No case has been closed yet." in page(lead, "/cases/?tab=closed").main


def test_it_is_in_the_language_of_the_member(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    begin_writing()
    cast.lead.member.language = "de"
    db.session.commit()
    make.case()
    assert page(lead, "/cases/?tab=new").lang == "de"


def test_the_auditor_has_no_queue(auditor: FlaskClient) -> None:
    assert page(auditor, "/cases/").status == 403


def test_it_needs_sign_in(app: Flask, client: FlaskClient, make: Maker) -> None:
    assert client.get("/cases/").status_code == 303


def test_it_only_reads(lead: FlaskClient) -> None:
    assert post(lead, "/cases/").status_code == 405


def test_a_session_ends_after_twenty_idle_minutes(lead: FlaskClient, clock: Clock) -> None:
    assert lead.get("/cases/").status_code == 200
    clock.at += timedelta(minutes=21)
    assert lead.get("/cases/").status_code == 303
