"""The case summary as PDF, read back."""

from io import BytesIO

import pypdf
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.models.event import Verb
from intake.models.export import Export
from tests.conftest import Cast
from tests.http.cases.moves import write_as_client
from tests.http.cases.worst import WORST
from tests.http.desk import count, details_of, fresh, page
from tests.make import MadeCase, Maker
from tests.page import Page
from tests.unit.pdf.reading import text_by_pypdf, words_of


def order(client: FlaskClient, made: MadeCase, purpose: str = "file") -> TestResponse:
    form = page(client, f"/cases/{made.case.number}/summary").form("Make the PDF")
    return form.fill(kind="internal", purpose=purpose).send(client)


def test_it_holds_the_case_and_is_named_after_its_number(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, question="كيف أجد دورة لغة؟", page_language="ar")
    write_as_client(make, made, "ብዙሕ የቐንየልና")
    page(lead, f"/cases/{made.case.number}/note").submit(lead, "Save", body="Reads Tigrinya")
    answer = order(lead, made, "client_asked")
    assert answer.mimetype == "application/pdf"
    name = f'attachment; filename="{made.case.number}.pdf"'
    assert answer.headers["Content-Disposition"] == name
    assert answer.headers["Cache-Control"] == "no-store"
    said = words_of(text_by_pypdf(answer.data))
    assert {"Selam", "Tigrinya", "Lena", "دورة", "ብዙሕ", "የቐንየልና"} <= said


def test_its_title_names_nobody(lead: FlaskClient, taken: MadeCase) -> None:
    reader = pypdf.PdfReader(BytesIO(order(lead, taken).data))
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    assert taken.case.number in told
    assert "Selam" not in told and "German" not in told and "Lena" not in told


def test_each_copy_is_logged_with_its_purpose(
    lead: FlaskClient, cast: Cast, taken: MadeCase
) -> None:
    form = page(lead, f"/cases/{taken.case.number}/summary").form("Make the PDF")
    for purpose in ("file", "supervision", "supervision"):
        assert form.fill(kind="internal", purpose=purpose).send(lead).mimetype == "application/pdf"
    fresh()
    logged = [(e.purpose, e.kind, e.member_uuid) for e in Export.of_case(taken.keys.case_uuid)]
    lead_uuid = cast.lead.member.uuid
    assert logged == [(p, "internal", lead_uuid) for p in ("supervision", "supervision", "file")]
    assert details_of(taken, Verb.EXPORTED)["kind"] == "internal"
    log = page(lead, f"/cases/{taken.case.number}/access-log")
    assert log.main.count("Case discussion") == 2 and "For the file" in log.main


@pytest.mark.parametrize("purpose", [None, "unheard_of"])
def test_without_a_purpose_nothing_leaves(
    lead: FlaskClient, taken: MadeCase, purpose: str | None
) -> None:
    form = page(lead, f"/cases/{taken.case.number}/summary").form("Make the PDF")
    form.data["purpose"] = [purpose] if purpose else []
    assert Page(form.send(lead)).status == 422 and count(Export) == 0


def test_the_worst_texts_get_onto_paper(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    made = make.taken_case(cast.lead, question=WORST["tigrinya"])
    for text in WORST.values():
        page(lead, f"/cases/{made.case.number}/note").submit(lead, "Save", body=text)
    said = text_by_pypdf(order(lead, made).data)
    assert "DROP TABLE cases" in said and "<script>alert(1)</script>" in said
    assert words_of(WORST["tigrinya"]) <= words_of(said)
    assert said.count("x") >= 4000, "a long word is broken, not cut"
