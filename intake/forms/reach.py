"""Changing how one is reached, with the code."""

from flask import flash, render_template
from werkzeug.wrappers import Response

from intake.database import begin_writing, db
from intake.forms import resident
from intake.forms.answers import reach_of
from intake.forms.opened import both_cases
from intake.forms.reach_form import ReachForm, known_reach
from intake.guards import TooMany, count_try_of, form_status, now, open_to_all, the_office
from intake.mail import notify_lead
from intake.models.reach import change_reach
from intake.vault import CaseKeys

Page = tuple[str, int]


@open_to_all
def show_reach() -> Page | Response:
    """How the client is reached now, to be changed."""
    session = resident.opened_session()
    if session is None:
        return resident.to_status()
    both = both_cases(session.keys)
    case, keys = both[-1]
    return _page(ReachForm(number=both[0][0].number, **known_reach(case.identity.get(keys))))


@open_to_all
def save_reach() -> Page | Response:
    """Keep the new ways in place of the old ones."""
    session = resident.opened_session()
    form = ReachForm()
    if session is None or not form.is_for(both_cases(session.keys)[0][0].number):
        return resident.to_status()
    if not form.validate_on_submit():
        return _page(form)
    try:
        count_try_of("message", the_office().limits.submissions_per_hour)
    except TooMany:
        return _page(form, 429)
    _change(session.keys, form)
    flash("reach_saved")
    return resident.to_status()


def _change(keys: CaseKeys, form: ReachForm) -> None:
    """In the case of the code, and in the one that it was merged into."""
    begin_writing()
    reach = reach_of(form.given)
    for case, case_keys in both_cases(keys):
        if change_reach(case, case_keys, reach, now()):
            notify_lead(case)
    db.session.commit()


def _page(form: ReachForm, status: int | None = None) -> Page:
    status = status or form_status(form)
    return render_template("forms/reach.html", form=form, status=status), status
