"""The preview of a month: full numbers, on the screen of a coordinator and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.guards import TokenForm, form_status, requires
from intake.models.permissions import Permission
from intake.models.report_log import ReportDeed
from intake.reports.cells import Cell, Place
from intake.reports.drafting import Drafted
from intake.reports.issue_form import IssueForm
from intake.reports.monthly import NoReport
from intake.reports.period import Month
from intake.reports.protection import CannotProtect
from intake.reports.report import counts_in
from intake.reports.shelf import drafting, note, the_month
from intake.reports.table import Frame, SafeTable
from intake.reports.words import month_words

STANDS_AGAINST_IT = ("cannot_protect", "overtaken")
"""There could be a report, but for those that are issued."""


@dataclass(frozen=True)
class WorkingTable:
    """A table with its full numbers; each with what readers will get, None if it is put together.

    `grouped_by` says how rows are put together in the report.
    """

    frame: Frame
    lines: list[tuple[object, list[tuple[int | None, Cell | None]]]]
    grouped_by: object | None


@requires(Permission.SEE_REPORTS)
def preview_month(month: str) -> ResponseReturnValue:
    """Show what a month counts and how it would be issued now; logged."""
    chosen = the_month(month)
    note(str(chosen), None, ReportDeed.PREVIEWED)
    try:
        drafted = drafting().report(chosen)
    except NoReport as none:
        return no_report(chosen, none.reason)
    except CannotProtect:
        return no_report(chosen, "cannot_protect")
    return preview_page(chosen, drafted, IssueForm.of(drafted))


def preview_page(month: Month, drafted: Drafted, form: TokenForm) -> ResponseReturnValue:
    """The page of a draft, with the form that issues it."""
    page = render_template(
        "reports/preview.html",
        month=month,
        printed=drafted.edition.printed,
        tables=list(working_tables(drafted)),
        form=form,
    )
    return page, form_status(form)


def no_report(month: Month, reason: str) -> ResponseReturnValue:
    """Say why there is no report of this month."""
    facts: dict[str, Any] = {"month": month_words(month), "reason": reason}
    status = 409 if reason in STANDS_AGAINST_IT else 404
    return render_template("reports/no_report.html", **facts), status


def working_tables(drafted: Drafted) -> Iterator[WorkingTable]:
    """The finest tables with their counts."""
    counts = counts_in(drafted.finest)
    key = drafted.finest.key
    for table in drafted.finest.tables:
        frame = table.frame
        safe = drafted.edition.printed.report.table(frame.code)
        lines = [
            (
                row.label,
                [
                    (
                        counts.get(Place(key, frame.code, row.code, column.code)),
                        _printed(safe, row.code, column.code),
                    )
                    for column in frame.columns
                ],
            )
            for row in frame.rows
        ]
        yield WorkingTable(frame, lines, safe.frame.grouped_by)


def _printed(safe: SafeTable, row: str, column: str) -> Cell | None:
    try:
        return safe.cell(row, column)
    except KeyError:
        return None
