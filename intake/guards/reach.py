"""Phone numbers and e-mail addresses as people type them."""

from unicodedata import category

import phonenumbers
from email_validator import EmailNotValidError, validate_email

HOME = "CH"


class Unreachable(ValueError):
    """This cannot be a phone number, or not an e-mail address."""


def read_phone(text: str) -> str:
    """A number in any digit script, written for people: `+41 79 555 01 23`.

    Without a country it is Swiss. `Unreachable` if it has too few or too many digits; whether
    somebody answers there is not known.
    """
    try:
        number = phonenumbers.parse(_without_marks(text), HOME)
    except phonenumbers.NumberParseException:
        raise Unreachable from None
    if not phonenumbers.is_possible_number(number):
        raise Unreachable
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_email(text: str) -> str:
    """An address in its usual form. Nothing is asked over the network."""
    try:
        return validate_email(_without_marks(text), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Unreachable from None


def _without_marks(text: str) -> str:
    """Without the invisible marks of writing direction that phones paste along."""
    return "".join(sign for sign in text if category(sign) != "Cf").strip()
