"""Texts in several languages, and the language in use."""

from __future__ import annotations

import pytest
from babel import Locale
from flask import Flask
from flask_babel import Babel, get_locale

from intake.i18n import (
    LANGUAGES,
    Text,
    current_language,
    direction,
    forced_language,
    own_digits,
    use_language,
)

WORK = Text({"de": "Arbeit", "en": "Work", "ar": "العمل"})


@pytest.fixture
def app() -> Flask:
    """An application that reads Arabic."""
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: forced_language() or "ar")
    return app


def test_without_a_request_texts_are_german() -> None:
    assert current_language() == "de"
    assert str(WORK) == "Arbeit"


def test_a_language_can_be_chosen_for_a_block() -> None:
    with use_language("ar"):
        assert str(WORK) == "العمل"
        with use_language("en"):
            assert str(WORK) == "Work"
        assert f"{WORK}" == "العمل"
    assert str(WORK) == "Arbeit"


def test_the_block_ends_also_when_it_fails() -> None:
    with pytest.raises(RuntimeError), use_language("en"):
        raise RuntimeError
    assert current_language() == "de"


def test_an_unknown_language_can_not_be_chosen() -> None:
    with pytest.raises(KeyError), use_language("xx"):
        pass


def test_in_a_request_its_language_is_used(app: Flask) -> None:
    with app.test_request_context():
        assert current_language() == "ar"
        assert str(WORK) == "العمل"


def test_a_forced_language_is_that_of_catalogues_and_dates_too(app: Flask) -> None:
    with app.test_request_context():
        with use_language("en"):
            assert current_language() == "en"
            assert get_locale() == Locale("en", "GB")
        assert get_locale() == Locale("ar")


def test_a_language_forced_outside_holds_in_the_application(app: Flask) -> None:
    with use_language("en"), app.app_context():
        assert current_language() == "en"
        assert get_locale() == Locale("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_found_again_by_its_locale(code: str) -> None:
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: LANGUAGES[code].locale)
    with app.test_request_context():
        assert current_language() == code
        assert Locale.parse(LANGUAGES[code].locale).text_direction == direction(code)


def test_a_missing_language_falls_back_to_german_then_to_the_first() -> None:
    assert WORK.in_("ti") == "Arbeit"
    assert WORK.language_for("ti") == "de"
    assert WORK.language_for("ar") == "ar"
    without_german = Text({"fr": "Travail", "it": "Lavoro"})
    assert without_german.in_("de") == "Travail"
    assert without_german.language_for("de") == "fr"


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_the_digits_that_cldr_gives_it(code: str) -> None:
    numbers = Locale.parse(LANGUAGES[code].locale).default_numbering_system
    wanted = {"latn": "26.11. 14:05", "arabext": "۲۶.۱۱. ۱۴:۰۵"}[numbers]
    with use_language(code):
        assert own_digits("26.11. 14:05") == wanted


def test_a_text_is_an_unchangeable_mapping() -> None:
    words = {"de": "Arbeit"}
    text = Text(words)
    words["de"] = "Freizeit"
    assert text["de"] == "Arbeit"
    assert text == {"de": "Arbeit"}
    assert hash(text) == hash(Text({"de": "Arbeit"}))
    with pytest.raises(TypeError):
        text["de"] = "x"  # type: ignore[index]


def test_a_text_without_a_language_is_none() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Text({})
