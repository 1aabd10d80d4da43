"""Assigning several cases at once: one page that asks what each assignment asks."""

from collections.abc import Iterable

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from intake.cases.assigning import Assigning
from intake.cases.listing import Shown, shown, the_queue
from intake.cases.news import why_not
from intake.cases.people import names_of_members
from intake.cases.place import back_to_list
from intake.cases.queue import Head
from intake.cases.refusals import StaffForm
from intake.cases.ticked import Tick, looked_at, read_ticks
from intake.guards import requires, the_office, who
from intake.guards.fields import options
from intake.i18n import gettext, ngettext
from intake.i18n import lazy_gettext as _l
from intake.models.assignment import Triage
from intake.models.member import Member, Role
from intake.models.permissions import Permission


class RowForm(FlaskForm):
    """What is settled for one case; its token is that of the whole form."""

    class Meta:
        csrf = False

    topic = SelectField(_l("Main topic"), [InputRequired(_l("Choose the main topic."))])
    urgency = SelectField(_l("Urgency"), [InputRequired(_l("Choose the urgency."))])
    conflict = BooleanField(_l("Conflict of interest"))

    def __init__(self, tick: Tick, head: Head | None = None) -> None:
        profile, office = (head.profile if head else None) or {}, the_office()
        topics = profile.get("topics", [])
        suggested = profile.get("main_topic") or (topics[0] if len(topics) == 1 else "")
        urgency = (head.row.urgency if head else None) or office.default_urgency.code
        super().__init__(prefix=tick.number, data={"topic": suggested, "urgency": urgency})
        first = [topic for topic in office.topics.active if topic.code in topics]
        others = [topic for topic in office.topics.active if topic.code not in topics]
        self.topic.choices = options([*first, *others], gettext("Choose"))
        self.urgency.choices = options(office.urgencies.active)

    @property
    def triage(self) -> Triage:
        """Topic and urgency as chosen."""
        return Triage(self.topic.data or "", self.urgency.data or "")


class AssignmentsForm(StaffForm):
    """Who leads the cases, and whether that is right for each of them."""

    lead = SelectField(
        _l("Case lead"), [InputRequired(_l("Choose who leads the cases."))], validate_choice=False
    )
    conflict = RadioField(
        _l("Does this person know the people of one of these cases, or is involved in it?"),
        [InputRequired(_l("Say whether there is a conflict."))],
    )

    def __init__(self, heads: Iterable[Head]) -> None:
        super().__init__()
        leads = [m for m in Member.active() if m.holds_keys and _may_get(m, heads)]
        first = [SelectChoice("", gettext("Choose"))] if len(leads) > 1 else []
        self.lead.choices = first + [SelectChoice(str(m.uuid), m.name) for m in leads]
        self.conflict.choices = [
            SelectChoice("no", gettext("No, in none of them")),
            SelectChoice("some", gettext("Yes, in those that I have ticked below")),
        ]

    def validate_lead(self, field: SelectField) -> None:
        """Only who is on the list, which may have changed since the page was made."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(
                gettext("This person cannot lead cases any more. Choose somebody else.")
            )

    def accept(self, rows: dict[Tick, RowForm]) -> bool:
        """Check the whole form and each row."""
        if not (self.validate_on_submit() and rows):
            return False
        wrong = [row for row in rows.values() if not row.validate()]
        if wrong:
            num = len(wrong)
            self.refuse(ngettext("Check %(num)s case below.", "Check %(num)s cases below.", num))
        elif any(row.conflict.data for row in rows.values()) != (self.conflict.data == "some"):
            message = gettext("Your answer and the ticks at the cases do not fit together.")
            self.refuse(message, self.conflict)
        return not self.errors


def _may_get(member: Member, heads: Iterable[Head]) -> bool:
    """Advisers give an unassigned case only to themselves, their own to anybody (DOMAIN 5a)."""
    if who().role is Role.COORDINATOR or member.uuid == who().uuid:
        return True
    return all(head.row.lead_uuid for head in heads)


@requires(Permission.ASSIGN)
def assign_cases() -> ResponseReturnValue:
    """Ask for all ticked cases on one page, then assign each by itself."""
    ticks = read_ticks(request.values.getlist("case"))
    fit, refused = looked_at(ticks, the_queue())
    form = AssignmentsForm(fit.values())
    if request.method == "POST":
        # What has changed since the page was made is told case by case, not here.
        sent = {tick: RowForm(tick) for tick in ticks if refused.get(tick) != "too_many"}
        if form.accept(sent):
            Assigning(form, sent).carry_out()
            return redirect(back_to_list(), 303)
        rows = {tick: sent[tick] for tick in fit}
    else:
        rows = {tick: RowForm(tick, head) for tick, head in fit.items()}
    return _page(form, rows, fit, refused), form.status


def _page(
    form: AssignmentsForm,
    rows: dict[Tick, RowForm],
    fit: dict[Tick, Head],
    refused: dict[Tick, str],
) -> str:
    names = names_of_members()
    heads: dict[Tick, Shown] = {t: shown(h, the_office(), names) for t, h in fit.items()}
    reasons = sorted(set(refused.values()))
    return render_template(
        "cases/assignments.html",
        form=form,
        rows=[(tick, heads[tick], rows[tick]) for tick in rows],
        refused=[
            why_not(reason, [tick.number for tick, why in refused.items() if why == reason])
            for reason in reasons
        ],
    )
