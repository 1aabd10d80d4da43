"""What is read for a month gives the figures that a plain recount of all events gives."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from intake.database import begin_writing, db
from intake.models.case import Case, main_topic
from intake.models.event import RESIDENT, Event, Verb
from intake.office import counted_for_good_at
from intake.reports.counting import Figures, count_month
from intake.reports.happenings import Happenings, Received, Talk, Turn
from intake.reports.period import Month
from intake.reports.reading import Reader
from tests.conftest import Cast
from tests.make import Clock, MadeCase, Maker

ZURICH = ZoneInfo("Europe/Zurich")
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
    standing: dict[UUID, Event] = {}
    for _ in range(rng.randrange(8)):
        at += timedelta(hours=rng.randrange(1, 24 * 14))
        what = rng.choice(("topic", "talk", "talk", "turn", "turn", "mend", "mend"))
        if what == "topic":
            verb = rng.choice((Verb.ASSIGNED, Verb.TAKEN_ON))
            Event.write(made.keys, verb, actor, at, main_topic=rng.choice(("german", "work")))
        elif what == "talk":
            uuid = uuid4()
            said = talk(at, rng)
            # The first talks that were logged are not named in their events.
            said |= {"contact": str(uuid)} if rng.random() < 0.8 else {}
            standing[uuid] = Event.write(made.keys, Verb.CONTACT, actor, at, **said)
        elif what == "mend":
            mend(made, standing, rng, cast, at)
        elif not is_open:
            Event.write(made.keys, Verb.REOPENED, actor, at, reason="new")
        elif rng.random() < 0.2:
            Event.write(made.keys, Verb.CLOSED, RESIDENT, at)
        else:
            facts = {"reason": rng.choice(REASONS), "outcome": "resolved"}
            Event.write(made.keys, Verb.CLOSED, actor, at, **facts, service_level="advice")
        is_open ^= what == "turn"


def mend(
    made: MadeCase, standing: dict[UUID, Event], rng: Random, cast: Cast, at: datetime
) -> None:
    """One of the talks that may still be changed is put right or taken back."""
    able = [
        uuid
        for uuid, event in standing.items()
        if at < fixed_at(event.details.get(made.keys), event)
    ]
    if not able:
        return
    uuid = rng.choice(able)
    about = {"contact": str(uuid), "replaces": str(standing.pop(uuid).uuid)}
    if rng.random() < 0.5:
        Event.write(
            made.keys, Verb.CONTACT_TAKEN_BACK, cast.lead.actor, at, **about, of="2026-08-01"
        )
    else:
        said = talk(at, rng) | about
        standing[uuid] = Event.write(made.keys, Verb.CONTACT_MENDED, cast.lead.actor, at, **said)


def fixed_at(details: dict, event: Event) -> datetime:
    return counted_for_good_at(date.fromisoformat(details["day"]), event.at, ZURICH)


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
        talks=standing_talks(until_freeze, now),
    )
    return count_month(found, month, is_counted, now)


def standing_talks(happened: list, now: datetime = MUCH_LATER) -> list[Talk]:
    """What is known of each talk in the end: its last entry, unless that took it back."""
    last: dict[str, Talk | None] = {}
    for _, event, details in happened:
        if (
            event.verb in {Verb.CONTACT, Verb.CONTACT_MENDED, Verb.CONTACT_TAKEN_BACK}
            and event.at < now
        ):
            last.pop(details.get("replaces", ""), None)
            taken_back = event.verb == Verb.CONTACT_TAKEN_BACK
            last[str(event.uuid)] = None if taken_back else talk_of(event, details)
    return [one for one in last.values() if one]


def talk_of(event: Event, details: dict) -> Talk:
    known = {key: value for key, value in details.items() if key not in {"contact", "replaces"}}
    return Talk(**{**known, "day": date.fromisoformat(details["day"]), "entered_at": event.at})


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


def test_each_talk_that_stands_counts_once(office: Maker, cast: Cast) -> None:
    """In one month and in no other, however often it was put right."""
    reader = Reader(cast.coordinator.keyring, office.office)
    month, found = Month(2026, 7, office.office.timezone), Counter[str]()
    for _ in range(12):
        overview = count_month(reader.month(month), month, is_counted, MUCH_LATER).overview
        found["talks"] += overview.contacts + overview.late_contacts
        found["minutes"] += overview.minutes + overview.late_minutes
        month = month.next
    events = list(every_event(office))
    held = [one for one in standing_talks(events) if one.reached]
    assert found == {"talks": len(held), "minutes": sum(one.minutes for one in held)}
    verbs = Counter(event.verb for _, event, _ in events)
    assert verbs[Verb.CONTACT_MENDED] > 9 and verbs[Verb.CONTACT_TAKEN_BACK] > 9


def test_a_frozen_month_stays_whatever_is_taken_back(office: Maker, cast: Cast) -> None:
    """No verb does this; but if it were done, no figure of a final report would move."""
    month = Month(2026, 9, office.office.timezone)
    reader = Reader(cast.coordinator.keyring, office.office)
    before = told(count_month(reader.month(month), month, is_counted, MUCH_LATER))
    begin_writing()
    for case, event, _ in list(every_event(office)):
        if event.verb in {Verb.CONTACT, Verb.CONTACT_MENDED}:
            keys = office.private.open_case(case.uuid, case.key_sealed)
            about = {"replaces": str(event.uuid), "of": "2026-09-01"}
            Event.write(keys, Verb.CONTACT_TAKEN_BACK, cast.lead.actor, month.frozen_at, **about)
    db.session.commit()
    assert told(count_month(reader.month(month), month, is_counted, MUCH_LATER)) == before
    assert before["contacts"]
