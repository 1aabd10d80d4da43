"""Signed-in sessions: of members, and of residents who opened their request with its code."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from sqlalchemy import ForeignKey, delete, or_, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.database import Base, Blob, Moment, begin_writing, db
from intake.models.member import Member, MemberState
from intake.vault import BadToken, CannotOpen, CaseKeys, KeyPair, SessionToken

STAFF_IDLE, STAFF_LONGEST = timedelta(minutes=20), timedelta(hours=10)
RESIDENT_IDLE, RESIDENT_LONGEST = timedelta(minutes=10), timedelta(minutes=60)
RECEIPT_SHOWN = timedelta(minutes=10)
SEEN_EVERY = timedelta(seconds=30)
RECEIPT_LABEL = "resident-session.receipt.1"


class SessionTimes:
    """When a session began and was last used; its row is found by the hash of its cookie."""

    idle = STAFF_IDLE
    longest = STAFF_LONGEST

    lookup: Mapped[bytes] = mapped_column(primary_key=True)
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]

    def is_over(self, now: datetime) -> bool:
        """Whether it was idle for too long or has reached its longest time."""
        return now - self.last_seen_at > self.idle or now - self.created_at > self.longest

    @classmethod
    def find(cls, token: SessionToken, now: datetime) -> Self | None:
        """The living session of a cookie; notes from time to time that it was seen."""
        row = db.session.get(cls, token.lookup)
        if row is None or row.is_over(now):
            return None
        if now - row.last_seen_at > SEEN_EVERY:
            begin_writing()
            db.session.execute(
                update(cls).where(cls.lookup == token.lookup).values(last_seen_at=now)
            )
            db.session.commit()
            return db.session.get(cls, token.lookup)
        return row

    @classmethod
    def end(cls, token: SessionToken) -> None:
        """Delete the session of a cookie."""
        db.session.execute(delete(cls).where(cls.lookup == token.lookup))

    @classmethod
    def sweep(cls, now: datetime) -> None:
        """Delete what is over, with the sealed keys in it."""
        db.session.execute(
            delete(cls).where(
                or_(cls.last_seen_at < now - cls.idle, cls.created_at < now - cls.longest)
            ),
            execution_options={"synchronize_session": False},
        )


class StaffSession(SessionTimes, Base):
    """A member's session, holding the private key under a key that only the cookie gives."""

    __tablename__ = "staff_session"
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"), index=True)
    private_key_sealed: Mapped[Blob]
    _member: Mapped[Member] = relationship(lazy="joined", innerjoin=True, viewonly=True)

    @classmethod
    def begin(cls, member: Member, pair: KeyPair, now: datetime) -> SessionToken:
        """Sign a member in; the token's cookie is the only way back to the key."""
        token = SessionToken.new()
        cls.sweep(now)
        sealed = token.seal(pair.private, "staff-session.key.1")
        db.session.add(
            cls(
                lookup=token.lookup,
                created_at=now,
                last_seen_at=now,
                member_uuid=member.uuid,
                private_key_sealed=sealed,
            )
        )
        return token

    @classmethod
    def end_all(cls, member_uuid: UUID) -> None:
        """Sign a member out everywhere."""
        db.session.execute(delete(cls).where(cls.member_uuid == member_uuid))

    def key_pair(self, token: SessionToken) -> KeyPair:
        """The member's key pair."""
        return KeyPair.from_private(token.unseal(self.private_key_sealed, "staff-session.key.1"))

    def member(self) -> Member | None:
        """Who is signed in, unless the member has left meanwhile."""
        return self._member if self._member.state == MemberState.ACTIVE else None


@dataclass(frozen=True)
class ShownReceipt:
    """What the receipt page shows for ten minutes.

    `elsewhere`: another office is responsible for the municipality. It stands here because the
    resident's key does not open the profile. `talk`: a time to talk will be agreed on.
    """

    code: str = field(repr=False)
    elsewhere: bool = False
    talk: bool = True

    def sealed(self, token: SessionToken) -> bytes:
        """Sealed for the row of a session."""
        plain = json.dumps([self.code, self.elsewhere, self.talk]).encode()
        return token.seal(plain, RECEIPT_LABEL)

    @classmethod
    def opened(cls, token: SessionToken, blob: bytes) -> Self:
        """From the row of a session."""
        return cls(*json.loads(token.unseal(blob, RECEIPT_LABEL)))


class ResidentSession(SessionTimes, Base):
    """A resident's session, holding the talk key of one case, and for a short time its code."""

    __tablename__ = "resident_session"
    idle = RESIDENT_IDLE
    longest = RESIDENT_LONGEST
    case_uuid: Mapped[UUID] = mapped_column(
        ForeignKey("cases.uuid", ondelete="CASCADE"), index=True
    )
    talk_key_sealed: Mapped[Blob]
    receipt_sealed: Mapped[Blob | None]

    @classmethod
    def begin(
        cls, keys: CaseKeys, now: datetime, receipt: ShownReceipt | None = None
    ) -> SessionToken:
        """Open a case to the resident who has its code; with a `receipt` if it was just made."""
        token = SessionToken.new()
        cls.sweep(now)
        db.session.add(
            cls(
                lookup=token.lookup,
                created_at=now,
                last_seen_at=now,
                case_uuid=keys.case_uuid,
                talk_key_sealed=token.seal(keys.talk, "resident-session.talk.1"),
                receipt_sealed=receipt.sealed(token) if receipt else None,
            )
        )
        return token

    def keys(self, token: SessionToken) -> CaseKeys:
        """The keys a resident has: the talk key alone."""
        talk = token.unseal(self.talk_key_sealed, "resident-session.talk.1")
        return CaseKeys.talk_only(self.case_uuid, talk)

    def receipt(self, token: SessionToken, now: datetime) -> ShownReceipt | None:
        """The code, while the receipt may still be shown."""
        if self.receipt_sealed is None or now - self.created_at > RECEIPT_SHOWN:
            return None
        return ShownReceipt.opened(token, self.receipt_sealed)

    @classmethod
    def open_with(cls, cookie: str | None, now: datetime) -> "OpenedSession | None":
        """The living session of a cookie's text, with the keys in it; None for anything else."""
        try:
            token = SessionToken.from_cookie(cookie or "")
            row = cls.find(token, now)
            return OpenedSession(token, row, row.keys(token)) if row else None
        except (BadToken, CannotOpen):
            return None


@dataclass(frozen=True)
class OpenedSession:
    """A resident's session together with what its cookie opens."""

    token: SessionToken
    row: ResidentSession
    keys: CaseKeys
