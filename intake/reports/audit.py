"""The audit before anything is issued: it trusts no search, only whole reports put before it.

It takes the finished marks and the witnesses, and checks by plain arithmetic that each witness
keeps every equation and contradicts nothing that is printed, and that each hidden number takes
enough different values in them.
"""

from collections.abc import Mapping, Sequence

from intake.reports.system import System


class AuditFailed(Exception):
    """A hidden number could be worked out. The report must not be issued."""


def audit(system: System, witnesses: Sequence[Mapping[int, Mapping[int, int]]]) -> None:
    """Raise AuditFailed unless every hidden number keeps enough possible values."""
    checked: set[int] = set()
    for variable in system.targets():
        values = witnesses[variable]
        if len(values) < system.needed(variable):
            raise AuditFailed("Too few values stay possible for a hidden number.")
        for value, point in values.items():
            if value != system.truth[variable] + point.get(variable, 0):
                raise AuditFailed("A witness does not show the value it stands for.")
            if id(point) not in checked:
                checked.add(id(point))
                _agrees(system, point)


def _agrees(system: System, point: Mapping[int, int]) -> None:
    """Raise AuditFailed if a reader could see that this report is not the true one."""
    left: dict[int, int] = {}
    for variable, change in point.items():
        value = system.truth[variable] + change
        if change and not system.may_change(variable):
            raise AuditFailed("A witness changes a number that is printed.")
        if not system.low[variable] <= value <= system.high[variable]:
            raise AuditFailed("A witness contradicts a mark.")
        for equation, factor in system.member[variable]:
            left[equation] = left.get(equation, 0) + factor * change
    if any(left.values()):
        raise AuditFailed("A witness does not add up.")
