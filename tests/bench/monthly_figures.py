"""The figures of the month before this one, read and counted; nothing is suppressed or drawn."""

import time
from datetime import UTC, datetime
from statistics import median

from intake.database import db
from intake.reports.counting import count_month
from intake.reports.period import Month
from intake.reports.reading import Reader
from tests.bench.figures import Figure
from tests.bench.premises import Open

TIMES = 7


def monthly_figures(place: Open) -> list[Figure]:
    """Milliseconds for one month, with how much was in it."""
    office, now = place.premises.office, datetime.now(UTC)
    month = Month.of(now, office.timezone).previous
    waits = []
    with place.premises.app.app_context():
        for _ in range(TIMES):
            began = time.perf_counter()
            found = Reader(place.premises.keyring, office).month(month)
            counted = count_month(found, month, lambda _: True, now)
            waits.append((time.perf_counter() - began) * 1000)
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()
    overview = counted.overview
    more = f"{overview.new} new, {overview.closed} closed, {overview.contacts} contacts"
    return [Figure("monthly figures", median(waits), "ms", 500.0, more=more)]
