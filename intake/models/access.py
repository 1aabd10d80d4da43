"""The one way to a case: role and relation decide, and every opening is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Code, Moment, UtcTime, begin_writing, db
from intake.models.case import Case
from intake.models.conflict import Conflict
from intake.models.member import Member, Role
from intake.models.office_key import Keyring
from intake.models.permissions import Permission, Relation, may
from intake.vault import CaseKeys

SELDOM = timedelta(minutes=10)


class AccessKind(StrEnum):
    """What a line of the access log says."""

    OPENED = "opened"
    WRITTEN = "written"
    REFUSED = "refused"


class NoSuchCase(Exception):
    """There is no case with this number."""


class AccessRefused(Exception):
    """This member may not do this with this case; only its number may be shown."""

    def __init__(self, number: str, relation: Relation) -> None:
        super().__init__(number)
        self.number, self.relation = number, relation


class AccessEntry(Base):
    """One opening of a case by a member, or the refusal of one."""

    __tablename__ = "access_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Moment] = mapped_column(index=True)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"), index=True)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    kind: Mapped[Code]
    permission: Mapped[Code]

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["AccessEntry"]:
        """Who opened a case, newest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.id.desc()).limit(500)
        ).all()

    @classmethod
    def of_others(
        cls, case_uuid: UUID, member_uuid: UUID, since: datetime
    ) -> Sequence[tuple[UUID, datetime]]:
        """Which other members have opened a case since a time, each with the last time."""
        last = func.max(cls.at, type_=UtcTime())
        query = select(cls.member_uuid, last).where(
            cls.case_uuid == case_uuid,
            cls.member_uuid != member_uuid,
            cls.at >= since,
            cls.kind != AccessKind.REFUSED,
        )
        rows = db.session.execute(query.group_by(cls.member_uuid).order_by(last.desc()))
        return [(row[0], row[1]) for row in rows]

    @classmethod
    def was_just_logged(cls, entry: "AccessEntry") -> bool:
        """Whether the same member has done the same within the last minutes."""
        query = select(cls.id).where(
            cls.case_uuid == entry.case_uuid,
            cls.member_uuid == entry.member_uuid,
            cls.kind == entry.kind,
            cls.at > entry.at - SELDOM,
        )
        return db.session.scalars(query.limit(1)).first() is not None

    @classmethod
    def page(cls, before: int | None, size: int) -> Sequence["AccessEntry"]:
        """A page of the whole log, newest first, of entries with an id below `before`."""
        query = select(cls).order_by(cls.id.desc()).limit(size)
        return db.session.scalars(query.where(cls.id < before) if before else query).all()


@dataclass(frozen=True)
class OpenedCase:
    """A case a member may work on, with its keys and how the member stands to it."""

    case: Case
    keys: CaseKeys
    relation: Relation
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether the member may also do something else with this case."""
        return may(self.role, permission, self.relation)


def relation_to(case: Case, member_uuid: UUID) -> Relation:
    """How a member stands to a case; a conflict of interest outweighs all else."""
    if Conflict.exists(case.uuid, member_uuid):
        return Relation.CONFLICT
    if case.lead_uuid == member_uuid:
        return Relation.LEAD
    return Relation.TEAM if case.lead_uuid else Relation.UNASSIGNED


def open_case(
    number: str,
    member: Member,
    keyring: Keyring,
    permission: Permission,
    now: datetime,
    *,
    to_write: bool,
    seldom: bool = False,
) -> OpenedCase:
    """Open a case for a member, by rule and with a line in the access log.

    The line is committed before anything is shown, also when the access is refused. With
    `to_write` the case is read again inside a fresh writing transaction, which the view commits.
    With `seldom` what repeats by itself (a draft that is saved again and again) is logged once in
    ten minutes; a refusal always is.
    """
    begin_writing()
    case = Case.by_number(number)
    if case is None:
        db.session.rollback()
        raise NoSuchCase(number)
    relation = relation_to(case, member.uuid)
    allowed = may(Role(member.role), permission, relation)
    kind = AccessKind.REFUSED
    if allowed:
        kind = AccessKind.WRITTEN if to_write else AccessKind.OPENED
    entry = AccessEntry(
        at=now, member_uuid=member.uuid, case_uuid=case.uuid, kind=kind, permission=permission
    )
    if not (seldom and allowed and AccessEntry.was_just_logged(entry)):
        db.session.add(entry)
    db.session.commit()
    if not allowed:
        raise AccessRefused(number, relation)
    return _opened(case, member, keyring, permission, to_write)


def _opened(
    case: Case, member: Member, keyring: Keyring, permission: Permission, to_write: bool
) -> OpenedCase:
    role = Role(member.role)
    if to_write:
        begin_writing()
    relation = relation_to(case, member.uuid)
    if not may(role, permission, relation):
        raise AccessRefused(case.number, relation)
    keys = keyring.open(case)
    if to_write and case.key_wrapped is None:
        case.key_wrapped = keyring.offices[case.office_key_id].wrap_case(keys)
    return OpenedCase(case, keys, relation, role)
