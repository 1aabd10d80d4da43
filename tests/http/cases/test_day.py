from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.assignment import Triage, assign
from intake.models.case import Case
from intake.models.conflict import Conflict
from intake.models.waiting import WaitingFacts, wait
from tests.conftest import Cast
from tests.http.cases.moves import write_as_client
from tests.http.cases.test_queue import rows
from tests.http.desk import page, post, signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page

TRIAGE = Triage("german", "normal")


@pytest.fixture
def day_of_lead(make: Maker, cast: Cast, clock: Clock) -> dict[str, MadeCase]:
    """Four days later: something of each kind for the lead, and something of others."""
    late, waits = make.taken_case(cast.lead), make.taken_case(cast.lead)
    begin_writing()
    wait(
        db.session.get_one(Case, waits.keys.case_uuid),
        waits.keys,
        WaitingFacts(reason="internal", line="the file"),
        (clock() + timedelta(days=3)).date(),
        cast.lead.actor,
        make.office,
        clock(),
    )
    db.session.commit()
    clock.forward(days=3)
    handed, replied, theirs = make.case(), make.taken_case(cast.lead), make.case()
    for made, lead in ((handed, cast.lead), (theirs, cast.outsider)):
        begin_writing()
        assign(
            db.session.get_one(Case, made.keys.case_uuid), made.keys, TRIAGE, lead.member,
            cast.coordinator.actor, make.office, clock(),
        )  # fmt: skip
        db.session.commit()
    write_as_client(make, replied)
    today = make.taken_case(cast.lead)
    begin_writing()
    db.session.get_one(Case, today.keys.case_uuid).next_action_due = clock() + timedelta(hours=2)
    db.session.commit()
    new = make.case()
    return {
        "late": late, "waits": waits, "handed": handed, "replied": replied, "theirs": theirs,
        "today": today, "new": new,
    }  # fmt: skip


def headings(day: Page) -> list[str]:
    return day.texts("h2")


def test_it_shows_what_asks_for_something_and_what_the_team_has_to_do(
    app: Flask, make: Maker, cast: Cast, day_of_lead: dict[str, MadeCase]
) -> None:
    day = page(signed_in(app.test_client(), make, cast.lead), "/cases/day")
    assert day.h1 == "My day"
    assert headings(day) == [
        "New answers 1",
        "Overdue 1",
        "Due today 1",
        "Back from waiting 1",
        "Assigned, not begun 1",
        "New for the team 1",
    ]
    assert day_of_lead["theirs"].case.number not in day.main


def test_each_number_is_what_a_click_shows(
    app: Flask, make: Maker, cast: Cast, day_of_lead: dict[str, MadeCase]
) -> None:
    looked = 0
    for member in (cast.lead, cast.coordinator, cast.outsider):
        client = signed_in(app.test_client(), make, member)
        day = page(client, "/cases/day")
        for heading in headings(day):
            behind = day.follow(client, heading)
            assert len(rows(behind)) == int(heading.split()[-1]), heading
            looked += 1
    assert looked > 7
    assert day_of_lead["new"].case.number in behind.main


def test_only_the_first_few_stand_there_and_the_rest_is_a_click_away(
    lead: FlaskClient, make: Maker
) -> None:
    made = [make.case().case.number for _ in range(7)]
    day = page(lead, "/cases/day")
    assert sum(number in day.main for number in made) == 5
    assert len(rows(day.follow(lead, "Show all 7"))) == 7


def test_a_quiet_day_says_so(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    day = page(lead, "/cases/day")
    assert "Nothing is due for you today." in day.main and headings(day) == []
    assert "No new request waits for the team." in day.main
    make.taken_case(cast.lead)
    assert "You lead 1 open case." in page(lead, "/cases/day").main


def test_a_hidden_case_is_a_number_only(
    outsider: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    begin_writing()
    db.session.get_one(Case, taken.keys.case_uuid).lead_uuid = None
    db.session.commit()
    day = page(outsider, "/cases/day")
    assert taken.case.number in day.main and "Selam" not in day.text
    assert not any(taken.case.number in address for _, address in day.links)


def test_the_workload_counts_what_a_click_shows(
    app: Flask, make: Maker, cast: Cast, day_of_lead: dict[str, MadeCase]
) -> None:
    client = signed_in(app.test_client(), make, cast.coordinator)
    load = page(client, "/cases/workload")
    shown = [(t, a) for t, a in load.links if "lead=" in a]
    assert ("Tigrinya 5", True) in [(text, "language=ti" in a) for text, a in shown]
    for text, address in shown:
        assert len(rows(page(client, address))) == int(text.split()[-1]), address
    assert len(shown) > 12


def test_the_workload_does_not_open_what_is_hidden(
    app: Flask, make: Maker, cast: Cast, coordinator: FlaskClient, taken: MadeCase
) -> None:
    assert "Tigrinya 1" in page(coordinator, "/cases/workload").main
    begin_writing()
    Conflict.note(taken.keys.case_uuid, cast.coordinator.member.uuid, make.clock())
    db.session.commit()
    assert "Tigrinya" not in page(coordinator, "/cases/workload").main


def test_the_workload_is_for_coordinators(lead: FlaskClient, auditor: FlaskClient) -> None:
    assert "Workload" not in page(lead, "/cases/day").main
    assert page(lead, "/cases/workload").status == 403
    assert page(auditor, "/cases/day").status == 403


def test_from_a_case_the_way_back_leads_to_the_list_one_came_from(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead)
    for address in ("/cases/day", "/cases/?after=2026-0000&tab=team&topic=german", "/cases/"):
        lead.get(address)
        page(lead, f"/cases/{made.case.number}/note").submit(lead, "Save", body="Looked at it.")
        back = page(lead, f"/cases/{made.case.number}").link("Back to the list")
        assert back.replace("tab=mine", "").rstrip("?") == address, back


def test_other_methods_and_strangers(lead: FlaskClient, client: FlaskClient) -> None:
    assert post(lead, "/cases/day").status_code == 405
    assert client.get("/cases/day").status_code == 303
    assert post(lead, "/cases/workload").status_code == 405
    assert client.get("/cases/workload").status_code == 303
