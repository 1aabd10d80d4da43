"""Tasks of a member in all cases: the day, the workload, and who gets what others leave."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.assignment import note_conflict
from intake.models.case import Case
from intake.models.restriction import restrict
from tests.conftest import Cast
from tests.http.cases.test_task import doer, planned
from tests.http.desk import page, post, signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page


def headings(shown: Page) -> list[str]:
    return [text for text in shown.texts("h2") if text.startswith("Task")]


def test_who_hands_back_leaves_the_tasks_to_who_takes_the_case_on(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    planned(make, taken, cast.lead)
    form = page(lead, f"/cases/{taken.case.number}/hand-back").form(action="/hand-back")
    form.fill(reason="no_capacity")
    assert Page(form.send(lead)).status == 200
    assert doer(taken) is None
    day = page(coordinator, "/cases/day")
    assert headings(day) == ["Tasks that nobody has yet 1"]
    done = day.submit(coordinator, "Take on: Call")
    assert done.flash == "You have taken this task on."
    assert headings(done) == ["Tasks for today 1"] and doer(taken) == cast.coordinator.member.uuid


def test_who_leaves_leaves_the_tasks_to_whoever_takes_them_on(
    app: Flask, make: Maker, cast: Cast, taken: MadeCase, coordinator: FlaskClient
) -> None:
    theirs = make.taken_case(cast.outsider)
    planned(make, theirs, cast.lead)
    planned(make, taken, cast.lead)
    form = page(coordinator, f"/admin/members/{cast.lead.member.uuid}/closure").form(
        action="/closure"
    )
    assert Page(form.send(coordinator)).status == 200
    assert doer(theirs) is None and doer(taken) is None
    assert headings(page(coordinator, "/cases/day")) == ["Tasks that nobody has yet 2"]


@pytest.mark.parametrize("how", ["conflict", "restriction"])
def test_who_may_not_open_the_case_any_more_has_nothing_to_do_in_it(
    app: Flask, make: Maker, cast: Cast, how: str
) -> None:
    made = make.taken_case(cast.lead)
    planned(make, made, cast.outsider)
    client = signed_in(app.test_client(), make, cast.outsider)
    assert headings(page(client, "/cases/day")) == ["Tasks for today 1"]
    begin_writing()
    case = db.session.get_one(Case, made.keys.case_uuid)
    if how == "conflict":
        member, by = cast.outsider.member, cast.lead.actor
        note_conflict(case, made.keys, member, by, make.office, make.clock())
    else:
        restrict(case, made.keys, "Why", [], cast.lead.actor, make.clock())
    db.session.commit()
    assert headings(page(client, "/cases/day")) == []
    assert doer(made) == cast.lead.member.uuid


def test_a_hidden_case_is_a_stub_in_a_list_and_a_restricted_one_says_nothing(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase, outsider: FlaskClient
) -> None:
    planned(make, taken, cast.lead)
    address = f"/cases/tasks?member={cast.lead.member.uuid.hex}&show=today"
    stub = page(outsider, address)
    assert taken.case.number in stub.main and "You do not see this case." in stub.main
    assert "Call" not in stub.main and "Selam" not in stub.main
    begin_writing()
    case = db.session.get_one(Case, taken.keys.case_uuid)
    restrict(case, taken.keys, "Why", [], cast.lead.actor, make.clock())
    db.session.commit()
    own = page(lead, "/cases/tasks").main
    assert "A task in a restricted case" in own and "Call" not in own


def test_each_number_of_the_day_and_the_workload_is_what_a_click_shows(
    app: Flask, make: Maker, cast: Cast, clock: Clock, taken: MadeCase
) -> None:
    for days in (0, 1, 2, 2, 3, 6, 20):
        planned(make, taken, cast.lead, days)
    planned(make, taken, cast.coordinator, 2)
    planned(make, taken, None, 2)
    clock.forward(days=2)
    for member, expected in (
        (cast.lead, ["Tasks overdue 2", "Tasks for today 2", "Tasks of the next days 2"]),
        (cast.coordinator, ["Tasks for today 1"]),
    ):
        client = signed_in(app.test_client(), make, member)
        day = page(client, "/cases/day")
        assert headings(day) == [*expected, "Tasks that nobody has yet 1"]
        for heading in headings(day):
            behind = day.follow(client, heading)
            assert len(listed(behind)) == int(heading.split()[-1]), heading
    load = page(client, "/cases/workload")
    found = [(t, a) for t, a in load.links if "/cases/tasks" in a]
    assert [text for text, _ in found] == ["Tasks due 1", "Tasks due 4", "Tasks due 0"]
    for text, address in found:
        assert len(listed(page(client, address))) == int(text.split()[-1])


def listed(shown: Page) -> list[str]:
    """The tasks of a list, by the number of their case."""
    return [text for text in shown.texts("bdi") if text.startswith("2026-")]


def test_done_from_the_day_leads_back_to_the_day(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    planned(make, taken, cast.lead)
    done = page(lead, "/cases/day").submit(lead, "Done: Call")
    assert done.h1 == "My day" and headings(done) == ["Tasks done today 1"]
    again = done.submit(lead, "Open again: Call")
    assert headings(again) == ["Tasks for today 1"]


def test_who_has_a_conflict_sees_none_and_does_none(
    app: Flask, make: Maker, cast: Cast, outsider: FlaskClient, taken: MadeCase
) -> None:
    address = f"/cases/{taken.case.number}"
    assert outsider.get(f"{address}/task").status_code == 403
    assert post(outsider, f"{address}/task-state").status_code == 403
    assert outsider.get("/cases/tasks").status_code == 200


def test_other_methods_and_strangers(lead: FlaskClient, client: FlaskClient) -> None:
    assert post(lead, "/cases/tasks").status_code == 405
    assert client.get("/cases/tasks").status_code == 303


def test_the_tabs_of_the_list_are_short(
    lead: FlaskClient, make: Maker, taken: MadeCase, cast: Cast
) -> None:
    planned(make, taken, cast.lead)
    shown = page(lead, "/cases/tasks")
    tabs = [words for words, address in shown.links if "show=" in address]
    assert tabs == [
        "Overdue 0", "Today 1", "Next days 0", "Later 0", "Due 1", "All open 1", "Done today 0",
    ]  # fmt: skip
