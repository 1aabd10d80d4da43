"""The catalogue check must notice what it is there for."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS

from tests.catalogues import KEYWORDS, PROJECT, problems, template_of, texts

PUBLIC, STAFF = "intake/forms/person.py", "intake/cases/queue.py"


@pytest.fixture
def template() -> Catalog:
    template = Catalog()
    template.add("Send", locations=[(PUBLIC, 1)])
    template.add("We answer by %(day)s.", locations=[(PUBLIC, 2)])
    template.add(("%(num)s case", "%(num)s cases"), locations=[(PUBLIC, 3)])
    template.add("Take on", locations=[(STAFF, 1)])
    return template


def translated(locale: str, **changes: object) -> Catalog:
    """Return a whole catalogue for the template above, but for the changes asked for."""
    plural = {"de": ("%(num)s Fall", "%(num)s Fälle"), "ar": ("0", "1", "2", "3", "4", "%(num)s")}
    strings = {"send": "x", "answer": "y %(day)s", "cases": plural[locale], "take": "z"} | changes
    catalogue = Catalog(locale=locale, fuzzy=False)
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
    for catalogue in (template := Catalog(), held := Catalog(locale="de", fuzzy=False)):
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
