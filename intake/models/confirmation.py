"""What a coordinator has confirmed of the settings: numbers, hours and promises."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Moment, db, insert_or_ignore
from intake.office import Office


class Confirmation(Base):
    """A confirmed value of the settings. Another value under the same key is not confirmed."""

    __tablename__ = "confirmation"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    at: Mapped[Moment]


def confirm(key: str, office: Office, member_uuid: UUID, now: datetime) -> None:
    """Confirm the value that the settings have now. KeyError for a key nobody has to confirm."""
    insert_or_ignore(
        Confirmation,
        key=key,
        fingerprint=fingerprints(office)[key],
        member_uuid=member_uuid,
        at=now,
    )


def confirmed_keys(office: Office) -> set[str]:
    """The keys whose present values a coordinator has confirmed."""
    present = fingerprints(office)
    rows = db.session.execute(select(Confirmation.key, Confirmation.fingerprint))
    return {key for key, fingerprint in rows if present.get(key) == fingerprint}


def fingerprints(office: Office) -> dict[str, str]:
    """For each fact to confirm, a hash of its value: a changed value must be confirmed again."""
    values: dict[str, object] = {number.key: number.number for number in office.emergency}
    for other in office.other_offices:
        shown = repr(other.label), repr(other.for_whom), other.phone, other.website
        values[other.key] = shown
    values["contact.email"] = office.contact.email
    rules = office.grant
    values["grant"] = rules.ceiling, repr(rules.decided_by), repr(rules.criteria)
    values["hours"] = office.hours
    values["promises.first_response"] = office.promises.first_response_days
    values["promises.interpreter_free"] = office.promises.interpreter_free
    return {key: _fingerprint(value) for key, value in values.items()}


@lru_cache(maxsize=64, typed=True)
def _fingerprint(value: object) -> str:
    """Remembered: every public page asks which numbers and hours it may show."""
    return sha256(repr(value).encode()).hexdigest()
