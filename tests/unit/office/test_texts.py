"""The office's texts in further languages: from files beside the settings, or those that ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intake.office import OfficeErrors, check_office, read_office, untranslated_texts
from intake.office.texts import FOLDER, SHIPPED
from tests.unit.office.conftest import EXAMPLE

HOUSING = '[topics.housing]\nde = "Wohnen"\nar = "بيت"\n'


@pytest.fixture
def settings(example: str, tmp_path: Path) -> Path:
    """A settings file of an office's own, with nothing beside it."""
    path = tmp_path / "office.toml"
    offered = re.compile(r'\[\[languages\]\]\ncode = "(?!de"|en"|ar")\w+"\nreviewed = \w+\n\n')
    path.write_text(offered.sub("", example), encoding="utf-8")
    return path


def own_texts(settings: Path, words: str, name: str = "ar.toml") -> None:
    """Put a file of texts beside the settings."""
    (settings.parent / FOLDER).mkdir(exist_ok=True)
    (settings.parent / FOLDER / name).write_text(words, encoding="utf-8")


def change(settings: Path, old: str, new: str) -> None:
    before = settings.read_text(encoding="utf-8")
    assert old in before
    settings.write_text(before.replace(old, new, 1), encoding="utf-8")


def test_the_example_lacks_no_text_that_residents_read() -> None:
    assert untranslated_texts(EXAMPLE) == []


def test_a_settings_file_alone_gets_the_texts_that_ship(settings: Path) -> None:
    assert read_office(settings).topics["housing"].label["ar"] == "السكن"


def test_they_are_not_used_where_the_office_says_something_else(settings: Path) -> None:
    change(settings, '"Wohnen"', '"Wohnungen und Zimmer"')
    assert check_office(settings) == []
    label = read_office(settings).topics["housing"].label
    assert (label.in_("ar"), "ar" in label) == ("Wohnungen und Zimmer", False)
    assert untranslated_texts(settings) == [
        "office_texts/ar.toml: topics.housing: this is missing in ar; German is shown instead."
    ]


def test_what_the_settings_file_says_stands(settings: Path) -> None:
    change(settings, 'label.en = "Housing"', 'label.en = "Housing"\nlabel.ar = "منزل"')
    own_texts(settings, HOUSING)
    assert read_office(settings).topics["housing"].label["ar"] == "منزل"


def test_own_texts_come_before_those_that_ship(settings: Path) -> None:
    own_texts(settings, HOUSING)
    topics = read_office(settings).topics
    assert topics["housing"].label["ar"] == "بيت"
    assert topics["work"].label["ar"] == "العمل"


def test_a_language_nobody_uses_is_not_read(settings: Path) -> None:
    own_texts(settings, "this is no TOML", "ti.toml")
    assert "ti" not in read_office(settings).topics["housing"].label


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            HOUSING.replace("housing", "huosing"),
            'topics.huosing: there is no such text; did you mean "topics.housing"?',
        ),
        (
            HOUSING.replace("Wohnen", "Wohnung"),
            'topics.housing.de: the German has become "Wohnen"; translate that, and write it.',
        ),
        (
            HOUSING.replace("ar =", "ra ="),
            "topics.housing.ar: this is missing; write words in quotes.",
        ),
        (HOUSING.replace("بيت", " "), "topics.housing.ar: this is empty"),
        (
            HOUSING.replace("بيت", "\u202eبيت"),
            "topics.housing.ar: remove the invisible characters that turn",
        ),
        (HOUSING.replace("بيت", "x" * 301), "topics.housing.ar: this has 301 characters"),
        ('topics = "x"', 'topics: "x" is the wrong type; write a block that begins with [topics].'),
        ("[topics]\nhousing = 3", "topics.housing: 3 is the wrong type; write a block that begins"),
    ],
)
def test_it_says_what_is_wrong_with_them(settings: Path, words: str, complaint: str) -> None:
    own_texts(settings, words)
    found = check_office(settings)
    assert found
    assert found[0].startswith(f"office_texts/ar.toml: {complaint}")


def test_it_names_a_key_that_is_none(settings: Path) -> None:
    own_texts(settings, HOUSING + 'en = "Housing"\n')
    (found,) = check_office(settings)
    assert found.startswith("office_texts/ar.toml: topics.housing.en: there is no such key;")


def test_it_names_a_file_for_no_language(settings: Path) -> None:
    own_texts(settings, HOUSING, "arr.toml")
    (found,) = check_office(settings)
    assert found == 'office_texts/arr.toml: there is no such language; did you mean "ar"?'


def test_a_file_that_is_no_toml_is_named(settings: Path) -> None:
    own_texts(settings, "[topics")
    with pytest.raises(OfficeErrors, match=r"^ar\.toml: this is not written as TOML wants it"):
        read_office(settings)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_the_files_that_ship_fit_the_example(settings: Path, path: Path) -> None:
    """Also those of languages that are not offered yet."""
    if path.stem != "ar":
        block = f'[[languages]]\ncode = "{path.stem}"\nreviewed = false\n\n[[languages]]\n'
        change(settings, "[[languages]]\n", block)
    own_texts(settings, path.read_text(encoding="utf-8"), path.name)
    assert check_office(settings) == []
    assert untranslated_texts(settings) == []
