"""What a month is counted from: the events that touch it, opened, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Received:
    """A case received in the month: its codes as they stood when the month froze."""

    case_uuid: bytes
    at: datetime
    kind: str
    profile: Mapping[str, Any] = field(repr=False)
    first_response_at: datetime | None = None
    first_response_due: datetime | None = None


class Turn(NamedTuple):
    """A case was closed or reopened. `received_at` is when that case came in.

    `reason`, `outcome` and `service_level` are codes of a closing; empty for a reopening.
    """

    case_uuid: bytes
    at: datetime
    received_at: datetime
    closes: bool
    reason: str = ""
    outcome: str = ""
    service_level: str = ""


class Talk(NamedTuple):
    """A contact that was logged: the day it took place, and when it was entered.

    `replaced_at` is when it was put right (what it is since then is a talk of its own) or taken
    back: from then on it counts no more.

    A `brief` contact belongs to no case and is a request as well; `no_show` tells for one that
    was not `reached` that the client missed an appointment.
    """

    day: date
    entered_at: datetime
    channel: str
    minutes: int
    language: str
    interpreting: str
    reached: bool
    no_show: bool = False
    brief: bool = False
    replaced_at: datetime | None = None

    def stands_at(self, when: datetime) -> bool:
        """Whether it was known then, and not replaced before."""
        replaced = self.replaced_at is not None and self.replaced_at < when
        return self.entered_at < when and not replaced


@dataclass(frozen=True)
class Happenings:
    """All that one month's figures are counted from.

    `open_before` is how many cases were open when the month began, by their events alone.
    `received` are the cases of this month, and those of the one before that turned since (some
    may turn out to be uncounted only now). `turns` and `talks` reach from the start of the month
    to its freeze; what cannot change a figure need not be among them. Cases are known by the
    bytes of their uuids: there are tens of thousands.
    """

    open_before: int
    received: Sequence[Received]
    turns: Sequence[Turn]
    talks: Sequence[Talk]
