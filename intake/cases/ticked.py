"""Cases ticked in a list: which ones, and as they were when they were seen."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from intake.cases.queue import PAGE_SIZE, Head, Queue
from intake.guards import who
from intake.models.case import Status
from intake.models.permissions import Permission, Relation, may

AT_ONCE = PAGE_SIZE
SHORT = 8


@dataclass(frozen=True)
class Tick:
    """One tick: `2026-0042.assigned.1f2e3d4c` is number, status, and the lead seen with it."""

    number: str
    seen: str

    @classmethod
    def read(cls, value: str) -> Self:
        """From what was sent; whatever it is, it fits a case or it does not."""
        printable = "".join(filter(str.isprintable, value))
        number, _, seen = printable.partition(".")
        return cls(number[:40], seen[:60])

    @property
    def value(self) -> str:
        """What is sent."""
        return f"{self.number}.{self.seen}"

    def fits(self, case: Any) -> bool:
        """Whether a case, or its row in a list, is still as it was seen."""
        return self.seen == as_seen(case.status, case.lead_uuid)


def as_seen(status: str, lead_uuid: UUID | None) -> str:
    """Status and lead of a case, for a tick."""
    return f"{status}.{lead_uuid.hex[:SHORT] if lead_uuid else ''}"


def tick_of(row: Any) -> str:
    """The tick of a row in the list; empty where the member may not assign the case from there.

    A restricted case is assigned on its own page: opening it asks for a reason.
    """
    if row.closed_at is not None or row.restricted or not may_assign(row.lead_uuid):
        return ""
    return Tick(row.number, as_seen(row.status, row.lead_uuid)).value


def may_assign(lead_uuid: UUID | None) -> bool:
    """Whether the member may assign a case that this one leads and nothing hides."""
    relation = Relation.TEAM if lead_uuid else Relation.UNASSIGNED
    if lead_uuid == who().uuid:
        relation = Relation.LEAD
    return may(who().role, Permission.ASSIGN, relation)


def read_ticks(values: list[str]) -> list[Tick]:
    """The ticks that were sent, each case once."""
    return list({tick.number: tick for tick in map(Tick.read, values)}.values())


def looked_at(ticks: list[Tick], queue: Queue) -> tuple[dict[Tick, Head], dict[Tick, str]]:
    """Which of them can be assigned as far as one sees, and why the others cannot."""
    heads = queue.heads_numbered([tick.number for tick in ticks])
    why = {tick: _obstacle(tick, heads.get(tick.number)) for tick in ticks[:AT_ONCE]}
    why |= dict.fromkeys(ticks[AT_ONCE:], "too_many")
    fit = {tick: heads[tick.number] for tick, reason in why.items() if not reason}
    return fit, {tick: reason for tick, reason in why.items() if reason}


def _obstacle(tick: Tick, head: Head | None) -> str:
    if head is None:
        return "unknown"
    if head.profile is None:
        return "hidden"
    if head.row.status == Status.CLOSED:
        return "closed"
    if head.row.restricted:
        return "restricted"
    if not tick.fits(head.row):
        return "changed"
    return "" if may_assign(head.row.lead_uuid) else "not_yours"
