"""Who may do what: the one table (DOMAIN 5a). Whatever is not in it is denied."""

from enum import StrEnum

from intake.models.member import Role


class Permission(StrEnum):
    """What a page or a verb asks for."""

    OWN_ACCOUNT = "own_account"
    SEE_QUEUE = "see_queue"
    RECORD_REQUEST = "record_request"
    READ_CASE = "read_case"
    WORK_ON_CASE = "work_on_case"
    ASSIGN = "assign"
    HAND_BACK = "hand_back"
    CLOSE = "close"
    REOPEN = "reopen"
    RESTRICT = "restrict"
    RELEASE = "release"
    UNDO_CONFLICT = "undo_conflict"
    MARK = "mark"
    NEW_CODE = "new_code"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_SETTINGS = "manage_settings"
    READ_OWN_LOG = "read_own_log"
    READ_LOGS = "read_logs"
    SEE_REPORTS = "see_reports"
    SEE_WORKLOAD = "see_workload"


class Relation(StrEnum):
    """How a member stands to a case. `restricted`: it is restricted to others."""

    LEAD = "lead"
    UNASSIGNED = "unassigned"
    TEAM = "team"
    RESTRICTED = "restricted"
    CONFLICT = "conflict"


_LED = frozenset({Relation.LEAD})
_OWN = frozenset({Relation.LEAD, Relation.UNASSIGNED})
_ALL = frozenset({Relation.LEAD, Relation.UNASSIGNED, Relation.TEAM})
_ANYWHERE: frozenset[Relation] = frozenset()

TABLE: dict[Role, dict[Permission, frozenset[Relation]]] = {
    Role.ADVISER: {
        Permission.OWN_ACCOUNT: _ANYWHERE,
        Permission.SEE_QUEUE: _ANYWHERE,
        Permission.RECORD_REQUEST: _ANYWHERE,
        Permission.READ_CASE: _ALL,
        Permission.WORK_ON_CASE: _ALL,
        Permission.ASSIGN: _OWN,
        Permission.HAND_BACK: _LED,
        Permission.CLOSE: _OWN,
        Permission.REOPEN: _OWN,
        Permission.RESTRICT: _LED,
        Permission.MARK: _ALL,
        Permission.NEW_CODE: _ALL,
        Permission.READ_OWN_LOG: _OWN,
    },
    Role.COORDINATOR: {
        Permission.OWN_ACCOUNT: _ANYWHERE,
        Permission.SEE_QUEUE: _ANYWHERE,
        Permission.RECORD_REQUEST: _ANYWHERE,
        Permission.READ_CASE: _ALL,
        Permission.WORK_ON_CASE: _ALL,
        Permission.ASSIGN: _ALL,
        Permission.HAND_BACK: _LED | {Relation.TEAM},
        Permission.CLOSE: _ALL,
        Permission.REOPEN: _ALL,
        Permission.RESTRICT: _ALL,
        Permission.RELEASE: _ALL | {Relation.RESTRICTED},
        Permission.UNDO_CONFLICT: _ALL,
        Permission.MARK: _ALL,
        Permission.NEW_CODE: _ALL,
        Permission.MANAGE_MEMBERS: _ANYWHERE,
        Permission.MANAGE_SETTINGS: _ANYWHERE,
        Permission.READ_OWN_LOG: _ALL,
        Permission.READ_LOGS: _ANYWHERE,
        Permission.SEE_REPORTS: _ANYWHERE,
        Permission.SEE_WORKLOAD: _ANYWHERE,
    },
    Role.AUDITOR: {
        Permission.OWN_ACCOUNT: _ANYWHERE,
        Permission.READ_LOGS: _ANYWHERE,
    },
}
"""For each role, the permissions it has; those about a case name the relations that are enough."""


def may(role: Role, permission: Permission, relation: Relation | None = None) -> bool:
    """Whether a role has a permission, for a case also by the member's relation to it."""
    relations = TABLE[role].get(permission)
    if relations is None:
        return False
    return relation in relations if relation else True
