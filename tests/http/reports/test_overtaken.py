"""What changes between the preview and the button: data, settings, other coordinators."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from werkzeug.test import TestResponse

from intake import create_app
from intake.config import Config
from intake.database import db
from intake.models.issued_report import IssuedReport
from intake.models.member import Role
from tests.http.desk import count, signed_in
from tests.http.reports.archive import OCTOBER, SEPTEMBER, Archive, busy, local
from tests.page import Form, Page

CHANGED = "have changed since this preview"


def at_once(*presses: Callable[[], TestResponse]) -> list[TestResponse]:
    """Two buttons, pressed in the same moment in two browsers."""
    barrier = Barrier(len(presses))

    def press(button: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return button()

    db.session.remove()
    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


def two_desks(archive: Archive, *months: str) -> list[tuple[Form, Callable[[], TestResponse]]]:
    """Two coordinators, each before the preview of a month."""
    found = []
    second = archive.make.member(Role.COORDINATOR, "Carl Coordinator")
    for month, member in zip(months, (archive.cast.coordinator, second), strict=True):
        client = signed_in(archive.app.test_client(), archive.make, member)
        form = Page(client.get(f"/reports/{month}")).form("Issue version")
        found.append((form, lambda c=client, f=form: f.send(c, follow=False)))
    return found


def test_the_same_month_at_once_is_issued_once(frozen: Archive) -> None:
    answers = at_once(*(press for _, press in two_desks(frozen, OCTOBER, OCTOBER)))
    assert [(a.status_code, a.location) for a in answers] == [(303, f"/reports/{OCTOBER}/1")] * 2
    assert count(IssuedReport) == 1


def test_of_two_months_at_once_the_later_one_is_drafted_anew(frozen: Archive) -> None:
    desks = two_desks(frozen, SEPTEMBER, OCTOBER)
    answers = at_once(*(press for _, press in desks))
    issued, *refused = sorted(answers, key=lambda answer: answer.status_code)
    assert issued.status_code == 303 and count(IssuedReport) == 1
    assert all(answer.status_code in (409, 422) for answer in refused)
    assert all("look" in Page(answer).main.lower() for answer in refused)
    for month in (SEPTEMBER, OCTOBER):
        if not IssuedReport.find(month, 1):
            assert frozen.issue(month).path == f"/reports/{month}/1"
    assert count(IssuedReport) == 2


def test_another_month_issued_meanwhile_shows_the_preview_once_more(frozen: Archive) -> None:
    stale = frozen.page(OCTOBER).form("Issue version")
    frozen.issue(SEPTEMBER)
    page = Page(stale.send(frozen.client))
    if page.status == 422:
        assert CHANGED in page.main
        page = page.submit(frozen.client, "Issue version")
    assert page.path == f"/reports/{OCTOBER}/1"


def test_a_late_entry_is_not_issued_unseen(archive: Archive) -> None:
    busy(archive)
    archive.now_is(2026, 11, 2, 9)
    stale = archive.page(OCTOBER).form("Issue version")
    archive.received(local(2026, 10, 31, 9))
    archive.now_is(2026, 11, 2, 10)
    page = Page(stale.send(archive.client))
    assert page.status == 422 and CHANGED in page.main and count(IssuedReport) == 0
    assert page.submit(archive.client, "Issue version").path == f"/reports/{OCTOBER}/1"


def test_settings_that_changed_meanwhile_show_the_preview_once_more(
    frozen: Archive, config: Config
) -> None:
    stale = frozen.page(OCTOBER).form("Issue version")
    change(config.instance / "office.toml")
    app = create_app(config, frozen.clock)
    with app.app_context():
        client = signed_in(app.test_client(), frozen.make, frozen.cast.coordinator)
        page = Page(stale.send(client))
        assert CHANGED in page.main and "X 1 to 9" in page.main
        assert count(IssuedReport) == 0
        page = page.submit(client, "Issue version")
        assert page.path == f"/reports/{OCTOBER}/1" and "X 1 to 9" in page.main
        db.session.remove()
        db.engine.dispose()


def change(settings: Path) -> None:
    text = settings.read_text("utf-8")
    assert "\nk = 5\n" in text
    settings.write_text(text.replace("\nk = 5\n", "\nk = 10\n"), "utf-8")


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_a_forged_preview_issues_nothing(frozen: Archive, seen: str) -> None:
    form = frozen.page(OCTOBER).form("Issue version")
    form.data["seen"] = [seen]
    page = Page(form.send(frozen.client))
    assert page.status == 422 and CHANGED in page.main and count(IssuedReport) == 0
