"""The case summary as PDF: ordered with a purpose, logged, made in memory."""

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from intake.cases.case_page import answer
from intake.cases.refusals import StaffForm
from intake.cases.summary_facts import summary_of
from intake.cases.summary_for_client import client_paper, likely_language
from intake.database import db
from intake.guards import now, requires, the_case, the_office, who
from intake.guards.fields import options
from intake.guards.language import offered_languages, page_language
from intake.i18n import LANGUAGES, gettext
from intake.i18n import lazy_gettext as _l
from intake.models.access import OpenedCase
from intake.models.export import log_export
from intake.models.permissions import Permission
from intake.office import Office
from intake.pdf import PdfError, render

INTERNAL, FOR_CLIENT = "internal", "client"


class SummaryForm(StaffForm):
    """Who the summary is for, and what for. Only the client's has a language."""

    kind = RadioField(_l("Who is it for?"), [InputRequired(_l("Choose who it is for."))])
    purpose = RadioField(_l("What is it for?"), [InputRequired(_l("Choose what it is for."))])
    language = SelectField(
        _l("Language"), description=_l("German follows on the same paper, for other offices.")
    )
    signatures = BooleanField(_l("With lines for signatures"))

    def __init__(self, office: Office, opened: OpenedCase) -> None:
        super().__init__(data={"language": likely_language(opened)})
        self.kind.choices = [
            SelectChoice(INTERNAL, gettext("For the team: everything in this case")),
            SelectChoice(FOR_CLIENT, gettext("For the client: what was agreed, and addresses")),
        ]
        self.purpose.choices = options(office.export_purposes.active)
        offered = offered_languages()
        self.language.choices = [SelectChoice(code, LANGUAGES[code].own_name) for code in offered]


@requires(Permission.WORK_ON_CASE)
def order_summary(number: str) -> ResponseReturnValue:
    """Make a summary of a case; the export is logged before it leaves."""
    opened = the_case(number)
    form = SummaryForm(the_office(), opened)
    if form.validate_on_submit():
        # A form that is sent twice makes two copies: each is logged.
        kind, purpose = form.kind.data, form.purpose.data
        log_export(opened.case, opened.keys, kind, purpose, who().actor, now())
        db.session.commit()
        return _printed(opened, form)
    return answer("cases/summary.html", opened, form)


def _printed(opened: OpenedCase, form: SummaryForm) -> ResponseReturnValue:
    try:
        return pdf_response(_paper(opened, form), opened.case.number)
    except PdfError:
        form.refuse(
            str(_l("The PDF could not be made. Please try again, or tell your coordinator."))
        )
        return answer("cases/summary.html", opened, form)


def _paper(opened: OpenedCase, form: SummaryForm) -> bytes:
    if form.kind.data == FOR_CLIENT:
        return render(client_paper(opened, form.language.data), lang=form.language.data)
    summary = summary_of(opened, form.purpose.data, form.signatures.data)
    html = render_template("pdf/case_summary.html", summary=summary)
    return render(html, lang=page_language())


def pdf_response(pdf: bytes, name: str) -> Response:
    """A PDF to download; the file is named after the case number alone."""
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
