"""How the cases of the demo office end, or where they stand today."""

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


class Fate(StrEnum):
    """What becomes of a case: the first six are open, all others are closed."""

    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    WAITING = "waiting"
    NEW_ANSWER = "new_answer"
    STEADY = "steady"
    WORKED = "worked"
    AT_TRIAGE = "at_triage"
    SHORT_CALL = "short_call"
    WITHDRAWN = "withdrawn"
    UNREACHABLE = "unreachable"
    NOT_RESPONSIBLE = "not_responsible"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    TEST = "test"

    @property
    def is_open(self) -> bool:
        """Whether the case is still open."""
        return self in OPEN_OF_60


OPEN_OF_60 = {
    Fate.UNASSIGNED: 6,
    Fate.OVERDUE: 5,
    Fate.DUE_TODAY: 8,
    Fate.WAITING: 12,
    Fate.NEW_ANSWER: 4,
    Fate.STEADY: 25,
}
CLOSED_OF_900 = {
    Fate.SHORT_CALL: 108,
    Fate.AT_TRIAGE: 27,
    Fate.WITHDRAWN: 22,
    Fate.UNREACHABLE: 26,
    Fate.DUPLICATE: 6,
    Fate.SPAM: 5,
    Fate.NOT_RESPONSIBLE: 2,
    Fate.TEST: 1,
    Fate.WORKED: 643,
}
USUAL_OPEN = 1 / 15
URGENT_OF_60, REOPENED_OF_900, CONFLICTS_OF_900 = 2, 3, 4


def fates_of(cases: int, open_cases: int) -> dict[Fate, int]:
    """How many cases there are of each fate."""
    return {
        **apportion(open_cases, OPEN_OF_60),
        **apportion(cases - open_cases, CLOSED_OF_900),
    }


def apportion(total: int, weights: Mapping[K, float]) -> dict[K, int]:
    """Split a whole number by weights: exactly, each part off by less than one."""
    whole = sum(weights.values()) or 1
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: int(share) for key, share in exact.items()}
    by_rest = sorted(exact, key=lambda key: parts[key] - exact[key])
    for key in by_rest[: total - sum(parts.values())]:
        parts[key] += 1
    return parts
