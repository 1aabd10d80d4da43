"""Members of the office: their role, their key pair, and how they come and go."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import delete, select, true
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Code, Moment, db
from intake.models.office_key import Grant, Keyring
from intake.vault import (
    KeyPair,
    WrongSecret,
    lock_private_key,
    new_activation_code,
    normalise_activation_code,
    spend_the_same_time,
    unlock_private_key,
)

ACTIVATION_VALID = timedelta(hours=72)


class Role(StrEnum):
    """What a member is in the office (DOMAIN 5a)."""

    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"


class MemberState(StrEnum):
    """Whether a member may sign in; `invited` has an activation code instead of a password."""

    INVITED = "invited"
    ACTIVE = "active"
    LEFT = "left"


class LastCoordinator(Exception):
    """The office would be left without anybody who can manage it."""


class Member(Base):
    """A person of the staff. The private key is locked under the password or activation code."""

    __tablename__ = "member"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Code]
    language: Mapped[Code]
    state: Mapped[Code]
    public_key: Mapped[Blob]
    private_key_locked: Mapped[Blob]
    activation_expires_at: Mapped[Moment | None]
    created_at: Mapped[Moment]
    left_at: Mapped[Moment | None]
    notices: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether the member wants mail when something is new or overdue."""
    reminded_on: Mapped[date | None]
    """The last day on which a mail said that something is overdue."""

    @classmethod
    def by_email(cls, email: str) -> Self | None:
        """The member with this address, whatever the case of its letters."""
        return db.session.scalars(select(cls).where(cls.email == email.strip().lower())).first()

    @classmethod
    def active(cls) -> list[Self]:
        """All members who can sign in, by name."""
        return list(
            db.session.scalars(
                select(cls).where(cls.state == MemberState.ACTIVE).order_by(cls.name)
            )
        )

    @property
    def known_role(self) -> Role:
        """The role, for the table of permissions."""
        return Role(self.role)

    def holds(self, pair: KeyPair) -> bool:
        """Whether a key pair is still the member's: a new password or a reset makes another."""
        return self.public_key == pair.public

    @property
    def holds_keys(self) -> bool:
        """Auditors read logs, never cases: they get no grant."""
        return self.role != Role.AUDITOR

    def hand_over(self, pair: KeyPair, locked: bytes, keyring: Keyring) -> None:
        """Give the member a new key pair with new grants; the old ones end."""
        self.public_key, self.private_key_locked = pair.public, locked
        db.session.flush()
        db.session.execute(delete(Grant).where(Grant.member_uuid == self.uuid))
        if self.holds_keys:
            keyring.grant_all(pair.public, self.uuid)

    def set_password(self, pair: KeyPair, locked: bytes, keyring: Keyring) -> None:
        """Make the member active under a new password (`locked` holds `pair`, see the vault)."""
        self.hand_over(pair, locked, keyring)
        self.state, self.activation_expires_at = MemberState.ACTIVE, None

    def ask_to_activate(self, ticket: "Ticket", keyring: Keyring, now: datetime) -> None:
        """Invite, or reset: until the code is used the member cannot sign in otherwise."""
        self.hand_over(ticket.pair, ticket.locked, keyring)
        self.state, self.left_at = MemberState.INVITED, None
        self.activation_expires_at = now + ACTIVATION_VALID

    def leave(self, now: datetime) -> None:
        """Deactivate: grants are deleted, the name stays for the history of cases."""
        if self.role == Role.COORDINATOR and not self._other_coordinators():
            raise LastCoordinator
        db.session.execute(delete(Grant).where(Grant.member_uuid == self.uuid))
        self.state, self.left_at, self.private_key_locked = MemberState.LEFT, now, b""

    def _other_coordinators(self) -> bool:
        others = (m for m in Member.active() if m.uuid != self.uuid)
        return any(other.role == Role.COORDINATOR for other in others)


class Ticket:
    """An activation code with the key pair it unlocks; made before the transaction (it is slow)."""

    def __init__(self) -> None:
        self.code = new_activation_code()
        self.pair = KeyPair.new()
        self.locked = lock_private_key(self.pair.private, normalise_activation_code(self.code))


def new_lock(password: str) -> tuple[KeyPair, bytes]:
    """A new key pair, and its private half locked; slow, so to be called before the transaction."""
    pair = KeyPair.new()
    return pair, lock_private_key(pair.private, password)


def unlock(member: Member | None, state: MemberState, secret: str, now: datetime) -> KeyPair | None:
    """Open a member's private key; None for whatever is wrong, in the same time."""
    expired = member is not None and (member.activation_expires_at or now) < now
    if member is None or member.state != state or expired:
        spend_the_same_time(secret)
        return None
    try:
        return unlock_private_key(member.private_key_locked, secret)
    except WrongSecret:
        return None
