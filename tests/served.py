"""The real product, served: gunicorn with its own config, on a port and in folders of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60.0
WORKERS = 3
CLOCK = "intake-clock"
OPENED = "opened-for-writing"
INTAKE = "from intake.commands import main; main()"
OURS = ("PORT", "WEB_CONCURRENCY", "TMPDIR", "HOME")


@dataclass
class Served:
    """A running office. `folder` holds all that the server may write: nothing else is its own."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] = field(repr=False)
    setup_link: str

    @property
    def base(self) -> str:
        """The address of the server, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def instance(self) -> Path:
        """The instance folder."""
        return self.folder / "instance"

    @property
    def database(self) -> Path:
        """The database file; its WAL and SHM stand beside it."""
        return self.instance / "intake.sqlite"

    @property
    def log(self) -> str:
        """What gunicorn and the workers have written to stdout and stderr."""
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def opened_for_writing(self) -> list[str]:
        """The paths that a watched server has opened for writing, in order."""
        return (self.folder / OPENED).read_text(encoding="utf-8").splitlines()

    def workers(self) -> set[int]:
        """The process ids of the workers that live now."""
        return self.children() - self.clock()

    def clock(self) -> set[int]:
        """The process id of the clock beside the workers; none if it does not live."""
        return {child for child in self.children() if name_of(child) == CLOCK}

    def children(self) -> set[int]:
        """The process ids of all that the server has started."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return {int(child) for child in children.split()}

    def kill_workers(self) -> None:
        """End all workers as a power cut would; the master, alone, starts new ones."""
        killed = self.workers()
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not killed & self.workers(), "the killed workers are still there")

    def stop(self) -> None:
        """End the server and wait for it; no process is left behind."""
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE_SECONDS)
            raise


def name_of(pid: int) -> str:
    """The name of a process; empty if it has gone."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def wait_until(
    holds: Callable[[], bool], complaint: str, seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait for something to become true; AssertionError if it takes longer."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, complaint
        time.sleep(0.02)


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(folder: Path, *, watched: bool = False, **limits: int) -> Iterator[Served]:
    """Prepare an instance below `folder` as `bin/run` does and serve it until the block ends.

    `limits` replace those of the settings file, such as `submissions_per_hour=1000`.
    A `watched` server lists the files it opens for writing.
    """
    port = free_port()
    environment = _environment(folder, port)
    setup_link = _prepare(environment)
    _set_limits(folder / "instance" / "office.toml", limits)
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
            cwd=PROJECT,
            env=environment | (_watch(folder) if watched else {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            umask=0o077,
        )
    served = Served(folder, port, process, setup_link)
    try:
        wait_until(lambda: _answers(served), "the server does not answer")
        yield served
    finally:
        served.stop()


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Every place where a program may leave something lies below `folder`."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("INTAKE_", "XDG_")) and name not in OURS
    }
    for name in ("tmp", "home"):
        (folder / name).mkdir()
    return inherited | {
        "PORT": str(port),
        "INTAKE_INSTANCE": str(folder / "instance"),
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder / "home"),
    }


def _watch(folder: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(PROJECT / "tests" / "watch"),
        "OPENED_FILES": str(folder / OPENED),
    }


def _prepare(environment: dict[str, str]) -> str:
    """Make the instance; returns the set-up link."""
    prepared = subprocess.run(
        [sys.executable, "-c", INTAKE, "prepare"],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stderr
    found = re.search(r"http://\S+/staff/set-up/\S+", prepared.stdout)
    assert found, f"no set-up link in {prepared.stdout!r}"
    return found[0]


def _set_limits(office_file: Path, limits: dict[str, int]) -> None:
    settings = office_file.read_text(encoding="utf-8")
    for name, value in limits.items():
        settings, changed = re.subn(rf"(?m)^{name} = \d+$", f"{name} = {value}", settings)
        assert changed == 1, f"office.toml has {changed} lines with {name}"
    office_file.write_text(settings, encoding="utf-8")


def _answers(served: Served) -> bool:
    assert served.process.poll() is None, f"the server has ended:\n{served.log}"
    connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200 and len(served.workers()) == WORKERS
    except ConnectionError:
        return False
    finally:
        connection.close()
