"""Where a case stands and what comes next, in words."""

from datetime import datetime
from uuid import UUID

from intake.cases.facts import label
from intake.guards import now, who
from intake.guards.dates import day, local, today
from intake.i18n import gettext, ngettext
from intake.models.case import Case
from intake.office import Office


def status_label(status: str) -> str:
    """A status in words."""
    return {
        "received": gettext("Received"),
        "assigned": gettext("Assigned"),
        "in_progress": gettext("In progress"),
        "waiting": gettext("Waiting"),
        "closed": gettext("Closed"),
    }[status]


def special_urgency(case: Case, office: Office) -> str | None:
    """The urgency, where it is not the usual one."""
    urgency = office.urgency_of(case.urgency)
    return None if urgency.default else str(urgency.label)


def special_kind(code: str, office: Office) -> str | None:
    """The kind of a case, where it is not about one person."""
    kind = office.kinds.get(code)
    return str(kind.label) if kind and kind.form != "person" else None


def next_step(actor: str, lead_uuid: UUID | None, office: Office) -> str:
    """Who acts next: «You» for the signed-in lead."""
    if not actor:
        return ""
    if actor == office.actor("case_lead").code and lead_uuid == who().uuid:
        return gettext("You")
    return label(office.next_actors, actor) or ""


def due_words(due: datetime | None) -> tuple[str, str]:
    """When something is due, in words, and the class of its mark."""
    if due is None:
        return "", ""
    late = (today() - local(due).date()).days
    if late > 0:
        return ngettext("overdue, %(num)s day", "overdue, %(num)s days", late), "late"
    if late == 0:
        return (
            (gettext("overdue since today"), "late") if due < now() else (gettext("today"), "today")
        )
    return day(due), ""
