"""The outbox: letters that wait to be sent, each sealed, and written with what caused it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, begin_writing, db, partial_index
from intake.vault import CannotOpen, seal, unseal

LABEL = "outbox.letter.1"
CLAIMED_FOR = timedelta(minutes=2)
FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(hours=72)
UNDELIVERED_KEPT = timedelta(days=35)


@dataclass(frozen=True)
class Letter:
    """What goes to whom. Neither the case nor anything of it stands in a letter.

    Without a `sender` of its own it comes from the office's usual address.
    """

    to: str = field(repr=False)
    subject: str
    body: str
    sender: str = ""

    def sealed(self, key: bytes, uuid: UUID) -> bytes:
        """Sealed for the row with this uuid."""
        plain = json.dumps([self.to, self.subject, self.body, self.sender]).encode()
        return seal(key, plain, LABEL, uuid.bytes)

    @classmethod
    def opened(cls, key: bytes, uuid: UUID, blob: bytes) -> Self:
        """From the row with this uuid; raises `vault.CannotOpen` for anything else."""
        return cls(*json.loads(unseal(key, blob, LABEL, uuid.bytes)))


class Outgoing(Base):
    """A letter on its way. Delivered, its row is gone; given up, its content is."""

    __tablename__ = "outbox"
    __table_args__ = (
        partial_index("ix_outbox_waiting", "next_try_at", where="letter_sealed IS NOT NULL"),
    )
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    written_at: Mapped[Moment]
    next_try_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    letter_sealed: Mapped[Blob | None]

    @classmethod
    def put(cls, letter: Letter, key: bytes, now: datetime) -> None:
        """Add a letter; part of the caller's transaction, sent only after it."""
        uuid = uuid4()
        sealed = letter.sealed(key, uuid)
        db.session.add(cls(uuid=uuid, written_at=now, next_try_at=now, letter_sealed=sealed))

    @classmethod
    def undelivered(cls) -> Sequence[datetime]:
        """When the letters that were given up had been written, newest first."""
        given_up = select(cls.written_at).where(cls.letter_sealed.is_(None))
        return db.session.scalars(given_up.order_by(cls.written_at.desc())).all()

    @classmethod
    def waiting(cls) -> int:
        """How many letters are still to be sent."""
        waiting = select(func.count()).where(cls.letter_sealed.is_not(None))
        return db.session.scalar(waiting) or 0


def claim(key: bytes, now: datetime) -> tuple[Outgoing, Letter] | None:
    """Take the letter that is due next, for this sender alone, and commit; None if none is due.

    A sender that dies gives it back after `CLAIMED_FOR`. A letter that the key does not open (it
    was restored from a backup without its key) can never be sent: it is given up.
    """
    while True:
        begin_writing()
        due = Outgoing.letter_sealed.is_not(None) & (Outgoing.next_try_at <= now)
        row = db.session.scalars(select(Outgoing).where(due).order_by(Outgoing.next_try_at)).first()
        if row is None or row.letter_sealed is None:
            db.session.rollback()
            return None
        row.tries, row.next_try_at = row.tries + 1, now + CLAIMED_FOR
        try:
            letter = Letter.opened(key, row.uuid, row.letter_sealed)
        except CannotOpen:
            row.letter_sealed = None
            db.session.commit()
            continue
        db.session.commit()
        return row, letter


def delivered(row: Outgoing) -> None:
    """Forget a letter that has arrived, and commit."""
    begin_writing()
    db.session.execute(delete(Outgoing).where(Outgoing.uuid == row.uuid))
    db.session.commit()


def put_back(row: Outgoing, now: datetime) -> None:
    """Keep a letter that could not be sent for a later try, and commit; after 72 hours give up."""
    begin_writing()
    changes: dict[str, object] = {"next_try_at": now + retry_after(row.tries)}
    if now - row.written_at >= GIVEN_UP_AFTER:
        changes = {"letter_sealed": None}
    db.session.execute(update(Outgoing).where(Outgoing.uuid == row.uuid).values(changes))
    db.session.commit()


def give_up_old(now: datetime) -> None:
    """Forget the content of what is too old, and, much later, that it was; the caller commits."""
    too_old = Outgoing.written_at <= now - GIVEN_UP_AFTER
    db.session.execute(update(Outgoing).where(too_old).values(letter_sealed=None))
    db.session.execute(delete(Outgoing).where(Outgoing.written_at < now - UNDELIVERED_KEPT))


def retry_after(tries: int) -> timedelta:
    """How long to wait after so many tries: twice as long each time."""
    return min(FIRST_RETRY * (1 << min(tries - 1, 20)), LONGEST_RETRY)
