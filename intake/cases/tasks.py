"""The tasks of a case in words, and the buttons beside them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import HiddenField, StringField

from intake.cases.refusals import StaffForm
from intake.guards.dates import day, local, today
from intake.i18n import gettext, ngettext
from intake.models.access import OpenedCase
from intake.models.task import Task, TaskState


@dataclass(frozen=True)
class TaskLine:
    """One task of an opened case, in words; `mark` is the class of the mark of its day."""

    uuid: UUID
    what: str
    who: str
    due: str
    mark: str
    due_on: date
    done_on: date | None


class TaskButton(StaffForm):
    """The buttons «done», «open again», «remove», «take on»; the pressed one says which task.

    `back` is set where the button stands in a list and not on the page of the case.
    """

    done = StringField()
    again = StringField()
    gone = StringField()
    mine = StringField()
    back = HiddenField()

    def chosen(self, opened: OpenedCase) -> tuple[Task, str] | None:
        """The task of this case that was meant, and the name of the button."""
        found = {str(task.uuid): task for task in Task.of_case(opened.case.uuid)}
        for button in (self.done, self.again, self.gone, self.mine):
            if button.data in found:
                return found[button.data], button.name
        return None


def tasks_of(
    opened: OpenedCase, names: dict[UUID, str], state: TaskState = TaskState.OPEN
) -> list[TaskLine]:
    """The tasks of a case that stand so; what is due first comes first, what was done last, too."""
    rows = [task for task in Task.of_case(opened.case.uuid) if task.state == state]
    if state is not TaskState.OPEN:
        rows.sort(key=lambda task: task.ended_at or task.at, reverse=True)
    return [_line(task, opened, names) for task in rows]


def task_box(opened: OpenedCase, names: dict[UUID, str]) -> dict[str, Any]:
    """What the box of a case shows: what is to be done, and what was."""
    return {
        "tasks": tasks_of(opened, names),
        "tasks_done": tasks_of(opened, names, TaskState.DONE),
        "tasks_ended": ended_with_case(opened, names),
        "task_button": TaskButton(),
    }


def ended_with_case(opened: OpenedCase, names: dict[UUID, str]) -> list[TaskLine]:
    """What was still to be done when the case was closed, merged or withdrawn."""
    closed_at = opened.case.closed_at
    if closed_at is None:
        return []
    rows = Task.of_case(opened.case.uuid)
    ended = [t for t in rows if t.state == TaskState.REMOVED and t.ended_at == closed_at]
    return [_line(task, opened, names) for task in ended]


def _line(task: Task, opened: OpenedCase, names: dict[UUID, str]) -> TaskLine:
    words, mark = due_day(task.due_on)
    return TaskLine(
        uuid=task.uuid,
        what=task.what.get(opened.keys),
        who=doer(task.member_uuid, names),
        due=words,
        mark=mark,
        due_on=task.due_on,
        done_on=local(task.ended_at).date() if task.ended_at else None,
    )


def doer(member_uuid: UUID | None, names: dict[UUID, str]) -> str:
    """Who has to do a task."""
    return names.get(member_uuid, "") if member_uuid else gettext("nobody yet")


def due_day(due_on: date) -> tuple[str, str]:
    """The day a task is due, in words, and the class of its mark."""
    late = (today() - due_on).days
    if late > 0:
        return ngettext("overdue, %(num)s day", "overdue, %(num)s days", late), "late"
    return (gettext("today"), "today") if late == 0 else (day(due_on), "")
