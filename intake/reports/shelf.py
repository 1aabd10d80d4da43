"""What is issued already, and what can be drafted: both with the keys of who is signed in."""

from flask import abort

from intake.database import begin_writing, db
from intake.guards import now, the_office, who
from intake.models.issued_report import IssuedReport
from intake.models.report_log import ReportDeed, log_report
from intake.reports.drafting import Drafting
from intake.reports.edition import Edition, from_json
from intake.reports.monthly import NoReport
from intake.reports.period import Month, NoSuchMonth
from intake.reports.reading import Reader, first_received


def the_month(text: str) -> Month:
    """The month of an address; 404 for what is none."""
    try:
        return Month.parse(text, the_office().timezone)
    except NoSuchMonth:
        abort(404)


def first_month() -> Month | None:
    """The month of the first case; None while there is none."""
    first = first_received()
    return None if first is None else Month.of(first, the_office().timezone)


def drafting() -> Drafting:
    """Drafts with the keys of the signed-in coordinator. NoReport without any case."""
    first = first_month()
    if first is None:
        raise NoReport("no_cases")
    keyring = who().keyring
    issued = [from_json(report.content(keyring)) for report in IssuedReport.all()]
    return Drafting(Reader(keyring, the_office()), issued, first, now())


def the_report(month: str, version: int) -> Edition:
    """An issued report as it was; 404 if there is none."""
    found = IssuedReport.find(str(the_month(month)), version)
    return from_json(found.content(who().keyring)) if found else abort(404)


def note(code: str, version: int | None, deed: ReportDeed) -> None:
    """Write a line of the report log, before anything is shown."""
    begin_writing()
    log_report(code, version, deed, who().uuid, now())
    db.session.commit()
