"""Opening a request with its code. A wrong code costs the same time as a right one."""

from flask import render_template
from werkzeug.wrappers import Response

from intake.database import begin_writing, db
from intake.forms import resident
from intake.forms.opened import opened_page
from intake.forms.status_forms import CodeForm, MessageForm
from intake.guards import (
    TooMany,
    count_try_of,
    form_status,
    now,
    open_to_all,
    the_desk,
    the_office,
)
from intake.guards.rates import take_back_try_of
from intake.i18n import gettext
from intake.models.receipt import Receipt
from intake.models.session import ResidentSession
from intake.vault import CaseKeys, SessionToken, open_code, parse_code

Page = tuple[str, int]
WRONG, MISTYPED = "wrong_code", "mistyped_code"
SLIPS_PER_TRY = 5


@open_to_all
def open_with_code() -> Page | Response:
    """Look for the request of a code, and open it to this browser."""
    form = CodeForm()
    right_form = form.validate_on_submit()
    try:
        if not right_form:
            return _refuse(form)
        keys = _look_up(form)
    except TooMany:
        return code_page(form, 429)
    if keys is None:
        form.code.errors = [
            gettext("There is no request for this code. Perhaps it was deleted. Call us.")
        ]
        return code_page(form, 422)
    return _open(keys, form.kept.data or "")


def code_page(form: CodeForm, status: int = 200) -> Page:
    """The page that asks for the code."""
    return render_template("forms/code.html", form=form, status=status), status


def _refuse(form: CodeForm) -> Page:
    if not form.token_failed:
        count_try_of(MISTYPED, SLIPS_PER_TRY * the_office().limits.wrong_codes_per_hour)
    return code_page(form, form_status(form))


def _look_up(form: CodeForm) -> CaseKeys | None:
    """What the code opens, in a writing transaction; or nothing: unknown and expired alike."""
    count_try_of(WRONG, the_office().limits.wrong_codes_per_hour)
    code = open_code(parse_code(form.code.data or ""), the_desk().keys.pepper)
    begin_writing()
    keys = Receipt.open(code, now(), the_office().thresholds.code_days)
    if keys is None:
        db.session.rollback()
    else:
        take_back_try_of(WRONG)
    return keys


def _open(keys: CaseKeys, kept: str) -> Page | Response:
    resident.end_session()
    token = ResidentSession.begin(keys, now())
    db.session.commit()
    if not kept:
        return resident.let_in(resident.to_status(), token)
    return _open_with_text(keys, token, kept)


def _open_with_text(keys: CaseKeys, token: SessionToken, kept: str) -> Response:
    """Show the message that was being written at once: it is stored nowhere in between."""
    page = opened_page(keys, MessageForm(formdata=None, text=kept), kept=True)
    return resident.let_in(Response(page, mimetype="text/html"), token)
