"""What can be done to a case now: only what its status and the member's role allow."""

from intake.guards import the_office
from intake.i18n import gettext
from intake.models.access import OpenedCase
from intake.models.case import Status
from intake.models.conflict import Conflict
from intake.models.gathering import is_gathered
from intake.models.merged import leading_case
from intake.models.permissions import Permission, Relation
from intake.models.restriction import Restriction

Action = tuple[str, str, str]


def main_actions(opened: OpenedCase) -> list[Action]:
    """Endpoint, label and look of the buttons above the case; the first is the likeliest."""
    status, work = opened.case.status, opened.may(Permission.WORK_ON_CASE)
    is_lead = opened.relation is Relation.LEAD
    take_on = status == Status.RECEIVED or (status == Status.ASSIGNED and is_lead)
    offered = (
        (work and take_on, "cases.take_on_case", gettext("Take on")),
        (work, "cases.write_message", gettext("Write a message")),
        (work, "cases.log_contact", gettext("Log a talk")),
        (work, "cases.write_note", gettext("Internal note")),
        (work and status == Status.IN_PROGRESS, "cases.let_wait", gettext("Wait for …")),
        (*_closing(opened),),
        (
            status == Status.CLOSED
            and opened.may(Permission.REOPEN)
            and leading_case(opened.case) is opened.case,
            "cases.reopen_case",
            gettext("Reopen"),
        ),
    )
    shown = [(endpoint, words) for allowed, endpoint, words in offered if allowed]
    return [(endpoint, words, "quiet" if i else "") for i, (endpoint, words) in enumerate(shown)]


def _closing(opened: OpenedCase) -> tuple[bool, str, str]:
    if opened.case.is_open and opened.may(Permission.CLOSE):
        return True, "cases.close_case", gettext("Close")
    may_mark = opened.case.is_open and opened.may(Permission.MARK)
    return may_mark, "cases.close_at_triage", gettext("Mark as spam, test or duplicate")


def more_actions(opened: OpenedCase) -> list[tuple[str, str]]:
    """Endpoint and label of what is needed less often."""
    offered = (
        (
            opened.case.is_open and opened.may(Permission.ASSIGN),
            "cases.assign_case",
            gettext("Assign"),
        ),
        (
            opened.case.status in {Status.ASSIGNED, Status.IN_PROGRESS}
            and opened.may(Permission.HAND_BACK),
            "cases.hand_case_back",
            gettext("Hand back"),
        ),
        *_about_openers(opened),
        (
            opened.may(Permission.WORK_ON_CASE),
            "cases.show_duplicates",
            gettext("Look for duplicates"),
        ),
        (
            opened.case.is_open and opened.may(Permission.MARK),
            "cases.join_case",
            gettext("Link or merge"),
        ),
        (
            opened.case.is_open
            and opened.may(Permission.MARK)
            and is_gathered(opened.case.kind, the_office()),
            "cases.gather_reports",
            gettext("Gather with another report"),
        ),
        (opened.may(Permission.NEW_CODE), "cases.issue_code", gettext("Issue a new code")),
        (opened.may(Permission.READ_OWN_LOG), "cases.show_access", gettext("Access log")),
    )
    return [(endpoint, words) for allowed, endpoint, words in offered if allowed]


def _about_openers(opened: OpenedCase) -> list[tuple[bool, str, str]]:
    """What changes who may open the case."""
    restricted = Restriction.of(opened.case) is not None
    return [
        (
            opened.may(Permission.RESTRICT),
            "cases.restrict_case",
            gettext("Change who may open it") if restricted else gettext("Restrict"),
        ),
        (
            restricted and opened.may(Permission.RELEASE),
            "cases.release_case",
            gettext("Release"),
        ),
        (
            opened.may(Permission.UNDO_CONFLICT) and bool(Conflict.members_of(opened.case.uuid)),
            "cases.undo_conflict",
            gettext("Undo a conflict of interest"),
        ),
    ]
