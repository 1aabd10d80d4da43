"""An office to measure: a folder of its own, set up by the product's verbs, served by gunicorn."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from intake import create_app
from intake.config import Config
from intake.database import begin_writing, db
from intake.installing import migrate_database, prepare_folder
from intake.models.founding import Founder, found_office, open_the_form
from intake.models.member import Member, MemberState, Role, new_lock
from intake.models.office_key import Keyring
from intake.office import Office
from tests.bench.http import Server
from tests.bench.machine import PROJECT, children_of
from tests.served import CLOCK, name_of

PORTS = range(8170, 8180)
STAFF = 8
PASSWORD = "drei gelbe Velos im Regen"
PATIENCE = 60.0
HIGHEST = {"submissions": 10_000, "wrong_codes": 1_000, "sign_in_tries": 1_000}


@dataclass(frozen=True)
class Premises:
    """A set-up office: its application, its staff, and a keyring that opens everything."""

    config: Config
    app: Flask
    keyring: Keyring
    emails: tuple[str, ...]

    @property
    def office(self) -> Office:
        """The settings of the office."""
        return self.app.extensions["intake.desk"].office  # type: ignore[no-any-return]


@contextmanager
def premises() -> Iterator[Premises]:
    """An open office without cases, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="intake-bench-") as folder:
        instance = Path(folder) / "instance"
        config = Config(instance, f"sqlite:///{instance / 'intake.sqlite'}")
        prepare_folder(config)
        _lift_limits(config.office_file)
        app = create_app(config)
        migrate_database(app, config)
        with app.app_context():
            keyring, emails = _employ()
            db.session.remove()
            db.engine.dispose()
        yield Premises(config, app, keyring, emails)


def _lift_limits(settings: Path) -> None:
    """All clients of a benchmark come from one address: let it try more often than a person."""
    text = settings.read_text(encoding="utf-8")
    for name, highest in HIGHEST.items():
        text = re.sub(rf"(?m)^{name}_per_hour = \d+$", f"{name}_per_hour = {highest}", text)
    settings.write_text(text, encoding="utf-8")


def _employ() -> tuple[Keyring, tuple[str, ...]]:
    """Found the office; all members have the same password."""
    now = datetime.now(UTC)
    pair, locked = new_lock(PASSWORD)
    emails = [f"member{number}@example.org" for number in range(STAFF)]
    begin_writing()
    first = found_office(Founder("Member 0", emails[0], "de"), pair, locked, now)
    open_the_form(now)
    db.session.flush()
    keyring = Keyring.of_member(first.uuid, pair)
    for number, email in enumerate(emails[1:], 1):
        pair, locked = new_lock(PASSWORD)
        member = Member(
            name=f"Member {number}",
            email=email,
            role=Role.ADVISER,
            language="de",
            state=MemberState.ACTIVE,
            public_key=pair.public,
            private_key_locked=locked,
            created_at=now,
        )
        db.session.add(member)
        db.session.flush()
        member.set_password(pair, locked, keyring)
    db.session.commit()
    return keyring, tuple(emails)


@dataclass(frozen=True)
class Open:
    """A serving office: where it answers, and the process id of gunicorn's master."""

    premises: Premises
    server: Server
    master: int

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers; the clock beside them is none."""
        return [child for child in children_of(self.master) if name_of(child) != CLOCK]

    def staff_cookies(self, member: int = 0) -> dict[str, str]:
        """The cookies of a member who has signed in as people do."""
        page = self.server.get("/staff/sign-in")
        data = {
            "email": self.premises.emails[member],
            "password": PASSWORD,
            "form_token": page.token("SignInForm"),
        }
        answer = self.server.post("/staff/sign-in", data, page.cookies)
        assert answer.status == 303, f"signing in answered {answer.status}"
        return page.cookies | answer.cookies


@contextmanager
def opened(place: Premises) -> Iterator[Open]:
    """Serve it as `bin/run` does, until the block ends."""
    port = free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "INTAKE_INSTANCE": str(place.config.instance),
        "WEB_CONCURRENCY": "3",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"]
    master = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, master)
        yield Open(place, Server(port), master.pid)
    finally:
        end(master)


def free_port() -> int:
    """A port of ours that nobody listens on."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError(f"All ports from {PORTS[0]} to {PORTS[-1]} are taken.")


def wait_for(port: int, process: subprocess.Popen[bytes], patience: float = PATIENCE) -> None:
    """Wait until a page comes back; RuntimeError if the process ends first or takes too long."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            if Server(port).get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.02)
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with code {process.returncode}.")
    raise RuntimeError("The server did not answer in time.")


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process of ours, kindly at first."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
