"""Fields that several forms share: long texts, and choices made of the office's lists."""

from collections.abc import Iterable
from typing import Any

from wtforms import StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice

from intake.guards.desk import the_office
from intake.i18n import current_language, gettext
from intake.office import Choice

LINE_CHARACTERS = 200


def cleaned(text: str | None) -> str:
    """A typed text with plain line ends and without blank space around it."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class LongText(TextAreaField):
    """A text of several lines, at most as long as the office allows (in characters)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, filters=[cleaned], **kwargs)

    def pre_validate(self, _form: object) -> None:
        """Refuse what is too long; all of it stays in the field."""
        longest = the_office().limits.text_characters
        if len(self.data or "") > longest:
            raise ValidationError(
                gettext(
                    "This text has %(length)s characters. At most %(longest)s are possible.",
                    length=len(self.data or ""),
                    longest=longest,
                )
            )


class ShortText(StringField):
    """A text of one line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, filters=[cleaned], **kwargs)

    def pre_validate(self, _form: object) -> None:
        """Refuse what is too long for a line."""
        if len(self.data or "") > LINE_CHARACTERS:
            raise ValidationError(
                gettext(
                    "This is too long. At most %(longest)s characters are possible.",
                    longest=LINE_CHARACTERS,
                )
            )


def options(entries: Iterable[Choice], first: str | None = None) -> list[SelectChoice]:
    """Options for a select or a list of rows; `first` is the label of an empty one before them."""
    empty = [] if first is None else [SelectChoice("", first)]
    language = current_language()
    return empty + [SelectChoice(entry.code, entry.label.in_(language)) for entry in entries]
