"""A request travels from a phone to a PDF: the whole way, in a real browser.

Without JavaScript, at 360 px, in German and in Arabic; then once more with JavaScript.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import NewContext
from tests.browser.office import ANDREA, CORINNE
from tests.browser.pages import Resident, Staff
from tests.served import Served, serve
from tests.unit.pdf.reading import text_by_pypdf, words_of

TOPIC, PLACE = "housing", "murgenthal"


@dataclass(frozen=True)
class Words:
    """What is said, in the resident's language."""

    lang: str
    alias: str
    question: str
    answer: str
    thanks: str


GERMAN = Words(
    "de",
    "Selam",
    "Der Vermieter will die Kaution behalten. Darf er das?",
    "Bringen Sie bitte den Mietvertrag mit. Wir schauen ihn zusammen an.",
    "Danke, ich komme am Donnerstag.",
)
ARABIC = Words(
    "ar",
    "سلام",
    "يريد المالك الاحتفاظ بمبلغ الضمان. هل يحق له ذلك؟",
    "أحضري معك عقد الإيجار من فضلك. سنقرأه معًا.",
    "شكرًا، سآتي يوم الخميس.",
)
NOTE = "Vermieter erst nach dem Gespräch anrufen."
AGREED = "Kaution: Schlichtungsbehörde erklärt."


@dataclass
class Scene:
    """The people of the story, each with a telephone; and the office they meet at."""

    words: Words
    office: Served
    resident: Resident
    coordinator: Staff
    adviser: Staff
    code: str = ""
    number: str = ""
    news_before: Sequence[str] = ()


@pytest.fixture(params=[GERMAN, ARABIC], ids=["de", "ar"])
def scene(
    request: pytest.FixtureRequest, new_context: NewContext, tmp_path: Path
) -> Iterator[Scene]:
    words: Words = request.param
    with serve(tmp_path, form_min_seconds=0) as office:
        yield Scene(
            words,
            office,
            Resident(new_context(locale=words.lang).new_page(), office.base, words.lang),
            Staff(new_context().new_page(), office.base),
            Staff(new_context().new_page(), office.base),
        )


def test_a_request_travels_from_a_phone_to_a_pdf(scene: Scene, tmp_path: Path) -> None:
    nobody_can_ask_yet(scene)
    the_coordinator_sets_the_office_up(scene)
    a_resident_asks_for_advice(scene)
    an_adviser_takes_the_case_on_and_answers(scene)
    the_resident_reads_it_and_replies(scene)
    the_adviser_finishes(scene)
    the_summary_holds_it_all(scene, tmp_path)
    the_resident_sees_that_it_is_closed(scene)
    assert scene.office.log.count("\n") == 1, scene.office.log


def nobody_can_ask_yet(scene: Scene) -> None:
    scene.resident.go("/")
    assert scene.resident.path == f"/{scene.words.lang}/"
    scene.resident.follow("/request/person")
    assert scene.resident.page.locator("main form").count() == 0


def the_coordinator_sets_the_office_up(scene: Scene) -> None:
    link = scene.office.setup_link
    scene.coordinator.set_up(link, name="Corinne Meier", email=CORINNE, language="de")
    assert scene.coordinator.path == "/admin/first-steps"
    scene.coordinator.go("/staff/recovery-sheet")
    assert scene.coordinator.page.locator(".groups, main form").count() == 0
    person = {"name": "Andrea Keller", "email": ANDREA, "role": "adviser", "language": "de"}
    scene.adviser.activate(ANDREA, scene.coordinator.invite(**person))
    scene.adviser.sign_out()


def a_resident_asks_for_advice(scene: Scene) -> None:
    resident, words = scene.resident, scene.words
    scene.code, scene.number = resident.ask(
        requester="myself",
        topics=[TOPIC, "money"],
        question=words.question,
        language="ar",
        interpreter="yes",
        interpreter_gender="woman",
        municipality=PLACE,
        alias=words.alias,
        reach="phone",
        phone="079 555 01 23",
        talk_places="office",
    )
    assert resident.path == f"/{words.lang}/receipt"
    assert len(scene.code.replace(" ", "")) == 20
    resident.page.reload()
    assert resident.code == scene.code
    resident.page.locator('a[href="/leave"]').click()
    assert resident.path == "/left"


def an_adviser_takes_the_case_on_and_answers(scene: Scene) -> None:
    adviser, words = scene.adviser, scene.words
    adviser.sign_in(ANDREA)
    assert adviser.path == "/cases/"
    adviser.open_case(scene.number, "new")
    assert words.question in adviser.main
    assert words.alias in adviser.page.locator(".reach").inner_text()
    adviser.do("lead", topic=TOPIC, urgency="urgent", conflict="no")
    adviser.do("message", body=words.answer, lang=words.lang, waits="y")
    assert adviser.page.locator(".done").count() == 1
    assert words.answer in adviser.main
    scene.news_before = adviser.news_of(scene.number)
    adviser.open_case(scene.number, "waiting")


def the_resident_reads_it_and_replies(scene: Scene) -> None:
    resident, words = scene.resident, scene.words
    resident.come_back(scene.code)
    assert resident.messages == [words.answer]
    resident.submit(text=words.thanks)
    assert resident.page.locator(".done").count() == 1
    assert resident.messages == [words.thanks, words.answer]
    resident.page.locator(".end summary").first.click()
    assert words.question in resident.main


def the_adviser_finishes(scene: Scene) -> None:
    adviser = scene.adviser
    assert len(adviser.news_of(scene.number)) == len(scene.news_before) + 1
    adviser.open_case(scene.number, "mine")
    assert scene.words.thanks in adviser.main
    adviser.do("note", body=NOTE)
    adviser.do(
        "contact", channel="office", minutes="25", interpreting="certified_on_site", note=AGREED
    )
    adviser.do("closure", reason="done", outcome="resolved", service_level="short_advice")
    assert [e for e in adviser.entries if NOTE in e and "Andrea Keller" in e]
    adviser.go("/cases/")
    adviser.open_case(scene.number, "closed")


def the_summary_holds_it_all(scene: Scene, folder: Path) -> None:
    adviser, words = scene.adviser, scene.words
    adviser.page.locator("details summary").first.click()
    file = adviser.download("summary", folder, kind="internal", purpose="file")
    assert file.name == f"{scene.number}.pdf"
    document = file.read_bytes()
    found = words_of(text_by_pypdf(document))
    for text in (words.question, words.answer, words.thanks, words.alias, NOTE, AGREED):
        assert words_of(text) <= found, text
    assert scene.number in text_by_pypdf(document)


def the_resident_sees_that_it_is_closed(scene: Scene) -> None:
    resident = scene.resident
    before = resident.page.locator(".state").inner_text()
    resident.page.reload()
    assert resident.page.locator(".state").inner_text() != before
    resident.page.locator('form[action$="/status/leave"] button').click()
    assert resident.path == f"/{scene.words.lang}/"
    resident.go(f"/{scene.words.lang}/status")
    assert resident.form("code").count() == 1
