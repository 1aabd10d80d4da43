"""Drafts: words a member has begun to write about a case; nobody else ever sees them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Code, Moment, db
from intake.models.columns import Sealed
from intake.vault import CaseKeys, Under


class DraftKind(StrEnum):
    """What a draft becomes once it is sent or saved."""

    MESSAGE = "message"
    NOTE = "note"
    CONTACT = "contact"


class DraftChanged(Exception):
    """The draft was saved from another page since this page read it."""

    def __init__(self, draft: "Draft") -> None:
        super().__init__(draft.version)
        self.draft = draft


class Draft(Base):
    """One begun text of one member about one case.

    `version` counts the savings, and `page` is the nonce of the form that saved last: the same
    page may save again, even when the answer to its last saving got lost on the way.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("case_uuid", "member_uuid", "kind"),)
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"))
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    kind: Mapped[Code]
    version: Mapped[int] = mapped_column(default=0)
    page: Mapped[Blob]
    updated_at: Mapped[Moment]
    text_sealed: Mapped[Blob]

    text = Sealed[str]("draft.text.1", Under.CASE, "text_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def of(cls, case_uuid: UUID, member_uuid: UUID) -> Sequence["Draft"]:
        """All drafts of a member in a case, the newest first."""
        query = select(cls).where(cls.case_uuid == case_uuid, cls.member_uuid == member_uuid)
        return db.session.scalars(query.order_by(cls.updated_at.desc())).all()

    @classmethod
    def find(cls, case_uuid: UUID, member_uuid: UUID, kind: DraftKind) -> "Draft | None":
        """The draft of one kind."""
        return next((d for d in cls.of(case_uuid, member_uuid) if d.kind == kind), None)

    def require(self, version: int, page: bytes) -> None:
        """Refuse a page that does not know what was saved last."""
        if self.version != version and self.page != page:
            raise DraftChanged(self)


def save_draft(
    keys: CaseKeys,
    member_uuid: UUID,
    kind: DraftKind,
    text: str,
    version: int,
    page: bytes,
    now: datetime,
) -> int:
    """Keep a text as it is now; the new version, 0 for none: a blank text is no draft.

    `version` is the one the page knows (0: none yet). Raises `DraftChanged` where another page
    has saved something since, unless it is the same text. No event: nothing has happened yet.
    """
    draft = Draft.find(keys.case_uuid, member_uuid, kind)
    if draft and draft.text.get(keys) == text:
        return draft.version
    if draft:
        draft.require(version, page)
    if not text:
        return _forget(draft)
    if draft is None:
        draft = Draft(
            uuid=uuid4(), case_uuid=keys.case_uuid, member_uuid=member_uuid, kind=kind, version=0
        )
        db.session.add(draft)
    draft.text.put(keys, text)
    draft.version, draft.page, draft.updated_at = draft.version + 1, page, now
    return draft.version


def finish_draft(
    case_uuid: UUID, member_uuid: UUID, kind: DraftKind, version: int, page: bytes
) -> None:
    """The text was sent: its draft is no longer needed. `DraftChanged` as for saving."""
    draft = Draft.find(case_uuid, member_uuid, kind)
    if draft:
        draft.require(version, page)
    _forget(draft)


def discard_draft(case_uuid: UUID, member_uuid: UUID, kind: DraftKind) -> None:
    """Throw a draft away, whatever it says."""
    _forget(Draft.find(case_uuid, member_uuid, kind))


def _forget(draft: Draft | None) -> int:
    if draft:
        db.session.delete(draft)
    return 0
