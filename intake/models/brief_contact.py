"""Brief contacts: a question answered at once, by nobody in particular, for which no case is made.

Reports count each as one request and one contact. It names nobody; the writer may mend it or take
it back on the day it was written, and after that it stays.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.office_key import Keyring
from intake.office import Office

LABEL = "brief-contact.facts.1"


class TooLateToChange(Exception):
    """The day on which a brief contact could be mended is over."""


class BriefFacts(TypedDict):
    """What is known of it: codes of the settings, minutes (steps of 5), and a note."""

    topic: str
    minutes: int
    language: str
    municipality: str
    channel: str
    note: str


class BriefContact(Base):
    """One brief contact. In clear stands who wrote it and when; all else is for the office."""

    __tablename__ = "brief_contact"
    __table_args__ = (Index("ix_brief_contact_member_at", "member_uuid", "at"),)
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    at: Mapped[Moment] = mapped_column(index=True)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    office_key_id: Mapped[str] = mapped_column(ForeignKey("office_key.key_id"))
    facts_sealed: Mapped[Blob]

    @classmethod
    def of_today(cls, member_uuid: UUID, office: Office, now: datetime) -> Sequence["BriefContact"]:
        """What a member has written today by the office's calendar, newest first."""
        since = datetime.combine(now.astimezone(office.timezone).date(), time(), office.timezone)
        return db.session.scalars(
            select(cls)
            .where(cls.member_uuid == member_uuid, cls.at >= since)
            .order_by(cls.at.desc(), cls.uuid)
        ).all()

    @classmethod
    def opened_between(
        cls, keyring: Keyring, start: datetime, end: datetime
    ) -> Iterator[tuple[datetime, BriefFacts]]:
        """When and what, of those of a time, `end` not included; errors as in `facts`."""
        query = select(cls.at, cls.office_key_id, cls.uuid, cls.facts_sealed)
        query = query.where(cls.at >= start, cls.at < end)
        for at, key_id, uuid, sealed in db.session.connection().execute(query):
            yield at, _opened(keyring, key_id, uuid, sealed)

    @classmethod
    def of_writer(cls, uuid: UUID, member_uuid: UUID) -> "BriefContact | None":
        """A brief contact, if this member wrote it."""
        row = db.session.get(cls, uuid)
        return row if row and row.member_uuid == member_uuid else None

    def facts(self, keyring: Keyring) -> BriefFacts:
        """Open it; raises `vault.CannotOpen` for what is not this row."""
        return _opened(keyring, self.office_key_id, self.uuid, self.facts_sealed)

    def put(self, keyring: Keyring, facts: BriefFacts) -> None:
        """Seal `facts` into the row."""
        plain = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
        office = keyring.offices[self.office_key_id]
        self.facts_sealed = office.seal_own(LABEL, self.uuid, plain)

    def can_change(self, office: Office, now: datetime) -> bool:
        """Whether the day it was written on is still today."""
        zone = office.timezone
        return self.at.astimezone(zone).date() == now.astimezone(zone).date()


def _opened(keyring: Keyring, key_id: str, uuid: UUID, sealed: bytes) -> BriefFacts:
    facts: BriefFacts = json.loads(keyring.offices[key_id].unseal_own(LABEL, uuid, sealed))
    return facts


def record_brief_contact(
    facts: BriefFacts, keyring: Keyring, member_uuid: UUID, now: datetime
) -> BriefContact:
    """Write a brief contact down; part of a writing transaction."""
    row = BriefContact(
        uuid=uuid4(), at=now, member_uuid=member_uuid, office_key_id=next(iter(keyring.offices))
    )
    row.put(keyring, facts)
    db.session.add(row)
    return row


def change_brief_contact(
    row: BriefContact, facts: BriefFacts, keyring: Keyring, office: Office, now: datetime
) -> None:
    """Mend it, on the same day."""
    _require_today(row, office, now)
    row.put(keyring, facts)


def take_back_brief_contact(row: BriefContact, office: Office, now: datetime) -> None:
    """Remove it, on the same day: it was no contact."""
    _require_today(row, office, now)
    db.session.delete(row)


def _require_today(row: BriefContact, office: Office, now: datetime) -> None:
    if not row.can_change(office, now):
        raise TooLateToChange
