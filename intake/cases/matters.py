"""What a list can be narrowed to by what is clear: its tabs, and the states of the day."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, literal_column, or_

from intake.models.case import Case, Status

# The predicates are literal so that the partial indexes are used (DESIGN section 10).
TO_DO: ColumnElement[bool] = literal_column("(closed_at IS NULL OR unread)")
STILL_OPEN: ColumnElement[bool] = literal_column("closed_at IS NULL")
ENDED: ColumnElement[bool] = literal_column("closed_at IS NOT NULL")

STATES = ("reply", "overdue", "today", "back", "handed")


@dataclass(frozen=True)
class Day:
    """The present moment, and when the office's day ends."""

    now: datetime
    ends: datetime

    @classmethod
    def at(cls, now: datetime, timezone: ZoneInfo) -> Self:
        """The day that `now` belongs to in a time zone."""
        tomorrow = now.astimezone(timezone).date() + timedelta(days=1)
        return cls(now, datetime.combine(tomorrow, time(), tzinfo=timezone).astimezone(UTC))


def belongs(tab: str, member_uuid: UUID) -> ColumnElement[bool]:
    """The cases of a tab of the queue, among those that are open or have news."""
    return {
        "mine": Case.lead_uuid == member_uuid,
        "new": Case.lead_uuid.is_(None),
        "team": STILL_OPEN,
        "waiting": Case.status == Status.WAITING,
    }[tab]


def in_state(state: str, day: Day) -> ColumnElement[bool]:
    """The cases that ask for something in one way; a case may do so in several.

    What waits is never overdue: its day is that of the follow-up, when it is `back`. That it stays
    until somebody acts.
    """
    acts = and_(STILL_OPEN, Case.status != Status.WAITING)
    due = Case.next_action_due
    return {
        "reply": Case.unread.is_(True),
        "overdue": and_(acts, due < day.now),
        "today": and_(acts, due >= day.now, due < day.ends),
        "back": or_(
            and_(Case.status == Status.WAITING, due < day.ends),
            and_(Case.status == Status.IN_PROGRESS, Case.follow_up_on.is_not(None)),
        ),
        "handed": Case.status == Status.ASSIGNED,
    }[state]
