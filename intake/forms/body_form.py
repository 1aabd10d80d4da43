"""The questions that organisations and municipalities share (DOMAIN section 3)."""

from typing import Any

from wtforms import DateField, StringField, ValidationError
from wtforms.validators import Optional

from intake.guards import now
from intake.guards.choosing import Menu, Rows, Ticks, optional
from intake.guards.fields import LongText, ShortText, options
from intake.guards.forms import TokenForm
from intake.guards.particulars import PARTICULARS
from intake.guards.reach import Unreachable, read_email, read_phone
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _
from intake.office import Kind, Office


class BodyForm(TokenForm):
    """Who asks in the name of others, how to reach them, and where."""

    form: str
    """Whose form it is, as the lists of the office say it: `organisation` or `municipality`."""
    particulars: tuple[str, ...] = ()
    """The fields that are stored under their own label (`intake.guards.particulars`)."""

    organisation = ShortText(
        _("Name of the organisation"), render_kw={"autocomplete": "organization", "dir": "auto"}
    )
    alias = ShortText(_("Contact person"), render_kw={"autocomplete": "name", "dir": "auto"})
    function = ShortText(
        _("Function"),
        validators=optional(),
        render_kw={"autocomplete": "organization-title", "dir": "auto"},
    )
    phone = StringField(
        _("Your phone number"), render_kw={"type": "tel", "autocomplete": "tel", "dir": "ltr"}
    )
    email = StringField(
        _("Your e-mail address"),
        render_kw={"type": "email", "autocomplete": "email", "dir": "ltr"},
    )
    municipality = Menu(
        _("In which municipality?"),
        needed=_("Choose a municipality or “I do not want to say”."),
    )
    topics = Ticks(
        _("What is it about?"),
        needed=_("Choose at least 1 topic."),
        description=_("You can choose several topics."),
    )
    question = LongText(
        _("Please describe it"),
        description=_("Please write no names of clients."),
        render_kw={"rows": 6, "dir": "auto"},
    )
    website = StringField(
        _("Please leave this field empty."), render_kw={"tabindex": "-1", "autocomplete": "off"}
    )

    def __init__(self, office: Office, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.office = office
        self.municipality.choices = options(office.municipalities.active, gettext("Please choose"))
        self.topics.choices = options(office.topics.active)

    @property
    def kind(self) -> Kind:
        """The kind of case that becomes of it."""
        return self.office.kind_for(self.form)

    @property
    def concern_code(self) -> str:
        """What they come with, as the office's list of concerns says it."""
        return ""

    def not_asked(self) -> set[str]:
        """The questions that do not apply to the other answers."""
        return set()

    def validate_organisation(self, field: ShortText) -> None:
        """Who asks in the name of others says for whom."""
        if not field.data:
            raise ValidationError(gettext("Write the name."))

    def validate_alias(self, field: ShortText) -> None:
        """There is somebody to ask for."""
        if not field.data:
            raise ValidationError(gettext("Write the name of a contact person."))

    def validate_question(self, field: LongText) -> None:
        """Without a word of it nobody can answer."""
        if not field.data:
            raise ValidationError(gettext("Write in a few words what it is about."))

    def validate_phone(self, field: StringField) -> None:
        """Enough digits, and some way to reach those who ask."""
        if not field.data and not self.email.data:
            raise ValidationError(gettext("Give a phone number or an e-mail address."))
        self._read(read_phone, field, gettext("This phone number is not complete."))

    def validate_email(self, field: StringField) -> None:
        """The form of an address."""
        self._read(read_email, field, gettext("This e-mail address is not complete."))

    def _read(self, read: Any, field: StringField, message: str) -> None:
        try:
            if field.data:
                read(field.data)
        except Unreachable:
            raise ValidationError(message) from None


class ConcernForm(BodyForm):
    """A form that asks first with what they come."""

    concern = Rows(_("With what can we help?"), needed=_("Choose with what we can help."))

    def __init__(self, office: Office, **kwargs: Any) -> None:
        super().__init__(office, **kwargs)
        offered = [c for c in office.concerns.active if c.form == self.form and not c.grant]
        self.concern.choices = options(offered)

    @property
    def kind(self) -> Kind:
        """The kind of case that such a concern becomes."""
        return self.office.kinds[self.office.concerns[self.concern_code].kind]

    @property
    def concern_code(self) -> str:
        """The concern that was chosen."""
        return str(self.concern.data)


class OrganisationForm(ConcernForm):
    """What an association or an organisation asks for, but for contributions."""

    form = "organisation"
    particulars = ("wished",)

    wished = DateField(
        PARTICULARS["wished"],
        validators=[Optional()],
        description=_("For example 2027-03-15."),
        render_kw={"autocomplete": "off"},
    )

    def validate_wished(self, field: DateField) -> None:
        """A wish for a day that is over cannot be met."""
        if field.data and field.data < now().astimezone(self.office.timezone).date():
            raise ValidationError(gettext("This day is over. Choose a later one."))
