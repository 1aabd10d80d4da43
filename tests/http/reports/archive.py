"""An office with some months behind it, and its coordinator at the desk."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient

from intake.database import begin_writing, db
from intake.models.closure import Ending, close
from tests.conftest import Cast
from tests.http.desk import signed_in
from tests.make import Clock, MadeCase, Maker
from tests.page import Page

ZURICH = ZoneInfo("Europe/Zurich")
OCTOBER, SEPTEMBER = "2026-10", "2026-09"


def local(*parts: int) -> datetime:
    """A local time in Zurich."""
    return datetime(*parts, tzinfo=ZURICH)  # type: ignore[arg-type, misc]


@dataclass
class Archive:
    """The coordinator's browser, and what happened before."""

    app: Flask
    make: Maker
    cast: Cast
    clock: Clock
    client: FlaskClient

    def received(self, at: datetime, **facts: object) -> MadeCase:
        """A case that came in at a time."""
        self.clock.at = at
        return self.make.case(**facts)  # type: ignore[arg-type]

    def taken(self, at: datetime, **facts: object) -> MadeCase:
        """A case that came in, and was taken on at once."""
        self.clock.at = at
        return self.make.taken_case(self.cast.lead, **facts)

    def closed(self, made: MadeCase, at: datetime, reason: str = "signposted") -> None:
        """The case is closed; asked for or not, with an outcome only where the reason needs it."""
        needs = self.make.office.closing_reasons[reason].needs_outcome
        ending = Ending(reason, "resolved", "advice") if needs else Ending(reason)
        begin_writing()
        close(made.case, made.keys, ending, self.cast.lead.actor, self.make.office, at)
        db.session.commit()

    def now_is(self, *parts: int) -> None:
        """The coordinator sits down at a time."""
        self.clock.at = local(*parts)
        signed_in(self.client, self.make, self.cast.coordinator)

    def page(self, path: str) -> Page:
        """A page of the reports."""
        return Page(self.client.get(f"/reports/{path}"))

    def issue(self, month: str, **fields: str) -> Page:
        """Look at the preview of a month, and press the button."""
        return self.page(month).submit(self.client, "Issue version", **fields)

    def file(self, path: str) -> bytes:
        """A file of a report."""
        answer = self.client.get(f"/reports/{path}")
        assert answer.status_code == 200, answer.status
        return answer.data

    def csv_files(self, path: str) -> dict[str, str]:
        """The files of a ZIP by name, as text."""
        with zipfile.ZipFile(io.BytesIO(self.file(path))) as archive:
            return {
                name.rpartition("/")[2]: archive.read(name).decode("utf-8")
                for name in archive.namelist()
            }


def busy(archive: Archive) -> None:
    """Twenty-four cases in October, three in September; most of October's are closed."""
    for day in (1, 12, 30):
        archive.received(local(2026, 9, day, 9))
    for number in range(24):
        made = archive.received(
            local(2026, 10, 1 + number, 10),
            topics=("work",) if number % 2 else ("german", "work"),
            municipality="zofingen" if number < 15 else "oftringen",
            language="ti" if number < 16 else "uk",
        )
        if number < 12:
            archive.closed(made, local(2026, 10, 2 + number, 11))
