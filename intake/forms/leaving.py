"""Leaving: the quick exit from every page, and the end of a visit to one's own request."""

from flask import abort, flash, render_template, url_for
from werkzeug.wrappers import Response

from intake.database import begin_writing, db
from intake.forms import resident
from intake.forms.status_forms import LeaveForm
from intake.guards import now, open_to_all


@open_to_all
def leave_fast() -> Response:
    """The quick exit: end the resident's session and show a page that says nothing of us."""
    _end()
    return resident.let_out(url_for("forms.show_neutral_page"))


@open_to_all
def show_neutral_page() -> str:
    """A page with the date and nothing else, whoever looks at it."""
    return render_template("forms/left.html", today=now())


@open_to_all
def leave_request() -> Response:
    """Done: end the session and lead to the first page."""
    if not LeaveForm().validate_on_submit():
        abort(400)
    _end()
    flash("left")
    return resident.let_out(url_for("forms.show_landing"))


def _end() -> None:
    if resident.has_cookie():
        begin_writing()
        resident.end_session()
        db.session.commit()
