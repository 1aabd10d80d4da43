"""Requests sent by eight clients at once: how many a second, how long each waits, none lost."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from statistics import median
from threading import Event, Thread

from sqlalchemy import func, select

from intake.database import db
from intake.models.case import Case
from intake.models.receipt import Receipt
from intake.vault import new_code, open_code
from tests.bench.figures import Figure, percentile
from tests.bench.http import Answer, at_once
from tests.bench.premises import Open
from tests.bench.queue_page import rare

CLIENTS, EACH, ROUNDS = 8, 25, 5
BARE_SECONDS = 1.5
CORES = 2
FORM = "/de/request/person"
ANSWERS: dict[str, str | list[str]] = {
    "requester": "myself",
    "topics": ["german", "work"],
    "language": "ti",
    "interpreter": "yes",
    "interpreter_gender": "either",
    "municipality": "zofingen",
    "alias": "Selam",
    "reach": ["phone"],
    "phone": "079 555 01 23",
}


@dataclass(frozen=True)
class Round:
    """All answers of one round, and how many came in a second."""

    answers: list[Answer]
    per_second: float

    @property
    def milliseconds(self) -> list[float]:
        return [answer.seconds * 1000 for answer in self.answers]


def submissions(place: Open) -> list[Figure]:
    """Rounds in calm, then rounds while two staff pages that open every case are loaded."""
    before = stored(place)
    bare, calm = [], []
    for _ in range(ROUNDS):
        bare.append(bare_per_second())
        calm.append(_round(place))
    heavy = rare(place.premises.office)
    cookies = [place.staff_cookies(member) for member in range(2)]
    loaders = [partial(place.server.get, heavy, cookie) for cookie in cookies]
    with_staff = beside(loaders, lambda: [_round(place) for _ in range(ROUNDS)])
    sent = [a for turn in (*calm, *with_staff) for a in turn.answers]
    _check_all_are_there(place, before, sent)
    return _figures(bare, calm, with_staff, len(sent))


def _figures(
    bare: list[float], calm: list[Round], with_staff: list[Round], sent: int
) -> list[Figure]:
    rate, bare_rate = median(r.per_second for r in calm), median(bare)
    waits = [ms for r in calm for ms in r.milliseconds]
    beside_staff = [ms for r in with_staff for ms in r.milliseconds]
    return [
        Figure("submissions, 8 clients", rate, "/ s", 200, at_least=True,
               more=f"{sent} sent, all stored, no number or code twice"),
        Figure("… of what bare Argon2id allows", 100 * rate / bare_rate, "%", 40, at_least=True,
               more=f"bare {bare_rate:.0f} / s on {CORES} cores, measured between the rounds"),
        Figure("… each, median", median(waits), "ms"),
        Figure("… each, p99", percentile(waits, 99), "ms", 80,
               more=f"p90 {percentile(waits, 90):.0f} ms"),
        Figure("… each, p99, two staff pages open every case", percentile(beside_staff, 99), "ms",
               150, more=f"p90 {percentile(beside_staff, 90):.0f} ms,"
               f" {median(r.per_second for r in with_staff):.0f} / s"),
    ]  # fmt: skip


def _round(place: Open) -> Round:
    """Each client has its forms open before the clock runs, and sends one after the other."""
    messages, _ = at_once(CLIENTS, lambda client: [_filled_in(place, n) for n in range(EACH)])
    time.sleep(place.premises.office.limits.form_min_seconds)
    sent, seconds = at_once(
        CLIENTS, lambda client: [place.server.send(m) for m in messages[client]]
    )
    answers = [answer for of_client in sent for answer in of_client]
    return Round(answers, len(answers) / seconds)


def _filled_in(place: Open, number: int) -> bytes:
    page = place.server.get(FORM)
    question = f"Guten Tag, ich suche einen Deutschkurs am Abend ({number}). Vielen Dank."
    answers = {**ANSWERS, "question": question, "form_token": page.token("PersonForm")}
    return place.server.form(FORM, answers, page.cookies)


def beside(loaders: Sequence[Callable[[], Answer]], work: Callable[[], list[Round]]) -> list[Round]:
    """Do `work` while each of the loaders fetches its page over and over."""
    enough = Event()

    def go_on(load: Callable[[], Answer]) -> None:
        while not enough.is_set():
            assert load().status == 200

    threads = [Thread(target=go_on, args=(load,)) for load in loaders]
    for thread in threads:
        thread.start()
    try:
        return work()
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def stored(place: Open) -> tuple[int, int]:
    """How many cases and living codes there are."""
    with place.premises.app.app_context():
        cases = db.session.scalar(select(func.count()).select_from(Case)) or 0
        codes = db.session.scalar(select(func.count()).select_from(Receipt)) or 0
        db.session.remove()
        return cases, codes


def _check_all_are_there(place: Open, before: tuple[int, int], sent: list[Answer]) -> None:
    """Numbers and look-up ids are unique in the database, so counting rows is enough."""
    refused = [answer.status for answer in sent if answer.status != 303]
    assert not refused, f"{len(refused)} of {len(sent)} were refused: {set(refused)}"
    after = stored(place)
    assert after == (before[0] + len(sent), before[1] + len(sent)), "a request was lost"


def bare_per_second() -> float:
    """How many codes two processes open in a second when they do nothing else."""
    with ProcessPoolExecutor(CORES, mp_context=get_context("fork")) as pool:
        list(pool.map(_open_codes, [0.05] * CORES))
        return sum(pool.map(_open_codes, [BARE_SECONDS] * CORES))


def _open_codes(seconds: float) -> float:
    code, pepper = new_code(), bytes(32)
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        open_code(code, pepper)
        count += 1
    return count / (time.perf_counter() - start)
