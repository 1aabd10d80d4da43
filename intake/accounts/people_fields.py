"""Fields about a member that several forms share."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import EmailField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from intake.guards import the_office
from intake.guards.fields import ShortText, cleaned
from intake.i18n import LANGUAGES, gettext


class NameField(ShortText):
    """A name, as colleagues read it; on one line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, render_kw={"autocomplete": "name"}, **kwargs)

    def pre_validate(self, form: object) -> None:
        """Refuse what is not on one line."""
        super().pre_validate(form)
        if "\n" in (self.data or ""):
            raise ValidationError(gettext("Write the name on one line."))


def address(text: str | None) -> str:
    """An e-mail address as it is stored and compared."""
    return cleaned(text).lower()


class AddressField(EmailField):
    """An e-mail address to sign in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, filters=[address], **kwargs)

    def pre_validate(self, _form: object) -> None:
        """Refuse what is no address. Whether it exists is not asked of anybody."""
        try:
            validate_email(self.data or "", check_deliverability=False, globally_deliverable=False)
        except EmailNotValidError:
            raise ValidationError(
                gettext("This is not a whole e-mail address, such as name@example.ch.")
            ) from None


class LanguageField(RadioField):
    """The language of the program for a member."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        offered = [SelectChoice(code, LANGUAGES[code].own_name) for code in staff_languages()]
        super().__init__(*args, choices=offered, **kwargs)


def staff_languages() -> tuple[str, ...]:
    """The languages that members can choose from."""
    return the_office().staff_languages
