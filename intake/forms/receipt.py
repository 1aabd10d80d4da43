"""The receipt: the code, shown for ten minutes to the browser that sent the request."""

from flask import render_template

from intake.database import db
from intake.forms.resident import opened_session
from intake.guards import now, open_to_all
from intake.models.case import Case
from intake.vault import shown


@open_to_all
def show_receipt() -> str | tuple[str, int]:
    """The code and what happens next; after ten minutes only the way to the code page."""
    return receipt_page()


def receipt_page(failed: bool = False) -> str | tuple[str, int]:
    """The page of the receipt; `failed`: the sheet to take home could not be made."""
    session = opened_session()
    receipt = session.row.receipt(session.token, now()) if session else None
    if session is None or receipt is None:
        return render_template("forms/receipt_over.html"), 410
    case = db.session.get_one(Case, session.keys.case_uuid)
    page = render_template(
        "forms/receipt.html", case=case, groups=shown(receipt.code), receipt=receipt, failed=failed
    )
    return page, 503 if failed else 200
