"""What was agreed, on the page behind the code: plainly, and none of the notes of the staff."""

from datetime import date

import pytest

from intake.database import begin_writing, db
from intake.models.agreement import Agreement, agree, fulfil
from intake.models.merged import Merged
from intake.models.note import write_note
from tests.conftest import Cast
from tests.http.forms.residents import STATUS, Desk, Resident
from tests.make import MadeCase
from tests.page import Page


@pytest.fixture
def taken(desk: Desk, cast: Cast) -> MadeCase:
    return desk.make.taken_case(cast.lead)


def agreed(
    desk: Desk, cast: Cast, made: MadeCase, who: str, what: str, until: date | None = None
) -> Agreement:
    begin_writing()
    now = desk.make.clock.forward(minutes=1)
    row = agree(made.case, made.keys, who, what, until, cast.lead.actor, now)
    db.session.commit()
    return row


def in_order(page: Page, *words: str) -> None:
    places = [page.main.index(word) for word in words]
    assert places == sorted(places), page.main


def test_who_does_what_until_when_in_the_order_of_its_day(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    agreed(desk, cast, taken, "third_party", "Sends the form")
    agreed(desk, cast, taken, "case_lead", "Calls the school", date(2026, 12, 1))
    agreed(desk, cast, taken, "client", "أحضر العقد", date(2026, 11, 30))
    done = agreed(desk, cast, taken, "client", "Asks the doctor")
    begin_writing()
    fulfil(done, taken.keys, cast.lead.actor, desk.make.office, desk.make.clock())
    db.session.commit()
    page = resident.enter(taken.code)
    in_order(page, "What we agreed", "You · Until Monday 30 November", "أحضر العقد")
    in_order(page, "أحضر العقد", "We, the office · Until Tuesday 1 December", "Calls the school")
    in_order(page, "Calls the school", "Another office", "Sends the form", "You · Done on Tuesday")
    assert "Done on Tuesday 24 November" in page.main


def test_without_agreements_there_is_no_word_of_them(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    begin_writing()
    write_note(taken.case, taken.keys, "Reads slowly", cast.lead.actor, desk.make.clock())
    db.session.commit()
    page = resident.enter(taken.code)
    assert "What we agreed" not in page.main and "Reads slowly" not in page.main


@pytest.mark.parametrize(("lang", "who"), [("de", "Sie"), ("ar", None)])
def test_it_is_in_the_language_of_the_page(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase, lang: str, who: str | None
) -> None:
    agreed(desk, cast, taken, "client", "<b>Miete & Vertrag</b>", date(2027, 1, 4))
    resident.enter(taken.code)
    resident.lang = lang
    page = resident.read(STATUS)
    assert "<b>Miete & Vertrag</b>" in page.main
    assert who is None or who in page.main


def test_a_merged_code_shows_the_agreements_of_both(
    resident: Resident, desk: Desk, cast: Cast, taken: MadeCase
) -> None:
    leading = desk.make.taken_case(cast.lead)
    agreed(desk, cast, taken, "client", "Of the first case")
    agreed(desk, cast, leading, "client", "Of the leading case")
    begin_writing()
    Merged.add(taken.keys, leading.keys, desk.make.clock())
    db.session.commit()
    page = resident.enter(taken.code)
    assert "Of the first case" in page.main and "Of the leading case" in page.main
    assert "Of the first case" not in resident.enter_again(leading.code).main
