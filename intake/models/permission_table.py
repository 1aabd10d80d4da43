"""The table of permissions as text, for reading."""

from collections.abc import Iterable, Iterator

from intake.models.member import Role
from intake.models.permissions import TABLE, Permission, Relation

YES, NO = "yes", "-"
OF_A_CASE = {
    Relation.LEAD: "leads it",
    Relation.UNASSIGNED: "nobody leads",
    Relation.TEAM: "another leads",
    Relation.RESTRICTED: "not listed",
    Relation.CONFLICT: "conflict",
}
NOTE = """\
leads it, nobody leads, another leads: how the member stands to the case. A restricted case opens
to listed members as any case does, each time with a reason; to the others it is "not listed".
Signed out: nothing."""


def permission_table() -> str:
    """Role × relation × permission, first about a case, then about the office."""
    about_cases = [p for p in Permission if any(row.get(p) for row in TABLE.values())]
    return "\n".join([*_case_lines(about_cases), "", *_office_lines(about_cases), "", NOTE])


def _case_lines(permissions: list[Permission]) -> Iterator[str]:
    yield _line("about a case", "role", OF_A_CASE.values())
    for permission in permissions:
        for role in Role:
            enough = TABLE[role].get(permission, frozenset())
            shown = (YES if relation in enough else NO for relation in OF_A_CASE)
            yield _line(permission, role, shown)


def _office_lines(about_cases: list[Permission]) -> Iterator[str]:
    yield _line("about the office", "", Role)
    for permission in Permission:
        if permission not in about_cases:
            yield _line(permission, "", (YES if permission in TABLE[role] else NO for role in Role))


def _line(first: str, second: str, rest: Iterable[str]) -> str:
    cells = "".join(f"{cell:<15}" for cell in rest)
    return f"{first:<18}{second:<13}{cells}".rstrip()
