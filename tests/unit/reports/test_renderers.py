"""Renderers are given what is printed, and nothing they print comes from anywhere else."""

import ast
import inspect
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, render_template

import intake.reports
from intake.i18n import Text, use_language
from intake.reports import charts, csv_files, files, issued_page
from intake.reports.key_figures import Figure
from intake.reports.printed import Printed, Stage
from intake.reports.publishing import Draft, Ladder, publish
from intake.reports.table import Frame, Heading, RawTable, SafeTable, Sum

RENDERERS = (charts, csv_files, files, issued_page)
SECRET_NAMES = {"RawTable", "RawReport", "Issued", "Figures", "counts_in", "Drafted", "drafting"}
CANARY = 7919
"""The large companion of a small number: hidden too, and easy to find if it slips through."""


def words(text: str) -> Text:
    return Text({"de": text, "en": text})


def printed() -> Printed:
    rows = tuple(Heading(code, words(code)) for code in ("a", "b", "c", "d", "total"))
    frame = Frame(
        "overview",
        rows,
        (Heading("month", words("October")),),
        (Sum("total", ("a", "b", "c", "d")),),
        title=words("Cases"),
        unit=words("Cases"),
        rule=words("Each counts once."),
    )
    counts = {"a": 3, "b": CANARY, "c": 9000, "d": 9100, "total": 3 + CANARY + 18100}
    raw = RawTable(frame, {(row, "month"): count for row, count in counts.items()})
    safe = publish(Draft("2026-10", 1, (Ladder((raw,)),)), 5).safe
    figure = Figure("hidden", words("Median"), words("days"), None, hidden=True)
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return Printed(safe, words("Title"), words("Office"), at, Stage.FINAL, None, (figure,))


def test_the_canary_is_hidden_in_the_first_place() -> None:
    (table,) = printed().report.tables
    assert [str(row[0]) for row in table.cells] == ["X", "(X)", "9000", "9100", str(26022)]


def test_no_output_holds_a_hidden_number(app: Flask) -> None:
    report = printed()
    with app.test_request_context("/reports/"), use_language("en"):
        paper = render_template(
            "pdf/report.html",
            printed=report,
            charts=charts.charts_of(report),
            lang="en",
            direction="ltr",
        )
        with zipfile.ZipFile(io.BytesIO(csv_files.packed(report))) as archive:
            tables = [archive.read(name).decode() for name in archive.namelist()]
    for text in (paper, repr(charts.charts_of(report)), *tables):
        assert str(CANARY) not in text and f"{CANARY:,}" not in text
    assert "9000" in paper and "9000" in tables[1]


def test_a_hidden_bar_has_no_length() -> None:
    bars = charts.charts_of(printed())["overview"]
    assert [(bar.hidden, bar.length) for bar in bars[:2]] == [(True, 0), (True, 0)]
    assert bars[3].length == charts.LONGEST


def test_renderers_take_what_is_printed_and_know_nothing_else() -> None:
    for module in RENDERERS:
        tree = ast.parse(Path(inspect.getfile(module)).read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert names & (SECRET_NAMES | {"issued", "_counts"}) == set(), module.__name__
    taken = {
        parameter.annotation
        for function in (
            charts.charts_of,
            charts.bars_of,
            csv_files.packed,
            csv_files.csv_of,
            files.pdf_of,
            issued_page.report_page,
        )
        for parameter in inspect.signature(function).parameters.values()
    }
    assert taken == {Printed, SafeTable, str, int}


def test_only_the_preview_shows_full_numbers() -> None:
    folder = Path(intake.reports.__file__).parent
    readers = {
        path.stem
        for path in folder.glob("*.py")
        if "render_template" in path.read_text("utf-8") and "counts_in" in path.read_text("utf-8")
    }
    assert readers == {"preview"}
