"""What is sealed opens in its own place only, and with the code only what the client may read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.database import db
from intake.models.agreement import Agreement
from intake.models.attachment import Attachment
from intake.models.case import Case, Status
from intake.models.closure import Closure, Ending, close
from intake.models.columns import Sealed
from intake.models.contact import Contact, ContactFacts, log_contact
from intake.models.draft import Draft
from intake.models.event import Event, Verb
from intake.models.message import Message, Words, reply, send
from intake.models.note import Note, write_note
from intake.models.receipt import Receipt
from intake.models.restriction import Restriction
from intake.models.task import Task
from intake.models.waiting import Waiting
from intake.vault import CannotOpen, CaseKeys, Under, new_code, open_code
from tests.make import MadeCase
from tests.unit.models.conftest import INTERNAL, Desk

TALKED = ContactFacts(
    day="2026-11-24", channel="phone", minutes=20, language="ti", interpreting="none",
    reached=True, note="A secret of the desk",
)  # fmt: skip
SEALS: tuple[Sealed[Any], ...] = (
    Case.identity, Case.profile, Case.asked, Message.body, Note.body, Contact.facts,
    Event.details, Waiting.facts, Closure.facts, Draft.text,
    Agreement.facts, Restriction.reason, Task.what, Attachment.facts,
)  # fmt: skip
every_seal = pytest.mark.parametrize("seal", SEALS, ids=lambda seal: seal.label)
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def new_keys() -> CaseKeys:
    return CaseKeys.new(uuid4())


@every_seal
@quick
@given(values=st.lists(anything, max_size=4))
def test_many_values_come_back_in_their_order(seal: Sealed[Any], values: list[Any]) -> None:
    keys, rows = new_keys(), [uuid4() for _ in values]
    sealed = [
        (keys.key(seal.under), keys.case_uuid.bytes, row.bytes, seal.seal(keys, row, value))
        for row, value in zip(rows, values, strict=True)
    ]
    assert seal.open_each(sealed) == values
    assert seal.open_each(sealed[::-1]) == values[::-1]


@every_seal
@quick
@given(value=anything)
def test_what_was_sealed_comes_back_and_shows_nothing(seal: Sealed[Any], value: Any) -> None:
    keys, row = new_keys(), uuid4()
    blob = seal.seal(keys, row, value)
    assert seal.open(keys, row, blob) == value
    assert len(blob) % 256 == len(seal.seal(keys, row, "x")) % 256


@every_seal
@quick
@given(text=st.text(), other=st.sampled_from(SEALS))
def test_a_blob_moved_to_another_row_label_or_case_does_not_open(
    seal: Sealed[Any], text: str, other: Sealed[Any]
) -> None:
    keys, row = new_keys(), uuid4()
    blob = seal.seal(keys, row, text)
    moved: list[Callable[[], object]] = [
        lambda: seal.open(keys, uuid4(), blob),
        lambda: seal.open(new_keys(), row, blob),
        lambda: seal.open(CaseKeys(uuid4(), keys.talk, keys.case), row, blob),
    ]
    if other is not seal:
        moved.append(lambda: other.open(keys, row, blob))
    for attempt in moved:
        with pytest.raises(CannotOpen):
            attempt()


@every_seal
@quick
@given(data=st.data())
def test_flipped_and_missing_bits_do_not_open(seal: Sealed[Any], data: st.DataObject) -> None:
    keys, row = new_keys(), uuid4()
    blob = bytearray(seal.seal(keys, row, data.draw(st.text(max_size=300))))
    at = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[at // 8] ^= 1 << at % 8
    with pytest.raises(CannotOpen):
        seal.open(keys, row, bytes(blob))
    blob[at // 8] ^= 1 << at % 8
    with pytest.raises(CannotOpen):
        seal.open(keys, row, bytes(blob[: data.draw(st.integers(0, len(blob) - 1))]))


def test_no_two_seals_share_a_label() -> None:
    assert len({seal.label for seal in SEALS}) == len(SEALS)


def test_every_sealed_column_is_tried_here() -> None:
    declared = {
        id(value)
        for mapper in db.Model.registry.mappers
        for value in vars(mapper.class_).values()
        if isinstance(value, Sealed)
    }
    assert declared == {id(seal) for seal in SEALS}


@dataclass
class Full:
    """A case with something in every sealed column."""

    case: Case
    keys: CaseKeys
    talk: CaseKeys


@pytest.fixture
def full(desk: Desk) -> Full:
    case, keys = desk.case_in(Status.WAITING)
    office, now = desk.office, desk.clock()
    code = open_code(new_code(), desk.make.desk.keys.pepper)
    Receipt.issue(code, keys, now)
    send(case, keys, Words(text="Come on Monday", lang="en"), desk.lead, office, now)
    reply(case, keys, Words(text="I will", lang="en"), office, now)
    write_note(case, keys, "A secret of the desk", desk.lead, now)
    log_contact(case, keys, TALKED, desk.lead, office, now)
    close(case, keys, Ending("done", "resolved", "advice"), desk.lead, office, now)
    db.session.commit()
    talk = Receipt.open(code, now, office.thresholds.code_days)
    assert talk is not None
    return Full(case, keys, talk)


def test_the_code_opens_identity_request_and_messages(full: Full) -> None:
    assert full.case.identity.get(full.talk)["alias"] == "Selam"
    assert "German course" in full.case.asked.get(full.talk)["question"]
    texts = {m.body.get(full.talk)["text"] for m in Message.of_case(full.case.uuid)}
    assert texts == {"Come on Monday", "I will"}


def test_the_code_opens_nothing_else(full: Full) -> None:
    uuid = full.case.uuid
    waiting, closure = Waiting.latest(uuid), Closure.latest(uuid)
    assert waiting is not None and closure is not None
    assert waiting.facts.get(full.keys) == INTERNAL
    details = [e.details for e in Event.of_case(uuid) if e.details_sealed is not None]
    shut = [
        full.case.profile, waiting.facts, closure.facts, *details,
        *(note.body for note in Note.of_case(uuid)),
        *(contact.facts for contact in Contact.of_case(uuid)),
    ]  # fmt: skip
    assert len(details) >= 4 and len(shut) >= 9
    for sealed in shut:
        assert sealed.get(full.keys) is not None
        with pytest.raises(CannotOpen):
            sealed.get(full.talk)


def test_not_even_when_the_talk_key_is_passed_off_as_the_case_key(full: Full) -> None:
    forged = CaseKeys(full.case.uuid, full.talk.talk, full.talk.talk)
    with pytest.raises(CannotOpen):
        full.case.profile.get(forged)


def test_a_row_swapped_with_that_of_another_case_does_not_open(desk: Desk) -> None:
    one: MadeCase = desk.make.case()
    two: MadeCase = desk.make.case()
    one.case.identity_sealed, two.case.identity_sealed = (
        two.case.identity_sealed,
        one.case.identity_sealed,
    )
    for made in (one, two):
        with pytest.raises(CannotOpen):
            made.case.identity.get(made.keys)


def test_a_case_key_swapped_with_that_of_another_case_does_not_open(desk: Desk) -> None:
    one, two = desk.make.case(), desk.make.case()
    keyring = desk.cast.lead.keyring
    assert keyring.open(one.case).case == one.keys.case
    one.case.key_sealed = two.case.key_sealed
    with pytest.raises(CannotOpen):
        keyring.open(one.case)


def test_the_client_writes_events_without_details(desk: Desk) -> None:
    case, keys = desk.case_in(Status.WAITING)
    talk = CaseKeys.talk_only(case.uuid, keys.talk)
    reply(case, talk, Words(text="Here", lang="en"), desk.office, desk.clock())
    by_client = [e for e in Event.of_case(case.uuid) if e.verb in {Verb.MESSAGE, Verb.RESUMED}]
    assert len(by_client) == 2
    assert all(e.details_sealed is None and e.member_uuid is None for e in by_client)


def test_what_is_under_which_key() -> None:
    talk = {seal.label for seal in SEALS if seal.under is Under.TALK}
    for_clients = {"case.identity.1", "case.asked.1", "message.body.1", "agreement.facts.1"}
    assert talk == {*for_clients, "attachment.facts.1"}
