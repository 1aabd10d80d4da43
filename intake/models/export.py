"""The export log: what left the office on paper, for what purpose, and by whom."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Code, Moment, db
from intake.models.case import Case
from intake.models.event import Actor, Event, Verb
from intake.vault import CaseKeys


class Export(Base):
    """One export of a case. `kind` is the kind of summary, `purpose` a code of the settings."""

    __tablename__ = "export_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    kind: Mapped[Code]
    purpose: Mapped[Code]

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Export"]:
        """The exports of one case, newest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.id.desc())
        ).all()

    @classmethod
    def page(cls, before: int | None, size: int) -> Sequence["Export"]:
        """A page of the whole log, newest first, of entries with an id below `before`."""
        query = select(cls).order_by(cls.id.desc()).limit(size)
        return db.session.scalars(query.where(cls.id < before) if before else query).all()


def log_export(
    case: Case, keys: CaseKeys, kind: str, purpose: str, actor: Actor, now: datetime
) -> Export:
    """Log that a summary of the case is made."""
    export = Export(
        at=now, member_uuid=actor.member_uuid, case_uuid=case.uuid, kind=kind, purpose=purpose
    )
    db.session.add(export)
    Event.write(keys, Verb.EXPORTED, actor, now, kind=kind, purpose=purpose)
    return export
