"""Closing a case: after the work, or at triage."""

from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from intake.cases.case_page import answer, done
from intake.cases.people import names_of_members
from intake.cases.refusals import StaffForm, carried_out
from intake.cases.tasks import tasks_of
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import ShortText, options
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.case import Status
from intake.models.closure import Ending, close
from intake.models.permissions import Permission
from intake.office import ClosingReason, Office


class ClosureForm(StaffForm):
    """Why the case ends, what came of it, and how much advice it was."""

    reason = RadioField(_l("Why does it end?"), [InputRequired(_l("Choose a reason."))])
    outcome = RadioField(_l("What came of it?"), [Optional()])
    service_level = RadioField(_l("How much advice was it?"), [Optional()])
    leading_case = ShortText(
        _l("Number of the other case (only for a duplicate)"),
        [Optional()],
        render_kw={"inputmode": "numeric", "dir": "ltr"},
    )

    def __init__(self, office: Office, reasons: list[ClosingReason], kind: str) -> None:
        super().__init__()
        self.reason.choices = options(reasons)
        fitting = [outcome for outcome in office.outcomes.active if outcome.fits(kind)]
        self.outcome.choices = options(fitting, gettext("None"))
        self.service_level.choices = options(office.service_levels.active, gettext("None"))

    @property
    def ending(self) -> Ending:
        """What was chosen; what the reason does not ask for stays empty in the model's check."""
        return Ending(
            reason=self.reason.data or "",
            outcome=self.outcome.data or "",
            service_level=self.service_level.data or "",
            leading_case=self.leading_case.data or "",
        )


def reasons_for(opened: OpenedCase, office: Office) -> list[ClosingReason]:
    """The closing reasons that fit the case now, of those this member may use.

    Who may not close a case may still mark it as spam, test or duplicate (DOMAIN 5a).
    """
    at_triage = opened.case.status == Status.RECEIVED
    fitting = [
        reason
        for reason in office.closing_reasons.active
        if (reason.at_triage if at_triage else reason.after_triage)
        and reason.fits(opened.case.kind)
    ]
    if opened.may(Permission.CLOSE):
        return fitting
    return [reason for reason in fitting if not reason.counted]


def _close(opened: OpenedCase, template: str) -> ResponseReturnValue:
    office = the_office()
    form = ClosureForm(office, reasons_for(opened, office), opened.case.kind)
    if form.validate_on_submit() and carried_out(
        form,
        lambda: close(opened.case, opened.keys, form.ending, who().actor, office, now()),
    ):
        return done(opened.case.number, "closed")
    return answer(template, opened, form, tasks=tasks_of(opened, names_of_members()))


@requires(Permission.CLOSE)
def close_case(number: str) -> ResponseReturnValue:
    """Close a case, by its lead or the coordinator."""
    return _close(the_case(number), "cases/closure.html")


@requires(Permission.MARK)
def close_at_triage(number: str) -> ResponseReturnValue:
    """Close a case that needs no advice, or mark it as spam, test or duplicate."""
    return _close(the_case(number), "cases/closure.html")
