"""The form to change how one is reached: the same questions as when one asked."""

from typing import Any

from intake.forms.person_form import REACH, PersonForm, asked_of_ways
from intake.forms.status_forms import OpenedForm
from intake.guards.choosing import fixed
from intake.models.case import Identity


class ReachForm(OpenedForm):
    """Phone, e-mail or only the code, and what must not be done."""

    reach = PersonForm.reach
    phone = PersonForm.phone
    times = PersonForm.times
    voicemail = PersonForm.voicemail
    email = PersonForm.email
    discreet = PersonForm.discreet

    validate_reach = PersonForm.validate_reach
    validate_phone = PersonForm.validate_phone
    validate_email = PersonForm.validate_email

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self.reach.choices = fixed(REACH)

    @property
    def given(self) -> dict[str, Any]:
        """The answers that apply; None for the others."""
        applies = asked_of_ways(self.reach.data or [])
        return {name: self[name].data if asked else None for name, asked in applies.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what applies; the text in all other fields stays, but is not looked at."""
        super().validate(extra_validators)
        for name, asked in asked_of_ways(self.reach.data or []).items():
            if not asked:
                self[name].errors = ()
        return not self.errors


def known_reach(identity: Identity) -> dict[str, Any]:
    """What the form shows before it is changed."""
    ways = [way for way in ("phone", "email") if identity.get(way)]
    return {**identity, "reach": ways or ["code_only"]}
