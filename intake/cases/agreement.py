"""Agreements with the client: who does what until when."""

from datetime import date

from flask.typing import ResponseReturnValue
from wtforms import DateField, RadioField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Optional

from intake.cases.agreements import FulfilForm
from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.dates import today
from intake.guards.fields import ShortText, options
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.agreement import agree, fulfil
from intake.models.permissions import Permission
from intake.office import Office


class AgreementForm(StaffForm):
    """Something that was agreed."""

    by = RadioField(_l("Who does it?"), [InputRequired(_l("Choose who does it."))])
    what = ShortText(
        _l("What?"),
        [DataRequired(_l("Write what was agreed."))],
        description=_l("The client may read this. Plain words, please."),
    )
    until = DateField(_l("Until when?"), [Optional()])

    def __init__(self, office: Office) -> None:
        super().__init__()
        doers = [actor for actor in office.next_actors.active if actor.role != "triage"]
        self.by.choices = options(doers)

    def validate_until(self, field: DateField) -> None:
        """What is agreed is still to be done."""
        day: date | None = field.data
        if day and day < today():
            raise ValidationError(gettext("Choose today or a later day."))


@requires(Permission.WORK_ON_CASE)
def make_agreement(number: str) -> ResponseReturnValue:
    """Write an agreement down."""
    opened = the_case(number)
    form = AgreementForm(the_office())
    if form.validate_on_submit() and carried_out(
        form,
        lambda: agree(
            opened.case,
            opened.keys,
            form.by.data,
            form.what.data,
            form.until.data,
            who().actor,
            now(),
        ),
    ):
        return done(number, "agreed")
    return answer("cases/agreement.html", opened, form)


@requires(Permission.WORK_ON_CASE)
def fulfil_agreement(number: str) -> ResponseReturnValue:
    """Mark an agreement as done."""
    opened = the_case(number)
    form = FulfilForm()
    if form.validate_on_submit() and carried_out(form, lambda: _fulfil(opened, form)):
        return done(number, "fulfilled")
    return answer("cases/retry.html", opened, form)


def _fulfil(opened: OpenedCase, form: FulfilForm) -> None:
    """Nothing happens for what is no agreement of this case: no page of ours offers that."""
    agreement = form.chosen(opened)
    if agreement:
        fulfil(agreement, opened.keys, who().actor, the_office(), now())
