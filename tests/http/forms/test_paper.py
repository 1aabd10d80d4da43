"""The sheet to take home."""

import re
from io import BytesIO

import pypdf
import pytest

from intake.database import db
from intake.models.confirmation import confirm
from tests.http.forms.residents import Desk, Resident, code_on
from tests.page import Page

PAPER = "/receipt/paper"


def words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_it_holds_the_code_and_nothing_that_was_asked(
    resident: Resident, desk: Desk, lang: str
) -> None:
    resident.lang = lang
    code = code_on(resident.ask(alias="Selam"))
    answer = resident.client.get(f"/{lang}{PAPER}")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    number = desk.case().number
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    text = words(answer.data)
    assert code.split() == re.findall(r"\b\d{4}\b", text.split("http")[0])[:5]
    assert f"http://localhost/{lang}/status" in text
    assert "+41 62 745 73 17" in text
    assert "Fachstelle Integration Region Zofingen" in text
    assert number in text
    for secret in ("Selam", "kündigen", "555", "Arbeit", "Work"):
        assert secret not in text
    assert len(pypdf.PdfReader(BytesIO(answer.data)).pages) == 1


def test_hours_stand_on_it_once_they_are_confirmed(
    resident: Resident, desk: Desk, cast: object
) -> None:
    resident.ask()
    assert "08:30" not in words(resident.client.get(f"/en{PAPER}").data)
    member = desk.make.member("coordinator", "Cora").member  # type: ignore[arg-type]
    confirm("hours", desk.make.office, member.uuid, resident.clock())
    db.session.commit()
    assert "08:30" in words(resident.client.get(f"/en{PAPER}").data)


def test_it_is_there_as_long_as_the_receipt(resident: Resident) -> None:
    resident.ask()
    resident.clock.forward(minutes=11)
    assert resident.read(PAPER).status == 410


def test_another_browser_gets_nothing(resident: Resident) -> None:
    code = code_on(resident.ask())
    resident.enter_again(code)
    assert resident.read(PAPER).status == 410


def test_too_many_sheets_say_so_on_the_receipt(resident: Resident) -> None:
    code = code_on(resident.ask())
    for _ in range(30):
        resident.client.get("/en/receipt/paper", query_string={"x": 1})
    page = resident.read(PAPER)
    assert page.status == 503
    assert "The sheet could not be made." in page.main
    assert code_on(page) == code


def test_other_methods_do_not_work(resident: Resident) -> None:
    assert Page(resident.client.post(f"/en{PAPER}")).status == 405
