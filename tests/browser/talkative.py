"""People who write canaries into every field of every form, and make every kind of mistake."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

from tests.browser import canaries as say
from tests.browser.office import ANDREA, PASSWORD, Office, code_and_number
from tests.house_rules import elements, text_of
from tests.page import Form, Page, Value
from tests.served import Served
from tests.visitor import Answer, Visitor, multipart

EVERY_ANSWER: dict[str, Value] = {
    "requester": "other_person",
    "asker_known": "no",
    "topics": [say.TOPIC, say.OTHER_TOPIC],
    "question": say.said("question"),
    "language": "ti",
    "interpreter": "yes",
    "interpreter_gender": "woman",
    "not_interpreter": say.line("not_interpreter"),
    "municipality": say.MUNICIPALITY,
    "alias": say.line("alias"),
    "reach": ["phone", "email"],
    "phone": say.PHONE,
    "times": say.line("times"),
    "voicemail": "y",
    "email": say.EMAIL,
    "discreet": "y",
    "talk_places": ["info_point"],
    "access_needs": ["sign_language"],
}
OVER_HALF_A_MEGABYTE = 700_000
TOO_MUCH = 2_100_000
TOO_LONG = 4_100


class Resident:
    """Somebody with a browser whose very headers give them away."""

    def __init__(self, office: Office, lang: str = "de") -> None:
        self.visitor = office.visitor()
        self.visitor.headers = {"User-Agent": say.HEADER, "Referer": f"/?q={say.HEADER}"}
        self.lang = lang

    def form(self, **changes: Value) -> Form:
        """The form of a person with every field filled in."""
        form = self.visitor.page(f"/{self.lang}/request/person").form(action="/person")
        return form.fill(**{**EVERY_ANSWER, **changes})

    def ask(self, **changes: Value) -> tuple[str, str]:
        """Send it; code and case number."""
        return code_and_number(self.visitor.send(self.form(**changes)))

    def ask_with_a_file(self) -> tuple[str, str]:
        """The same as multipart, with a large field and a file nobody asked for."""
        words = say.said("file").encode()
        form = self.form()
        long = say.said("padding") + "x" * OVER_HALF_A_MEGABYTE
        body, kind = multipart(
            form.data | {"padding": [long]},
            (f"{say.GERMAN}.png", words + bytes(OVER_HALF_A_MEGABYTE) + words),
        )
        answer = self.visitor.post(form.address, body, {"Content-Type": kind})
        return code_and_number(Page(answer))  # type: ignore[arg-type]

    def open(self, code: str) -> Page:
        """Enter a code, some time later."""
        self.visitor.cookies.pop("resident", None)
        form = self.visitor.page(f"/{self.lang}/status").form(action="/status")
        return self.visitor.send(form.fill(code=code))

    def write(self, page: Page, where: str) -> Page:
        """Write a message from the page of the opened request."""
        return self.visitor.send(page.form(action="/message").fill(text=say.said(where)))


def make_mistakes(resident: Resident) -> Iterator[tuple[int, Answer]]:
    """Each mistake of a resident: the status that must come back, and the answer."""
    visitor = resident.visitor
    visitor.cookies.pop("resident", None)
    good = resident.form()
    for status, changes in (
        (422, {"question": say.said("too long") * TOO_LONG}),
        (422, {"alias": say.line("alias") * 20, "email": f"{say.GERMAN}@", "phone": "079 55"}),
        (422, {"municipality": f"{say.MUNICIPALITY}-{say.ADDRESS}"}),
        (400, {"question": f"{say.said('NUL')}\0"}),
        (400, {"form_token": f"{say.ADDRESS}-{say.TOPIC}"}),
        (413, {"question": say.said("413") + "x" * TOO_MUCH}),
    ):
        yield status, visitor.post(good.address, good.data | changes)
    foreign = {"Origin": f"http://{say.ADDRESS}.example"}
    yield 403, visitor.post(good.address, good.data, foreign)
    body, kind = multipart(good.data, (f"{say.GERMAN}.png", say.said("file").encode()))
    cut = body[: len(body) // 2] + b"\xff\xfe" + body[len(body) // 2 :]
    yield 400, visitor.post(good.address, cut, {"Content-Type": kind})
    yield 404, visitor.get(f"/de/{say.ADDRESS}?{say.TOPIC}={say.HEADER}")
    yield 405, visitor.post("/de/privacy", good.data)
    yield 422, visitor.send(code_form(visitor, say.WRONG_CODE)).response
    yield 422, visitor.send(code_form(visitor, say.GERMAN)).response


def code_form(visitor: Visitor, code: str) -> Form:
    """The form for a code, filled in with something wrong."""
    return visitor.page("/de/status").form(action="/status").fill(code=code)


def speak_gibberish(served: Served) -> None:
    """Send what gunicorn itself refuses: too long an address, a line that is no request."""
    long = f"GET /de/{say.ADDRESS}/{'x' * 3000} HTTP/1.1\r\nHost: here\r\n\r\n"
    for line in (long, f"{say.ADDRESS} {say.HEADER}\r\n\r\n", f"GET /{say.ADDRESS}\x01\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
            connection.sendall(line.encode())
            said = connection.recv(64)
            assert said.startswith(b"HTTP/1.1 4"), (line, said)


def fail_to_sign_in(office: Office) -> Page:
    """A wrong address and a wrong password, on the way to a page that names a topic."""
    visitor = office.visitor()
    page = visitor.page(f"/cases/?topic={say.TOPIC}&municipality={say.MUNICIPALITY}")
    form = page.form(action="/sign-in").fill(email=say.EMAIL, password=say.WRONG_PASSWORD)
    visitor.send(form)
    return visitor.send(form.fill(email=ANDREA))


def sign_in_again(page: Page, visitor: Visitor) -> Page:
    """Sign in on a page that says the session is over."""
    form = page.form(action="/sign-in").fill(email=ANDREA, password=PASSWORD)
    return visitor.send(form)


def new_code_on(page: Page) -> str:
    """A code that the page shows."""
    return next(text_of(e) for e in elements(page.root, "bdi") if e.get("id") == "code")


def end_sessions(served: Served, table: str) -> None:
    """Let the time pass after which an unused session is over."""
    long_ago = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(served.database, timeout=30)) as connection, connection:
        ended = connection.execute(f"UPDATE {table} SET last_seen_at = ?", [long_ago])
        assert ended.rowcount


@contextmanager
def without_table(served: Served, table: str) -> Iterator[None]:
    """Break the database, so that a request fails in the middle; then mend it."""
    for old, new in ((table, f"{table}_away"), (f"{table}_away", table)):
        with closing(sqlite3.connect(served.database, timeout=30)) as connection, connection:
            connection.execute("PRAGMA legacy_alter_table = ON")
            connection.execute(f'ALTER TABLE "{old}" RENAME TO "{new}"')
        if old == table:
            yield
