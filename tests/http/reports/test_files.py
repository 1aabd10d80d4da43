"""What leaves the house: PDF and CSV, read back."""

import csv
import io
import re
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import create_app
from intake.config import Config
from intake.database import db
from intake.models.issued_report import IssuedReport
from intake.models.report_log import ReportDeed
from intake.reports.csv_files import guarded
from intake.reports.edition import from_json
from intake.reports.printed import Printed
from tests.conftest import Cast
from tests.http.desk import fresh
from tests.http.reports.archive import OCTOBER, Archive, busy
from tests.http.reports.test_preview import lines
from tests.make import Clock, Maker
from tests.page import Page
from tests.unit.pdf.reading import text_by_pypdf

FORMULA = "=HYPERLINK(1;2)"


def issued(archive: Archive) -> Printed:
    """What was printed of the first report."""
    fresh()
    report = IssuedReport.all()[0]
    return from_json(report.content(archive.cast.coordinator.keyring)).printed


def table_of(text: str) -> list[list[str]]:
    """A CSV file as a spreadsheet reads it, without the two lines that say what it is."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[2:]


def test_the_csv_files_hold_what_is_printed(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    files = frozen.csv_files(f"{OCTOBER}/1.zip?language=en")
    printed = issued(frozen)
    for number, table in enumerate(printed.report.tables, 1):
        heads, *rows = table_of(files[f"{number:02}-{table.frame.code}.csv"])
        assert len(heads) == 1 + len(table.frame.columns)
        read = [[None if cell in {"X", "(X)", "…"} else int(cell) for cell in r[1:]] for r in rows]
        assert read == [[cell.number for cell in cells] for cells in table.cells]
    readme = files["README.txt"]
    assert readme.count("\n") == 1 and "X: 1 to 4." in readme and "(X):" in readme
    assert len(files) == len(printed.report.tables) + 2


def test_the_csv_files_are_in_the_language_asked_for(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    german = frozen.csv_files(f"{OCTOBER}/1.zip?language=de")
    assert "Monatsbericht Oktober 2026" in german["01-overview.csv"]
    assert "Oktober 2026" in table_of(german["01-overview.csv"])[0]


@pytest.mark.parametrize("kind", ["pdf", "zip"])
@pytest.mark.parametrize("language", ["ar", "xx", ""])
def test_other_languages_are_not_found(frozen: Archive, kind: str, language: str) -> None:
    frozen.issue(OCTOBER)
    assert frozen.client.get(f"/reports/{OCTOBER}/1.{kind}?language={language}").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "|x"])
def test_what_acts_as_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "–", "(X)", "X", "8 to 30 days", "Zofingen", "a=b"])
def test_what_does_not_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@pytest.fixture
def formulas(config: Config, clock: Clock) -> Flask:
    """An office whose municipalities, topics and name look like formulas."""
    change(config.instance / "office.toml")
    return create_app(config, clock)


def change(settings: Path) -> None:
    text = settings.read_text("utf-8")
    text = re.sub(r'^(name|label)\.(de|en) = ".*"', rf'\1.\2 = "{FORMULA}"', text, flags=re.M)
    settings.write_text(text, "utf-8")


def test_labels_that_look_like_formulas_do_nothing(formulas: Flask, clock: Clock) -> None:
    with formulas.app_context():
        make = Maker(formulas, clock)
        make.open_office()
        archive = at_the_desk(formulas, make, clock)
        busy(archive)
        archive.now_is(2026, 11, 24, 9)
        assert archive.issue(OCTOBER).h1 == "Monthly report October 2026"
        cells = [
            cell
            for name, text in archive.csv_files(f"{OCTOBER}/1.zip").items()
            if name.endswith(".csv")
            for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
            for cell in line
        ]
        assert f"'{FORMULA}" in cells
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
        assert FORMULA in text_by_pypdf(archive.file(f"{OCTOBER}/1.pdf?language=en"))
        db.session.remove()
        db.engine.dispose()


def at_the_desk(app: Flask, make: Maker, clock: Clock) -> Archive:
    """A coordinator, and an adviser, in an office of one's own."""
    from intake.models.member import Role

    members = [make.member(role, f"Name {role}") for role in (Role.ADVISER, Role.COORDINATOR)]
    lead, coordinator = members
    return Archive(app, make, Cast(lead, coordinator, lead, lead), clock, browser(app))


def browser(app: Flask) -> FlaskClient:
    """A browser whose requests each run in a context of their own."""
    from contextvars import Context

    serve = app.wsgi_app
    app.wsgi_app = lambda environ, start: Context().run(serve, environ, start)  # type: ignore[method-assign]
    return app.test_client()


@pytest.mark.parametrize(
    ("language", "title", "total"),
    [
        ("en", "Monthly report October 2026", "New cases 24"),
        ("de", "Monatsbericht Oktober 2026", "Neue Fälle 24"),
    ],
)
def test_the_pdf_says_the_same(frozen: Archive, language: str, title: str, total: str) -> None:
    frozen.issue(OCTOBER)
    pdf = frozen.file(f"{OCTOBER}/1.pdf?language={language}")
    text = " ".join(text_by_pypdf(pdf).split())
    assert title in text and total in text and "Zofingen 15" in text
    for made in vars(frozen.cast).values():
        assert made.member.name not in text
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo.get("/Title")) == title
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == language
        pages = len(document.pages)
        figures = [
            str(thing.Alt)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    assert f" {pages}" in text.split("1 von" if language == "de" else "1 of")[1][:4]
    assert len(figures) >= 5 and all("Zofingen: 15" in f for f in figures if "Zofingen" in f)


def test_files_are_logged_and_named_after_the_month(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    answer = frozen.client.get(f"/reports/{OCTOBER}/1.pdf?language=de")
    assert answer.headers["Content-Disposition"].endswith('"report-2026-10-v1-de.pdf"')
    frozen.file(f"{OCTOBER}/1.zip")
    assert lines(frozen)[-2:] == [(OCTOBER, 1, ReportDeed.PRINTED), (OCTOBER, 1, ReportDeed.PACKED)]


def test_the_report_log_is_read_by_the_auditor(frozen: Archive) -> None:
    frozen.issue(OCTOBER)
    frozen.client.set_cookie("staff", frozen.make.staff_cookie(frozen.cast.auditor))
    page = Page(frozen.client.get("/admin/logs/exports")).follow(frozen.client, "Report log")
    opened, issued_line, looked = page.texts("tr")[1:]
    assert opened.endswith("Cora Coordinator 2026-10 1 opened")
    assert issued_line.endswith("Cora Coordinator 2026-10 1 issued")
    assert looked.endswith("Cora Coordinator 2026-10 draft looked at the full numbers")
