"""What was agreed, as the client reads it: behind the code and on the paper for the client."""

from dataclasses import dataclass
from datetime import date

from intake.guards.desk import the_office
from intake.i18n import gettext
from intake.models.agreement import Agreement, AgreementFacts
from intake.vault import CaseKeys


@dataclass(frozen=True)
class AgreedWithClient:
    """One agreement: who does it, said to the client; what; until when; done on which day."""

    who: str
    what: str
    until: date | None
    done: date | None


def agreed_with_client(*keys: CaseKeys) -> list[AgreedWithClient]:
    """The agreements of these cases, opened with their talk keys, in the language of the page.

    What is still to be done comes first, by its day; then what is done, the latest first.
    """
    found = [
        _as_client_reads(row.facts.get(each))
        for each in keys
        for row in Agreement.of_case(each.case_uuid)
    ]
    todo = [one for one in found if one.done is None]
    done = [one for one in found if one.done]
    todo.sort(key=lambda one: one.until or date.max)
    return todo + sorted(done, key=lambda one: one.done or date.min, reverse=True)


def _as_client_reads(facts: AgreementFacts) -> AgreedWithClient:
    return AgreedWithClient(
        _who(facts["who"]), facts["what"], _day(facts["until"]), _day(facts["done"])
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _who(code: str) -> str:
    actor = the_office().next_actors.get(code)
    if actor is None:
        return code
    if actor.role == "client":
        return gettext("You")
    if actor.role in {"triage", "case_lead"}:
        return gettext("We, the office")
    return str(actor.label)
