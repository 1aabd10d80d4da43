"""Handing a case back to the desk."""

from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired

from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import options
from intake.i18n import lazy_gettext as _l
from intake.mail import notify_team
from intake.models.access import OpenedCase
from intake.models.assignment import hand_back
from intake.models.permissions import Permission, Relation
from intake.office import HandBackReason, Office


class HandBackForm(StaffForm):
    """Why the case lead does not go on with it."""

    reason = RadioField(_l("Why does it go back?"), [InputRequired(_l("Choose a reason."))])

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.reason.choices = options(office.hand_back_reasons.active)


@requires(Permission.HAND_BACK)
def hand_case_back(number: str) -> ResponseReturnValue:
    """Give the case back to the desk; for some reasons its lead sees only the number then."""
    opened = the_case(number)
    office = the_office()
    form = HandBackForm(office)
    if form.validate_on_submit():
        reason = office.hand_back_reasons[form.reason.data]
        if carried_out(form, lambda: _hand_back(opened, reason)):
            return _handed_back(opened, reason)
    return answer("cases/handing_back.html", opened, form)


def _hand_back(opened: OpenedCase, reason: HandBackReason) -> None:
    hand_back(opened.case, opened.keys, reason, who().actor, the_office(), now())
    notify_team(but=who().uuid)


def _handed_back(opened: OpenedCase, reason: HandBackReason) -> ResponseReturnValue:
    number, is_own = opened.case.number, opened.relation is Relation.LEAD
    if reason.blocks:
        code = "conflict" if is_own else "conflict_of_other"
        return done(number, code, to_queue=is_own)
    return done(number, "handed_back")
