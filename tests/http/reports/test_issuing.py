"""Issuing: frozen, versioned, with a reason, and for ever the same."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from intake import create_app
from intake.config import Config
from intake.database import begin_writing, db
from intake.models.case import Case
from intake.models.issued_report import IssuedReport
from intake.models.report_log import ReportDeed
from tests.http.desk import count, post, signed_in, twice
from tests.http.reports.archive import OCTOBER, SEPTEMBER, Archive, busy, local
from tests.http.reports.test_preview import lines, row
from tests.page import Page


def test_it_leads_to_the_issued_report(frozen: Archive) -> None:
    page = frozen.issue(OCTOBER)
    assert page.path == f"/reports/{OCTOBER}/1" and page.h1 == "Monthly report October 2026"
    assert row(page, "New ") == "New 24 X (X)"
    assert lines(frozen)[1:] == [
        (OCTOBER, 1, ReportDeed.ISSUED),
        (OCTOBER, 1, ReportDeed.OPENED),
    ]


def test_a_double_click_issues_once(frozen: Archive) -> None:
    form = frozen.page(OCTOBER).form("Issue version")
    answers = twice(form, frozen.client)
    assert [answer.location for answer in answers] == [f"/reports/{OCTOBER}/1"] * 2
    assert count(IssuedReport) == 1


def test_a_later_version_needs_its_reason(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    page = frozen.issue(OCTOBER)
    assert page.status == 422 and page.errors == ["Choose why it is issued again."]
    page = frozen.issue(OCTOBER, reason="corrected")
    assert page.path == f"/reports/{OCTOBER}/2"
    assert "Wrong entries put right" in page.main
    assert "There is a newer version" in frozen.page(f"{OCTOBER}/1").main


def test_a_preview_from_before_leads_to_what_is_issued(frozen: Archive) -> None:
    """Two coordinators look at the same draft, and both press the button."""
    stale = frozen.page(OCTOBER).form("Issue version")
    frozen.issue(OCTOBER)
    page = Page(stale.send(frozen.client))
    assert page.path == f"/reports/{OCTOBER}/1" and count(IssuedReport) == 1


def test_a_running_month_is_refused(archive: Archive) -> None:
    busy(archive)
    archive.now_is(2026, 11, 2, 9)
    form = archive.page(OCTOBER).form("Issue version")
    archive.clock.at = local(2026, 10, 31, 23, 0)
    archive.now_is(2026, 10, 31, 23, 0)
    fresh_form = archive.page(SEPTEMBER).form("Issue version")
    fresh_form.address = form.address
    page = Page(fresh_form.send(archive.client))
    assert page.status == 404 and "not over" in page.main
    assert count(IssuedReport) == 0


def test_months_without_report_are_refused(frozen: Archive) -> None:
    for month, words in (("2026-12", "not begun"), ("2026-08", "before the first case")):
        page = Page(post(frozen.client, f"/reports/{month}/issue"))
        assert page.status == 404 and words in page.main
    assert Page(post(frozen.client, "/reports/2026-13/issue")).status == 404
    assert count(IssuedReport) == 0


def test_a_provisional_report_says_so_and_the_final_one_follows(archive: Archive) -> None:
    busy(archive)
    archive.now_is(2026, 11, 2, 9)
    assert "Provisional" in archive.issue(OCTOBER).main
    archive.now_is(2026, 11, 10, 0)
    page = archive.issue(OCTOBER, reason="final")
    assert "Final: the month is frozen" in page.main and "Final figures" in page.main
    assert "Provisional" in archive.page(f"{OCTOBER}/1").main


def everything(client: FlaskClient) -> list[object]:
    """All that readers get of version 1, in both languages."""
    found: list[object] = []
    for language in ("de", "en"):
        for kind in ("pdf", "zip"):
            answer = client.get(f"/reports/{OCTOBER}/1.{kind}?language={language}")
            assert answer.status_code == 200
            found.append(answer.data)
    page = Page(client.get(f"/reports/{OCTOBER}/1"))
    return [*found, page.main]


def test_an_issued_report_never_changes(frozen: Archive, config: Config) -> None:
    frozen.issue(OCTOBER)
    before = everything(frozen.client)
    begin_writing()
    for case in db.session.query(Case):
        case.kind = "expert_advice"
    db.session.commit()
    frozen.received(local(2026, 11, 25, 9))
    change(config.instance / "office.toml")
    app = create_app(config, frozen.clock)
    frozen.clock.at = local(2027, 1, 5, 9)
    with app.app_context():
        later = signed_in(app.test_client(), frozen.make, frozen.cast.coordinator)
        assert everything(later) == before
        preview = Page(later.get(f"/reports/{OCTOBER}"))
        assert "Renamed" in preview.main
        db.session.remove()
        db.engine.dispose()


def change(settings: Path) -> None:
    """Other names for everything, another threshold."""
    text = settings.read_text("utf-8")
    text = re.sub(r'^(label|name)\.(de|en) = ".*"', r'\1.\2 = "Renamed"', text, flags=re.M)
    settings.write_text(text.replace("\nk = 5\n", "\nk = 3\n"), "utf-8")


def test_it_needs_its_token(frozen: Archive) -> None:
    assert Page(post(frozen.client, f"/reports/{OCTOBER}/issue")).status == 400
    assert count(IssuedReport) == 0
