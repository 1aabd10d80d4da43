"""Issuing a new code, at the counter or by calling back the recorded number."""

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm
from intake.cases.slip import slip
from intake.cases.summary_for_client import likely_language
from intake.database import db
from intake.guards import now, requires, the_case, the_desk, the_office, who
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.permissions import Permission
from intake.models.receipt import is_too_old_for_a_code, issue_new_code
from intake.vault import CodeKeys, new_code, open_code


class CodeForm(StaffForm):
    """How the adviser knows that this is the right person."""

    known_by = RadioField(
        _l("How do you know that this is the right person?"),
        [InputRequired(_l("Choose how you know the person."))],
    )

    def __init__(self) -> None:
        super().__init__()
        self.known_by.choices = [
            SelectChoice("counter", gettext("The person is here at the counter")),
            SelectChoice("call_back", gettext("I called the number that is in the case")),
        ]


@requires(Permission.NEW_CODE)
def issue_code(number: str) -> ResponseReturnValue:
    """Make a new code and show it once; the old one stops."""
    code = new_code()
    opened_code = open_code(code, the_desk().keys.pepper)
    opened = the_case(number)
    form = CodeForm()
    if is_too_old_for_a_code(opened.case, now(), the_office().thresholds.code_days):
        form.case_changed = True
        form.refuse(
            gettext("No code opens this case any more. Reopen it: then a new case is made.")
        )
        return answer("cases/code.html", opened, form)
    if not form.validate_on_submit():
        return answer("cases/code.html", opened, form)
    if not form.first_use():
        return done(number, "code_shown_before")
    return _issue(opened, form, code, opened_code)


def _issue(
    opened: OpenedCase, form: CodeForm, code: str, opened_code: CodeKeys
) -> ResponseReturnValue:
    known_by = form.known_by.data
    issue_new_code(opened.case, opened_code, opened.keys, known_by, who().actor, now())
    db.session.commit()
    printed = slip(code, opened.case.number, likely_language(opened))
    return render_template("cases/new_code.html", opened=opened, slip=printed)
