"""The catalogue check must notice what it is there for."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS

from intake.i18n import LANGUAGES
from intake.office.texts import SHIPPED
from tests.catalogues import (
    GLOSSARY,
    KEYWORDS,
    PROJECT,
    glossary,
    outdated,
    problems,
    problems_of_office,
    read,
    template_of,
    texts,
)
from tests.plural_rules import plural_rule
from tests.worksheet import renewed, write_catalogue

PUBLIC, STAFF = "intake/forms/person.py", "intake/cases/queue.py"


@pytest.fixture
def template() -> Catalog:
    template = Catalog()
    template.add("Send", locations=[(PUBLIC, 1)])
    template.add("We answer by %(day)s.", locations=[(PUBLIC, 2)])
    template.add(("%(num)s case", "%(num)s cases"), locations=[(PUBLIC, 3)])
    template.add("Take on", locations=[(STAFF, 1)])
    return template


def empty(locale: str) -> Catalog:
    """Return a catalogue with nothing but its head."""
    catalogue = Catalog(locale=locale, fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", plural_rule(locale))]
    catalogue.header_comment = "# Words: " + " · ".join(f"{term} x" for term in GLOSSARY)
    return catalogue


def translated(locale: str, **changes: object) -> Catalog:
    """Return a whole catalogue for the template above, but for the changes asked for."""
    two = ("%(num)s Fall", "%(num)s Fälle")
    plural = {"de": two, "fr": two, "ar": ("0", "1", "2", "3", "4", "%(num)s")}
    strings = {"send": "x", "answer": "y %(day)s", "cases": plural[locale], "take": "z"} | changes
    catalogue = empty(locale)
    catalogue.add("Send", strings["send"])
    catalogue.add("We answer by %(day)s.", strings["answer"])
    catalogue.add(("%(num)s case", "%(num)s cases"), strings["cases"])
    catalogue.add("Take on", strings["take"])
    return catalogue


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_whole_catalogue_is_in_order(template: Catalog, language: str) -> None:
    assert list(problems(template, translated(language), language)) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"send": ""}, "untranslated: 'Send'"),
        ({"answer": "y %(date)s"}, "placeholders differ: 'We answer by %(day)s.'"),
        ({"answer": "y %(day)s, 100 %"}, "placeholders differ: 'We answer by %(day)s.'"),
        ({"cases": ("%(num)s Fall",)}, "1 plural forms instead of 2"),
        ({"cases": ("ein Fall", "Fälle")}, "placeholders differ: ('%(num)s case'"),
    ],
)
def test_it_names_a_bad_translation(
    template: Catalog, changes: dict[str, object], complaint: str
) -> None:
    (found,) = problems(template, translated("de", **changes), "de")
    assert found.startswith(complaint)


def test_it_names_a_missing_text(template: Catalog) -> None:
    catalogue = translated("de")
    catalogue.delete("Send")
    assert list(problems(template, catalogue, "de")) == ["missing: 'Send'"]


def test_it_names_a_text_the_program_has_no_more(template: Catalog) -> None:
    catalogue = translated("de")
    catalogue.add("Fax number", "Faxnummer")
    assert list(problems(template, catalogue, "de")) == ["no longer in the program: 'Fax number'"]


def test_it_names_a_fuzzy_text(template: Catalog) -> None:
    catalogue = translated("de")
    catalogue["Send"].flags.add("fuzzy")
    assert list(problems(template, catalogue, "de")) == ["fuzzy: 'Send'"]


def test_it_names_a_text_that_babel_takes_for_a_format() -> None:
    for catalogue in (template := Catalog(), held := empty("de")):
        catalogue.add("% of cases", "% der Fälle", locations=[(STAFF, 1)])
    (found,) = problems(template, held, "de")
    assert found.startswith("cannot be compiled, ")


def test_a_language_of_residents_needs_no_staff_text(template: Catalog) -> None:
    catalogue = translated("ar", take="")
    assert list(problems(template, catalogue, "ar")) == []
    assert list(problems(template, translated("de", take=""), "de")) == ["untranslated: 'Take on'"]


def test_a_language_of_residents_needs_what_the_staff_prints_for_them(template: Catalog) -> None:
    catalogue = translated("ar")
    slip = "intake/templates/cases/slip.html"
    template.add("Tell it to nobody.", locations=[(slip, 1)])
    assert (PROJECT / slip).is_file()
    assert list(problems(template, catalogue, "ar")) == ["missing: 'Tell it to nobody.'"]


def test_it_reads_the_program_and_nothing_else() -> None:
    places = {str(place) for text in texts(template_of(PROJECT)) for place, _ in text.locations}
    assert {place.partition("/")[0] for place in places} == {"intake"}


def test_it_reads_texts_under_every_name_the_program_calls_them_by() -> None:
    known = {keyword.partition(":")[0] for keyword in KEYWORDS} | set(DEFAULT_KEYWORDS)
    sources = [path.read_text() for path in (PROJECT / "intake").rglob("*.py")]
    used = {name for source in sources for name in re.findall(r"gettext as (\w+)", source)}
    assert used
    assert used <= known


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"send": " x"}, "spaces at the start or end differ: 'Send'"),
        ({"send": "x\n"}, "spaces at the start or end differ: 'Send'"),
        ({"send": "<b>x</b>"}, "markup differs: 'Send'"),
        ({"send": "x&nbsp;y"}, "markup differs: 'Send'"),
        ({"send": "\u202ex"}, "invisible characters turn the direction: 'Send'"),
        ({"send": "\u2066x\u2069"}, "invisible characters turn the direction: 'Send'"),
        ({"cases": ("0", "1", "2", "3", "%(num)s")}, "5 plural forms instead of 6"),
        ({"cases": ("0", "1", "2", "3", "", "%(num)s")}, "untranslated: ('%(num)s case'"),
        ({"cases": ("0", "1", "2", "3", "4", "%(nums)s")}, "placeholders differ: ('%(num)s case'"),
    ],
)
def test_it_names_a_broken_entry(
    template: Catalog, change: dict[str, object], complaint: str
) -> None:
    (found,) = problems(template, translated("ar", **change), "ar")
    assert found.startswith(complaint)


def test_markup_has_to_be_kept() -> None:
    for catalogue in (template := Catalog(), held := empty("ar")):
        catalogue.add("Call <b>now</b>", "<b>x</b> y", locations=[(PUBLIC, 1)])
    assert list(problems(template, held, "ar")) == []
    held["Call <b>now</b>"].string = "<b>x<b> y"
    assert list(problems(template, held, "ar")) == ["markup differs: 'Call <b>now</b>'"]


def test_it_names_another_way_to_count(template: Catalog) -> None:
    catalogue = translated("ar")
    catalogue.mime_headers = [("Plural-Forms", plural_rule("ar").replace("n%100<=10", "n%100<=9"))]
    found = list(problems(template, catalogue, "ar"))
    assert found == [f"the head has to say: Plural-Forms: {plural_rule('ar')}"]


def test_it_names_a_term_that_the_list_of_words_lacks(template: Catalog) -> None:
    catalogue = translated("ar")
    catalogue.header_comment = catalogue.header_comment.replace("voicemail x", "voicemail …")
    found = list(problems(template, catalogue, "ar"))
    assert found == ["the list of words at the head lacks: voicemail"]


def test_the_list_of_words_may_go_over_several_lines() -> None:
    catalogue = empty("ar")
    catalogue.header_comment = (
        "# Texts.\n# Words: request طلب ·\n# residence permit بطاقة الإقامة ·\n"
    )
    assert glossary(catalogue) == {"request": "طلب", "residence permit": "بطاقة الإقامة"}


def test_it_names_a_text_whose_german_has_changed() -> None:
    german, held = Catalog(locale="de"), empty("ar")
    german.add("Send", "Senden")
    held.add("Send", "أرسل", auto_comments=["de: Abschicken"])
    assert list(outdated(held, german)) == ["the German has changed: 'Send'"]
    german["Send"].string = "Abschicken"
    assert list(outdated(held, german)) == []


def test_it_names_office_texts_that_a_language_lacks() -> None:
    assert problems_of_office("ar") == []
    missing = (
        "office_texts/xx.toml: topics.housing: this is missing in xx; German is shown instead."
    )
    assert missing not in problems_of_office("xx"), "no language of the program"
    lacking = [code for code in LANGUAGES if not (SHIPPED / f"{code}.toml").exists()]
    for code in set(lacking) - {"de", "en"}:
        assert missing.replace("xx", code) in problems_of_office(code)


def test_doors_of_organisations_need_no_language_of_residents(template: Catalog) -> None:
    template.add("Legal form", locations=[("intake/forms/grant.py", 1)])
    assert list(problems(template, translated("ar"), "ar")) == []
    assert list(problems(template, translated("de"), "de")) == ["missing: 'Legal form'"]
    french = translated("fr", take="")
    assert list(problems(template, french, "fr")) == ["missing: 'Legal form'"]


def test_a_worksheet_keeps_what_is_done_and_marks_what_has_changed(
    template: Catalog, tmp_path: Path
) -> None:
    german = translated("de", send="Senden")
    first = renewed("ti", template, german, None)
    first["Send"].string = "ስደድ"
    first["We answer by %(day)s."].string = "%(day)s"
    write_catalogue(tmp_path / "ti" / "LC_MESSAGES" / "messages.po", first)
    held = read(tmp_path / "ti" / "LC_MESSAGES" / "messages.po")
    german["Send"].string = "Abschicken"
    second = renewed("ti", template, german, held)
    assert (second["Send"].string, second["Send"].fuzzy) == ("ስደድ", True)
    kept = second["We answer by %(day)s."]
    assert (kept.string, kept.fuzzy) == ("%(day)s", False)
    assert second["%(num)s case"].string == ("", "")
    assert second.get("Take on") is None
    assert second.plural_forms == plural_rule("ti")
