"""The application for a contribution to a project (DOMAIN section 3)."""

from decimal import Decimal

from wtforms import BooleanField, StringField, ValidationError

from intake.forms.body_form import BodyForm
from intake.forms.files import Files
from intake.forms.money import NoAmount, read_amount, read_budget, written
from intake.guards.choosing import optional
from intake.guards.fields import LongText, ShortText
from intake.guards.particulars import PARTICULARS
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _
from intake.office import Kind

ONE_A_LINE = _("One a line, with the amount at its end: “Room for 4 evenings 320”.")


class GrantForm(BodyForm):
    """A project that asks for money: what it is, whom it helps, what it costs."""

    form = "organisation"
    particulars = (
        "legal_form", "title", "need", "target_group", "people", "places", "dates", "volunteers",
        "partners", "costs", "income", "own_share", "other_applications", "amount",
    )  # fmt: skip

    legal_form = ShortText(
        PARTICULARS["legal_form"],
        validators=optional(),
        description=_("For example association, foundation, group without a legal form."),
    )
    title = ShortText(PARTICULARS["title"], render_kw={"dir": "auto"})
    need = LongText(PARTICULARS["need"], render_kw={"rows": 4, "dir": "auto"})
    target_group = ShortText(PARTICULARS["target_group"], render_kw={"dir": "auto"})
    people = ShortText(PARTICULARS["people"], render_kw={"inputmode": "numeric", "dir": "auto"})
    places = ShortText(PARTICULARS["places"], validators=optional(), render_kw={"dir": "auto"})
    dates = ShortText(PARTICULARS["dates"], render_kw={"dir": "auto"})
    volunteers = ShortText(
        PARTICULARS["volunteers"], validators=optional(), render_kw={"dir": "auto"}
    )
    partners = ShortText(PARTICULARS["partners"], validators=optional(), render_kw={"dir": "auto"})
    costs = LongText(
        PARTICULARS["costs"], description=ONE_A_LINE, render_kw={"rows": 5, "dir": "auto"}
    )
    income = LongText(
        PARTICULARS["income"],
        validators=optional(),
        description=ONE_A_LINE,
        render_kw={"rows": 3, "dir": "auto"},
    )
    own_share = ShortText(
        PARTICULARS["own_share"], validators=optional(), render_kw={"dir": "auto"}
    )
    other_applications = ShortText(
        PARTICULARS["other_applications"], validators=optional(), render_kw={"dir": "auto"}
    )
    amount = StringField(
        PARTICULARS["amount"], render_kw={"inputmode": "decimal", "autocomplete": "off"}
    )
    files = Files(_("Photos of documents, or PDFs"), validators=optional())
    not_begun = BooleanField(_("The project has not begun yet."))

    @property
    def kind(self) -> Kind:
        """The kind of case that an application becomes."""
        return self.office.kinds[self.office.concerns[self.concern_code].kind]

    @property
    def concern_code(self) -> str:
        """The concern of the office's list that is an application."""
        return next(concern.code for concern in self.office.concerns.active if concern.grant)

    def validate_title(self, field: ShortText) -> None:
        """A project has a name."""
        _needed(field, gettext("Write the title of the project."))

    def validate_need(self, field: LongText) -> None:
        """The office decides by need and aim."""
        _needed(field, gettext("Write what is needed, and what you want to reach."))

    def validate_target_group(self, field: ShortText) -> None:
        """The office decides by whom it helps."""
        _needed(field, gettext("Write for whom the project is."))

    def validate_people(self, field: ShortText) -> None:
        """A guess is enough."""
        _needed(field, gettext("Write how many people will take part. A guess is enough."))

    def validate_dates(self, field: ShortText) -> None:
        """Nobody pays for what is over."""
        _needed(field, gettext("Write when the project begins and ends."))

    def validate_costs(self, field: LongText) -> None:
        """At least one line, each with its amount."""
        _needed(field, gettext("Write what the project costs."))
        _total(field)

    def validate_income(self, field: LongText) -> None:
        """If there is any, each line with its amount."""
        if field.data:
            _total(field)

    def validate_amount(self, field: StringField) -> None:
        """Not above what the office gives, nor above what the project costs."""
        amount, ceiling = _amount(field), self.office.grant.ceiling
        if amount <= 0:
            raise ValidationError(gettext("Write the amount as a number, for example 1500."))
        if amount > ceiling:
            raise ValidationError(
                gettext("At most %(ceiling)s francs are possible.", ceiling=ceiling)
            )
        if not self.costs.errors and self.costs.data and amount > _total(self.costs):
            raise ValidationError(
                gettext(
                    "You ask for more than the costs. The costs are %(costs)s francs.",
                    costs=written(_total(self.costs)),
                )
            )

    def validate_not_begun(self, field: BooleanField) -> None:
        """Contributions are for what is still to come."""
        if not field.data:
            raise ValidationError(
                gettext("We can only help projects that have not begun. Call us if it has.")
            )


def _needed(field: StringField, message: str) -> None:
    if not (field.data or "").strip():
        raise ValidationError(message)


def _amount(field: StringField) -> Decimal:
    try:
        return read_amount(field.data or "")
    except NoAmount:
        raise ValidationError(gettext("Write the amount as a number, for example 1500.")) from None


def _total(field: LongText) -> Decimal:
    try:
        return sum((amount for _what, amount in read_budget(field.data or "")), Decimal())
    except NoAmount as missing:
        raise ValidationError(
            gettext("This line has no amount at its end: “%(line)s”.", line=missing.line[:60])
        ) from None
