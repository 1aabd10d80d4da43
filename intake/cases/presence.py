"""Who else is at work on a case, by the access log."""

from datetime import timedelta

from intake.cases.people import names_of_members
from intake.guards import now, who
from intake.i18n import gettext, ngettext
from intake.models.access import AccessEntry, OpenedCase

RECENTLY = timedelta(minutes=10)


def others_here(opened: OpenedCase) -> list[str]:
    """Which colleagues have opened the case in the last ten minutes, in sentences."""
    at = now()
    found = AccessEntry.of_others(opened.case.uuid, who().uuid, at - RECENTLY)
    names = names_of_members() if found else {}
    return [_said(names[member], int((at - when).total_seconds()) // 60) for member, when in found]


def _said(name: str, minutes: int) -> str:
    if minutes < 1:
        return gettext("%(name)s has just opened this case.", name=name)
    return ngettext(
        "%(name)s opened this case %(num)s minute ago.",
        "%(name)s opened this case %(num)s minutes ago.",
        minutes,
        name=name,
    )
