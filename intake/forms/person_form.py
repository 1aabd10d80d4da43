"""The questions to a person who asks for advice (DOMAIN section 3)."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice

from intake.forms.files import Files
from intake.guards.choosing import (
    GENDERS,
    YES_NO,
    Menu,
    Rows,
    Ticks,
    fixed,
    optional,
    yes_no_unknown,
)
from intake.guards.fields import LongText, ShortText, options
from intake.guards.forms import TokenForm
from intake.guards.reach import Unreachable, read_email, read_phone
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _
from intake.office import Office, Requester, SpokenLanguage

INTERPRETER = yes_no_unknown(_("I do not know"))
INTERPRETER_GENDER = (*GENDERS, ("either", _("I do not mind")))
REACH = (
    ("phone", _("By phone")),
    ("email", _("By e-mail")),
    ("code_only", _("Only with the code. I look here for the answer myself.")),
)


class PersonForm(TokenForm):
    """What we ask. What follows from an answer no longer given is ignored, never an error."""

    requester = Rows(_("Who is asking?"), needed=_("Choose who is asking."))
    asker_known = Rows(_("Does the person know that you are asking?"), validators=optional())
    topics = Ticks(
        _("What is it about?"),
        needed=_("Choose at least 1 topic."),
        description=_("You can choose several topics."),
    )
    question = LongText(
        _("Your question"),
        validators=optional(),
        description=_("Write in your language. Please no numbers of permits or passports."),
        render_kw={"rows": 6, "dir": "auto"},
    )
    files = Files(
        _("Photos of letters, or PDFs"),
        validators=optional(),
    )
    language = Menu(
        _("Which language do you speak well?"), needed=_("Choose a language you speak well.")
    )
    interpreter = Rows(
        _("Do you need an interpreter when we talk?"),
        needed=_("Choose whether you need an interpreter."),
    )
    interpreter_gender = Rows(_("Who should interpret?"), validators=optional())
    not_interpreter = ShortText(
        _("Is there a person who should not interpret?"),
        validators=optional(),
        render_kw={"dir": "auto"},
    )
    municipality = Menu(
        _("In which municipality do you live?"),
        needed=_("Choose a municipality or “I do not want to say”."),
        description=_("Are you asking for another person? Then choose that person’s municipality."),
    )
    alias = ShortText(
        _("What may we call you?"),
        validators=optional(),
        description=_("The first name is enough. It need not be your real name."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    reach = Ticks(_("Choose at least 1 way."))
    phone = StringField(
        _("Your phone number"),
        render_kw={"type": "tel", "autocomplete": "tel", "dir": "ltr"},
    )
    times = ShortText(_("When can we call you?"), validators=optional(), render_kw={"dir": "auto"})
    voicemail = BooleanField(_("You may leave a message on my voicemail."))
    email = StringField(
        _("Your e-mail address"),
        render_kw={"type": "email", "autocomplete": "email", "dir": "ltr"},
    )
    discreet = BooleanField(
        _("Please be discreet. Then we only write: “Please call us back.”"),
    )
    talk_places = Ticks(_("Where?"))
    access_needs = Ticks(_("What do you need for the talk?"))
    website = StringField(
        _("Please leave this field empty."), render_kw={"tabindex": "-1", "autocomplete": "off"}
    )

    def __init__(self, office: Office, language: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.office = office
        self.requester.choices = options(office.requesters.active)
        self.asker_known.choices = fixed(YES_NO)
        self.topics.choices = options(office.topics.active)
        self.language.choices = _languages(office, language)
        self.interpreter.choices = fixed(INTERPRETER)
        self.interpreter_gender.choices = fixed(INTERPRETER_GENDER)
        self.municipality.choices = options(office.municipalities.active, gettext("Please choose"))
        self.reach.choices = fixed(REACH)
        self.talk_places.choices = options(office.talk_places.active)
        self.access_needs.choices = options(office.access_needs.active)

    @property
    def asker(self) -> Requester | None:
        """Who asks, if that has been answered."""
        return self.office.requesters.get(self.requester.data or "")

    def not_asked(self) -> set[str]:
        """The questions that do not apply to the other answers."""
        needs: dict[str, bool] = {
            "asker_known": bool(self.asker and self.asker.for_other),
            "interpreter_gender": self.interpreter.data == "yes",
            "not_interpreter": self.interpreter.data == "yes",
            **asked_of_ways(self.reach.data or []),
        }
        return {name for name, applies in needs.items() if not applies}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what applies; the text in all other fields stays, but is not looked at."""
        super().validate(extra_validators)
        for name in self.not_asked():
            self[name].errors = ()
        return not self.errors

    def validate_reach(self, field: Ticks) -> None:
        """At least one way, and “only with the code” means only that."""
        ways = set(field.data or [])
        if not ways and (self.phone.data or self.email.data):
            raise ValidationError(gettext("Choose how we may reach you."))
        if not ways:
            raise ValidationError(
                gettext("Give a phone number or an e-mail address. Or choose “Only with the code”.")
            )
        if "code_only" in ways and len(ways) > 1:
            raise ValidationError(
                gettext("Choose phone and e-mail, or “Only with the code”. Not both.")
            )

    def validate_phone(self, field: StringField) -> None:
        """Enough digits for a number."""
        try:
            read_phone(field.data or "")
        except Unreachable:
            raise ValidationError(gettext("This phone number is not complete.")) from None

    def validate_email(self, field: StringField) -> None:
        """The form of an address."""
        try:
            read_email(field.data or "")
        except Unreachable:
            raise ValidationError(gettext("This e-mail address is not complete.")) from None


def asked_of_ways(ways: Iterable[str]) -> dict[str, bool]:
    """Which questions on how to reach somebody apply to the chosen ways."""
    chosen = set(ways)
    return {
        "phone": "phone" in chosen,
        "times": "phone" in chosen,
        "voicemail": "phone" in chosen,
        "email": "email" in chosen,
        "discreet": bool(chosen & {"phone", "email"}),
    }


def _languages(office: Office, page: str) -> list[SelectChoice]:
    """The page's language first, then the order of the settings: the frequent ones come first."""
    offered = sorted(office.spoken_languages.active, key=lambda language: language.tag != page)
    empty = SelectChoice("", gettext("Please choose"))
    return [empty, *(_in_its_script(language, page) for language in offered)]


def _in_its_script(language: SpokenLanguage, page: str) -> SelectChoice:
    marks = {"lang": language.tag, "dir": language.direction}
    return SelectChoice(language.code, language.own_name, marks if language.tag != page else {})
