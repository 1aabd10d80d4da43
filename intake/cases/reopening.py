"""Opening a closed case again."""

from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired

from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import options
from intake.i18n import lazy_gettext as _l
from intake.models.closure import can_reopen, reopen
from intake.models.continuing import continue_in_new_case
from intake.models.permissions import Permission
from intake.office import Office


class ReopenForm(StaffForm):
    """Why the case goes on."""

    reason = RadioField(_l("Why does it go on?"), [InputRequired(_l("Choose a reason."))])

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.reason.choices = options(office.reopen_reasons.active)


@requires(Permission.REOPEN)
def reopen_case(number: str) -> ResponseReturnValue:
    """Reopen the case; long after its closing, open a new one that is linked to it."""
    opened = the_case(number)
    office = the_office()
    form = ReopenForm(office)
    in_time = can_reopen(opened.case, office, now())
    if form.validate_on_submit() and carried_out(
        form,
        lambda: (reopen if in_time else continue_in_new_case)(
            opened.case, opened.keys, form.reason.data, who().actor, office, now()
        ),
    ):
        return done(number, "reopened" if in_time else "continued")
    return answer("cases/reopening.html", opened, form, in_time=in_time)
