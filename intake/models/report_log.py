"""The report log: who looked at the full numbers of a month, issued it, and took it away."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Code, Moment, db


class ReportDeed(StrEnum):
    """What a line of the report log says."""

    PREVIEWED = "previewed"
    ISSUED = "issued"
    OPENED = "opened"
    PRINTED = "printed"
    PACKED = "packed"


class ReportEntry(Base):
    """One look at a report. `code` is its month; `version` is none for the draft's full numbers."""

    __tablename__ = "report_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    code: Mapped[Code]
    version: Mapped[int | None]
    deed: Mapped[Code]


def log_report(
    code: str, version: int | None, deed: ReportDeed, member_uuid: UUID, now: datetime
) -> None:
    """Log a look at a report; part of a writing transaction, committed before it is shown."""
    db.session.add(
        ReportEntry(at=now, member_uuid=member_uuid, code=code, version=version, deed=deed)
    )
