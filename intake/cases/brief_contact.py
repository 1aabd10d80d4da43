"""Brief contacts: written in a few key presses, listed for the writer until the day is over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, flash, get_flashed_messages, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from intake.cases.facts import label
from intake.cases.refusals import StaffForm, carried_out
from intake.cases.sentences import brief_sentence
from intake.database import begin_writing
from intake.guards import now, requires, the_office, who
from intake.guards.fields import ShortText, options
from intake.guards.origin import SAFE_METHODS
from intake.i18n import gettext, ngettext
from intake.i18n import lazy_gettext as _l
from intake.models.brief_contact import (
    BriefContact,
    BriefFacts,
    change_brief_contact,
    record_brief_contact,
    take_back_brief_contact,
)
from intake.models.contact import MINUTES_STEP
from intake.models.permissions import Permission
from intake.office import Office

LONGEST_MINUTES = 60
LANGUAGE = "de"


class BriefContactForm(StaffForm):
    """A brief contact, in the order in which it is quickest to write; the note comes last."""

    topic = SelectField(_l("Topic"), [InputRequired(_l("Choose the topic."))])
    municipality = SelectField(
        _l("Municipality"),
        [InputRequired(_l("Choose the municipality, or “I do not want to say”."))],
    )
    language = SelectField(_l("Language"), [InputRequired(_l("Choose the language."))])
    minutes = SelectField(_l("Minutes"))
    channel = SelectField(_l("How?"))
    note = ShortText(
        _l("Note"), [Optional()], description=_l("No names and no numbers of people, please.")
    )

    def __init__(self, office: Office, before: BriefFacts | None = None) -> None:
        first = next(iter(office.contact_channels.active)).code
        start = {"minutes": str(MINUTES_STEP), "language": LANGUAGE, "channel": first}
        known = {**before, "minutes": str(before["minutes"])} if before else start
        super().__init__(data=known)
        choose = gettext("Choose")
        self.topic.choices = options(office.topics.active, choose)
        self.municipality.choices = options(office.municipalities.active, choose)
        self.language.choices = options(office.spoken_languages.active)
        steps = range(MINUTES_STEP, LONGEST_MINUTES + 1, MINUTES_STEP)
        self.minutes.choices = [SelectChoice(str(number), str(number)) for number in steps]
        self.channel.choices = options(office.contact_channels.active)

    @property
    def facts(self) -> BriefFacts:
        """The contact as it is stored."""
        return BriefFacts(
            topic=self.topic.data,
            minutes=int(self.minutes.data),
            language=self.language.data,
            municipality=self.municipality.data,
            channel=self.channel.data,
            note=self.note.data or "",
        )


class TakeBackForm(StaffForm):
    """The button that removes a brief contact."""


@dataclass(frozen=True)
class Written:
    """One brief contact of today, in words."""

    uuid: UUID
    at: datetime
    facts: tuple[str, ...]
    note: str


@requires(Permission.RECORD_REQUEST)
def record_contact() -> ResponseReturnValue:
    """Write a brief contact down, with those of today below."""
    form = BriefContactForm(the_office())
    if form.validate_on_submit():
        begin_writing()
        if carried_out(
            form, lambda: record_brief_contact(form.facts, who().keyring, who().uuid, now())
        ):
            return _done("brief_saved")
    return _page("cases/brief_contact.html", form)


@requires(Permission.RECORD_REQUEST)
def mend_contact(contact_uuid: UUID) -> ResponseReturnValue:
    """Change a brief contact that one has written today."""
    row = _mine(contact_uuid)
    form = BriefContactForm(the_office(), row.facts(who().keyring))
    if form.validate_on_submit() and carried_out(
        form,
        lambda: change_brief_contact(row, form.facts, who().keyring, the_office(), now()),
    ):
        return _done("brief_changed")
    return _page("cases/brief_contact_change.html", form, row=row, take_back=TakeBackForm())


@requires(Permission.RECORD_REQUEST)
def take_back_contact(contact_uuid: UUID) -> ResponseReturnValue:
    """Remove a brief contact that one has written today."""
    row = _mine(contact_uuid)
    form = TakeBackForm()
    if form.validate_on_submit() and carried_out(
        form, lambda: take_back_brief_contact(row, the_office(), now())
    ):
        return _done("brief_removed")
    mend = BriefContactForm(the_office(), row.facts(who().keyring))
    return _page("cases/brief_contact_change.html", mend, form.status, row=row, take_back=form)


def _mine(uuid: UUID) -> BriefContact:
    """One's own brief contact of today, in a POST to be written; 404 for all others."""
    if request.method not in SAFE_METHODS:
        begin_writing()
    row = BriefContact.of_writer(uuid, who().uuid)
    if row is None or not row.can_change(the_office(), now()):
        abort(404)
    return row


def _done(code: str) -> ResponseReturnValue:
    flash(code)
    return redirect(url_for("cases.record_contact"), 303)


def _page(
    template: str, form: BriefContactForm, status: int = 0, **more: object
) -> tuple[str, int]:
    if not form.errors:
        form.topic.render_kw = {"autofocus": True}
    written = [_in_words(row) for row in BriefContact.of_today(who().uuid, the_office(), now())]
    page = render_template(
        template,
        form=form,
        written=written,
        total=ngettext(
            "Today: %(num)s brief contact", "Today: %(num)s brief contacts", len(written)
        ),
        done=[brief_sentence(str(code)) for code in get_flashed_messages()],
        **more,
    )
    return page, status or form.status


def _in_words(row: BriefContact) -> Written:
    office, facts = the_office(), row.facts(who().keyring)
    shown = (
        label(office.topics, facts["topic"]),
        gettext("%(minutes)s minutes", minutes=facts["minutes"]),
        label(office.spoken_languages, facts["language"]),
        label(office.municipalities, facts["municipality"]),
        label(office.contact_channels, facts["channel"]),
    )
    return Written(row.uuid, row.at, tuple(fact for fact in shown if fact), facts["note"])
