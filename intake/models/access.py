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
from intake.models.restriction import Restriction
from intake.vault import CaseKeys

SELDOM = timedelta(minutes=10)
# A reason given holds as long as a member goes on looking, and for what was written meanwhile.
OPENING_LASTS = timedelta(minutes=30)
WRITING_LASTS = timedelta(hours=10)


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


class ReasonNeeded(Exception):
    """The case is restricted: this member may open it, but has to say why first."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class AccessEntry(Base):
    """One opening of a case by a member, or the refusal of one."""

    __tablename__ = "access_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Moment] = mapped_column(index=True)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"), index=True)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    kind: Mapped[Code]
    permission: Mapped[Code]
    reason: Mapped[Code | None]
    """Why a restricted case was opened: a code of `office.opening_reasons`."""

    @classmethod
    def refusal(
        cls, case: Case, member: Member, permission: Permission, now: datetime
    ) -> "AccessEntry":
        """A line that says no, until something is allowed."""
        return cls(
            at=now,
            member_uuid=member.uuid,
            case_uuid=case.uuid,
            kind=AccessKind.REFUSED,
            permission=permission,
        )

    @classmethod
    def latest(cls, case_uuid: UUID, member_uuid: UUID, since: datetime) -> "AccessEntry | None":
        """The last time since then that a member opened a case."""
        query = select(cls).where(
            cls.case_uuid == case_uuid,
            cls.member_uuid == member_uuid,
            cls.at >= since,
            cls.kind != AccessKind.REFUSED,
        )
        return db.session.scalars(query.order_by(cls.id.desc()).limit(1)).first()

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
    if Restriction.hides(case.uuid, member_uuid):
        return Relation.RESTRICTED
    if case.lead_uuid == member_uuid:
        return Relation.LEAD
    return Relation.TEAM if case.lead_uuid else Relation.UNASSIGNED


def hidden_from(member_uuid: UUID) -> set[UUID]:
    """The cases of which a member sees the number only."""
    return Conflict.cases_of(member_uuid) | Restriction.hidden_from(member_uuid)


def open_case(
    number: str,
    member: Member,
    keyring: Keyring,
    permission: Permission,
    now: datetime,
    *,
    to_write: bool,
    seldom: bool = False,
    reason: str | None = None,
) -> OpenedCase:
    """Open a case for a member, by rule and with a line in the access log.

    The line is committed before anything is shown, also when the access is refused. With
    `to_write` the case is read again inside a fresh writing transaction, which the view commits.
    With `seldom` what repeats by itself (a draft that is saved again and again) is logged once in
    ten minutes; a refusal always is.
    A restricted case needs a `reason`, given now or a short time ago; else `ReasonNeeded`.
    """
    begin_writing()
    case = Case.by_number(number)
    if case is None:
        db.session.rollback()
        raise NoSuchCase(number)
    relation = relation_to(case, member.uuid)
    allowed = may(Role(member.role), permission, relation)
    entry = AccessEntry.refusal(case, member, permission, now)
    if allowed:
        entry.kind = AccessKind.WRITTEN if to_write else AccessKind.OPENED
        entry.reason = _reason(case, member, permission, now, reason, to_write)
    if not (seldom and allowed and AccessEntry.was_just_logged(entry)):
        db.session.add(entry)
    db.session.commit()
    if not allowed:
        raise AccessRefused(number, relation)
    return _opened(case, member, keyring, permission, to_write)


def _reason(
    case: Case,
    member: Member,
    permission: Permission,
    now: datetime,
    given: str | None,
    to_write: bool,
) -> str | None:
    """Why a restricted case is opened, as said now or at the opening that still lasts.

    What is sent from a page that was opened in time is not lost. Who releases a case does not
    read it and gives a reason of another kind.
    """
    if Restriction.of(case) is None or permission is Permission.RELEASE:
        return None
    if given:
        return given
    since = now - (WRITING_LASTS if to_write else OPENING_LASTS)
    before = AccessEntry.latest(case.uuid, member.uuid, since)
    if before is None or not (before.reason or to_write):
        db.session.rollback()
        raise ReasonNeeded(case.number)
    return before.reason


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
