"""An issued report to take away: PDF, and a ZIP with one CSV for each table."""

from flask import Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from intake.guards import requires, the_office
from intake.guards.language import page_language
from intake.i18n import use_language
from intake.models.permissions import Permission
from intake.models.report_log import ReportDeed
from intake.pdf import PdfError, render
from intake.reports.charts import charts_of
from intake.reports.csv_files import packed
from intake.reports.printed import Printed
from intake.reports.shelf import note, the_report


@requires(Permission.SEE_REPORTS)
def print_report(month: str, version: int) -> ResponseReturnValue:
    """The PDF of a version; logged before it leaves."""
    printed, language = the_report(month, version).printed, chosen_language()
    note(printed.code, printed.version, ReportDeed.PRINTED)
    try:
        content = pdf_of(printed, language)
    except PdfError:
        return render_template("reports/no_pdf.html"), 503
    return download(content, f"{printed.name}-{language}.pdf", "application/pdf")


@requires(Permission.SEE_REPORTS)
def pack_report(month: str, version: int) -> ResponseReturnValue:
    """The tables of a version as CSV; logged before they leave."""
    printed, language = the_report(month, version).printed, chosen_language()
    note(printed.code, printed.version, ReportDeed.PACKED)
    with use_language(language):
        content = packed(printed)
    return download(content, f"{printed.name}-{language}.zip", "application/zip")


def chosen_language() -> str:
    """The language a file is asked for in, else that of the page; 404 for one not offered."""
    language = request.args.get("language", page_language())
    return language if language in the_office().staff_languages else abort(404)


def pdf_of(printed: Printed, language: str) -> bytes:
    """The report on paper. PdfError if it can't be made."""
    with use_language(language):
        html = render_template(
            "pdf/report.html",
            printed=printed,
            charts=charts_of(printed),
            office={"name": printed.office},
            lang=language,
            direction="ltr",
        )
    return render(html, lang=language)


def download(content: bytes, name: str, mimetype: str) -> Response:
    """A file to keep, named after the month alone."""
    response = make_response(content)
    response.mimetype = mimetype
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
