"""Issued reports: frozen, versioned, and sealed with the counts they were made from."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Code, Moment, db
from intake.models.office_key import Keyring

LABEL = "report.content.1"


class IssuedReport(Base):
    """One version of one report. `code` names its period, such as `2026-10`.

    The content (any JSON) is sealed under the office's own key and is never written again;
    `reason` is the code of why a later version became necessary, empty for the first.
    """

    __tablename__ = "issued_report"
    __table_args__ = (UniqueConstraint("code", "version"),)
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[Code] = mapped_column(index=True)
    version: Mapped[int]
    issued_at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    reason: Mapped[Code]
    office_key_id: Mapped[str] = mapped_column(ForeignKey("office_key.key_id"))
    content_sealed: Mapped[Blob]

    @classmethod
    def all(cls) -> Sequence["IssuedReport"]:
        """Every issued report, oldest first."""
        return db.session.scalars(select(cls).order_by(cls.issued_at, cls.version)).all()

    @classmethod
    def find(cls, code: str, version: int) -> "IssuedReport | None":
        """One version of one report."""
        return db.session.scalars(
            select(cls).where(cls.code == code, cls.version == version)
        ).first()

    @classmethod
    def latest(cls, code: str) -> "IssuedReport | None":
        """The newest version of one report."""
        newest_first = select(cls).where(cls.code == code).order_by(cls.version.desc())
        return db.session.scalars(newest_first.limit(1)).first()

    def content(self, keyring: Keyring) -> Any:
        """What was issued, as JSON; raises `vault.CannotOpen` for what is not this report."""
        office = keyring.offices[self.office_key_id]
        return json.loads(office.unseal_own(LABEL, self.uuid, self.content_sealed))


def issue(
    code: str, content: Any, keyring: Keyring, member_uuid: UUID, now: datetime, reason: str = ""
) -> IssuedReport:
    """Freeze a report as the next version of its code; part of a writing transaction."""
    before = IssuedReport.latest(code)
    key_id, office = next(iter(keyring.offices.items()))
    uuid = uuid4()
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    report = IssuedReport(
        uuid=uuid,
        code=code,
        version=before.version + 1 if before else 1,
        issued_at=now,
        member_uuid=member_uuid,
        reason=reason,
        office_key_id=key_id,
        content_sealed=office.seal_own(LABEL, uuid, plain),
    )
    db.session.add(report)
    return report
