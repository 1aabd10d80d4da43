"""Conflicts of interest: who must not see a case, from the moment it is known."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Moment, db, insert_or_ignore


class Conflict(Base):
    """A member is too near to the people of a case: only its number is shown to that member."""

    __tablename__ = "conflict"
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), primary_key=True)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"), primary_key=True)
    at: Mapped[Moment]

    @classmethod
    def note(cls, case_uuid: UUID, member_uuid: UUID, now: datetime) -> None:
        """Record a conflict; it stays until a coordinator undoes it."""
        insert_or_ignore(cls, case_uuid=case_uuid, member_uuid=member_uuid, at=now)

    @classmethod
    def forget(cls, case_uuid: UUID, member_uuid: UUID) -> None:
        """The member may see the case again."""
        found = db.session.get(cls, (case_uuid, member_uuid))
        if found is not None:
            db.session.delete(found)

    @classmethod
    def exists(cls, case_uuid: UUID, member_uuid: UUID) -> bool:
        """Whether this member must not see this case."""
        return db.session.get(cls, (case_uuid, member_uuid)) is not None

    @classmethod
    def cases_of(cls, member_uuid: UUID) -> set[UUID]:
        """All cases that a member must not see."""
        return set(db.session.scalars(select(cls.case_uuid).where(cls.member_uuid == member_uuid)))

    @classmethod
    def members_of(cls, case_uuid: UUID) -> set[UUID]:
        """All members who must not see a case."""
        return set(db.session.scalars(select(cls.member_uuid).where(cls.case_uuid == case_uuid)))

    @classmethod
    def carry_over(cls, case_uuid: UUID, new_uuid: UUID) -> None:
        """Who must not see a case must not see the one that continues it either."""
        for row in db.session.scalars(select(cls).where(cls.case_uuid == case_uuid)).all():
            cls.note(new_uuid, row.member_uuid, row.at)
