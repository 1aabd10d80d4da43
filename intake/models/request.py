"""What was asked: one request, on its way to becoming a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import exists, select

from intake.database import db
from intake.models.case import (
    AskedWords,
    Case,
    CaseNumberSeries,
    Identity,
    Profile,
    Status,
    main_topic,
)
from intake.models.event import Actor, Event, Verb
from intake.models.receipt import Receipt
from intake.office import Office
from intake.vault import CaseKeys, CodeKeys, OfficePublic


@dataclass(frozen=True)
class Asked:
    """A complete request: what the form or the adviser at the phone took down.

    `form_id` is the hash of the form it came from, None for what the staff records itself; that
    has a `case_uuid` made of the form instead, so that the same form sent again is recognised.
    """

    kind: str
    identity: Identity
    profile: Profile
    words: AskedWords
    form_id: bytes | None = None
    suspected_spam: bool = False
    case_uuid: UUID | None = None


def receive(
    asked: Asked,
    code: CodeKeys | None,
    key: OfficePublic,
    office: Office,
    actor: Actor,
    now: datetime,
) -> CaseKeys | None:
    """Make a case of a request. None if this very request was received before: nothing is stored.

    What the staff records may go without a code; one can be issued later. Must run as the first
    thing of a writing transaction (the case number takes its lock).
    """
    number = CaseNumberSeries.next_number(now, office)
    keys = CaseKeys.new(asked.case_uuid or uuid4())
    case = _new_case(asked, number, keys, key, office, now)
    db.session.add(case)
    db.session.flush()
    if code and not Receipt.issue(code, keys, now):
        return None
    Event.write(keys, Verb.RECEIVED, actor, now, **asked.profile)
    return keys


def known_request(code: CodeKeys) -> tuple[UUID, CaseKeys] | None:
    """The case this code was issued for already, with the keys it opens."""
    row = db.session.get(Receipt, code.lookup_id)
    return (row.case_uuid, code.unwrap_talk(row.case_uuid, row.talk_key_wrapped)) if row else None


def _new_case(
    asked: Asked, number: str, keys: CaseKeys, key: OfficePublic, office: Office, now: datetime
) -> Case:
    due = office.hours.due(now, office.default_urgency.response_days)
    case = Case(
        uuid=keys.case_uuid,
        number=number,
        kind=asked.kind,
        status=Status.RECEIVED,
        received_at=now,
        first_response_due=due,
        next_actor=office.actor("triage").code,
        next_action_due=due,
        office_key_id=key.key_id,
        key_sealed=key.seal_case_key(keys),
        form_id=asked.form_id,
        same_form=_form_seen(asked.form_id),
        suspected_spam=asked.suspected_spam,
    )
    case.identity.put(keys, asked.identity)
    topic = asked.profile.get("main_topic") or main_topic(asked.profile.get("topics", []))
    case.profile.put(keys, Profile(**{**asked.profile, "main_topic": topic}))
    case.asked.put(keys, asked.words)
    return case


def _form_seen(form_id: bytes | None) -> bool:
    if form_id is None:
        return False
    return bool(db.session.scalar(select(exists().where(Case.form_id == form_id))))
