"""The list of months: which can be issued, and what is issued already."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.guards import now, requires, the_office
from intake.models.issued_report import IssuedReport
from intake.models.permissions import Permission
from intake.reports.monthly import stage_of
from intake.reports.period import Month
from intake.reports.printed import Stage
from intake.reports.shelf import first_month
from intake.reports.words import month_words


@dataclass(frozen=True)
class MonthLine:
    """One month of the list, with its issued versions, oldest first."""

    month: Month
    name: str
    stage: Stage
    issued: list[IssuedReport]


@requires(Permission.SEE_REPORTS)
def list_months() -> ResponseReturnValue:
    """All months from this one back to that of the first case."""
    return render_template("reports/months.html", lines=list(_lines()))


def _lines() -> Iterator[MonthLine]:
    issued: dict[str, list[IssuedReport]] = defaultdict(list)
    for report in IssuedReport.all():
        issued[report.code].append(report)
    first, month = first_month(), Month.of(now(), the_office().timezone)
    while first is not None and month >= first:
        yield MonthLine(month, month_words(month), stage_of(month, now()), issued[str(month)])
        month = month.previous
