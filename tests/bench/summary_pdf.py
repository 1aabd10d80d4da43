"""The summary of a case as PDF: what our walls around WeasyPrint cost."""

import time
from collections.abc import Callable
from statistics import median

from flask import render_template
from sqlalchemy import select
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from intake.database import db
from intake.i18n import use_language
from intake.models.case import Case
from intake.pdf import render, warm
from intake.pdf.fetcher import STATIC, OwnFiles
from tests.bench.figures import Figure
from tests.bench.premises import Open, Premises
from tests.unit.pdf.samples import spoken, summary_of

TIMES = 15
"""Pairs of ours and bare, one after the other, so that both meet the same load."""


def summary_pdf(place: Open) -> list[Figure]:
    """Ours against bare WeasyPrint on the same page, and the whole request of a member."""
    html, bare = _page(place.premises), _bare()
    warm()
    pairs = [(_timed(lambda: render(html, lang="de")), _timed(lambda: bare(html)))
             for _ in range(TIMES + 1)][1:]  # fmt: skip
    ours, theirs = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    return [
        Figure("summary PDF, one page, warm", ratio, "× bare", 1.1,
               more=f"{ours:.0f} ms, bare WeasyPrint {theirs:.0f} ms"),
        Figure("… the whole request", _requests(place), "ms"),
    ]  # fmt: skip


def _page(place: Premises) -> str:
    with place.app.test_request_context("/cases/"), use_language("de"):
        return render_template("pdf/case_summary.html", summary=summary_of(spoken("ar")))


def _bare() -> Callable[[str], object]:
    """WeasyPrint as a program would use it that cares for speed alone: parsed style, own fonts."""
    fonts, files = FontConfiguration(), OwnFiles()
    style = "\n".join(sheet.read_text() for sheet in sorted((STATIC / "css/pdf").glob("*.css")))
    sheet = CSS(string=style, url_fetcher=files, font_config=fonts)

    def make(html: str) -> object:
        document = HTML(string=html, url_fetcher=files)
        return document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")

    return make


def _requests(place: Open) -> float:
    cookies = place.staff_cookies()
    with place.premises.app.app_context():
        number = db.session.scalar(select(Case.number).where(Case.status == "in_progress").limit(1))
        db.session.remove()
    path = f"/cases/{number}/summary"
    purpose = [*place.premises.office.export_purposes][0]
    times = []
    for _ in range(TIMES):
        token = place.server.get(path, cookies).token("SummaryForm")
        answer = place.server.post(
            path, {"kind": "internal", "purpose": purpose, "form_token": token}, cookies
        )
        assert answer.body.startswith(b"%PDF"), f"{path} answered {answer.status}"
        times.append(answer.seconds * 1000)
    return median(times)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
