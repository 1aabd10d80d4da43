"""Tasks: what a member still has to do in a case, and by which day (DOMAIN section 5)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Code, Moment, db
from intake.models.case import OPEN, Case
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.models.waiting import BadFollowUp
from intake.office import Office
from intake.vault import CaseKeys, Under

LONGEST_DAYS = 366


class TaskState(StrEnum):
    """Where a task stands. Nothing of it is deleted before its case is."""

    OPEN = "open"
    DONE = "done"
    REMOVED = "removed"


class TaskIsOver(Exception):
    """The task is done or removed by now: it cannot be changed."""


class Task(Base):
    """One task. Without a member it is there for whoever takes it on."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_state_due_on", "state", "due_on"),)
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    due_on: Mapped[date]
    member_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("member.uuid"))
    state: Mapped[Code] = mapped_column(default=TaskState.OPEN)
    ended_at: Mapped[Moment | None]
    what_sealed: Mapped[Blob]

    what = Sealed[str]("task.what.1", Under.CASE, "what_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == TaskState.OPEN

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Task"]:
        """All tasks of a case, also the removed ones, by the day they are due."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.due_on, cls.at, cls.uuid)
        ).all()

    @classmethod
    def open_in(cls, case_uuid: UUID) -> Sequence["Task"]:
        """The tasks of a case that are still to be done."""
        return [task for task in cls.of_case(case_uuid) if task.is_open]


def add_task(
    case: Case,
    keys: CaseKeys,
    what: str,
    due_on: date,
    member_uuid: UUID | None,
    actor: Actor,
    office: Office,
    now: datetime,
) -> Task:
    """Put down something that is to be done in an open case, by an open day of the office."""
    case.require(*OPEN)
    check_due_day(due_on, office, now)
    task = Task(
        uuid=uuid4(),
        case_uuid=case.uuid,
        at=now,
        due_on=due_on,
        member_uuid=member_uuid,
        state=TaskState.OPEN,
    )
    task.what.put(keys, what)
    db.session.add(task)
    _note(task, keys, actor, now, "added", due=str(due_on))
    return task


def change_task(
    task: Task,
    keys: CaseKeys,
    what: str,
    due_on: date,
    member_uuid: UUID | None,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    """Say anew what is to be done, by when and by whom. A day that stays may be over by now."""
    if not task.is_open:
        raise TaskIsOver
    if due_on != task.due_on:
        check_due_day(due_on, office, now)
    task.what.put(keys, what)
    task.due_on, task.member_uuid = due_on, member_uuid
    _note(task, keys, actor, now, "changed", due=str(due_on))


def move_task(
    task: Task, case: Case, keys: CaseKeys, state: TaskState, actor: Actor, now: datetime
) -> None:
    """Mark a task as done or removed, or as open again. A second time changes nothing.

    In a closed case nothing is open again.
    """
    if task.state == state:
        return
    if state is TaskState.OPEN:
        case.require(*OPEN)
    task.state, task.ended_at = state, None if state is TaskState.OPEN else now
    _note(task, keys, actor, now, state)


def take_task(
    task: Task, case: Case, keys: CaseKeys, member_uuid: UUID, actor: Actor, now: datetime
) -> None:
    """Take on what somebody has to do, or nobody yet."""
    case.require(*OPEN)
    if not task.is_open:
        raise TaskIsOver
    if task.member_uuid != member_uuid:
        task.member_uuid = member_uuid
        _note(task, keys, actor, now, "taken")


def hand_over(case: Case, before: UUID | None, after: UUID | None) -> int:
    """Give what `before` has still to do in a case to another member. How many tasks it was.

    What nobody has to do yet goes along.
    """
    theirs: ColumnElement[bool] = Task.member_uuid == before
    if before is not None:
        theirs = theirs | Task.member_uuid.is_(None)
    return _give(case, theirs, after)


def count_to_hand_over(case: Case) -> int:
    """How many open tasks a new lead of this case gets."""
    return sum(task.member_uuid in {case.lead_uuid, None} for task in Task.open_in(case.uuid))


def take_from_others(case: Case, members: Collection[UUID]) -> int:
    """Give the tasks of all but these members to the lead: the others cannot open the case."""
    return _give(case, Task.member_uuid.not_in(members), case.lead_uuid)


def count_in_cases_of_others(member_uuid: UUID) -> int:
    """How many open tasks a member has in cases that somebody else leads, or nobody."""
    theirs = (Task.member_uuid == member_uuid) & (Task.state == TaskState.OPEN)
    count = select(func.count(Task.uuid)).join(Case, Case.uuid == Task.case_uuid).where(theirs)
    return db.session.scalar(count.where(Case.lead_uuid.is_distinct_from(member_uuid))) or 0


def leave_tasks(member_uuid: UUID) -> None:
    """A member has left: what they had to do in cases of others waits for whoever takes it on."""
    theirs = (Task.member_uuid == member_uuid) & (Task.state == TaskState.OPEN)
    db.session.execute(update(Task).where(theirs).values(member_uuid=None))


def end_tasks(case: Case, now: datetime) -> None:
    """The case is closed, and nothing is left to do in it. Needs no key."""
    for task in Task.open_in(case.uuid):
        task.state, task.ended_at = TaskState.REMOVED, now


def bring_back_tasks(case: Case, closed_at: datetime) -> None:
    """The case is open again: what was to be done when it was closed then, is so once more."""
    for task in Task.of_case(case.uuid):
        if task.state == TaskState.REMOVED and task.ended_at == closed_at:
            task.state, task.ended_at, task.member_uuid = TaskState.OPEN, None, case.lead_uuid


def check_due_day(due_on: date, office: Office, now: datetime) -> None:
    """Raise `BadFollowUp` unless it is today or later, within a year, and the office opens."""
    today = now.astimezone(office.timezone).date()
    if (due_on - today).days > LONGEST_DAYS:
        raise BadFollowUp("too_far", due_on)
    nearest = office.hours.open_day_from(max(due_on, today))
    if due_on < today:
        raise BadFollowUp("over", nearest)
    if nearest != due_on:
        raise BadFollowUp("closed_day", nearest)


def _give(case: Case, which: ColumnElement[bool], member_uuid: UUID | None) -> int:
    open_here = (Task.case_uuid == case.uuid) & (Task.state == TaskState.OPEN)
    rows = db.session.scalars(select(Task).where(open_here, which)).all()
    for task in rows:
        task.member_uuid = member_uuid
    return len(rows)


def _note(task: Task, keys: CaseKeys, actor: Actor, now: datetime, did: str, **more: str) -> None:
    Event.write(keys, Verb.CHANGED, actor, now, task=did, which=str(task.uuid), **more)
