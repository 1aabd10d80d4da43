"""What was just done, for the pages of lists; the flash cookie holds codes and numbers only."""

from uuid import UUID

from flask import get_flashed_messages

from intake.cases.sentences import queue_sentence
from intake.database import db
from intake.i18n import gettext, ngettext
from intake.models.member import Member

SEVERAL = ("assigned", "conflict_noted")


def queue_news() -> dict[str, list[str]]:
    """What was just done, for the pages of lists; `undone` says what stood in the way."""
    news: dict[str, list[str]] = {"done": [], "undone": []}
    for code in map(str, get_flashed_messages()):
        result, *about = code.split()
        if len(about) < 2:
            news["done"].append(queue_sentence(code))
        elif result in SEVERAL:
            news["done"].append(_of_several(result, UUID(about[0]), about[1:]))
        else:
            news["undone"].append(why_not(result, about[1:]))
    return news


def _of_several(result: str, lead_uuid: UUID, numbers: list[str]) -> str:
    lead = db.session.get(Member, lead_uuid)
    name, num = lead.name if lead else "", len(numbers)
    if result == "assigned":
        return ngettext(
            "%(num)s case assigned to %(name)s.",
            "%(num)s cases assigned to %(name)s.",
            num,
            name=name,
        )
    return gettext(
        "Not assigned, because %(name)s has a conflict of interest and now sees only the number:"
        " %(numbers)s.",
        name=name,
        numbers=", ".join(numbers),
    )


def why_not(reason: str, numbers: list[str]) -> str:
    """Why some of several cases were not assigned."""
    listed = ", ".join(numbers)
    return {
        "unknown": gettext("There is no such case: %(numbers)s.", numbers=listed),
        "hidden": gettext(
            "You may not assign this case, or no longer: %(numbers)s.", numbers=listed
        ),
        "not_yours": gettext(
            "You assign only your own cases, and new ones to yourself: %(numbers)s.",
            numbers=listed,
        ),
        "closed": gettext("Closed meanwhile: %(numbers)s.", numbers=listed),
        "changed": gettext(
            "Changed by somebody meanwhile, look once more: %(numbers)s.", numbers=listed
        ),
        "restricted": gettext(
            "Restricted, to be assigned on its own page: %(numbers)s.", numbers=listed
        ),
        "cannot_lead": gettext(
            "The chosen person has a conflict of interest, or has left: %(numbers)s.",
            numbers=listed,
        ),
        "too_many": gettext(
            "Too many at once, assign them afterwards: %(numbers)s.", numbers=listed
        ),
    }[reason]
