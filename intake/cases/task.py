"""Tasks of a case: adding and changing one, marking it as done, and taking that back."""

from uuid import UUID

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from intake.cases.case_page import answer, done
from intake.cases.place import back_to_list
from intake.cases.refusals import DayForm, carried_out
from intake.cases.tasks import TaskButton
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import ShortText
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.assignment import may_lead
from intake.models.member import Member
from intake.models.permissions import Permission
from intake.models.restriction import Restriction
from intake.models.task import Task, TaskState, add_task, change_task, move_task, take_task

DONE = {"done": TaskState.DONE, "again": TaskState.OPEN, "gone": TaskState.REMOVED}
SAID = {"done": "task_done", "again": "task_again", "gone": "task_gone", "mine": "task_taken"}


class TaskForm(DayForm):
    """What is to be done, by when and by whom."""

    what = ShortText(_l("What is to be done?"), [DataRequired(_l("Write what is to be done."))])
    until = DateField(_l("Due on"), [InputRequired(_l("Choose a day."))])
    by = SelectField(_l("Who does it?"))

    def __init__(self, opened: OpenedCase, task: Task | None) -> None:
        lead = opened.case.lead_uuid
        by = task.member_uuid if task else lead
        what = task.what.get(opened.keys) if task else ""
        data = {"what": what, "until": task.due_on if task else None, "by": str(by or "")}
        super().__init__(data=data)
        able = [one for one in Member.active() if may_do(opened, one)]
        able.sort(key=lambda one: one.uuid != lead)
        nobody = [SelectChoice("", gettext("Nobody yet"))] if by is None or lead is None else []
        self.by.choices = nobody + [SelectChoice(str(one.uuid), one.name) for one in able]

    @property
    def member_uuid(self) -> UUID | None:
        """Who does it."""
        return UUID(self.by.data) if self.by.data else None


def may_do(opened: OpenedCase, member: Member) -> bool:
    """Whether a member may open the case, and so do something in it."""
    return may_lead(opened.case, member) and not Restriction.hides(opened.case.uuid, member.uuid)


@requires(Permission.WORK_ON_CASE)
def plan_task(number: str) -> ResponseReturnValue:
    """Add a task, or change the one that the address names."""
    opened = the_case(number)
    wanted = request.args.get("task", "")
    task = {str(one.uuid): one for one in Task.of_case(opened.case.uuid)}.get(wanted)
    if wanted and request.method == "GET" and not (task and task.is_open):
        return done(number, "task_over")
    form = TaskForm(opened, task)
    if form.validate_on_submit() and carried_out(form, lambda: _plan(opened, form, task)):
        return done(number, "task_changed" if task else "task_added")
    return answer("cases/task.html", opened, form, task=task)


def _plan(opened: OpenedCase, form: TaskForm, task: Task | None) -> None:
    said = (opened.keys, form.what.data, form.chosen_day, form.member_uuid)
    by = (who().actor, the_office(), now())
    if task:
        change_task(task, *said, *by)
    else:
        add_task(opened.case, *said, *by)


@requires(Permission.WORK_ON_CASE)
def move_on_task(number: str) -> ResponseReturnValue:
    """Mark a task as done, as open again, as removed, or take it on: one click."""
    opened = the_case(number)
    form = TaskButton()
    chosen = form.chosen(opened)
    if form.validate_on_submit() and carried_out(form, lambda: _move(opened, chosen)):
        code = SAID[chosen[1]] if chosen else "task_over"
        if form.back.data:
            flash(code)
            return redirect(back_to_list(), 303)
        return done(number, code)
    return answer("cases/retry.html", opened, form)


def _move(opened: OpenedCase, chosen: tuple[Task, str] | None) -> None:
    """Nothing happens for what is no task of this case: no page of ours offers that."""
    if chosen is None:
        return
    (task, button), actor = chosen, who().actor
    if button == "mine":
        take_task(task, opened.case, opened.keys, who().uuid, actor, now())
    else:
        move_task(task, opened.case, opened.keys, DONE[button], actor, now())
