"""Restricting a case to some members, and releasing it."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput

from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm, carried_out
from intake.guards import now, requires, the_case, who
from intake.guards.fields import ShortText
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.assignment import may_lead
from intake.models.member import Member
from intake.models.permissions import Permission
from intake.models.restriction import ListedMember, release, restrict


class RestrictionForm(StaffForm):
    """Why only some may open the case, and who."""

    reason = ShortText(
        _l("Why is the case restricted? In one line"),
        [DataRequired(_l("Write why the case is restricted."))],
    )
    members = SelectMultipleField(
        _l("Who may open it"),
        [DataRequired(_l("Choose at least one member."))],
        option_widget=CheckboxInput(),
        description=_l("The case lead may always open it. The others see the number only."),
    )

    def __init__(self, opened: OpenedCase) -> None:
        case = opened.case
        listed = ListedMember.of(case) | {case.lead_uuid or who().uuid}
        super().__init__(data={"members": [str(uuid) for uuid in listed]})
        self.members.choices = [
            SelectChoice(str(member.uuid), member.name)
            for member in Member.active()
            if may_lead(case, member)
        ]


class ReleaseForm(StaffForm):
    """Why the whole team may open the case again."""

    reason = ShortText(
        _l("Why is the case released? In one line"),
        [DataRequired(_l("Write why the case is released."))],
    )


@requires(Permission.RESTRICT)
def restrict_case(number: str) -> ResponseReturnValue:
    """Let only some members open the case, or change who may."""
    opened = the_case(number)
    form = RestrictionForm(opened)
    if form.validate_on_submit() and carried_out(form, lambda: _restrict(opened, form)):
        is_listed = who().uuid in ListedMember.of(opened.case)
        return done(number, "restricted", to_queue=not is_listed)
    return answer("cases/restriction.html", opened, form)


def _restrict(opened: OpenedCase, form: RestrictionForm) -> None:
    members = [UUID(member) for member in form.members.data or []]
    restrict(opened.case, opened.keys, form.reason.data or "", members, who().actor, now())


@requires(Permission.RELEASE)
def release_case(number: str) -> ResponseReturnValue:
    """Let the whole team open the case again; who does it need not be listed, and reads nothing."""
    opened = the_case(number)
    form = ReleaseForm()
    if form.validate_on_submit() and carried_out(
        form,
        lambda: release(opened.case, opened.keys, form.reason.data or "", who().actor, now()),
    ):
        return done(number, "released")
    return answer("cases/release.html", opened, form)
