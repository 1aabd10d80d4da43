"""The case summary as PDF: ordered with a purpose, logged, made in memory."""

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from intake.cases.case_page import answer
from intake.cases.refusals import StaffForm
from intake.cases.summary_facts import summary_of
from intake.database import db
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import options
from intake.guards.language import page_language
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.export import log_export
from intake.models.permissions import Permission
from intake.office import Office
from intake.pdf import PdfError, render

KIND = "internal"


class SummaryForm(StaffForm):
    """What the summary is for."""

    purpose = RadioField(_l("What is it for?"), [InputRequired(_l("Choose what it is for."))])
    signatures = BooleanField(_l("With lines for signatures"))

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.purpose.choices = options(office.export_purposes.active)


@requires(Permission.WORK_ON_CASE)
def order_summary(number: str) -> ResponseReturnValue:
    """Make the internal summary of a case; the export is logged before it leaves."""
    opened = the_case(number)
    form = SummaryForm(the_office())
    if form.validate_on_submit():
        # A form that is sent twice makes two copies: each is logged.
        log_export(opened.case, opened.keys, KIND, form.purpose.data, who().actor, now())
        db.session.commit()
        return _printed(opened, form)
    return answer("cases/summary.html", opened, form)


def _printed(opened: OpenedCase, form: SummaryForm) -> ResponseReturnValue:
    language = page_language()
    summary = summary_of(opened, form.purpose.data, form.signatures.data)
    html = render_template("pdf/case_summary.html", summary=summary)
    try:
        return pdf_response(render(html, lang=language), opened.case.number)
    except PdfError:
        form.refuse(
            str(_l("The PDF could not be made. Please try again, or tell your coordinator."))
        )
        return answer("cases/summary.html", opened, form)


def pdf_response(pdf: bytes, name: str) -> Response:
    """A PDF to download; the file is named after the case number alone."""
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
