"""Letting a case wait, and taking it up again."""

from flask.typing import ResponseReturnValue
from wtforms import DateField, RadioField
from wtforms.validators import DataRequired, InputRequired

from intake.cases.case_page import answer, done
from intake.cases.refusals import DayForm, ResumeForm, carried_out
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import ShortText, options
from intake.i18n import lazy_gettext as _l
from intake.models.permissions import Permission
from intake.models.waiting import WaitingFacts, resume, wait
from intake.office import Office


class WaitingForm(DayForm):
    """For whom the case waits, for what, and until when."""

    reason = RadioField(_l("Whom do you wait for?"), [InputRequired(_l("Choose one."))])
    line = ShortText(_l("What for, in one line"), [DataRequired(_l("Write what you wait for."))])
    until = DateField(_l("Follow up on"), [InputRequired(_l("Choose a day."))])

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.reason.choices = options(office.wait_reasons.active)


@requires(Permission.WORK_ON_CASE)
def let_wait(number: str) -> ResponseReturnValue:
    """Let the case rest until somebody answers or the day comes."""
    opened = the_case(number)
    office = the_office()
    form = WaitingForm(office)
    facts = WaitingFacts(reason=form.reason.data or "", line=form.line.data or "")
    if form.validate_on_submit() and carried_out(
        form,
        lambda: wait(opened.case, opened.keys, facts, form.chosen_day, who().actor, office, now()),
    ):
        return done(number, "waits")
    return answer("cases/waiting.html", opened, form)


@requires(Permission.WORK_ON_CASE)
def resume_case(number: str) -> ResponseReturnValue:
    """Take a waiting case up again."""
    opened = the_case(number)
    form = ResumeForm()
    if form.validate_on_submit() and carried_out(
        form, lambda: resume(opened.case, opened.keys, who().actor, the_office(), now())
    ):
        return done(number, "resumed")
    return answer("cases/retry.html", opened, form)
