"""The rules of the monthly report: which months have one, and how certain its numbers are."""

from datetime import datetime

from intake.reports.period import Month
from intake.reports.printed import Stage


class NoReport(Exception):
    """There is no report of this month: `reason` is `future`, `no_cases` or `before_first`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_month(month: Month, first: Month | None, now: datetime) -> None:
    """Refuse a month that has not begun, or that was over before the first case came."""
    if now < month.start:
        raise NoReport("future")
    if first is None:
        raise NoReport("no_cases")
    if month < first:
        raise NoReport("before_first")


def stage_of(month: Month, now: datetime) -> Stage:
    """How certain the numbers of a month are. Only a month that is over may be issued."""
    if now < month.end:
        return Stage.RUNNING
    return Stage.PROVISIONAL if now < month.frozen_at else Stage.FINAL
