"""Cases that belong together: linked, or merged into a leading one. Entries stay where they are."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.case import Case, ForbiddenTransition
from intake.vault import CaseKeys


class AlreadyMerged(ForbiddenTransition):
    """The case was merged into another one, where it goes on; that is not taken back."""

    def __init__(self, case: Case, number: str) -> None:
        super().__init__(case.status)
        self.number = number


class Link(Base):
    """Two cases that have to do with each other; it opens nothing to anybody."""

    __tablename__ = "case_link"
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), primary_key=True)
    other_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), primary_key=True, index=True)
    at: Mapped[Moment]

    @classmethod
    def uuids(cls, case: Case) -> set[UUID]:
        """The cases that a case is linked to, whichever of the two was linked first."""
        either = or_(cls.case_uuid == case.uuid, cls.other_uuid == case.uuid)
        rows = db.session.execute(select(cls.case_uuid, cls.other_uuid).where(either))
        return {uuid for row in rows for uuid in row} - {case.uuid}


class Merged(Base):
    """A case that was merged into a leading one, where the same person asked both times.

    The leading case's talk key is wrapped for the talk key of this one: whoever has the code of
    this case reads the talk of both.
    """

    __tablename__ = "merged"
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), primary_key=True)
    leading_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    talk_key_wrapped: Mapped[Blob]

    @classmethod
    def add(cls, keys: CaseKeys, leading: CaseKeys, now: datetime) -> None:
        """Merge a case into the leading one."""
        wrapped = keys.share_talk_of(leading)
        db.session.add(
            cls(
                case_uuid=keys.case_uuid,
                leading_uuid=leading.case_uuid,
                at=now,
                talk_key_wrapped=wrapped,
            )
        )

    @classmethod
    def chain(cls, case_uuid: UUID) -> list["Merged"]:
        """The steps from a case to the one that leads in the end; none if it was not merged."""
        steps: list[Merged] = []
        while step := db.session.get(cls, case_uuid):
            steps.append(step)
            case_uuid = step.leading_uuid
        return steps


def leading_case(case: Case) -> Case:
    """Where a case goes on: the one that it was merged into in the end, or itself."""
    steps = Merged.chain(case.uuid)
    return db.session.get_one(Case, steps[-1].leading_uuid) if steps else case


def leading_talk(keys: CaseKeys) -> CaseKeys:
    """What the holder of a case's talk key opens of the case where it goes on, or of itself."""
    for step in Merged.chain(keys.case_uuid):
        keys = keys.shared_talk(step.leading_uuid, step.talk_key_wrapped)
    return keys


def require_not_merged(case: Case) -> None:
    """Refuse to go on with a case that goes on elsewhere."""
    leading = leading_case(case)
    if leading is not case:
        raise AlreadyMerged(case, leading.number)


def merged_here(case: Case) -> list[str]:
    """The numbers of the cases that were merged into this one."""
    into = select(Case.number).join(Merged, Merged.case_uuid == Case.uuid)
    return list(
        db.session.scalars(into.where(Merged.leading_uuid == case.uuid).order_by(Case.number))
    )


def linked(case: Case, hidden: set[UUID]) -> list[str]:
    """The numbers of the linked cases, without those that are hidden from the one who looks."""
    shown = Link.uuids(case) - hidden
    numbers = select(Case.number).where(Case.uuid.in_(shown)).order_by(Case.number)
    return list(db.session.scalars(numbers))
