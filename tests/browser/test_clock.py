"""The clock beside the workers: it ticks, holds no port, and ends with the server."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.office import Office
from tests.served import CLOCK, Served, free_port, name_of, serve, wait_until


def gone(pid: int) -> bool:
    return name_of(pid) != CLOCK


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_does_not_survive_the_server(tmp_path: Path, number: signal.Signals) -> None:
    with serve(tmp_path) as served:
        (clock,) = served.clock()
        workers = served.workers()
        served.process.send_signal(number)
        served.process.wait(30)
        wait_until(lambda: gone(clock), "the clock goes on without its server")
        for worker in workers:
            wait_until(lambda w=worker: not Path(f"/proc/{w}").exists(), "a worker lives on")
        assert gone(clock)


def test_workers_that_die_leave_it_alone(served: Served) -> None:
    before = served.clock()
    served.kill_workers()
    assert served.clock() == before and len(before) == 1


def test_it_holds_no_port_open(served: Served) -> None:
    (clock,) = served.clock()
    links = [
        str(link.readlink()) for link in Path(f"/proc/{clock}/fd").iterdir() if link.is_symlink()
    ]
    assert links
    listening = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[3] == "0A" and int(line.split()[1].split(":")[1], 16) == served.port
    }
    assert len(listening) == 1
    assert [link for link in links if link.strip("socket:[]") in listening] == []
    assert free_port() != served.port


def test_a_case_comes_back_with_nobody_signed_in(office: Office) -> None:
    _, number = office.ask()
    (clock,) = office.served.clock()
    with closing(sqlite3.connect(office.served.database, timeout=30)) as connection, connection:
        connection.execute(
            "UPDATE cases SET status = 'waiting', follow_up_on = '2026-01-05' WHERE number = ?",
            [number],
        )

    def came_back() -> bool:
        with closing(sqlite3.connect(office.served.database, timeout=30)) as connection:
            (status,) = connection.execute(
                "SELECT status FROM cases WHERE number = ?", [number]
            ).fetchone()
        return bool(status == "in_progress")

    # It ticks once a minute.
    wait_until(came_back, "the case is still waiting", seconds=90)
    assert not gone(clock)
