"""When the figures of a month freeze: the rule that reports count by and contacts are dated by."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FREEZE_DAY = 10


def freezes_at(day: date, zone: ZoneInfo) -> datetime:
    """When the month of a day freezes: the 10th of the next month begins (DOMAIN section 6)."""
    next_month = day.replace(day=28) + timedelta(days=4)
    return datetime.combine(next_month.replace(day=FREEZE_DAY), time(), zone)


def counted_for_good_at(day: date, entered: datetime, zone: ZoneInfo) -> datetime:
    """When the month freezes that counts a talk: that of its day, of its entry if that was late."""
    own = freezes_at(day, zone)
    return own if entered < own else freezes_at(entered.astimezone(zone).date(), zone)


def first_day_to_enter(now: datetime, zone: ZoneInfo) -> date:
    """The earliest day that a talk can still be dated to: the first of the last frozen month.

    What is entered for a day of that month counts as a late entry; everything before is over.
    """
    month = now.astimezone(zone).date().replace(day=1)
    while now < freezes_at(month, zone):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
