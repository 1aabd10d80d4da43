"""The first steps of a new office: confirm facts, invite a second member, try it out."""

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput

from intake.accounts.landing import see_other
from intake.database import begin_writing, db
from intake.guards import TokenForm, form_status, now, requires, the_office, who
from intake.guards.language import page_language
from intake.i18n import gettext, ngettext
from intake.i18n import lazy_gettext as _l
from intake.mail import the_post
from intake.models.confirmation import confirm, confirmed_keys
from intake.models.founding import sheet_is_missing
from intake.models.outbox import Outgoing
from intake.models.permissions import Permission
from intake.models.staffing import has_a_case, has_colleagues
from intake.office import Office, OtherOffice


class FactsForm(TokenForm):
    """The facts of the office that are right."""

    facts = SelectMultipleField(
        _l("What is right?"),
        [InputRequired(_l("Tick at least one line."))],
        description=_l("The public pages show a line only after somebody has confirmed it."),
        option_widget=CheckboxInput(),
    )

    def __init__(self, facts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.facts.choices = [SelectChoice(key, words) for key, words in facts.items()]


@requires(Permission.MANAGE_SETTINGS)
def show_first_steps() -> ResponseReturnValue:
    """What is done and what is left; confirms the ticked facts."""
    office = the_office()
    confirmed, facts = confirmed_keys(office), facts_in_words(office)
    open_facts = {k: v for k, v in facts.items() if not office.is_confirmed(k, confirmed)}
    form = FactsForm(open_facts)
    if form.validate_on_submit():
        begin_writing()
        for key in form.facts.data or []:
            confirm(key, office, who().uuid, now())
        db.session.commit()
        flash("confirmed")
        return see_other("show_first_steps")
    right = [words for key, words in facts.items() if key not in open_facts]
    page = render_template(
        "accounts/first_steps.html", form=form, right=right, done=steps_done(), mail=mail_state()
    )
    return page, form_status(form)


def mail_state() -> dict[str, Any]:
    """Whether mail is sent, how much of it waits, and when the undelivered one was written."""
    post = the_post()
    return {
        "sender": post.sender.server.sender if post else None,
        "waiting": Outgoing.waiting(),
        "undelivered": Outgoing.undelivered(),
    }


def steps_done() -> dict[str, bool]:
    """Which of the other steps are done."""
    return {
        "sheet": not sheet_is_missing(),
        "colleagues": has_colleagues(),
        "case": has_a_case(),
    }


def facts_in_words(office: Office) -> dict[str, str]:
    """Each fact to confirm, as the public pages will show it."""
    facts = {number.key: f"{number.label}: {number.number}" for number in office.emergency}
    facts |= {other.key: other_office_in_words(other) for other in office.other_offices}
    hours = "; ".join(str(line) for line in office.hours.shown(page_language()))
    days, free = office.promises.first_response_days, office.promises.interpreter_free
    facts["contact.email"] = gettext("E-mail: %(email)s", email=office.contact.email)
    facts["hours"] = gettext("Opening hours: %(hours)s", hours=hours)
    facts["grant"] = gettext(
        "Contributions: at most %(ceiling)s francs. %(decided_by)s %(criteria)s",
        ceiling=office.grant.ceiling,
        decided_by=office.grant.decided_by,
        criteria=office.grant.criteria,
    )
    facts["promises.first_response"] = ngettext(
        "We answer within %(num)s working day.", "We answer within %(num)s working days.", days
    )
    facts["promises.interpreter_free"] = (
        gettext("The interpreter costs nothing.")
        if free
        else gettext("The interpreter is not free: nothing is said about the costs.")
    )
    return facts


def other_office_in_words(other: OtherOffice) -> str:
    """An office for people from elsewhere: its name, for whom it is and how to reach it."""
    ways = filter(None, (other.phone, other.website))
    return f"{other.label} ({other.for_whom}): {', '.join(ways)}"
