"""The office of 900 cases looks like an office of its kind."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from intake.database import db
from intake.demo.texts import read_texts
from intake.models.access import AccessEntry
from intake.models.agreement import Agreement
from intake.models.brief_contact import BriefContact
from intake.models.case import Status
from intake.models.conflict import Conflict
from intake.models.contact import Contact
from intake.models.event import Event, Verb
from intake.models.gathering import also_reported
from intake.models.member import Member, Role
from intake.models.message import Message
from intake.models.note import Note
from intake.models.task import Task
from intake.models.waiting import Waiting
from tests.unit.demo.offices import DemoOffice, OpenedCase

Key = Callable[[OpenedCase], object]


def shares(office: DemoOffice, key: Key) -> dict[object, float]:
    counts = Counter(key(opened) for opened in office.cases)
    return {value: count / len(office.cases) for value, count in counts.items()}


def test_who_asks(whole: DemoOffice) -> None:
    share = shares(whole, lambda opened: opened.profile["requester"])
    assert abs(share["myself"] + share["other_person"] - 0.80) < 0.01
    assert abs(share["organisation"] - 0.12) < 0.01
    assert abs(share["municipality"] - 0.08) < 0.01


def test_half_come_by_phone_and_to_the_counter(whole: DemoOffice) -> None:
    share = shares(whole, lambda opened: opened.profile["channel"])
    assert abs(share["phone"] + share["counter"] - 0.5) < 0.02
    assert share["web"] > 0.35


def test_where_people_live(whole: DemoOffice) -> None:
    places = whole.desk.office.municipalities
    share = shares(whole, lambda opened: opened.profile["municipality"])
    assert set(share) == {place.code for place in places.active}
    assert max(share, key=lambda code: share[code]) == "oftringen"
    assert share["aarburg"] > share["rothrist"], "Aarburg is smaller, but raised"
    assert share["zofingen"] > share["strengelbach"] > share["uerkheim"]


def test_what_it_is_about(whole: DemoOffice) -> None:
    topics = Counter(topic for opened in whole.cases for topic in opened.profile["topics"])
    assert {topic for topic, _ in topics.most_common(4)} == {
        "german", "work", "residence", "letters",
    }  # fmt: skip
    assert 18 <= topics["violence"] <= 36
    assert 18 <= topics["discrimination"] <= 36


def test_languages_and_interpreters(whole: DemoOffice) -> None:
    language = {situation.question: situation.lang for situation in read_texts().situations}
    texts = Counter(language.get(opened.asked["question"]) for opened in whole.cases)
    told = texts.total() - texts[None]
    assert len(texts) >= 11
    assert 0.35 <= texts["de"] / told <= 0.45
    interpreter = shares(whole, lambda opened: opened.profile["interpreter"])
    assert abs(interpreter["yes"] - 0.35) < 0.03


def test_a_quarter_is_reached_only_by_code(whole: DemoOffice) -> None:
    only = [opened for opened in whole.cases if opened.identity["code_only"]]
    assert abs(len(only) / 900 - 0.25) < 0.02
    assert not any(opened.identity["phone"] or opened.identity["email"] for opened in only)


def test_violence_is_never_called_back(whole: DemoOffice) -> None:
    found = [opened for opened in whole.cases if "violence" in opened.profile["topics"]]
    assert found
    assert all(opened.identity["code_only"] and not opened.identity["alias"] for opened in found)
    assert all(opened.identity["discreet"] for opened in found)


def test_the_year_has_its_seasons(whole: DemoOffice) -> None:
    zone = whole.desk.office.timezone
    months = Counter(f"{o.case.received_at.astimezone(zone):%Y-%m}" for o in whole.cases)
    assert min(months) == "2025-09"
    assert max(months) == "2026-11"
    whole_months = {month: n for month, n in months.items() if "2025-10" <= month <= "2026-10"}
    assert max(whole_months, key=lambda month: whole_months[month]) == "2026-01"
    assert min(whole_months, key=lambda month: whole_months[month]) in {"2026-07", "2026-08"}
    assert 55 <= sum(whole_months.values()) / 13 <= 72


def test_staff_records_only_while_the_office_is_open(whole: DemoOffice) -> None:
    hours = whole.desk.office.hours
    recorded = [o.case for o in whole.cases if o.profile["channel"] in {"phone", "counter"}]
    assert all(hours.is_open(case.received_at) for case in recorded)
    web = [o.case for o in whole.cases if o.profile["channel"] == "web"]
    assert not all(hours.is_open(case.received_at) for case in web)


def test_rare_endings(whole: DemoOffice) -> None:
    reasons = Counter(opened.profile.get("closing_reason") for opened in whole.cases)
    assert (reasons["spam"], reasons["not_responsible"], reasons["test"]) == (5, 2, 1)
    assert reasons["duplicate"] == 6
    reopened = db.session.query(Event).filter_by(verb=Verb.REOPENED).count()
    assert reopened == 3
    assert db.session.query(Conflict).count() == 4
    withdrawn = {e.case_uuid for e in db.session.query(Event).filter_by(verb=Verb.CLOSED)
                 if e.member_uuid is None}  # fmt: skip
    assert len(withdrawn) == 22


def test_accompaniment_has_its_talks(whole: DemoOffice) -> None:
    talks = Counter(contact.case_uuid for contact in db.session.query(Contact))
    accompanied = [
        opened.case for opened in whole.cases
        if opened.profile.get("service_level") == "accompaniment"
    ]  # fmt: skip
    assert accompanied
    assert min(talks[case.uuid] for case in accompanied) >= 3


def test_everything_opens_with_the_keys_of_the_coordinator(whole: DemoOffice) -> None:
    keys = {opened.case.uuid: opened.keys for opened in whole.cases}
    for model, column in ((Message, "body"), (Note, "body"), (Contact, "facts")):
        rows = db.session.query(model).all()
        assert rows
        assert all(getattr(row, column).get(keys[row.case_uuid]) for row in rows)
    assert all(w.facts.get(keys[w.case_uuid])["reason"] for w in db.session.query(Waiting))
    events = db.session.query(Event).filter(Event.details_sealed.is_not(None))
    assert all(event.details.get(keys[event.case_uuid]) for event in events)


def test_each_history_runs_forwards(whole: DemoOffice) -> None:
    histories: dict[object, list[Event]] = {}
    for event in db.session.query(Event).order_by(Event.at):
        histories.setdefault(event.case_uuid, []).append(event)
    for opened in whole.cases:
        case, history = opened.case, histories[opened.case.uuid]
        assert history[0].verb == Verb.RECEIVED
        assert history[0].at == case.received_at
        assert history[-1].at < whole.now
        ends = [event.verb for event in history if event.verb in {Verb.CLOSED, Verb.REOPENED}]
        assert ends[::2] == [Verb.CLOSED] * len(ends[::2])
        assert (ends[-1:] == [Verb.CLOSED]) == (case.status == Status.CLOSED)


def test_numbers_and_logs_run_in_order(whole: DemoOffice) -> None:
    received = [opened.case.received_at for opened in whole.cases]
    assert all(earlier <= later for earlier, later in pairwise(received))
    log = [entry.at for entry in db.session.query(AccessEntry).order_by(AccessEntry.id)]
    assert all(earlier <= later for earlier, later in pairwise(log))


def test_who_is_on_leave_did_nothing_of_late(whole: DemoOffice) -> None:
    advisers = [member for member in Member.active() if member.role == Role.ADVISER]
    last = {}
    for adviser in advisers:
        events = db.session.query(Event.at).filter_by(member_uuid=adviser.uuid)
        last[adviser.name] = (whole.now - max(at for (at,) in events)).days
    assert len(advisers) == 4
    assert last.pop("Mirjam Tschudi") >= 21
    assert max(last.values()) < 7


def test_what_the_team_still_has_to_do(whole: DemoOffice) -> None:
    keys = {opened.case.uuid: opened.keys for opened in whole.cases}
    today = whole.now.date()
    tasks, agreements = db.session.query(Task).all(), db.session.query(Agreement).all()
    due = Counter((task.due_on > today) - (task.due_on < today) for task in tasks)
    assert (due[-1], due[0], due[1], len(agreements)) == (2, 5, 3, 11)
    assert all(task.is_open and task.what.get(keys[task.case_uuid]) for task in tasks)
    assert all(row.facts.get(keys[row.case_uuid])["what"] for row in agreements)


def test_brief_contacts_of_the_last_day(whole: DemoOffice) -> None:
    rows = db.session.query(BriefContact).all()
    assert [row.at.date().isoformat() for row in rows] == ["2026-11-23"] * 6
    assert all(row.facts(whole.keyring)["note"] for row in rows)


def test_one_challenge_was_reported_three_times(whole: DemoOffice) -> None:
    counts = Counter(also_reported(opened.case) for opened in whole.cases)
    assert (counts[2], counts[0]) == (3, 897)
