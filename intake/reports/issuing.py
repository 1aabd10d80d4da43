"""Issuing a report: from then on it never changes."""

from dataclasses import replace

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from intake.database import begin_writing, db
from intake.guards import now, requires, who
from intake.models.issued_report import IssuedReport, issue
from intake.models.permissions import Permission
from intake.models.report_log import ReportDeed, log_report
from intake.reports.drafting import Drafted
from intake.reports.edition import to_json
from intake.reports.issue_form import IssueForm
from intake.reports.monthly import NoReport
from intake.reports.period import Month
from intake.reports.preview import no_report, preview_page
from intake.reports.printed import Stage
from intake.reports.protection import CannotProtect
from intake.reports.shelf import drafting, the_month

SEE_OTHER = 303


class Overtaken(Exception):
    """Another report was issued since this one was drafted: it must be drafted anew."""


@requires(Permission.SEE_REPORTS)
def issue_report(month: str) -> ResponseReturnValue:
    """Freeze the report of a month as its next version."""
    chosen = the_month(month)
    try:
        desk = drafting()
        drafted = finished(desk.report(chosen))
        form = IssueForm.of(drafted)
        if form.done_already:
            return shown(month, form.done_already)
        if not form.validate_on_submit():
            return preview_page(chosen, drafted, form)
        version = freeze(chosen, drafted, form, len(desk.issued))
    except NoReport as none:
        return no_report(chosen, none.reason)
    except CannotProtect:
        return no_report(chosen, "cannot_protect")
    except Overtaken:
        return no_report(chosen, "overtaken")
    return shown(month, str(version))


def finished(drafted: Drafted) -> Drafted:
    """The draft of a month that is over; NoReport while it runs."""
    if drafted.edition.printed.stage == Stage.RUNNING:
        raise NoReport("running")
    return drafted


def shown(month: str, version: str) -> ResponseReturnValue:
    """Lead to an issued version."""
    return redirect(url_for("reports.show_report", month=month, version=version), SEE_OTHER)


def freeze(month: Month, drafted: Drafted, form: IssueForm, known: int) -> int:
    """Store the draft sealed, and log it; gives its version.

    Two that issue the same version at once get the same one; Overtaken if others came between.
    """
    printed = drafted.edition.printed
    begin_writing()
    if IssuedReport.find(str(month), printed.version):
        db.session.rollback()
        return printed.version
    if len(IssuedReport.all()) != known:
        db.session.rollback()
        raise Overtaken
    edition = replace(drafted.edition, printed=replace(printed, reason=form.reason_words))
    report = issue(str(month), to_json(edition), who().keyring, who().uuid, now(), form.code)
    log_report(report.code, report.version, ReportDeed.ISSUED, who().uuid, now())
    db.session.commit()
    return report.version
