"""The office's public key, who holds the private one, and how far the office is set up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.vault import CaseKeys, KeyPair, OfficePrivate, OfficePublic, Under

SETUP_LINK_VALID = timedelta(hours=24)


class OfficeKey(Base):
    """An office key pair's public half; the private half exists only in grants."""

    __tablename__ = "office_key"
    key_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    public: Mapped[Blob]
    created_at: Mapped[Moment]

    @classmethod
    def current(cls) -> OfficePublic | None:
        """The key that new requests are sealed to; None before the set-up."""
        row = db.session.scalars(select(cls).order_by(cls.created_at.desc()).limit(1)).first()
        return OfficePublic(row.key_id, row.public) if row else None


class Grant(Base):
    """The office's private key sealed to one holder: a member, or (none) the recovery sheet."""

    __tablename__ = "grant_of_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    key_id: Mapped[str] = mapped_column(ForeignKey("office_key.key_id"), index=True)
    member_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("member.uuid"), index=True)
    sealed: Mapped[Blob]

    @classmethod
    def give(cls, office: OfficePrivate, public: bytes, member_uuid: UUID | None) -> None:
        """Add a grant for the holder of the private half of `public`."""
        sealed = office.grant_to(public)
        db.session.add(cls(key_id=office.key_id, member_uuid=member_uuid, sealed=sealed))


class CaseRow(Protocol):
    """What of a case is needed to open its key: an entity, or a row of columns."""

    uuid: Any
    office_key_id: Any
    key_sealed: Any
    key_wrapped: Any


KeyRow = tuple[bytes, str, bytes, bytes | None]
"""Uuid of a case (16 bytes), key id, the sealed case key and, once staff acted, the wrapped one."""


@dataclass(frozen=True)
class Keyring:
    """The office's private keys as one signed-in member holds them, by key id."""

    offices: dict[str, OfficePrivate] = field(repr=False)

    @classmethod
    def of_member(cls, member_uuid: UUID, pair: KeyPair) -> "Keyring":
        """Open all grants of a member; an auditor's ring is empty."""
        grants = db.session.execute(
            select(Grant.key_id, Grant.sealed).where(Grant.member_uuid == member_uuid)
        )
        return cls({k: OfficePrivate.from_grant(sealed, pair, k) for k, sealed in grants})

    def open(self, case: CaseRow) -> CaseKeys:
        """The keys of a case; raises `vault.CannotOpen` if they were made for another one."""
        office = self.offices[case.office_key_id]
        if case.key_wrapped is not None:
            return office.unwrap_case(case.uuid, case.key_wrapped)
        return office.open_case(case.uuid, case.key_sealed)

    def open_each(self, rows: Iterable[KeyRow]) -> dict[bytes, bytes]:
        """The case keys of thousands of cases, by their uuids; `vault.CannotOpen` as `open`."""
        found, wraps = {}, defaultdict[str, list[tuple[bytes, bytes]]](list)
        for uuid, key_id, sealed, wrapped in rows:
            if wrapped is None:
                keys = self.offices[key_id].open_case(UUID(bytes=uuid), sealed)
                found[uuid] = keys.key(Under.CASE)
            else:
                wraps[key_id].append((uuid, wrapped))
        for key_id, some in wraps.items():
            opened = self.offices[key_id].unwrap_each(some)
            found.update(zip((uuid for uuid, _ in some), opened, strict=True))
        return found

    def grant_all(self, public: bytes, member_uuid: UUID) -> None:
        """Hand the office's keys on to another key pair."""
        for office in self.offices.values():
            Grant.give(office, public, member_uuid)


class Installation(Base):
    """The one row that says how far this office is set up."""

    __tablename__ = "installation"
    id: Mapped[int] = mapped_column(primary_key=True)
    setup_link_hash: Mapped[Blob | None]
    setup_link_expires_at: Mapped[Moment | None]
    opened_at: Mapped[Moment | None]
    recovery_sealed: Mapped[Blob | None]
    """The recovery secret, sealed to the first coordinator until it has been asked back."""

    @classmethod
    def the(cls) -> "Installation":
        """The row; made when it is not there yet."""
        row = db.session.get(cls, 1)
        if row is None:
            row = cls(id=1)
            db.session.add(row)
        return row

    def new_setup_link(self, link_hash: bytes, now: datetime) -> None:
        """Replace the set-up link by one that works for a day."""
        self.setup_link_hash = link_hash
        self.setup_link_expires_at = now + SETUP_LINK_VALID

    def setup_link_fits(self, link_hash: bytes, now: datetime) -> bool:
        """Whether a set-up link is the current one and still works."""
        expires = self.setup_link_expires_at
        return self.setup_link_hash == link_hash and expires is not None and now < expires

    @property
    def is_open(self) -> bool:
        """Whether the public form takes requests: not before the recovery sheet was asked back."""
        return self.opened_at is not None
