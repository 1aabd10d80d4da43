"""All interface languages at once: an office that offers each of them."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from intake.database import db
from intake.i18n import LANGUAGES
from intake.models.confirmation import confirm
from intake.models.member import Role
from tests.house_rules import elements, text_of
from tests.http.forms.residents import FORM, STATUS, Desk, Resident
from tests.http.forms.test_first_load import MOST_BYTES, MOST_REQUESTS, first_load
from tests.page import Page

ARABIC_SCRIPT_DIGITS = "۰۱۲۳۴۵۶۷۸۹"


@pytest.fixture
def instance(instance: Path) -> Path:
    """The settings offer every language there is."""
    settings = instance / "office.toml"
    text = settings.read_text(encoding="utf-8")
    shipped = re.sub(r'\[\[languages\]\]\ncode = "\w+"\nreviewed = \w+\n+', "", text)
    blocks = [
        f'[[languages]]\ncode = "{c}"\nreviewed = {str(c == "de").lower()}' for c in LANGUAGES
    ]
    settings.write_text(shipped + "\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")
    return instance


def chooser(page: Page) -> list[tuple[str, str, str, str]]:
    """Each link of the chooser: address, language, direction and words."""
    (box,) = [e for e in elements(page.root, "details") if e.get("class") == "languages"]
    links = elements(box, "a")
    return [(a.get("href"), a.get("lang"), a.get("dir"), text_of(a)) for a in links]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_is_offered_in_its_own_name(
    desk: Desk, resident: Resident, lang: str
) -> None:
    resident.lang = lang
    page = resident.read(FORM)
    assert (page.status, page.lang, page.root.get("dir")) == (200, lang, LANGUAGES[lang].direction)
    assert chooser(page) == [
        (f"/{code}{FORM}", code, language.direction, language.own_name)
        for code, language in LANGUAGES.items()
    ]


def test_the_chooser_shows_the_language_of_the_page(desk: Desk, resident: Resident) -> None:
    resident.lang = "ti"
    (summary, *_) = elements(resident.read(STATUS).root, "summary")
    assert text_of(summary).endswith("ትግርኛ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_stays_small_with_all_languages(desk: Desk, resident: Resident, lang: str) -> None:
    """The form is the largest of the pages that `test_first_load` measures."""
    requests, size = first_load(resident.client, f"/{lang}{FORM}")
    assert (requests <= MOST_REQUESTS, size <= MOST_BYTES) == (True, True), (requests, size)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("sr-Latn-RS,sr;q=0.9,en;q=0.5", "bs"),
        ("hr", "bs"),
        ("prs-AF", "fa"),
        ("fa-IR", "fa"),
        ("kmr", "ku"),
        ("ku-TR,tr;q=0.8", "ku"),
        ("ku-Arab-IQ,ar;q=0.8", "ar"),
        ("ckb,ar;q=0.7", "ar"),
        ("ckb", "de"),
        ("gsw-CH", "de"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "en"),
        ("zh-CN", "de"),
        ("pt-BR", "pt"),
        ("en;q=0.3,ti;q=0.9", "ti"),
        ("ti;q=0,so;q=0.1", "so"),
        ("*", "de"),
        ("uk_UA", "uk"),
    ],
)
def test_the_browser_leads_to_a_language_its_reader_understands(
    client: FlaskClient, asked: str, language: str
) -> None:
    assert client.get("/", headers={"Accept-Language": asked}).location == f"/{language}/"


@pytest.mark.parametrize(
    ("lang", "own"), [("fa", True), ("ps", True), ("ar", False), ("ta", False)]
)
def test_days_and_counts_are_in_its_digits_but_numbers_to_call_are_not(
    desk: Desk, resident: Resident, lang: str, own: bool
) -> None:
    member = desk.make.member(Role.COORDINATOR, "Cora Coordinator").member
    confirm("promises.first_response", desk.make.office, member.uuid, resident.clock())
    confirm("hours", desk.make.office, member.uuid, resident.clock())
    db.session.commit()
    resident.lang = lang
    empty = resident.send(resident.read(FORM).form(action=FORM))
    receipt = resident.ask()
    (counted,) = [text_of(e) for e in elements(empty.root, "h2") if e.get("id") == "errors"]
    for words in (counted, receipt.main):
        assert bool(set(words) & set(ARABIC_SCRIPT_DIGITS)) is own
    assert "+41 62 745 73 17" in receipt.main
    numbers = [text_of(e) for e in elements(receipt.root, "bdi")]
    assert numbers and not set("".join(numbers)) & set(ARABIC_SCRIPT_DIGITS)


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"de"}))
def test_a_translation_nobody_checked_says_so_and_leads_to_the_german(
    desk: Desk, resident: Resident, lang: str
) -> None:
    resident.lang = lang
    (foot,) = elements(resident.read(STATUS).root, "footer")
    assert [a.get("lang") for a in elements(foot, "a") if a.get("href") == f"/de{STATUS}"] == ["de"]
    resident.lang = "de"
    (foot,) = elements(resident.read(STATUS).root, "footer")
    assert f"/de{STATUS}" not in [a.get("href") for a in elements(foot, "a")]
