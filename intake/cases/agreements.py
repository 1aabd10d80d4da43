"""What was agreed in a case, in words, for its page and its paper."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wtforms import StringField

from intake.cases.facts import label
from intake.cases.refusals import StaffForm
from intake.guards.dates import today
from intake.models.access import OpenedCase
from intake.models.agreement import Agreement
from intake.office import Office


@dataclass(frozen=True)
class Agreed:
    """One agreement. `late` is set while it is not done and its day is over."""

    uuid: UUID
    who: str
    what: str
    until: date | None
    done: date | None
    late: bool


def agreements_of(opened: OpenedCase, office: Office) -> list[Agreed]:
    """The agreements of a case: what is still to be done comes first, by its day."""
    found = [_agreed(row, opened, office) for row in Agreement.of_case(opened.case.uuid)]
    return sorted(found, key=lambda one: (one.done is not None, one.until or date.max))


def _agreed(row: Agreement, opened: OpenedCase, office: Office) -> Agreed:
    facts = row.facts.get(opened.keys)
    until = date.fromisoformat(facts["until"]) if facts["until"] else None
    done = date.fromisoformat(facts["done"]) if facts["done"] else None
    late = done is None and until is not None and until < today()
    who = label(office.next_actors, facts["who"]) or ""
    return Agreed(row.uuid, who, facts["what"], until, done, late)


class FulfilForm(StaffForm):
    """The buttons that mark an agreement as done; the pressed one says which."""

    agreement = StringField()

    def chosen(self, opened: OpenedCase) -> Agreement | None:
        """The agreement of this case that was meant."""
        found = {str(one.uuid): one for one in Agreement.of_case(opened.case.uuid)}
        return found.get(self.agreement.data or "")
