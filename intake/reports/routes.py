"""All addresses of the reports."""

from flask import Blueprint

from intake.reports import files, issued_page, issuing, months, preview

blueprint = Blueprint("reports", __name__)

for path, view, methods in (
    ("/reports/", months.list_months, "GET"),
    ("/reports/<month>", preview.preview_month, "GET"),
    ("/reports/<month>/issue", issuing.issue_report, "POST"),
    ("/reports/<month>/<int:version>", issued_page.show_report, "GET"),
    ("/reports/<month>/<int:version>.pdf", files.print_report, "GET"),
    ("/reports/<month>/<int:version>.zip", files.pack_report, "GET"),
):
    blueprint.add_url_rule(path, view_func=view, methods=methods.split())
