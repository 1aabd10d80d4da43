"""Filters of the queue: applied by POST, kept sealed under a name, own or shared."""

import json
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.case import Case
from intake.models.member import Member
from intake.models.saved_filter import AT_MOST, PASSING, SavedFilter
from tests.conftest import Cast
from tests.http.cases.test_queue import rows
from tests.http.desk import FOREIGN_ORIGIN, as_stranger, count, fresh, page, post, twice
from tests.make import Clock, MadeCase, MadeMember, Maker
from tests.page import Page

QUEUE = "/cases/?tab=team"


def applied(client: FlaskClient, address: str = QUEUE, **criteria: str) -> Page:
    form = page(client, address).form("Apply").fill(**criteria)
    return Page(form.send(client))


def saved(client: FlaskClient, name: str, shared: bool = False, **criteria: str) -> Page:
    keeping = applied(client, **criteria).follow(client, "Save this filter")
    return keeping.submit(client, "Save", name=name, shared="y" if shared else None)


@pytest.fixture
def two(make: Maker, cast: Cast) -> tuple[MadeCase, MadeCase]:
    """A case about German of the lead, and a new one about work."""
    german = make.taken_case(cast.lead, topics=("german",), municipality="zofingen", language="ti")
    return german, make.case(topics=("work",), municipality="aarburg", language="ar")


def test_the_address_of_a_filtered_list_says_only_which_filter(
    lead: FlaskClient, two: tuple[MadeCase, MadeCase]
) -> None:
    shown = applied(lead, topic="work", municipality="aarburg", language="ar")
    assert [two[1].case.number in row for row in rows(shown)] == [True]
    assert "Only: Work, Aarburg, Arabic" in shown.main and "Filter (3)" in shown.main
    where = shown.response.request.full_path
    tabs = [address for _, address in shown.links if "tab=" in address]
    for address in (where, *tabs[:5]):
        assert "filter=" in address
        assert not any(word in address for word in ("work", "aarburg", "=ar"))
    with lead.session_transaction() as cookie:
        assert "aarburg" not in json.dumps(dict(cookie)) and "filter" in json.dumps(dict(cookie))


def test_nothing_of_a_filter_stands_in_clear(
    lead: FlaskClient, two: tuple[MadeCase, MadeCase]
) -> None:
    saved(lead, "Arbeit in Aarburg", topic="work", municipality="aarburg")
    fresh()
    row = db.session.connection().execute(SavedFilter.__table__.select()).one()
    assert not any(word in repr(tuple(row)) for word in ("Arbeit", "work", "aarburg"))


def test_an_empty_filter_is_none(lead: FlaskClient) -> None:
    shown = applied(lead, topic="", language="")
    assert shown.response.request.full_path.endswith("tab=team") and count(SavedFilter) == 0


def test_a_saved_filter_is_one_click_away_and_found_again(
    lead: FlaskClient, two: tuple[MadeCase, MadeCase]
) -> None:
    done = saved(lead, "Work, Aarburg", topic="work", municipality="aarburg")
    assert done.flash == "Filter saved." and "Save this filter" not in done.main
    again = page(lead, "/cases/").follow(lead, "Work, Aarburg")
    assert [two[1].case.number in row for row in rows(again)] == [True]
    assert again.form("Apply").value("municipality") == "aarburg"
    lead.get(f"/cases/{two[1].case.number}")
    back = page(lead, f"/cases/{two[1].case.number}").link("Back to the list")
    assert [two[1].case.number in row for row in rows(page(lead, back))] == [True]


def test_an_own_filter_is_for_nobody_else(
    lead: FlaskClient, coordinator: FlaskClient, two: tuple[MadeCase, MadeCase]
) -> None:
    saved(lead, "Mine alone", topic="work")
    uuid = page(lead, "/cases/").link("Mine alone").rpartition("filter=")[2]
    assert "Mine alone" not in page(coordinator, "/cases/").main
    assert "Mine alone" not in page(coordinator, "/cases/filters").main
    foreign = page(coordinator, f"{QUEUE}&filter={uuid}")
    assert len(rows(foreign)) == 2
    assert "This filter is no longer kept. All cases are shown." in foreign.main
    for path in (f"/cases/filters/{UUID(uuid)}", f"/cases/filters/{UUID(uuid)}/removal"):
        assert coordinator.get(path).status_code == 404
        assert post(coordinator, path).status_code in {400, 404}
    assert count(SavedFilter) == 1


def test_a_shared_filter_shows_each_member_their_own_list(
    lead: FlaskClient, outsider: FlaskClient, taken: MadeCase
) -> None:
    saved(lead, "German", shared=True, topic="german")
    assert len(rows(page(lead, QUEUE).follow(lead, "German"))) == 1
    theirs = page(outsider, QUEUE).follow(outsider, "German")
    assert taken.case.number not in theirs.main and "No case fits this filter." in theirs.main


def test_a_shared_filter_is_changed_by_its_maker_or_a_coordinator(
    lead: FlaskClient, outsider: FlaskClient, coordinator: FlaskClient
) -> None:
    saved(lead, "Of the team", shared=True, topic="german")
    listed = page(outsider, "/cases/filters")
    assert "Made by Lena Lead" in listed.main and "Change" not in listed.main
    path = page(coordinator, "/cases/filters").link("Change")
    assert (
        outsider.get(path).status_code == 404 and outsider.get(path + "/removal").status_code == 404
    )
    done = page(coordinator, path).submit(coordinator, "Save", name="Renamed")
    assert done.flash == "Filter saved."
    assert "Renamed" in page(outsider, "/cases/").main
    gone = page(coordinator, path + "/removal").submit(coordinator, "Remove")
    assert gone.flash == "Filter removed." and count(SavedFilter) == 0
    assert "The team shares no filter yet." in gone.main


def test_removing_asks_and_a_second_click_changes_nothing(lead: FlaskClient) -> None:
    saved(lead, "Short-lived", topic="german")
    asking = page(lead, "/cases/filters").follow(lead, "Remove")
    assert "Remove «Short-lived»?" in asking.main and "No case is changed" in asking.main
    first, second = twice(asking.form("Remove"), lead)
    assert first.status_code == second.status_code == 303
    left = page(lead, "/cases/filters")
    assert "You have saved no filter yet." in left.main and count(SavedFilter) == 0


def test_a_name_is_needed_and_stands_once_in_a_list(lead: FlaskClient) -> None:
    saved(lead, "Twice", topic="german")
    again = saved(lead, "twice", topic="work")
    assert again.status == 422 and "There is a filter with this name already." in again.summary
    assert again.form("Save").value("name") == "twice"
    assert saved(lead, "  ", topic="work").status == 422
    assert "too long" in saved(lead, "x" * 500, topic="work").summary
    assert saved(lead, "Twice", shared=True, topic="work").flash == "Filter saved."


def test_the_limit_says_what_to_do(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    for number in range(AT_MOST):
        make.saved_filter(cast.lead, f"Filter {number}", topic="german")
    refused = saved(lead, "One more", topic="work")
    assert refused.status == 422 and f"You have saved {AT_MOST} filters already." in refused.summary
    assert saved(lead, "One more", shared=True, topic="work").flash == "Filter saved."
    for number in range(AT_MOST - 1):
        make.saved_filter(cast.coordinator, f"Shared {number}", shared=True, topic="german")
    refused = saved(lead, "Yet one more", shared=True, topic="work")
    assert refused.status == 422 and "The team shares 20 filters already." in refused.summary
    renamed = page(lead, f"/cases/filters/{kept_uuid('One more', cast.lead)}")
    assert renamed.submit(lead, "Save", name="At the limit").flash == "Filter saved."


def kept_uuid(name: str, by: MadeMember) -> UUID:
    fresh()
    found = SavedFilter.usable_by(by.member.uuid)
    return next(row.uuid for row in found if row.wanted(by.keyring).name == name)


def test_filters_without_a_name_are_forgotten_and_said_to_be(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock
) -> None:
    address = applied(lead, topic="work").response.request.full_path
    for _ in range(PASSING):
        clock.forward(seconds=1)
        applied(lead, topic="german")
    assert count(SavedFilter) == PASSING
    assert "This filter is no longer kept. All cases are shown." in page(lead, address).main


def test_what_the_settings_no_longer_know_is_said(
    lead: FlaskClient, make: Maker, cast: Cast, two: tuple[MadeCase, MadeCase]
) -> None:
    uuid = make.saved_filter(cast.lead, "Old", topic="abolished", municipality="aarburg")
    shown = page(lead, f"{QUEUE}&filter={uuid.hex}")
    assert "no longer know a part of this filter: Topic. That part is left out." in shown.main
    assert [two[1].case.number in row for row in rows(shown)] == [True]
    assert page(lead, "/cases/filters").status == 200


def test_a_lead_who_has_left_is_called_so(
    lead: FlaskClient, make: Maker, cast: Cast, two: tuple[MadeCase, MadeCase]
) -> None:
    gone = cast.outsider.member
    uuid = make.saved_filter(cast.lead, "Theirs", lead=gone.uuid.hex)
    begin_writing()
    db.session.get_one(Member, gone.uuid).leave(make.clock())
    db.session.get_one(Case, two[1].keys.case_uuid).lead_uuid = gone.uuid
    db.session.commit()
    shown = page(lead, f"{QUEUE}&filter={uuid.hex}")
    assert f"Only: {gone.name} (has left)" in shown.main
    assert [two[1].case.number in row for row in rows(shown)] == [True]
    assert shown.form("Apply").value("lead") == gone.uuid.hex
    assert gone.uuid.hex not in page(lead, QUEUE).form("Apply").choices("lead")


@pytest.mark.parametrize("asked", ["x", "0" * 32, "%00", "' OR 1=1", "f" * 32])
def test_a_made_up_filter_shows_all_and_says_so(lead: FlaskClient, make: Maker, asked: str) -> None:
    made = make.case()
    shown = page(lead, f"{QUEUE}&filter={asked}")
    assert made.case.number in shown.main and "no longer kept" in shown.main
    assert lead.get(f"/cases/filters/{uuid4()}").status_code == 404
    assert lead.get("/cases/filters/x").status_code == 404


def test_forged_criteria_count_as_not_chosen(lead: FlaskClient) -> None:
    form = page(lead, QUEUE).form("Apply")
    form.data |= {"topic": ["<b>"], "lead": ["'"], "tab": ["nowhere"], "language": ["x" * 9000]}
    shown = Page(form.send(lead))
    assert shown.status == 200 and "no longer know a part" in shown.main


def test_the_front_door(
    app: Flask, client: FlaskClient, auditor: FlaskClient, lead: FlaskClient
) -> None:
    form = page(lead, QUEUE).form("Apply").fill(topic="german")
    assert as_stranger(lead, form).status_code == 403
    assert post(lead, "/cases/filter", {"topic": "german"}).status_code == 400
    assert lead.get("/cases/filter").status_code == 404
    assert lead.post("/cases/filter", headers=FOREIGN_ORIGIN).status_code == 403
    assert auditor.get("/cases/filters").status_code == 403
    assert client.get("/cases/filters").status_code == 303
    assert count(SavedFilter) == 0
