"""Two cases side by side, before they are linked or merged: what each says of the person."""

from dataclasses import dataclass

from intake.cases.facts import CaseFacts
from intake.cases.steps import status_label
from intake.guards import the_office
from intake.guards.dates import dated
from intake.i18n import gettext
from intake.models.access import OpenedCase


@dataclass(frozen=True)
class Line:
    """One fact of both cases, in words."""

    label: str
    here: str
    there: str

    @property
    def same(self) -> bool:
        """Whether both say the same, and say something."""
        return bool(self.here) and self.here == self.there


def compared(here: OpenedCase, there: OpenedCase) -> list[Line]:
    """The facts by which a person is recognised; what neither case says is left out."""
    both = zip(_facts(here).items(), _facts(there).values(), strict=True)
    return [Line(label, one, other) for (label, one), other in both if one or other]


def _facts(opened: OpenedCase) -> dict[str, str]:
    facts, case = CaseFacts.of(opened, the_office()), opened.case
    identity = facts.identity
    return {
        gettext("Name"): facts.alias,
        gettext("Organisation"): identity.get("organisation", ""),
        gettext("Phone"): identity.get("phone", ""),
        gettext("E-mail"): identity.get("email", ""),
        gettext("Topics"): ", ".join(facts.topics),
        gettext("Language"): facts.language or "",
        gettext("Municipality"): facts.municipality or "",
        gettext("Received on"): dated(case.received_at),
        gettext("Status"): status_label(case.status),
        gettext("Case lead"): facts.lead or gettext("nobody yet"),
    }
