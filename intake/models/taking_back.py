"""The client takes words back, as long as nobody of the office has answered them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from intake.database import db
from intake.models.attachment import drop_files
from intake.models.case import AskedWords, Case
from intake.models.event import RESIDENT, Event, Verb
from intake.models.message import Message
from intake.vault import CaseKeys

ANSWERS = (Verb.RECEIVED, Verb.MESSAGE, Verb.CONTACT, Verb.CLOSED)
"""What answers a text when a member does it. What a member has recorded is not the client's own."""


class Answered(Exception):
    """Somebody of the office has written, talked or closed since: the text stays."""


def last_answer(cases: Iterable[UUID]) -> datetime | None:
    """When somebody of the office has last answered in these cases."""
    query = select(func.max(Event.at)).where(
        Event.case_uuid.in_(cases), Event.verb.in_(ANSWERS), Event.member_uuid.is_not(None)
    )
    return db.session.scalar(query)


def is_open_to_taking_back(written_at: datetime, answered_at: datetime | None) -> bool:
    """Whether a text can still be taken back."""
    return answered_at is None or written_at > answered_at


def take_message_back(
    message: Message, keys: CaseKeys, answered_at: datetime | None, now: datetime
) -> None:
    """Remove a message of the client; raises `Answered` if it is too late."""
    if not message.from_client or not is_open_to_taking_back(message.at, answered_at):
        raise Answered
    drop_files(message.case_uuid, message.uuid)
    db.session.delete(message)
    Event.write(keys, Verb.WORDS_TAKEN_BACK, RESIDENT, now)


def take_request_back(
    case: Case, keys: CaseKeys, answered_at: datetime | None, now: datetime
) -> None:
    """Remove the text of a request; raises `Answered` if it is too late."""
    asked = case.asked.get(keys)
    if not is_open_to_taking_back(case.received_at, answered_at):
        raise Answered
    # What protects the client is no part of the text: it stays.
    kept = AskedWords(
        question="",
        taken_back=True,
        not_interpreter=asked.get("not_interpreter", ""),
        access_words=asked.get("access_words", ""),
    )
    case.asked.put(keys, kept)
    drop_files(case.uuid, None)
    Event.write(keys, Verb.WORDS_TAKEN_BACK, RESIDENT, now)
