"""Codes of the program in words: roles, states, and what the access log says."""

from intake.i18n import gettext
from intake.models.access import AccessKind
from intake.models.member import MemberState, Role
from intake.models.permissions import Permission
from intake.models.report_log import ReportDeed


def role_words(role: str) -> str:
    """A role."""
    return {
        Role.ADVISER: gettext("Adviser"),
        Role.COORDINATOR: gettext("Coordinator"),
        Role.AUDITOR: gettext("Auditor: reads the logs, never a case"),
    }[Role(role)]


def state_words(state: str) -> str:
    """Whether a member can sign in."""
    return {
        MemberState.ACTIVE: gettext("active"),
        MemberState.INVITED: gettext("has an activation code"),
        MemberState.LEFT: gettext("closed"),
    }[MemberState(state)]


def kind_words(kind: str) -> str:
    """What happened to a case, in the access log."""
    return {
        AccessKind.OPENED: gettext("opened"),
        AccessKind.WRITTEN: gettext("changed"),
        AccessKind.REFUSED: gettext("refused"),
    }[AccessKind(kind)]


def deed_words(deed: str) -> str:
    """What somebody did with a report, in the report log."""
    return {
        ReportDeed.PREVIEWED: gettext("looked at the full numbers"),
        ReportDeed.ISSUED: gettext("issued"),
        ReportDeed.OPENED: gettext("opened"),
        ReportDeed.PRINTED: gettext("took the PDF"),
        ReportDeed.PACKED: gettext("took the CSV files"),
    }[ReportDeed(deed)]


def permission_words(permission: str) -> str:
    """What somebody wanted to do with a case, in the access log."""
    return {
        Permission.READ_CASE: gettext("read the case"),
        Permission.WORK_ON_CASE: gettext("work on the case"),
        Permission.ASSIGN: gettext("assign the case"),
        Permission.HAND_BACK: gettext("hand the case back"),
        Permission.CLOSE: gettext("close the case"),
        Permission.REOPEN: gettext("reopen the case"),
        Permission.RESTRICT: gettext("restrict the case"),
        Permission.RELEASE: gettext("release the case"),
        Permission.MARK: gettext("close the case at triage"),
        Permission.NEW_CODE: gettext("issue a new code"),
        Permission.READ_OWN_LOG: gettext("read the access log of the case"),
    }.get(Permission(permission), permission)
