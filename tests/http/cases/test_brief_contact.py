"""Brief contacts: written quickly, mended by their writer on the same day, sealed, counted."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from intake.database import db
from intake.models.brief_contact import BriefContact
from intake.models.case import Case
from intake.reports.counting import count_month
from intake.reports.period import Month
from intake.reports.reading import Reader
from tests.conftest import Cast
from tests.http.cases.worst import WORST
from tests.http.desk import as_stranger, count, fresh, page, post, signed_in, twice
from tests.make import Clock, Maker
from tests.page import Page, Value

ADDRESS = "/cases/brief-contact"
SAVE = "Save this contact"
GOOD: dict[str, Value] = {
    "topic": "housing",
    "municipality": "wiliberg",
    "language": "ti",
    "minutes": "10",
    "channel": "info_point",
    "note": "Where is the tenants' office?",
}


def write(client: FlaskClient, **other: Value) -> Page:
    return page(client, ADDRESS).submit(client, SAVE, **{**GOOD, **other})


def test_it_is_saved_and_listed_for_its_writer(
    lead: FlaskClient, coordinator: FlaskClient, make: Maker
) -> None:
    done = write(lead)
    assert done.flash == "Brief contact saved." and "Today: 1 brief contact" in done.main
    assert "Housing · 10 minutes · Tigrinya · Wiliberg · Info point" in done.main
    assert "Where is the tenants' office?" in done.main
    assert "Today: 2 brief contacts" in write(lead, topic="work").main
    assert "Today: 0 brief contacts" in page(coordinator, ADDRESS).main
    assert count(Case) == 0


def test_it_begins_with_what_is_usual(lead: FlaskClient) -> None:
    form = page(lead, ADDRESS).form(SAVE)
    assert [form.value(name) for name in ("topic", "municipality", "language", "minutes")] == [
        "",
        "",
        "de",
        "5",
    ]


def test_nothing_of_it_is_stored_in_clear(lead: FlaskClient, make: Maker) -> None:
    write(lead)
    row = only_row()
    for word in (b"housing", b"wiliberg", b"tenants", b"info_point"):
        assert word not in row.facts_sealed
    assert len(row.facts_sealed) > 256


def only_row() -> BriefContact:
    fresh()
    return db.session.scalars(select(BriefContact)).one()


@pytest.mark.parametrize(
    ("field", "error"),
    [
        ("topic", "Choose the topic."),
        ("municipality", "Choose the municipality, or “I do not want to say”."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    lead: FlaskClient, field: str, error: str
) -> None:
    again = write(lead, **{field: ""})
    assert again.status == 422 and again.errors == [error]
    kept = again.form(SAVE)
    assert all(kept.value(name) == value for name, value in GOOD.items() if name != field)
    assert count(BriefContact) == 0


@pytest.mark.parametrize("field", ["topic", "municipality", "language", "minutes", "channel"])
def test_forged_codes_are_refused(lead: FlaskClient, field: str) -> None:
    for value in ("unheard_of", "' OR 1=1 --", "7", "99999999999999999999", "-5"):
        form = page(lead, ADDRESS).form(SAVE).fill(**GOOD)
        form.data[field] = [value]
        again = Page(form.send(lead))
        assert again.status == 422 and again.form(SAVE).value("note") == GOOD["note"]
    assert count(BriefContact) == 0


def test_any_short_note_is_kept_as_it_is(lead: FlaskClient) -> None:
    short = [text for text in WORST.values() if len(text) <= 200 and "\n" not in text]
    assert short
    for text in short:
        assert " ".join(text.split()) in write(lead, note=text).main


def test_a_double_click_makes_one(lead: FlaskClient) -> None:
    form = page(lead, ADDRESS).form(SAVE).fill(**GOOD)
    assert [answer.status_code for answer in twice(form, lead)] == [303, 303]
    assert count(BriefContact) == 1


def test_no_other_site_can_write_one(lead: FlaskClient) -> None:
    assert as_stranger(lead, page(lead, ADDRESS).form(SAVE).fill(**GOOD)).status_code == 403
    assert count(BriefContact) == 0


def test_it_can_be_changed_and_removed_on_the_same_day(lead: FlaskClient, clock: Clock) -> None:
    change = write(lead).follow(lead, "Change")
    assert change.form(SAVE).value("minutes") == "10"
    done = change.submit(lead, SAVE, minutes="15", note="Called back")
    assert done.flash == "Brief contact changed."
    assert "15 minutes" in done.main and "Called back" in done.main
    clock.forward(minutes=10)
    removal = done.follow(lead, "Change").form("Remove")
    done = Page(removal.send(lead))
    assert done.flash == "Brief contact removed." and count(BriefContact) == 0
    assert removal.send(lead).status_code == 404


def test_the_next_day_it_stays(lead: FlaskClient, make: Maker, cast: Cast, clock: Clock) -> None:
    change = write(lead).follow(lead, "Change")
    clock.forward(hours=15)
    lead = signed_in(lead, make, cast.lead)
    assert lead.get(change.path).status_code == 404
    assert post(lead, change.path + "/removal").status_code == 404
    assert "Today: 0 brief contacts" in page(lead, ADDRESS).main and count(BriefContact) == 1


def test_nobody_else_can_change_it(lead: FlaskClient, coordinator: FlaskClient) -> None:
    address = write(lead).follow(lead, "Change").path
    for method in ("GET", "POST"):
        answer = coordinator.open(address, method=method, headers={"Origin": "http://localhost"})
        assert answer.status_code == 404
    assert post(coordinator, address + "/removal").status_code == 404
    assert count(BriefContact) == 1


def test_the_auditor_writes_none(auditor: FlaskClient) -> None:
    assert auditor.get(ADDRESS).status_code == 403


def test_it_counts_as_one_request_and_one_contact_and_no_case(
    lead: FlaskClient, make: Maker, cast: Cast, clock: Clock
) -> None:
    make.case()
    write(lead)
    write(lead, minutes="5")
    fresh()
    month = Month(2026, 11, make.office.timezone)
    for at in (month, month.next):
        found = Reader(cast.coordinator.keyring, make.office).month(at)
        overview = count_month(found, at, lambda _reason: True, clock.forward(days=40)).overview
        numbers = (overview.requests, overview.brief_contacts, overview.contacts, overview.minutes)
        assert numbers == ((3, 2, 2, 15) if at == month else (0, 0, 0, 0))
        assert overview.requests == overview.new + overview.brief_contacts
    assert overview.open_at_start == 1
