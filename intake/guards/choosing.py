"""Questions with given answers. An answer that is not offered gets a clear message."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput

from intake.i18n import gettext
from intake.i18n import lazy_gettext as _

Message = Any
"""A sentence, lazily translated."""

Answers = tuple[tuple[str, Message], ...]
"""Codes with their labels, the same in every office."""

YES_NO: Answers = (("yes", _("Yes")), ("no", _("No")))
GENDERS: Answers = (("woman", _("A woman")), ("man", _("A man")))
"""Who may interpret; each form words the answer “either” for those whom it asks."""


def yes_no_unknown(unknown: Message) -> Answers:
    """Yes, no, and not to know it in the words of whoever answers."""
    return (*YES_NO, ("unknown", unknown))


def fixed(answers: Iterable[tuple[str, Message]]) -> list[SelectChoice]:
    """Options of answers that no office sets itself, in the language of the page."""
    return [SelectChoice(code, str(label)) for code, label in answers]


class _Needed:
    """What fields with choices share: `needed` is said when nothing is chosen, None: optional."""

    data: Any
    choices: Any

    def __init__(self, label: Message, needed: Message = None, **kwargs: Any) -> None:
        self.needed = needed
        super().__init__(label, validate_choice=False, **kwargs)  # type: ignore[call-arg]

    def pre_validate(self, _form: object) -> None:
        """Refuse what is missing and what was never offered."""
        chosen = self.data if isinstance(self.data, list) else [self.data]
        chosen = [code for code in chosen if code]
        if not chosen and self.needed:
            raise StopValidation(str(self.needed))
        if set(chosen) - {choice.value for choice in self.choices}:
            raise StopValidation(gettext("Please choose an answer from the list."))


class Rows(_Needed, RadioField):
    """One answer of a few, all in sight."""


class Menu(_Needed, SelectField):
    """One answer of many."""


class Ticks(_Needed, SelectMultipleField):
    """Any number of answers."""

    option_widget = CheckboxInput()


def optional() -> list[Any]:
    """The validators of a question that may be left out, and says so."""
    return [Optional()]
