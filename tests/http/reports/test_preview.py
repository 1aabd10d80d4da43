"""The preview: full numbers on the screen, and what the report will show."""

import pytest

from intake.database import db
from intake.models.report_log import ReportDeed, ReportEntry
from tests.http.desk import fresh
from tests.http.reports.archive import OCTOBER, SEPTEMBER, Archive, busy, local
from tests.page import Page


def lines(archive: Archive) -> list[tuple[str, int | None, str]]:
    """The report log: month, version, deed."""
    fresh()
    return [(one.code, one.version, one.deed) for one in db.session.query(ReportEntry)]


def row(page: Page, begin: str) -> str:
    """The first row of a table that begins with these words."""
    return next(text for text in page.texts("tr") if text.startswith(begin))


def test_it_shows_full_numbers_and_what_is_hidden(frozen: Archive) -> None:
    page = frozen.page(SEPTEMBER)
    assert page.h1 == "Preview: Monthly report September 2026"
    assert page.main.count("Draft") == 1
    assert row(page, "New ").startswith("New 3 shown as")
    assert row(frozen.page(OCTOBER), "New ") == "New 24 3 shown as X 27 shown as (X)"


def test_each_look_is_logged_before_it_is_shown(frozen: Archive) -> None:
    frozen.page(OCTOBER)
    frozen.page(OCTOBER)
    assert lines(frozen) == [(OCTOBER, None, ReportDeed.PREVIEWED)] * 2


def test_a_running_month_can_not_be_issued(archive: Archive) -> None:
    busy(archive)
    archive.now_is(2026, 10, 31, 23, 59)
    page = archive.page(OCTOBER)
    assert page.main.count("Draft") == 1
    assert "not over" in page.main and "can be issued from 1 Nov 2026" in page.main
    assert [form for form in page.forms if "/issue" in form.address] == []


def test_a_month_that_is_over_but_not_frozen_says_so(archive: Archive) -> None:
    busy(archive)
    archive.now_is(2026, 11, 1, 0)
    page = archive.page(OCTOBER)
    assert "Provisional" in page.main and "Until 10 Nov 2026" in page.main


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ("2026-12", "has not begun"),
        ("9999-12", "has not begun"),
        ("2026-08", "before the first case"),
        ("0001-01", "before the first case"),
    ],
)
def test_months_without_report_say_why(frozen: Archive, month: str, words: str) -> None:
    page = frozen.page(month)
    assert page.status == 404 and words in page.main


def test_without_any_case_there_is_no_report(archive: Archive) -> None:
    archive.now_is(2026, 11, 24, 9)
    page = archive.page(OCTOBER)
    assert page.status == 404 and "no case yet" in page.main


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "october", "0000-10", "²026-10"])
def test_what_is_no_month_is_not_found(frozen: Archive, text: str) -> None:
    assert frozen.page(text).status == 404
    assert frozen.page(f"{text}/1").status == 404


def test_an_empty_month_is_a_report_of_noughts(archive: Archive) -> None:
    archive.closed(archive.received(local(2026, 9, 1, 9)), local(2026, 9, 2, 9))
    archive.now_is(2026, 11, 24, 9)
    page = archive.page(OCTOBER)
    assert row(page, "New ") == "New 0 1 shown as X 1 shown as X"
    assert archive.issue(OCTOBER).h1 == "Monthly report October 2026"
    assert row(archive.page(f"{OCTOBER}/1"), "New ") == "New – X X"


def test_a_case_belongs_to_the_month_of_its_local_time(archive: Archive) -> None:
    """The night of the clock change, and the last minute before the month ends in Zurich."""
    archive.received(local(2026, 10, 25, 2, 30))
    archive.received(local(2026, 10, 31, 23, 59))
    late = archive.received(local(2026, 11, 1, 0, 0))
    archive.closed(late, local(2026, 11, 1, 0, 1))
    archive.now_is(2026, 11, 24, 9)
    assert row(archive.page(OCTOBER), "New ").startswith("New 2")
    page = archive.page("2026-11")
    assert row(page, "New ").startswith("New 1") and row(page, "Closed ").startswith("Closed 1")
