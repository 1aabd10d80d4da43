"""Undoing a conflict of interest that was recorded by mistake, or is over."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from intake.cases.case_page import answer, done
from intake.cases.people import names_of_members
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, was_carried_out, who
from intake.guards.fields import ShortText
from intake.i18n import lazy_gettext as _l
from intake.models import assignment
from intake.models.access import OpenedCase
from intake.models.conflict import Conflict
from intake.models.permissions import Permission


class UndoConflictForm(StaffForm):
    """Whose conflict of interest there is not, and why."""

    whose = RadioField(_l("Who may see the case again?"), [InputRequired(_l("Choose a person."))])
    reason = ShortText(
        _l("Why is there no conflict of interest? In one line"),
        [DataRequired(_l("Write why there is no conflict of interest."))],
    )

    def __init__(self, opened: OpenedCase) -> None:
        names = names_of_members()
        found = sorted((names[uuid], uuid) for uuid in Conflict.members_of(opened.case.uuid))
        super().__init__(data={"whose": str(found[0][1]) if len(found) == 1 else None})
        self.whose.choices = [SelectChoice(str(uuid), name) for name, uuid in found]


@requires(Permission.UNDO_CONFLICT)
def undo_conflict(number: str) -> ResponseReturnValue:
    """Let a member see the case again."""
    opened = the_case(number)
    form = UndoConflictForm(opened)
    if request.method == "POST" and was_carried_out():
        return done(number, "done_before")
    if request.method == "GET" and not form.whose.choices:
        return done(number, "no_conflict")
    if form.validate_on_submit() and carried_out(form, lambda: _undo(opened, form)):
        return done(number, "conflict_undone")
    return answer("cases/conflict.html", opened, form)


def _undo(opened: OpenedCase, form: UndoConflictForm) -> None:
    whose, reason = UUID(form.whose.data), form.reason.data or ""
    assignment.undo_conflict(opened.case, opened.keys, whose, reason, who().actor, now())
