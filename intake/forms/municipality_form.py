"""The questions to a municipality or an authority."""

from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from intake.forms.body_form import ConcernForm
from intake.guards.choosing import YES_NO, Menu, Rows, fixed, optional, yes_no_unknown
from intake.guards.fields import LongText, ShortText, options
from intake.guards.particulars import PARTICULARS
from intake.guards.reach import read_phone
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _
from intake.office import Concern, Office

REFERRAL = ("person_agrees", "person_name", "person_phone", "language", "interpreter")
REPORT = ("since", "place", "for_steering_group")


class MunicipalityForm(ConcernForm):
    """Advice, a reported challenge, a person who is sent, an interpreter, or material."""

    form = "municipality"
    particulars = ("done_so_far", "wish", "person_name", "person_phone")

    urgency = Rows(_("How urgent is it?"), validators=optional())
    since = ShortText(_("Since when?"), validators=optional())
    place = ShortText(_("Where?"), validators=optional(), description=_("Please write no names."))
    done_so_far = LongText(
        PARTICULARS["done_so_far"], validators=optional(), render_kw={"rows": 3, "dir": "auto"}
    )
    wish = LongText(
        PARTICULARS["wish"], validators=optional(), render_kw={"rows": 3, "dir": "auto"}
    )
    for_steering_group = Rows(
        _("May the steering group see this report?"),
        needed=_("Choose whether the steering group may see this report."),
    )
    person_agrees = BooleanField(_("The person has agreed that you give us these answers."))
    person_name = ShortText(
        PARTICULARS["person_name"],
        description=_("The first name is enough."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    person_phone = StringField(
        PARTICULARS["person_phone"],
        validators=optional(),
        render_kw={"type": "tel", "autocomplete": "off", "dir": "ltr"},
    )
    language = Menu(
        _("Which language does the person speak well?"),
        needed=_("Choose a language the person speaks well."),
    )
    interpreter = Rows(
        _("Does the person need an interpreter?"),
        needed=_("Choose whether the person needs an interpreter."),
    )

    def __init__(self, office: Office, **kwargs: Any) -> None:
        super().__init__(office, **kwargs)
        self.organisation.label.text = gettext("Name of the municipality or authority, and unit")
        self.urgency.choices = options(office.urgencies.active)
        self.for_steering_group.choices = fixed(YES_NO)
        self.language.choices = options(office.spoken_languages.active, gettext("Please choose"))
        self.interpreter.choices = fixed(yes_no_unknown(gettext("I do not know")))

    @property
    def chosen(self) -> Concern | None:
        """What they come with, if that has been answered."""
        return self.office.concerns.get(self.concern.data or "")

    def not_asked(self) -> set[str]:
        """The questions that do not apply to what they come with."""
        concern = self.chosen
        refers = bool(concern and concern.refers_person)
        reports = bool(concern and self.office.kinds[concern.kind].form == self.form)
        return set((() if refers else REFERRAL) + (() if reports else REPORT))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what applies; the text in all other fields stays, but is not looked at."""
        super().validate(extra_validators)
        for name in self.not_asked():
            self[name].errors = ()
        return not self.errors

    def validate_person_agrees(self, field: BooleanField) -> None:
        """Nobody is sent without knowing it."""
        if not field.data:
            raise ValidationError(
                gettext("Please ask the person first. She can also use our form for persons.")
            )

    def validate_person_name(self, field: ShortText) -> None:
        """Somebody has to be asked for."""
        if not field.data:
            raise ValidationError(gettext("Write what we may call the person."))

    def validate_person_phone(self, field: StringField) -> None:
        """Enough digits for a number."""
        self._read(read_phone, field, gettext("This phone number is not complete."))
