"""Taking a request back: a page of its own, which asks once."""

from flask import flash, render_template
from werkzeug.wrappers import Response

from intake.database import begin_writing, db
from intake.forms import resident
from intake.forms.status_forms import WithdrawForm
from intake.guards import form_status, now, open_to_all, the_office
from intake.mail import notify_lead
from intake.models.case import Case, ForbiddenTransition
from intake.models.closure import withdraw
from intake.vault import CaseKeys

Page = tuple[str, int]


@open_to_all
def ask_to_withdraw() -> str | Page | Response:
    """Ask whether the request shall really be taken back."""
    session = resident.opened_session()
    if session is None or not _case(session.keys).is_open:
        return resident.to_status()
    return _page(WithdrawForm(number=_case(session.keys).number))


@open_to_all
def withdraw_request() -> Page | Response:
    """Take the request back. One that is closed already stays as it is."""
    session = resident.opened_session()
    form = WithdrawForm()
    if session is None or not form.is_for(_case(session.keys).number):
        return resident.to_status()
    if not form.validate_on_submit():
        return _page(form)
    begin_writing()
    try:
        withdraw(_case(session.keys), session.keys, the_office(), now())
        notify_lead(_case(session.keys))
        flash("withdrawn")
    except ForbiddenTransition:
        db.session.rollback()
    db.session.commit()
    return resident.to_status()


def _page(form: WithdrawForm) -> Page:
    status = form_status(form)
    return render_template("forms/withdraw.html", form=form, status=status), status


def _case(keys: CaseKeys) -> Case:
    return db.session.get_one(Case, keys.case_uuid)
