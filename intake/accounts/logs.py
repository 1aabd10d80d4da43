"""The logs of access, exports and reports, for coordinators and auditors."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from intake.accounts.landing import see_other
from intake.guards import requires, the_office
from intake.models.log_lines import access_lines, export_lines, report_lines
from intake.models.permissions import Permission

SIZE = 100
LARGEST_ID = 2**63 - 1


def before() -> int | None:
    """From which line on a page goes; 404 for what is no number of a line."""
    text = request.args.get("before", "")
    if not text:
        return None
    known = text.isascii() and text.isdigit() and int(text[:20]) <= LARGEST_ID and len(text) < 20
    return int(text) if known else abort(404)


@requires(Permission.READ_LOGS)
def show_logs() -> ResponseReturnValue:
    """Lead to the log that is read most."""
    return see_other("show_access_log")


@requires(Permission.READ_LOGS)
def show_access_log() -> ResponseReturnValue:
    """Who opened which case, newest first."""
    lines = access_lines(before(), SIZE + 1)
    return render_template("accounts/access_log.html", lines=lines[:SIZE], more=lines[SIZE:])


@requires(Permission.READ_LOGS)
def show_export_log() -> ResponseReturnValue:
    """What left the office on paper, newest first."""
    lines = export_lines(before(), SIZE + 1)
    purposes = the_office().export_purposes
    return render_template(
        "accounts/export_log.html", lines=lines[:SIZE], more=lines[SIZE:], purposes=purposes
    )


@requires(Permission.READ_LOGS)
def show_report_log() -> ResponseReturnValue:
    """Who looked at the figures of a month, issued them and took them away, newest first."""
    lines = report_lines(before(), SIZE + 1)
    return render_template("accounts/report_log.html", lines=lines[:SIZE], more=lines[SIZE:])
