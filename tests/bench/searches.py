"""A search through every case that the member may see, by name and by phone number."""

import time
from statistics import median

from sqlalchemy import select

from intake.database import db
from intake.models.member import Member
from intake.models.search import Search
from intake.models.sought import Sought
from tests.bench.figures import Figure
from tests.bench.premises import Open

TIMES = 7
TERMS = {"name": "Rumpelstilz", "phone": "+41 79 999 99 99"}
"""What nobody has: then all cases are looked at."""


def searches(place: Open, name: str, goal: float) -> list[Figure]:
    """Milliseconds until the answer is there: nobody fits, so every identity is opened."""
    with place.premises.app.app_context():
        found = [_timed(place, f"search by {by}, {name}", TERMS[by], goal) for by in TERMS]
        db.session.remove()
        db.engine.dispose()
    return found


def _timed(place: Open, name: str, term: str, goal: float) -> Figure:
    member = db.session.scalars(select(Member.uuid)).first()
    assert member is not None
    waits = []
    for _ in range(TIMES):
        began = time.perf_counter()
        found = Search(member, place.premises.keyring, Sought.of(term), words_too=False).found("")
        waits.append((time.perf_counter() - began) * 1000)
        assert found.hits == [] and found.looked_at == found.all_cases > 0
        db.session.rollback()
    more = f"{found.looked_at} cases, fastest {min(waits):.0f} ms"
    return Figure(name, median(waits), "ms", goal, more=more)
