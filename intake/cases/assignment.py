"""Taking a case on, and assigning it to somebody."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from intake.cases.case_page import answer, done
from intake.cases.refusals import StaffForm, carried_out
from intake.database import db
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import options
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.mail import notify_lead, notify_team
from intake.models.access import OpenedCase
from intake.models.assignment import (
    CannotLead,
    Triage,
    assign,
    may_lead,
    note_conflict,
    refuse_for_conflict,
    take_on,
)
from intake.models.case import Status
from intake.models.member import Member, Role
from intake.models.permissions import Permission, Relation
from intake.models.task import count_to_hand_over
from intake.office import Office


class BeginForm(StaffForm):
    """Only a button: all was settled when the case was assigned."""


class TriageForm(StaffForm):
    """What is settled at the assignment: main topic, urgency, conflict of interest."""

    topic = RadioField(_l("Main topic"), [InputRequired(_l("Choose the main topic."))])
    urgency = RadioField(_l("Urgency"), [InputRequired(_l("Choose the urgency."))])
    conflict = RadioField(
        _l("Conflict of interest"), [InputRequired(_l("Say whether there is a conflict."))]
    )

    def __init__(self, opened: OpenedCase, office: Office) -> None:
        profile = opened.case.profile.get(opened.keys)
        urgency = opened.case.urgency or office.default_urgency.code
        super().__init__(data={"topic": profile.get("main_topic"), "urgency": urgency})
        chosen = profile.get("topics", [])
        first = [topic for topic in office.topics.active if topic.code in chosen]
        others = [topic for topic in office.topics.active if topic.code not in chosen]
        self.topic.choices = options([*first, *others])
        self.urgency.choices = options(office.urgencies.active)
        self.conflict.choices = [
            SelectChoice("no", gettext("No")),
            SelectChoice("yes", gettext("Yes: I know the people, or I am involved")),
        ]

    @property
    def triage(self) -> Triage:
        """Topic and urgency as chosen."""
        return Triage(self.topic.data or "", self.urgency.data or "")


class AssignmentForm(TriageForm):
    """The same, and who leads the case."""

    lead = SelectField(_l("Case lead"), [InputRequired(_l("Choose who leads the case."))])

    def __init__(self, opened: OpenedCase, office: Office) -> None:
        super().__init__(opened, office)
        self.lead.choices = [SelectChoice("", gettext("Choose"))] + [
            SelectChoice(str(member.uuid), member.name)
            for member in Member.active()
            if may_lead(opened.case, member) and may_be_given(opened, member)
        ]
        self.conflict.choices = [
            SelectChoice("no", gettext("No")),
            SelectChoice("yes", gettext("Yes: this person knows the people, or is involved")),
        ]


def may_be_given(opened: OpenedCase, member: Member) -> bool:
    """Advisers give an unassigned case only to themselves, their own to anybody (DOMAIN 5a)."""
    if opened.role is Role.COORDINATOR or opened.case.lead_uuid == who().uuid:
        return True
    return member.uuid == who().uuid


@requires(Permission.WORK_ON_CASE)
def take_on_case(number: str) -> ResponseReturnValue:
    """Become the lead of a case; with a conflict of interest, see only its number from now on."""
    opened = the_case(number)
    is_mine = opened.case.status == Status.ASSIGNED and opened.relation is Relation.LEAD
    form = BeginForm() if is_mine else TriageForm(opened, the_office())
    if form.validate_on_submit() and carried_out(form, lambda: _take_on(opened, form)):
        refused = isinstance(form, TriageForm) and form.conflict.data == "yes"
        return done(number, "conflict" if refused else "taken_on", to_queue=refused)
    return answer("cases/take_on.html", opened, form)


def _take_on(opened: OpenedCase, form: BeginForm | TriageForm) -> None:
    office, member = the_office(), who().member
    if isinstance(form, BeginForm):
        take_on(opened.case, opened.keys, None, member, office, now())
    elif form.conflict.data == "yes":
        refuse_for_conflict(opened.case, opened.keys, member, office, now())
        notify_team(but=member.uuid)
    else:
        take_on(opened.case, opened.keys, form.triage, member, office, now())


@requires(Permission.ASSIGN)
def assign_case(number: str) -> ResponseReturnValue:
    """Give the case to a member."""
    opened = the_case(number)
    form = AssignmentForm(opened, the_office())
    if form.validate_on_submit() and carried_out(form, lambda: _assign(opened, form)):
        return _assigned(number, form)
    tasks = count_to_hand_over(opened.case)
    return answer("cases/assignment.html", opened, form, tasks=tasks)


def _assign(opened: OpenedCase, form: AssignmentForm) -> None:
    lead, office = db.session.get(Member, UUID(form.lead.data)), the_office()
    if lead is None:
        raise CannotLead
    if form.conflict.data == "yes":
        led = opened.case.lead_uuid == lead.uuid
        note_conflict(opened.case, opened.keys, lead, who().actor, office, now())
        if led:
            notify_team(but=who().uuid)
    else:
        assign(opened.case, opened.keys, form.triage, lead, who().actor, office, now())
        notify_lead(opened.case, but=who().uuid)


def _assigned(number: str, form: AssignmentForm) -> ResponseReturnValue:
    if form.conflict.data == "no":
        return done(number, "assigned")
    is_own = form.lead.data == str(who().uuid)
    return done(number, "conflict" if is_own else "conflict_of_other", to_queue=is_own)
