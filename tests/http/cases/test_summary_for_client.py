"""The paper for the client, read back: what was agreed, in two languages, and no staff words."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.database import begin_writing, db
from intake.models.agreement import agree, fulfil
from intake.models.event import Verb
from intake.models.export import Export
from tests.conftest import Cast
from tests.http.cases.moves import write_as_client
from tests.http.cases.worst import WORST
from tests.http.desk import count, details_of, fresh, page
from tests.make import MadeCase, Maker
from tests.page import Page
from tests.unit.pdf.reading import plain, text_by_pypdf


def order(client: FlaskClient, made: MadeCase, **other: str) -> TestResponse:
    form = page(client, f"/cases/{made.case.number}/summary").form("Make the PDF")
    return form.fill(kind="client", purpose="client_asked", **other).send(client)


def agreed(
    make: Maker, cast: Cast, made: MadeCase, who: str, what: str, until: date | None = None
) -> None:
    begin_writing()
    agree(made.case, made.keys, who, what, until, cast.lead.actor, make.clock())
    db.session.commit()


def pages_of(answer: TestResponse) -> list[str]:
    assert answer.mimetype == "application/pdf"
    return [plain(p.extract_text()) for p in pypdf.PdfReader(BytesIO(answer.data)).pages]


def test_it_says_who_does_what_until_when_and_where_the_office_is(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, page_language="en")
    agreed(make, cast, made, "client", "Brings the contract", date(2026, 12, 1))
    agreed(make, cast, made, "case_lead", "Calls the school")
    english, german = pages_of(order(lead, made))
    assert "What we agreed" in english and made.case.number in english
    assert "You" in english and "Brings the contract" in english and "1 Dec 2026" in english
    assert "We, the office" in english and "Calls the school" in english
    assert make.office.contact.street in english and make.office.contact.phone in english
    assert "Sie" in german and "Brings the contract" in german and "12.2026" in german


def test_nothing_of_the_staff_and_no_name_stands_on_it(
    lead: FlaskClient, make: Maker, cast: Cast
) -> None:
    made = make.taken_case(cast.lead, question="Secretly asked")
    write_as_client(make, made, "Written by client")
    page(lead, f"/cases/{made.case.number}/note").submit(lead, "Save", body="Reads slowly")
    form = page(lead, f"/cases/{made.case.number}/contact").form("Log this talk")
    form.fill(channel="phone", minutes="15", note="Was upset").send(lead)
    answer = order(lead, made)
    told = text_by_pypdf(answer.data) + str(pypdf.PdfReader(BytesIO(answer.data)).metadata)
    for hidden in ("Selam", "555 01 23", "Secretly", "Written", "slowly", "upset", "Lena",
                   "German course", made.code[:4] + " "):  # fmt: skip
        assert hidden not in told, hidden
    assert "Nothing has been agreed yet." in told


def test_arabic_comes_first_and_german_after_it(lead: FlaskClient, make: Maker, cast: Cast) -> None:
    made = make.taken_case(cast.lead, page_language="ar")
    agreed(make, cast, made, "client", "أحضر العقد", date(2026, 12, 1))
    form = page(lead, f"/cases/{made.case.number}/summary").form("Make the PDF")
    assert form.value("language") == "ar"
    answer = order(lead, made)
    arabic, german = pages_of(answer)
    assert "أحضر العقد" in arabic and "أحضر العقد" in german
    assert "Rufen Sie sofort an" in german and "Rufen Sie sofort an" not in arabic
    assert pypdf.PdfReader(BytesIO(answer.data)).root_object["/Lang"] == "ar"


@pytest.mark.parametrize(
    ("page_language", "language", "proposed"),
    [("ar", "am", "ar"), ("de", "ar", "ar"), ("de", "am", "de"), ("xx", "not-one", "de")],
)
def test_the_language_is_proposed_by_what_is_known(
    lead: FlaskClient, make: Maker, cast: Cast, page_language: str, language: str, proposed: str
) -> None:
    made = make.taken_case(cast.lead, page_language=page_language, language=language)
    form = page(lead, f"/cases/{made.case.number}/summary").form("Make the PDF")
    assert form.value("language") == proposed and "am" not in form.choices("language")


def test_in_german_it_is_one_page_alone(lead: FlaskClient, taken: MadeCase) -> None:
    assert len(pages_of(order(lead, taken, language="de"))) == 1


def test_each_copy_is_logged_as_the_clients(
    lead: FlaskClient, coordinator: FlaskClient, taken: MadeCase
) -> None:
    assert order(lead, taken).mimetype == "application/pdf"
    fresh()
    (export,) = Export.of_case(taken.keys.case_uuid)
    assert (export.kind, export.purpose) == ("client", "client_asked")
    assert details_of(taken, Verb.EXPORTED)["kind"] == "client"
    assert "for the client" in page(coordinator, "/admin/logs/exports").main
    assert "Paper for the client made" in page(lead, f"/cases/{taken.case.number}").main


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("kind", [], "Choose who it is for."),
        ("kind", ["everybody"], "Not a valid choice."),
        ("language", ["am"], "Not a valid choice."),
    ],
)
def test_without_knowing_for_whom_nothing_leaves(
    lead: FlaskClient, taken: MadeCase, field: str, value: list[str], error: str
) -> None:
    form = page(lead, f"/cases/{taken.case.number}/summary").form("Make the PDF")
    form.fill(kind="client", purpose="client_asked")
    form.data[field] = value
    again = Page(form.send(lead))
    assert again.status == 422 and count(Export) == 0
    assert again.errors == [error]


def test_what_is_done_is_said_and_the_worst_words_get_onto_paper(
    lead: FlaskClient, make: Maker, cast: Cast, taken: MadeCase
) -> None:
    lines = [text for text in WORST.values() if len(text) <= 200]
    for text in lines:
        agreed(make, cast, taken, "client", text)
    agreed(make, cast, taken, "third_party", "x" * 200)
    begin_writing()
    row = agree(
        taken.case, taken.keys, "client", "Done before", None, cast.lead.actor, make.clock()
    )
    fulfil(row, taken.keys, cast.lead.actor, make.office, make.clock())
    db.session.commit()
    said = text_by_pypdf(order(lead, taken, language="de").data)
    assert "Done before" in said and "24.11.2026" in said.partition("Rufen Sie")[0]
    assert said.count("x") >= 200 and "Another office" not in said
    assert "<script>alert(1)</script>" in said


def test_who_has_a_conflict_gets_none(outsider: FlaskClient, taken: MadeCase) -> None:
    assert outsider.get(f"/cases/{taken.case.number}/summary").status_code == 403
