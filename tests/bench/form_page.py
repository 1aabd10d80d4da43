"""How many visitors can load the form of a person in a second."""

import re
import shutil
import subprocess
import time
from statistics import median

from tests.bench.figures import Figure
from tests.bench.http import at_once
from tests.bench.premises import Open
from tests.bench.submissions import FORM

CLIENTS, SECONDS, ROUNDS = 8, 3, 3
CODING = "br"


def form_page(place: Open) -> list[Figure]:
    """Eight clients that take what browsers take: a page compressed with brotli."""
    wrk = shutil.which("wrk")
    rates = [_with_wrk(place, wrk) if wrk else _with_own_client(place) for _ in range(ROUNDS)]
    client = "wrk" if wrk else "client in Python, as wrk is missing: it takes part of the cores"
    more = f"{CLIENTS} clients, {client}"
    return [Figure("form of a person, GET", median(rates), "/ s", 1000, at_least=True, more=more)]


def _with_wrk(place: Open, wrk: str) -> float:
    address = f"http://127.0.0.1:{place.server.port}{FORM}"
    command = [wrk, "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {CODING}"]
    done = subprocess.run([*command, address], capture_output=True, text=True, check=True)
    assert "Non-2xx" not in done.stdout, done.stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def _with_own_client(place: Open) -> float:
    deadline = time.perf_counter() + SECONDS

    def load(_client: int) -> int:
        count = 0
        while time.perf_counter() < deadline:
            assert place.server.get(FORM, None, CODING).status == 200
            count += 1
        return count

    counts, seconds = at_once(CLIENTS, load)
    return sum(counts) / seconds
