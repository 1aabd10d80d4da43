"""Files that a client sends along: sealed in parts, in rows of the database, never as files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.columns import Sealed
from intake.vault import CannotOpen, CaseKeys, Under

PART = 256 * 1024
PART_LABEL = "attachment.part.1"
A_DAY = timedelta(days=1)


class FileFacts(TypedDict):
    """What is known of a file: its name as it was sent, its media type, and its size in bytes."""

    name: str
    type: str
    size: int


@dataclass(frozen=True)
class NewFile:
    """A file as it will be kept: looked into, and written anew where that was possible."""

    name: str
    type: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """The same for the same file; what is sent twice is known by it."""
        return blake2b(self.content, digest_size=32).hexdigest()


class TooManyFiles(Exception):
    """More files have come for this case within a day than anybody needs to send."""


class Attachment(Base):
    """One file of a case: of a message, or of the request itself where there is no message.

    `at` is when it came; files are kept for a time of their own (`storage_days.attachments`).
    """

    __tablename__ = "attachment"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    message_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("message.uuid"), index=True)
    position: Mapped[int]
    at: Mapped[Moment] = mapped_column(index=True)
    parts: Mapped[int]
    facts_sealed: Mapped[Blob]

    facts = Sealed[FileFacts]("attachment.facts.1", Under.TALK, "facts_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Attachment"]:
        """The files of a case, in the order in which they came."""
        query = select(cls).where(cls.case_uuid == case_uuid)
        return db.session.scalars(query.order_by(cls.at, cls.position)).all()

    @classmethod
    def find(cls, uuid: UUID, *case_uuids: UUID) -> "Attachment | None":
        """The file with this uuid, if it belongs to one of these cases."""
        row = db.session.get(cls, uuid)
        return row if row is not None and row.case_uuid in case_uuids else None

    def content(self, keys: CaseKeys) -> bytes:
        """The whole file; raises `vault.CannotOpen` if a part was altered, swapped or is gone."""
        query = select(AttachmentPart.sealed).where(AttachmentPart.attachment_uuid == self.uuid)
        blobs = db.session.scalars(query.order_by(AttachmentPart.number)).all()
        if len(blobs) != self.parts:
            raise CannotOpen
        return b"".join(
            keys.unseal_part(Under.TALK, PART_LABEL, self.uuid, (number, self.parts), blob)
            for number, blob in enumerate(blobs)
        )


class AttachmentPart(Base):
    """A piece of a file, sealed with its number and with how many there are."""

    __tablename__ = "attachment_part"
    attachment_uuid: Mapped[UUID] = mapped_column(
        ForeignKey("attachment.uuid", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[Blob]


@dataclass(frozen=True)
class KnownFile:
    """A file with its facts opened; the content stays sealed until somebody asks for it."""

    uuid: UUID
    message_uuid: UUID | None
    name: str
    type: str
    size: int

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.type.startswith("image/")


def files_of(keys: CaseKeys) -> list[KnownFile]:
    """The files of a case, in the order in which they came."""
    rows = [(row, row.facts.get(keys)) for row in Attachment.of_case(keys.case_uuid)]
    return [
        KnownFile(row.uuid, row.message_uuid, facts["name"], facts["type"], facts["size"])
        for row, facts in rows
    ]


def attach(
    keys: CaseKeys,
    files: Sequence[NewFile],
    now: datetime,
    *,
    message_uuid: UUID | None = None,
    a_day: int,
) -> None:
    """Add files to a case, part of the current transaction; at most `a_day` within 24 hours.

    Raises `TooManyFiles` before anything is added.
    """
    if not files:
        return
    recent = select(func.count()).where(
        Attachment.case_uuid == keys.case_uuid, Attachment.at > now - A_DAY
    )
    if (db.session.scalar(recent) or 0) + len(files) > a_day:
        raise TooManyFiles
    db.session.flush()
    for position, file in enumerate(files):
        _add(keys, file, position, now, message_uuid)


def _add(
    keys: CaseKeys, file: NewFile, position: int, now: datetime, message_uuid: UUID | None
) -> None:
    pieces = _pieces(file.content)
    row = Attachment(
        uuid=uuid4(),
        case_uuid=keys.case_uuid,
        message_uuid=message_uuid,
        position=position,
        at=now,
        parts=len(pieces),
    )
    row.facts.put(keys, FileFacts(name=file.name, type=file.type, size=len(file.content)))
    db.session.add(row)
    db.session.flush()
    values = [
        {
            "attachment_uuid": row.uuid,
            "number": number,
            "sealed": keys.seal_part(
                Under.TALK, PART_LABEL, row.uuid, (number, len(pieces)), bytes(piece)
            ),
        }
        for number, piece in enumerate(pieces)
    ]
    db.session.execute(insert(AttachmentPart), values)


def _pieces(content: bytes) -> list[memoryview]:
    view = memoryview(content)
    return [view[start : start + PART] for start in range(0, len(content), PART)]


def drop_files(case_uuid: UUID, message_uuid: UUID | None) -> None:
    """Delete the files of a message, or those of the request itself, as part of the transaction."""
    theirs = Attachment.case_uuid == case_uuid, Attachment.message_uuid == message_uuid
    parts = AttachmentPart.attachment_uuid.in_(select(Attachment.uuid).where(*theirs))
    db.session.execute(delete(AttachmentPart).where(parts))
    db.session.execute(delete(Attachment).where(*theirs))


def message_files(files: Iterable[KnownFile]) -> dict[UUID | None, list[KnownFile]]:
    """Files by the message they came with; None are those of the request itself."""
    found: dict[UUID | None, list[KnownFile]] = {}
    for file in files:
        found.setdefault(file.message_uuid, []).append(file)
    return found
