"""Restriction: a case that only some members may open, each time with a reason."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db, insert_or_ignore
from intake.models.case import Case
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.models.task import take_from_others
from intake.vault import CaseKeys, Under


class Restriction(Base):
    """A restricted case, and in one line why it is; its members stand in `ListedMember`."""

    __tablename__ = "restriction"
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), primary_key=True)
    at: Mapped[Moment]
    reason_sealed: Mapped[Blob]

    reason = Sealed[str]("restriction.reason.1", Under.CASE, "reason_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """A case has one restriction at most: its seals are bound to the case's uuid."""
        return self.case_uuid

    @classmethod
    def of(cls, case: Case) -> "Restriction | None":
        """The restriction of a case, if it is restricted."""
        return db.session.get(cls, case.uuid)

    @classmethod
    def hides(cls, case_uuid: UUID, member_uuid: UUID) -> bool:
        """Whether a case is restricted to others."""
        if db.session.get(cls, case_uuid) is None:
            return False
        return db.session.get(ListedMember, (case_uuid, member_uuid)) is None

    @classmethod
    def hidden_from(cls, member_uuid: UUID) -> set[UUID]:
        """All cases that are restricted to others than this member."""
        listed = exists().where(
            ListedMember.case_uuid == cls.case_uuid, ListedMember.member_uuid == member_uuid
        )
        return set(db.session.scalars(select(cls.case_uuid).where(~listed)))


class ListedMember(Base):
    """A member who may open a restricted case."""

    __tablename__ = "restriction_member"
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), primary_key=True)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"), primary_key=True)

    @classmethod
    def of(cls, case: Case) -> set[UUID]:
        """Who may open a restricted case; nobody is listed where a case is not restricted."""
        return set(db.session.scalars(select(cls.member_uuid).where(cls.case_uuid == case.uuid)))


def restrict(
    case: Case,
    keys: CaseKeys,
    reason: str,
    members: Iterable[UUID],
    actor: Actor,
    now: datetime,
) -> None:
    """Let only these members open the case, and its lead; or list others than until now."""
    listed = {*members, *({case.lead_uuid} if case.lead_uuid else ())}
    _lift(case)
    restriction = Restriction(case_uuid=case.uuid, at=now)
    restriction.reason.put(keys, reason)
    db.session.add(restriction)
    for member_uuid in listed:
        db.session.add(ListedMember(case_uuid=case.uuid, member_uuid=member_uuid))
    take_from_others(case, listed)
    names = sorted(str(member_uuid) for member_uuid in listed)
    Event.write(keys, Verb.CHANGED, actor, now, restricted=reason, listed=names)


def release(case: Case, keys: CaseKeys, reason: str, actor: Actor, now: datetime) -> None:
    """Let the whole team open the case again; released twice it is released once."""
    if Restriction.of(case) is None:
        return
    _lift(case)
    Event.write(keys, Verb.CHANGED, actor, now, released=reason)


def list_lead(case: Case, member_uuid: UUID) -> None:
    """Who becomes the lead of a restricted case may open it."""
    if Restriction.of(case) is not None:
        insert_or_ignore(ListedMember, case_uuid=case.uuid, member_uuid=member_uuid)


def restrict_alike(case: Case, keys: CaseKeys, new: Case, new_keys: CaseKeys) -> None:
    """Restrict a case that continues another one in the same way."""
    restriction = Restriction.of(case)
    if restriction is None:
        return
    copy = Restriction(case_uuid=new.uuid, at=restriction.at)
    copy.reason.put(new_keys, restriction.reason.get(keys))
    db.session.add(copy)
    for member_uuid in ListedMember.of(case):
        db.session.add(ListedMember(case_uuid=new.uuid, member_uuid=member_uuid))


def _lift(case: Case) -> None:
    for table in (ListedMember, Restriction):
        db.session.execute(delete(table).where(table.case_uuid == case.uuid))
