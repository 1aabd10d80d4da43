"""The queue page of a member who has signed in, one request at a time."""

from statistics import median

from intake.office import Office
from tests.bench.figures import Figure
from tests.bench.premises import Open

TIMES, WARM_UP = 30, 9


def queue_page(place: Open, name: str, goal: float) -> list[Figure]:
    """The team's tab as it is, and narrowed to what almost no case has: then all are opened."""
    cookies = place.staff_cookies()
    return [
        _timed(place, cookies, "/cases/?tab=team", f"queue, {name}", goal),
        _timed(place, cookies, rare(place.premises.office), f"… filtered, {name}", goal),
    ]


def rare(office: Office) -> str:
    """The queue narrowed by three sealed answers at once."""
    topic, municipality = [*office.topics][-1], [*office.municipalities][0]
    language = [*office.spoken_languages][-1]
    return f"/cases/?tab=team&topic={topic}&municipality={municipality}&language={language}"


def _timed(place: Open, cookies: dict[str, str], path: str, name: str, goal: float) -> Figure:
    answers = [place.server.get(path, cookies, "br") for _ in range(WARM_UP + TIMES)]
    assert {answer.status for answer in answers} == {200}, name
    waits = sorted(answer.seconds * 1000 for answer in answers[WARM_UP:])
    return Figure(name, median(waits), "ms", goal, more=f"fastest {waits[0]:.0f} ms")
