"""The small forms of the code page."""

from typing import Any

from wtforms import HiddenField, StringField, ValidationError

from intake.forms.files import Files
from intake.guards.choosing import optional
from intake.guards.fields import LongText
from intake.guards.forms import TokenForm
from intake.i18n import gettext
from intake.i18n import lazy_gettext as _
from intake.vault import MistypedCode, parse_code


class CodeForm(TokenForm):
    """The code of a request. `kept` carries a message that was being written meanwhile."""

    code = StringField(
        _("Your code (20 digits)"),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"},
    )
    kept = HiddenField()

    def validate_code(self, field: StringField) -> None:
        """Find a slip of the finger before anything costly is done."""
        try:
            parse_code(field.data or "")
        except MistypedCode:
            raise ValidationError(gettext("One digit is wrong. Please check the code.")) from None


class OpenedForm(TokenForm):
    """A form on the page of an opened request; it says for which one it was shown."""

    number = HiddenField()

    def is_for(self, number: str) -> bool:
        """Whether it was shown for the request that is open now, not for another one."""
        return bool(self.number.data == number)


class MessageForm(OpenedForm):
    """A message of the resident to the office."""

    text = LongText(_("Your message"), render_kw={"rows": 5, "dir": "auto"})

    files = Files(_("Photos of letters, or PDFs"), validators=optional())

    def validate_text(self, field: Any) -> None:
        """Something has to stand there, or come along."""
        if not field.data and not self.files.chosen:
            raise ValidationError(gettext("Write a message."))


class WithdrawForm(OpenedForm):
    """Taking a request back."""


class DeleteForm(OpenedForm):
    """Taking a text back."""


class LeaveForm(TokenForm):
    """Ending the visit."""
