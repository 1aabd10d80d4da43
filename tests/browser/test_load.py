"""Many at once, against all workers: what was acknowledged is stored, once, and opens by its code.

Workers are killed in the middle, as by a power cut.
"""

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing

import pytest

from tests.browser.crowd import ACCEPTED, Asker, all_at_once, opened_with
from tests.browser.office import ANDREA, BEAT, Office
from tests.page import Form
from tests.served import WORKERS, wait_until
from tests.visitor import Visitor

CLIENTS, EACH = 8, 10
CONFLICT = 409


def stored(office: Office) -> list[str]:
    """The numbers of all cases, in order, read past the program."""
    with closing(sqlite3.connect(office.served.database)) as connection:
        return [n for (n,) in connection.execute("SELECT number FROM cases ORDER BY number")]


def crowd(office: Office, name: str) -> list[list[Asker]]:
    """Eight clients with ten browsers each; every question is asked once."""
    return [
        [Asker.ready(office, f"{name}: Frage {turn} von Gerät {client}") for turn in range(EACH)]
        for client in range(CLIENTS)
    ]


def send_all(askers: list[Asker]) -> list[int]:
    """One client: press all buttons, without a pause."""
    return [asker.send() for asker in askers]


def check_receipts(office: Office, clients: list[list[Asker]], before: list[str]) -> None:
    """Accepted is stored; codes and numbers are unique; each code opens its own question."""
    askers = [asker for askers in clients for asker in askers]
    receipts = [asker.receipt() for asker in askers]
    new = [number for number in stored(office) if number not in before]
    assert sorted(number for _, number in receipts) == new
    assert len({code for code, _ in receipts}) == len(askers) == len(new)
    counted = [int(number.partition("-")[2]) for number in [*before, *new]]
    assert counted == list(range(1, len(counted) + 1))
    for asker, (code, _) in zip(askers, receipts, strict=True):
        page = opened_with(office, code)
        assert [a.question for a in askers if f"{a.question}<" in page] == [asker.question]


def test_eight_clients_submit_at_once(office: Office) -> None:
    before, clients = stored(office), crowd(office, "Andrang")
    assert all_at_once(send_all, clients) == [[ACCEPTED] * EACH] * CLIENTS
    assert sum(asker.lost_answers for askers in clients for asker in askers) == 0
    check_receipts(office, clients, before)


def test_killed_workers_lose_nothing_and_nothing_is_there_twice(office: Office) -> None:
    before, clients = stored(office), crowd(office, "Stromausfall")
    askers = [asker for askers in clients for asker in askers]
    finished = threading.Event()

    def kill_until_somebody_is_cut_off() -> None:
        wait_until(lambda: len(stored(office)) > len(before) + CLIENTS, "nobody sends")
        while not finished.is_set() and not any(asker.lost_answers for asker in askers):
            os.kill(min(office.served.workers()), signal.SIGKILL)
            time.sleep(0.1)

    killer = threading.Thread(target=kill_until_somebody_is_cut_off)
    killer.start()
    answers = all_at_once(send_all, clients)
    finished.set()
    killer.join()
    assert answers == [[ACCEPTED] * EACH] * CLIENTS
    assert sum(asker.lost_answers for asker in askers) >= 1
    check_receipts(office, clients, before)
    wait_until(lambda: len(office.served.workers()) == WORKERS, "a worker is missing")


def test_one_form_sent_eight_times_at_once_is_one_case(office: Office) -> None:
    before, asker = stored(office), Asker.ready(office, "Doppelt geklickt")
    same = [Asker(Visitor(asker.visitor.base), asker.question, asker.token) for _ in range(CLIENTS)]
    for copy in same:
        copy.visitor.cookies = dict(asker.visitor.cookies)
    assert all_at_once(Asker.send, same) == [ACCEPTED] * CLIENTS
    assert len(stored(office)) == len(before) + 1
    assert len({copy.receipt() for copy in same}) == 1


@pytest.fixture(scope="module")
def advisers(office: Office) -> list[Visitor]:
    return [office.adviser(ANDREA, "Andrea Keller"), office.adviser(BEAT, "Beat Huber")]


@pytest.mark.parametrize("turn", range(4))
def test_of_two_advisers_who_take_on_at_once_one_wins(
    turn: int, office: Office, advisers: list[Visitor]
) -> None:
    _, number = office.ask(question=f"Wer nimmt mich, {turn}?")
    tried: list[tuple[Visitor, Form]] = [
        (adviser, adviser.page(f"/cases/{number}/lead").form(action="/lead"))
        for adviser in advisers
    ]
    answers = all_at_once(take_on, tried)
    assert sorted(answers) == [ACCEPTED, CONFLICT]
    winner = ("Andrea Keller", "Beat Huber")[answers.index(ACCEPTED)]
    assert winner in advisers[0].page(f"/cases/{number}").main
    with closing(sqlite3.connect(office.served.database)) as connection:
        query = (
            "SELECT verb FROM event JOIN cases ON cases.uuid = case_uuid"
            " WHERE number = ? AND verb IN ('taken_on', 'assigned')"
        )
        assert len(connection.execute(query, [number]).fetchall()) == 1


def take_on(tried: tuple[Visitor, Form]) -> int:
    """Send the form of one adviser; the status of the answer."""
    adviser, form = tried
    form.fill(topic="work", urgency="normal", conflict="no")
    return adviser.post(form.address, form.data, follow_redirects=False).status_code
