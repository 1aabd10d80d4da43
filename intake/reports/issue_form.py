"""The form that issues a report: the first version at once, a later one with its reason."""

from typing import Any, Self

from wtforms import Field, HiddenField, RadioField
from wtforms.validators import InputRequired, ValidationError

from intake.guards import TokenForm, the_office
from intake.guards.fields import options
from intake.i18n import Text
from intake.i18n import lazy_gettext as _l
from intake.office import Office
from intake.reports.drafting import Drafted
from intake.reports.edition import fingerprint


class IssueForm(TokenForm):
    """Why a report is issued once more; the first version needs no reason.

    `seen` stands for what the preview showed: only that is issued.
    """

    version = HiddenField()
    seen = HiddenField()
    reason = RadioField(
        _l("Why is it issued again?"), [InputRequired(_l("Choose why it is issued again."))]
    )

    def __init__(self, office: Office, version: int, **kwargs: Any) -> None:
        super().__init__(version=str(version), **kwargs)
        self.reason.choices = options(office.report_reasons.active)
        if version == 1:
            del self.reason

    @classmethod
    def of(cls, drafted: Drafted) -> Self:
        """The form for a draft."""
        edition = drafted.edition
        return cls(the_office(), edition.printed.version, seen=fingerprint(edition))

    def validate_seen(self, field: Field) -> None:
        """Refuse what is not what the preview showed; the next try is about what it shows now."""
        if field.data != field.object_data:
            field.data = field.object_data
            raise ValidationError(
                _l("The figures or the settings have changed since this preview. Look once more.")
            )

    @property
    def done_already(self) -> str:
        """The version of a form that is sent once more, or was overtaken; empty if neither."""
        sent, text = self.version.data or "", self.version.object_data
        known = sent.isascii() and sent.isdigit() and 0 < int(sent[:9]) < int(text)
        return sent if self.is_submitted() and known else ""

    @property
    def code(self) -> str:
        """The code of the chosen reason; empty for a first version."""
        return str(self.reason.data) if "reason" in self else ""

    @property
    def reason_words(self) -> Text | None:
        """The reason in all languages."""
        return the_office().report_reasons[self.code].label if self.code else None
