"""An issued report on the screen, with charts: what its readers get, and nothing else."""

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.guards import requires, the_office
from intake.i18n import LANGUAGES
from intake.models.issued_report import IssuedReport
from intake.models.permissions import Permission
from intake.models.report_log import ReportDeed
from intake.reports.charts import charts_of
from intake.reports.printed import Printed
from intake.reports.shelf import note, the_report


@requires(Permission.SEE_REPORTS)
def show_report(month: str, version: int) -> ResponseReturnValue:
    """Show a version of a report; logged."""
    printed = the_report(month, version).printed
    note(printed.code, printed.version, ReportDeed.OPENED)
    newest = IssuedReport.latest(printed.code)
    return report_page(printed, newest.version if newest else printed.version)


def report_page(printed: Printed, newest: int) -> str:
    """The page of a report; it says if there is a newer version."""
    languages = [LANGUAGES[code] for code in the_office().staff_languages]
    return render_template(
        "reports/report.html",
        printed=printed,
        charts=charts_of(printed),
        newest=newest,
        languages=languages,
    )
