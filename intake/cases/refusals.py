"""What stops a verb, said in words: on the form it came from, or on a page of its own."""

from collections.abc import Callable
from datetime import date

from flask import Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, Field
from wtforms.validators import Optional

from intake.database import db
from intake.guards import TokenForm, was_carried_out, who
from intake.guards.dates import full_day
from intake.i18n import gettext
from intake.models.access import AccessRefused
from intake.models.assignment import CannotLead
from intake.models.case import ForbiddenTransition
from intake.models.closure import Incomplete, TooLateToReopen
from intake.models.contact_mending import CannotMend
from intake.models.member import Member
from intake.models.merged import AlreadyMerged
from intake.models.merging import CannotJoin
from intake.models.permissions import Permission, Relation, may
from intake.models.task import TaskIsOver
from intake.models.waiting import BadFollowUp

CONFLICT = 409


class StaffForm(TokenForm):
    """A form on a case. `case_changed` is set when the case itself stood in the way."""

    case_changed = False
    nearest: date | None = None
    """The next open day, where the one that was chosen cannot be."""

    def refuse(self, message: str, field: Field | None = None) -> None:
        """Show a refusal beside a field, or above the form."""
        if field is None:
            self.form_errors.append(message)
        else:
            field.errors = (*field.errors, message)

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        if not self.errors:
            return 200
        if self.token_failed:
            return 400
        return CONFLICT if self.case_changed else 422


class DayForm(StaffForm):
    """A form that asks for an open day in `until`, and offers the next one for a closed one."""

    instead = DateField(validators=[Optional()])

    @property
    def chosen_day(self) -> date:
        """The day chosen, or the open day that was offered in its place."""
        chosen: date = self.instead.data or self["until"].data
        return chosen


class ReadForm(StaffForm):
    """The button that marks a case as read."""


class ResumeForm(StaffForm):
    """The button that takes a waiting case up again."""


def carried_out(form: StaffForm, verb: Callable[[], object]) -> bool:
    """Run a verb and commit it, once for each form sent; False if it was refused.

    A form that is sent a second time (double click, back button) changes nothing and counts
    as carried out.
    """
    try:
        if form.first_use():
            verb()
        db.session.commit()
    except (ForbiddenTransition, TooLateToReopen) as refusal:
        form.case_changed = True
        form.refuse(_about_case(refusal))
    except TaskIsOver:
        form.case_changed = True
        form.refuse(gettext("This task is done or removed meanwhile."))
    except CannotMend as refusal:
        form.case_changed = True
        form.refuse(about_talk(refusal.problem))
    except CannotLead:
        form.refuse(gettext("This person cannot lead this case."), form["lead"])
    except BadFollowUp as refusal:
        form.refuse(_about_follow_up(refusal), form["until"])
        form.nearest = None if refusal.problem == "too_far" else refusal.nearest
    except Incomplete as refusal:
        form.refuse(_about_ending(refusal), form[refusal.field])
    except CannotJoin as refusal:
        form.refuse(_about_joining(refusal), form["other"])
    else:
        return True
    db.session.rollback()
    return False


def _about_case(refusal: ForbiddenTransition | TooLateToReopen) -> str:
    if isinstance(refusal, AlreadyMerged):
        return gettext(
            "This case was merged. It goes on in case %(number)s.", number=refusal.number
        )
    if isinstance(refusal, TooLateToReopen):
        return gettext("This case was closed too long ago to be reopened.")
    if refusal.status == "closed":
        return gettext("This case has been closed meanwhile.")
    lead = db.session.get(Member, refusal.lead_uuid) if refusal.lead_uuid else None
    if lead and lead.uuid != who().uuid:
        return gettext("%(name)s leads this case meanwhile.", name=lead.name)
    return gettext("Somebody has changed this case meanwhile. Look at it once more.")


def about_talk(problem: str) -> str:
    """Why a talk cannot be changed."""
    return {
        "gone": gettext("This talk was taken back already, or it is in another case."),
        "changed": gettext("Somebody has changed this talk meanwhile. Look at it once more."),
        "frozen": gettext(
            "This talk stays as it is: the report of its month is final and counts it."
            " Write an internal note to say what was wrong."
        ),
        "not_yours": gettext(
            "Only who logged this talk, the case lead and the coordinators can change it."
        ),
    }[problem]


def _about_follow_up(refusal: BadFollowUp) -> str:
    nearest = full_day(refusal.nearest)
    if refusal.problem == "closed_day":
        return gettext(
            "The office is closed on that day. The next open day is %(day)s.", day=nearest
        )
    if refusal.problem == "over":
        return gettext("This day is over. The next open day is %(day)s.", day=nearest)
    if refusal.problem == "too_far":
        return gettext("This day is too far away.")
    return gettext("Choose a day after today.")


def _about_joining(refusal: CannotJoin) -> str:
    return {
        "unknown": gettext("There is no case with this number."),
        "hidden": gettext("You do not see that case. Ask the coordinator."),
        "reason": gettext("That case is restricted. Open it first and say why."),
        "itself": gettext("This is the number of the case itself."),
        "circle": gettext("That case was merged into this one already."),
        "closed": gettext("That case is closed. Reopen it first, or merge the other way round."),
        "conflict": gettext("The lead of that case must not see this one. Assign it first."),
        "no_report": gettext("Only two reports of the same kind can be gathered."),
        "gathered": gettext("These two reports are gathered already."),
        "no_reason": gettext("The settings have no closing reason for a duplicate."),
    }[refusal.problem]


def _about_ending(refusal: Incomplete) -> str:
    return {
        "reason": gettext("This reason does not fit a case at this stage."),
        "outcome": gettext("Choose an outcome."),
        "service_level": gettext("Choose how much advice it was."),
        "leading_case": gettext("Give the number of the other case, such as 2026-0042."),
    }[refusal.field]


def show_stub(refusal: AccessRefused) -> ResponseReturnValue:
    """The number of a case that this member may not see, and why.

    A form that was carried out may be what took the right away: sent again, it is not refused.
    """
    db.session.rollback()
    if request.method == "POST" and was_carried_out():
        return _done_before(refusal)
    number, relation = refusal.number, refusal.relation
    hidden = relation is Relation.RESTRICTED
    can_release = hidden and may(who().role, Permission.RELEASE, relation)
    page = render_template(
        "cases/stub.html", number=number, relation=relation, can_release=can_release
    )
    return page, 403


def _done_before(refusal: AccessRefused) -> ResponseReturnValue:
    flash("done_before")
    if may(who().role, Permission.READ_CASE, refusal.relation):
        return redirect(url_for("cases.show_case", number=refusal.number), 303)
    return redirect(url_for("cases.show_queue"), 303)


def init_refusals(app: Flask) -> None:
    """Show refused cases as stubs, wherever a view opens one."""
    app.register_error_handler(AccessRefused, show_stub)
