"""Logging a talk with the client."""

from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired, NumberRange

from intake.cases.case_page import done
from intake.cases.refusals import StaffForm
from intake.cases.writing import WritingForm, case_to_write_in, kept, sent, writing_page
from intake.guards import now, requires, the_office, who
from intake.guards.dates import dated, today
from intake.guards.fields import LongText, options
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.models import contact as contacts
from intake.models.access import OpenedCase
from intake.models.contact import MINUTES_STEP, BadContactDay, ContactFacts, check_day
from intake.models.draft import DraftKind
from intake.models.permissions import Permission
from intake.office import Office, first_day_to_enter

LONGEST_MINUTES = 600
LONGEST_TYPED = 9


class Minutes(IntegerField):
    """A number of minutes; digits without end are no number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Refuse what is too long to be one, before it is compared with anything."""
        if any(len(value) > LONGEST_TYPED for value in valuelist):
            self.data = None
            raise ValueError(gettext("Give between 0 and 600 minutes."))
        super().process_formdata(valuelist)


class TalkForm(StaffForm):
    """A talk: day, channel, minutes, language, interpreting, and what was said."""

    known_day: date | None = None
    """The day that a talk has already, which may stay."""

    day = DateField(_l("Day"), [InputRequired(_l("Choose the day of the talk."))])
    channel = RadioField(_l("How?"), [InputRequired(_l("Choose how you talked."))])
    not_reached = BooleanField(_l("Nobody was reached (does not count as a talk)"))
    no_show = BooleanField(_l("The person did not come (does not count as a talk)"))
    voice_message = BooleanField(_l("A message was left on the voicemail"))
    minutes = Minutes(
        _l("Minutes"),
        [
            InputRequired(_l("Give the minutes as a number.")),
            NumberRange(0, LONGEST_MINUTES, _l("Give between 0 and 600 minutes.")),
        ],
        description=_l("In steps of 5"),
        render_kw={"inputmode": "numeric", "step": MINUTES_STEP, "min": 0},
    )
    language = SelectField(_l("Language of the talk"))
    interpreting = SelectField(_l("Interpreting"))
    note = LongText(_l("What was said and agreed"))

    def __init__(self, office: Office, known: dict[str, Any]) -> None:
        self.office = office
        super().__init__(data=known)
        self.channel.choices = options(office.contact_channels.active)
        self.language.choices = options(office.spoken_languages.active, gettext("Not recorded"))
        self.interpreting.choices = options(office.interpreting.active)
        first = first_day_to_enter(now(), office.timezone)
        self.day.render_kw = {"min": first.isoformat(), "max": today().isoformat()}

    def validate_day(self, field: DateField) -> None:
        """A talk cannot lie in the future, nor in a month that is long over."""
        try:
            if field.data and field.data != self.known_day:
                check_day(field.data, self.office, now())
        except BadContactDay as bad:
            if bad.problem == "future":
                raise ValidationError(gettext("This day has not come yet.")) from None
            raise ValidationError(
                gettext(
                    "This day is too long ago. The first possible day is %(day)s.",
                    day=dated(bad.first),
                )
            ) from None

    def validate_no_show(self, field: BooleanField) -> None:
        """An attempt and a missed appointment are two things."""
        if field.data and self.not_reached.data:
            raise ValidationError(
                gettext("Choose one: nobody was reached, or the person did not come.")
            )

    def validate_minutes(self, field: IntegerField) -> None:
        """Minutes are counted in steps."""
        if field.data is not None and field.data % MINUTES_STEP:
            raise ValidationError(gettext("Give the minutes in steps of 5."))

    @property
    def facts(self) -> ContactFacts:
        """The talk as it is stored."""
        day: date = self.day.data or today()
        facts = ContactFacts(
            day=day.isoformat(),
            channel=self.channel.data,
            minutes=self.minutes.data or 0,
            language=self.language.data,
            interpreting=self.interpreting.data,
            reached=not (self.not_reached.data or self.no_show.data),
            no_show=self.no_show.data,
            note=self.note.data,
        )
        if self.voice_message.data:
            facts["voice_message"] = True
        return facts


class ContactForm(WritingForm, TalkForm):
    """A new talk, whose words are kept as a draft."""

    draft_kind, text_name = DraftKind.CONTACT, "note"
    all_the_same = BooleanField(_l("Log it all the same"))

    def __init__(self, opened: OpenedCase, office: Office) -> None:
        self.no_voicemail = not opened.case.identity.get(opened.keys).get("voicemail")
        language = opened.case.profile.get(opened.keys).get("language", "")
        known = {"day": today(), "minutes": 15, "language": language, "interpreting": "none"}
        super().__init__(office, known)

    def validate_voice_message(self, field: BooleanField) -> None:
        """What goes against the wish of the client is logged only after one more look."""
        if field.data and self.no_voicemail and not self.all_the_same.data:
            raise ValidationError(
                gettext(
                    "The person does not want messages on the voicemail."
                    " If one was left, tick “Log it all the same”, and tell the person."
                )
            )


@requires(Permission.WORK_ON_CASE)
def log_contact(number: str) -> ResponseReturnValue:
    """Log a talk, or the attempt at one."""
    opened = case_to_write_in(number)
    office = the_office()
    form = ContactForm(opened, office)
    if answer := kept(opened, form):
        return answer
    if sent(
        form,
        opened,
        lambda: contacts.log_contact(
            opened.case, opened.keys, form.facts, who().actor, office, now()
        ),
    ):
        return done(number, "contact_logged")
    return writing_page("cases/contact.html", opened, form)
