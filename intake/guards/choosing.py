"""Questions with given answers. An answer that is not offered gets a clear message."""

from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput

from intake.i18n import gettext

Message = Any
"""A sentence, lazily translated."""


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
