"""Help: one page, with a part for each staff page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from intake.guards import requires
from intake.models.permissions import Permission


@requires(Permission.OWN_ACCOUNT)
def show_help() -> ResponseReturnValue:
    """What each page is for, and what to do when."""
    return render_template("accounts/help.html")
