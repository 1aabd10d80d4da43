"""Every page that the staff can open, at 1 000 open cases: how long the slowest takes."""

from collections.abc import Iterator
from statistics import median

from sqlalchemy import select
from werkzeug.routing import Rule

from intake.database import db
from intake.models.case import Case, Status
from tests.bench.figures import Figure
from tests.bench.machine import say
from tests.bench.premises import Open

TIMES, WARM_UP = 9, 3
GOAL = 60.0
PLACES = ("/cases/", "/reports/", "/staff/", "/admin/")
OF_STATUS = {
    "cases.take_on_case": Status.RECEIVED,
    "cases.close_at_triage": Status.RECEIVED,
}
"""Pages that are there only for a case which nobody leads yet; all others: one in progress."""
NO_PAGES = {"accounts.print_recovery_sheet"}
"""What is a file and no page."""
PAGE, NOT_NOW = 200, 409
ELSEWHERE = {303, 404}
"""Pages that lead on, or that are not there now."""


def staff_pages(place: Open) -> list[Figure]:
    """The slowest page, and how many pages there are; each one is told on the way."""
    cookies = place.staff_cookies()
    waits: dict[str, float] = {}
    for endpoint, path in sorted(addresses(place)):
        answers = [place.server.get(path, cookies, "br") for _ in range(WARM_UP + TIMES)]
        statuses = {answer.status for answer in answers}
        assert len(statuses) == 1, f"{endpoint} answered {statuses}"
        if statuses <= {PAGE, NOT_NOW}:
            waits[endpoint] = median(answer.seconds * 1000 for answer in answers[WARM_UP:])
            say(f"  {endpoint}: {waits[endpoint]:.0f} ms")
        else:
            assert statuses <= ELSEWHERE, f"{endpoint} answered {statuses}"
    slowest = max(waits, key=lambda endpoint: waits[endpoint])
    late = f"{sum(wait > GOAL for wait in waits.values())} of {len(waits)} are slower"
    return [
        Figure("staff pages, the slowest", waits[slowest], "ms", GOAL, more=slowest),
        Figure("… the median page", median(waits.values()), "ms", more=f"{late} than the goal"),
    ]


def addresses(place: Open) -> Iterator[tuple[str, str]]:
    """Endpoint and address of each page; of the pages of a case, one is picked."""
    numbers = _numbers(place)
    for rule in place.premises.app.url_map.iter_rules():
        if not _is_page(rule):
            continue
        number = numbers[OF_STATUS.get(rule.endpoint, Status.IN_PROGRESS)]
        yield rule.endpoint, rule.rule.replace("<number>", number)


def _is_page(rule: Rule) -> bool:
    known = rule.arguments <= {"number"} and rule.endpoint not in NO_PAGES
    return known and "GET" in (rule.methods or ()) and rule.rule.startswith(PLACES)


def _numbers(place: Open) -> dict[Status, str]:
    """The newest case of each status that has one."""
    with place.premises.app.app_context():
        rows = db.session.execute(select(Case.status, Case.number).order_by(Case.received_at))
        found = {Status(status): number for status, number in rows}
        db.session.remove()
    return found
