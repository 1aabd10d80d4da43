"""The sheet to take home: the code and where it is used, as PDF; nothing of what was asked."""

from datetime import datetime

import segno
from flask import Response, make_response, render_template, url_for

from intake.database import db
from intake.forms.receipt import receipt_page
from intake.forms.resident import opened_session
from intake.guards import TooMany, count_try_of, now, open_to_all, the_office
from intake.guards.language import page_language
from intake.i18n import DEFAULT_LANGUAGE, direction, use_language
from intake.models.case import Case
from intake.pdf import PdfError, render
from intake.vault import shown

QR_UNIT = 3
"""Pixels of a dot; the style sheet says how large the picture is on paper."""


@open_to_all
def print_sheet() -> str | tuple[str, int] | Response:
    """The sheet, as long as the receipt itself may be shown."""
    session = opened_session()
    receipt = session.row.receipt(session.token, now()) if session else None
    if session is None or receipt is None:
        return receipt_page()
    case = db.session.get_one(Case, session.keys.case_uuid)
    try:
        count_try_of("paper", the_office().limits.submissions_per_hour)
        return _download(_sheet(receipt.code, case.number, now()), case.number)
    except (PdfError, TooMany):
        return receipt_page(failed=True)


def _sheet(code: str, number: str, at: datetime) -> bytes:
    language = page_language()
    spoken = dict.fromkeys((language, DEFAULT_LANGUAGE))
    address = url_for("forms.show_status", _external=True)
    html = render_template(
        "pdf/take_home.html",
        groups=shown(code),
        number=number,
        at=at,
        address=address,
        picture=segno.make(address, micro=False).svg_inline(scale=QR_UNIT, border=0),
        parts=[(each, direction(each), _part(each, number)) for each in spoken],
    )
    return render(html, lang=language)


def _part(language: str, number: str) -> str:
    with use_language(language):
        return render_template("pdf/take_home_part.html", number=number)


def _download(pdf: bytes, name: str) -> Response:
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
