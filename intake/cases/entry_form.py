"""The questions of the staff's quick entry: those of the public forms, on one screen."""

from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from intake.cases.refusals import StaffForm
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
from intake.guards.reach import Unreachable, read_email, read_phone
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _l
from intake.office import Kind, Office

LANGUAGE = "de"
INTERPRETER = yes_no_unknown(_l("Not known"))
INTERPRETER_GENDER = (*GENDERS, ("either", _l("Either")))
CONFLICT = (("no", _l("No")), ("yes", _l("Yes: I know the people, or I am involved")))


class EntryForm(StaffForm):
    """A request taken down by the staff. What does not belong to its kind is ignored."""

    kind = Rows(_l("Kind"), needed=_l("Choose the kind."))
    channel = Menu(_l("Came by"), needed=_l("Choose how it came in."))
    requester = Rows(_l("Who asks?"), needed=_l("Choose who is asking."))
    body = Rows(_l("Who asks?"), needed=_l("Choose who is asking."))
    asker_known = Rows(_l("Does the person concerned know?"), validators=optional())
    topic = Menu(_l("Main topic"), needed=_l("Choose the main topic."))
    more_topics = Ticks(_l("Further topics"), validators=optional())
    municipality = Menu(
        _l("Municipality"), needed=_l("Choose the municipality, or “I do not want to say”.")
    )
    language = Menu(_l("Language"), needed=_l("Choose the language."))
    interpreter = Rows(_l("Interpreter needed?"), needed=_l("Say whether one is needed."))
    interpreter_gender = Rows(_l("Who should interpret?"), validators=optional())
    not_interpreter = ShortText(_l("Who must not interpret?"), validators=optional())
    organisation = ShortText(_l("Organisation, municipal unit or authority"))
    alias = ShortText(_l("Name, or what the person wants to be called"), validators=optional())
    function = ShortText(_l("Function"), validators=optional())
    phone = StringField(_l("Phone"), render_kw={"type": "tel", "dir": "ltr"})
    email = StringField(_l("E-mail"), optional(), render_kw={"type": "email", "dir": "ltr"})
    times = ShortText(_l("When to call"), validators=optional())
    voicemail = BooleanField(_l("We may speak on the voicemail"))
    discreet = BooleanField(_l("Discreet: we only say “Please call back”"))
    question = LongText(_l("What is it about?"), render_kw={"rows": 5, "dir": "auto"})
    since = ShortText(_l("Since when?"), validators=optional())
    place = ShortText(_l("Where?"), validators=optional())
    for_steering_group = BooleanField(_l("The steering group may see this report"))
    talk_places = Ticks(_l("Where to talk"), validators=optional())
    access_needs = Ticks(_l("What the person needs for the talk"), validators=optional())
    no_code = BooleanField(_l("Make no code: the person does not want one"))
    take_on = BooleanField(_l("I take it on now"))
    urgency = Rows(_l("Urgency"), needed=_l("Choose the urgency."))
    conflict = Rows(_l("Conflict of interest"), needed=_l("Say whether there is a conflict."))

    def __init__(self, office: Office) -> None:
        self.office = office
        persons = [r for r in office.requesters.active if r.form == "person"]
        bodies = [r for r in office.requesters.active if r.form != "person"]
        channels = [channel for channel in office.channels.active if not channel.web]
        super().__init__(
            data={
                "kind": office.kinds.active[0].code,
                "channel": next((channel.code for channel in channels), ""),
                "requester": persons[0].code if persons else "",
                "body": bodies[0].code if bodies else "",
                "language": LANGUAGE,
                "interpreter": "no",
                "urgency": office.default_urgency.code,
            }
        )
        self._offer(office)
        self.channel.choices = options(channels)
        self.requester.choices, self.body.choices = options(persons), options(bodies)

    def _offer(self, office: Office) -> None:
        choose = gettext("Choose")
        self.kind.choices = options(office.kinds.active)
        self.topic.choices = options(office.topics.active, choose)
        self.more_topics.choices = options(office.topics.active)
        self.municipality.choices = options(office.municipalities.active, choose)
        self.language.choices = options(office.spoken_languages.active)
        self.talk_places.choices = options(office.talk_places.active)
        self.access_needs.choices = options(office.access_needs.active)
        self.urgency.choices = options(office.urgencies.active)
        self.asker_known.choices = fixed(YES_NO)
        self.interpreter.choices = fixed(INTERPRETER)
        self.interpreter_gender.choices = fixed(INTERPRETER_GENDER)
        self.conflict.choices = fixed(CONFLICT)

    @property
    def chosen_kind(self) -> Kind:
        """The kind that was chosen; the first one until then."""
        return self.office.kinds.get(self.kind.data or "") or self.office.kinds.active[0]

    @property
    def wants_code(self) -> bool:
        """Codes are for persons, if they want one."""
        return self.chosen_kind.form == "person" and not self.no_code.data

    def not_asked(self) -> set[str]:
        """The questions that do not apply to the kind and the other answers."""
        person = self.chosen_kind.form == "person"
        report = self.chosen_kind.form == "municipality"
        asker = self.office.requesters.get(self.requester.data or "")
        interpreted = person and self.interpreter.data == "yes"
        applies = dict.fromkeys(("requester", "interpreter", "talk_places", "access_needs"), person)
        applies |= dict.fromkeys(("interpreter_gender", "not_interpreter"), interpreted)
        applies |= dict.fromkeys(("organisation", "function"), not person)
        applies |= dict.fromkeys(("since", "place", "for_steering_group"), report)
        applies |= dict.fromkeys(("times", "voicemail"), bool(self.phone.data))
        applies |= dict.fromkeys(("urgency", "conflict"), bool(self.take_on.data))
        applies["body"] = not person and not report
        applies["asker_known"] = person and bool(asker and asker.for_other)
        applies["no_code"] = person
        return {name for name, does in applies.items() if not does}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what applies; the text in all other fields stays, but is not looked at."""
        super().validate(extra_validators)
        for name in self.not_asked():
            self[name].errors = ()
        return not self.errors

    def validate_organisation(self, field: ShortText) -> None:
        """Who asks in the name of others says for whom."""
        if not field.data:
            raise ValidationError(gettext("Write the name of the organisation or unit."))

    def validate_question(self, field: LongText) -> None:
        """A report without what is observed reports nothing."""
        if self.chosen_kind.form != "person" and not field.data:
            raise ValidationError(gettext("Write what it is about."))

    def validate_phone(self, field: StringField) -> None:
        """Enough digits, and some way to reach those who ask."""
        self._read(read_phone, field, gettext("This phone number is not complete."))
        if not field.data and not self.email.data and not self.wants_code:
            raise ValidationError(
                gettext("Give a phone number or an e-mail address, or make a code.")
                if self.chosen_kind.form == "person"
                else gettext("Give a phone number or an e-mail address.")
            )

    def validate_email(self, field: StringField) -> None:
        """The form of an address."""
        self._read(read_email, field, gettext("This e-mail address is not complete."))

    def _read(self, read: Any, field: StringField, message: str) -> None:
        try:
            if field.data:
                read(field.data)
        except Unreachable:
            raise ValidationError(message) from None
