"""What a member has begun to write about a case, in words."""

from intake.guards import who
from intake.guards.dates import clock_time, local, moment, today
from intake.i18n import gettext
from intake.models.access import OpenedCase
from intake.models.draft import Draft, DraftKind

PAGES = {
    DraftKind.MESSAGE: "cases.write_message",
    DraftKind.NOTE: "cases.write_note",
    DraftKind.CONTACT: "cases.log_contact",
}


def drafts_in(opened: OpenedCase) -> list[tuple[str, str]]:
    """Endpoint and label of each draft the member has in a case, the newest first."""
    found = [(DraftKind(d.kind), draft_time(d)) for d in Draft.of(opened.case.uuid, who().uuid)]
    return [(PAGES[kind], _label(kind, time)) for kind, time in found]


def _label(kind: DraftKind, time: str) -> str:
    return {
        DraftKind.MESSAGE: gettext("Message, from %(time)s", time=time),
        DraftKind.NOTE: gettext("Internal note, from %(time)s", time=time),
        DraftKind.CONTACT: gettext("Talk, from %(time)s", time=time),
    }[kind]


def draft_time(draft: Draft) -> str:
    """When a draft was saved: the time, and the day if that was not today."""
    at = draft.updated_at
    return clock_time(at) if local(at).date() == today() else moment(at)
