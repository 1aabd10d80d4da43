"""Opening a restricted case: a listed member says why, each time; the access log keeps it."""

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import BuildError
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from intake.cases.case_page import answer
from intake.cases.refusals import StaffForm
from intake.database import db
from intake.guards import requires, the_case, the_office
from intake.guards.fields import options
from intake.i18n import lazy_gettext as _l
from intake.models.access import ReasonNeeded
from intake.models.permissions import Permission
from intake.office import Office

CASE_PAGE = "cases.show_case"


class OpeningForm(StaffForm):
    """Why the case is opened now; `onward` is the page that was asked for, an endpoint."""

    reason = RadioField(_l("Why do you open it?"), [InputRequired(_l("Choose a reason."))])
    onward = HiddenField()

    def __init__(self, office: Office, onward: str = CASE_PAGE) -> None:
        super().__init__(data={"onward": onward})
        self.reason.choices = options(office.opening_reasons.active)

    def address(self, number: str) -> str:
        """The page that was asked for, if it is one of a case."""
        endpoint = self.onward.data or ""
        known = endpoint.startswith("cases.") and endpoint in current_app.view_functions
        try:
            return url_for(endpoint if known else CASE_PAGE, number=number)
        except BuildError:
            return url_for(CASE_PAGE, number=number)


@requires(Permission.READ_CASE)
def open_restricted(number: str) -> ResponseReturnValue:
    """Take the reason down and go on to the page that was asked for."""
    form = OpeningForm(the_office())
    if form.validate_on_submit():
        the_case(number, reason=form.reason.data)
        return redirect(form.address(number), 303)
    opened = the_case(number)
    if request.method == "POST":
        return answer("cases/opening.html", opened, form)
    return redirect(url_for(CASE_PAGE, number=number), 303)


def ask_why(refusal: ReasonNeeded) -> ResponseReturnValue:
    """The question that stands before a restricted case, in place of the page asked for."""
    db.session.rollback()
    is_answer = request.method == "POST" and request.endpoint == "cases.open_restricted"
    asked_for = request.endpoint if request.method == "GET" else None
    form = OpeningForm(the_office(), asked_for or CASE_PAGE)
    if is_answer:
        form.validate()
    page = render_template("cases/opening.html", number=refusal.number, form=form)
    return page, form.status if is_answer or request.method == "GET" else 403


def init_opening(app: Flask) -> None:
    """Ask why, wherever a view opens a restricted case."""
    app.register_error_handler(ReasonNeeded, ask_why)
