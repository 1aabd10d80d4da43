"""What is read for a month gives the figures that a plain recount of all events gives."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from intake.database import begin_writing, db
from intake.models.case import Case, main_topic
from intake.models.event import RESIDENT, Event, Verb
from intake.reports.counting import Figures, count_month
from intake.reports.happenings import Happenings, Received, Talk, Turn
from intake.reports.period import Month
from intake.reports.reading import Reader
from tests.conftest import Cast
from tests.make import Clock, MadeCase, Maker

START = datetime(2026, 7, 20, 12, tzinfo=UTC)
MUCH_LATER = datetime(2027, 3, 1, tzinfo=UTC)
MONTHS = range(7, 13)
REASONS = ("done", "withdrawn", "spam", "duplicate")
CODES = ("requester", "municipality", "language", "main_topic")
CASES = 90


def is_counted(reason: str) -> bool:
    return reason not in {"spam", "duplicate"}


@pytest.fixture
def office(make: Maker, cast: Cast, clock: Clock) -> Maker:
    """Four months of cases that are settled anew, closed and opened again, and talked about."""
    rng = Random("a history")
    moments = sorted(START + timedelta(hours=rng.randrange(24 * 125)) for _ in range(CASES))
    for clock.at in moments:
        topics = rng.sample(["german", "work", "letters"], rng.choice((1, 1, 2)))
        made = make.case(
            topics=tuple(topics),
            requester=rng.choice(("myself", "other_person")),
            municipality=rng.choice(("zofingen", "oftringen")),
            language=rng.choice(("ti", "ar", "de")),
        )
        begin_writing()
        made = MadeCase(db.session.get_one(Case, made.case.uuid), made.keys, made.code)
        if rng.random() < 0.7:
            made.case.key_wrapped = make.private.wrap_case(made.keys)
        if rng.random() < 0.5:
            made.case.first_response_at = clock.at + timedelta(days=rng.randrange(40))
        live(made, rng, cast)
        db.session.commit()
    return make


def live(made: MadeCase, rng: Random, cast: Cast) -> None:
    """What happens to a case: hours to weeks apart, so that much falls over a month's edges."""
    at, actor, is_open = made.case.received_at, cast.lead.actor, True
    for _ in range(rng.randrange(8)):
        at += timedelta(hours=rng.randrange(1, 24 * 14))
        what = rng.choice(("topic", "talk", "talk", "turn", "turn"))
        if what == "topic":
            verb = rng.choice((Verb.ASSIGNED, Verb.TAKEN_ON))
            Event.write(made.keys, verb, actor, at, main_topic=rng.choice(("german", "work")))
        elif what == "talk":
            Event.write(made.keys, Verb.CONTACT, actor, at, **talk(at, rng))
        elif not is_open:
            Event.write(made.keys, Verb.REOPENED, actor, at, reason="new")
        elif rng.random() < 0.2:
            Event.write(made.keys, Verb.CLOSED, RESIDENT, at)
        else:
            facts = {"reason": rng.choice(REASONS), "outcome": "resolved"}
            Event.write(made.keys, Verb.CLOSED, actor, at, **facts, service_level="advice")
        is_open ^= what == "turn"


def talk(at: datetime, rng: Random) -> dict[str, object]:
    day = at.date() - timedelta(days=rng.choice((0, 0, 1, 12, 45)))
    return {
        "day": day.isoformat(),
        "channel": rng.choice(("phone", "office")),
        "minutes": rng.choice((15, 30)),
        "language": rng.choice(("ti", "de")),
        "interpreting": rng.choice(("none", "phone")),
        "reached": rng.random() < 0.8,
        "no_show": rng.random() < 0.5,
    }


def recounted(make: Maker, month: Month, now: datetime) -> Figures:
    """Every event of every case is opened, whatever it is and whenever it was."""
    happened = list(every_event(make))
    until_freeze = [one for one in happened if one[1].at < month.frozen_at]
    before = [event.verb for _, event, _ in happened if event.at < month.start]
    found = Happenings(
        open_before=before.count("received") + before.count("reopened") - before.count("closed"),
        received=[
            received(case, details, month, until_freeze)
            for case, event, details in happened
            if event.verb == Verb.RECEIVED and month.previous.start <= event.at < month.end
        ],
        turns=[
            turn(case, event, details)
            for case, event, details in until_freeze
            if event.verb in {Verb.CLOSED, Verb.REOPENED} and event.at >= month.start
        ],
        talks=[
            Talk(**{**details, "day": date.fromisoformat(details["day"]), "entered_at": event.at})
            for _, event, details in until_freeze
            if event.verb == Verb.CONTACT
        ],
    )
    return count_month(found, month, is_counted, now)


def every_event(make: Maker) -> Iterator[tuple[Case, Event, dict[str, object]]]:
    for event in db.session.scalars(select(Event).order_by(Event.at)):
        case = db.session.get_one(Case, event.case_uuid)
        keys = make.private.open_case(case.uuid, case.key_sealed)
        yield case, event, event.details.get(keys) if event.details_sealed else {}


def received(case: Case, profile: dict, month: Month, happened: list) -> Received:
    chosen = profile["main_topic"] if "main_topic" in profile else main_topic(profile["topics"])
    settled = [
        details["main_topic"]
        for other, event, details in happened
        if other is case and event.verb in {Verb.ASSIGNED, Verb.TAKEN_ON}
    ]
    answered = case.first_response_at
    return Received(
        case.uuid.bytes,
        case.received_at,
        case.kind,
        {**profile, "main_topic": [chosen, *settled][-1]},
        answered if answered and answered < month.frozen_at else None,
        case.first_response_due,
    )


def turn(case: Case, event: Event, details: dict) -> Turn:
    facts = {"reason": "withdrawn", **details} if event.verb == Verb.CLOSED else {}
    closes = event.verb == Verb.CLOSED
    return Turn(case.uuid.bytes, event.at, case.received_at, closes, **facts)


def told(figures: Figures) -> dict[str, object]:
    """Everything that a report can print of a month."""
    return {
        "overview": figures.overview,
        "codes": [figures.new_by(name) for name in CODES],
        "topics": figures.new_by_any("topics"),
        "closed": [figures.closed_by(name) for name in ("reason", "outcome", "service_level")],
        "durations": Counter(figures.durations()),
        "contacts": Counter(figures.contacts),
        "new": Counter((c.kind, c.first_response_at, c.first_response_due) for c in figures.new),
    }


@pytest.mark.parametrize("now", [MUCH_LATER, datetime(2026, 10, 3, tzinfo=UTC)], ids=str)
def test_a_month_read_is_the_month_recounted(office: Maker, cast: Cast, now: datetime) -> None:
    reader = Reader(cast.coordinator.keyring, office.office)
    seen = Counter[str]()
    for number in MONTHS:
        month = Month(2026, number, office.office.timezone)
        figures = count_month(reader.month(month), month, is_counted, now)
        assert told(figures) == told(recounted(office, month, now))
        seen.update({name: value for name, value in vars(figures.overview).items() if value > 0})
    assert all(seen[name] for name in ("new", "reopened", "closed", "contacts", "late_contacts"))
    assert seen["corrections"] or now != MUCH_LATER
