"""The logs of access, exports and reports, for coordinators and auditors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from intake.accounts.landing import see_other
from intake.guards import requires, the_office
from intake.models.log_lines import access_lines, export_lines, report_lines
from intake.models.permissions import Permission

SIZE = 100
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Log:
    """One page of a log, and the line before which older ones stand, if there are any."""

    lines: Sequence[Row[*tuple[Any, ...]]]
    older: int | None

    @classmethod
    def of(cls, lines: Sequence[Row[*tuple[Any, ...]]]) -> Log:
        """The page of lines that were read, one more than it shows."""
        return cls(lines[:SIZE], lines[SIZE - 1][0].id if len(lines) > SIZE else None)


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
    log = Log.of(access_lines(before(), SIZE + 1))
    return render_template("accounts/access_log.html", log=log)


@requires(Permission.READ_LOGS)
def show_export_log() -> ResponseReturnValue:
    """What left the office on paper, newest first."""
    log = Log.of(export_lines(before(), SIZE + 1))
    purposes = the_office().export_purposes
    return render_template("accounts/export_log.html", log=log, purposes=purposes)


@requires(Permission.READ_LOGS)
def show_report_log() -> ResponseReturnValue:
    """Who looked at the figures of a month, issued them and took them away, newest first."""
    log = Log.of(report_lines(before(), SIZE + 1))
    return render_template("accounts/report_log.html", log=log)
