"""Languages: which there are, which one is in use, and texts that carry several of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from flask_babel import (
    force_locale,
    get_locale,
    gettext,
    lazy_gettext,
    lazy_ngettext,
    ngettext,
    pgettext,
)

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Language",
    "Text",
    "current_language",
    "direction",
    "forced_language",
    "gettext",
    "lazy_gettext",
    "lazy_ngettext",
    "ngettext",
    "own_digits",
    "pgettext",
    "use_language",
]

DEFAULT_LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Language:
    """One interface language.

    `code` stands in addresses and in the `lang` attribute, `own_name` is what its speakers call
    it, `direction` is `ltr` or `rtl`, `locale` is the name Babel knows it by.
    """

    code: str
    own_name: str
    direction: str
    locale: str


LANGUAGES: Mapping[str, Language] = {
    code: Language(code, own_name, direction, locale)
    for code, own_name, direction, locale in (
        ("de", "Deutsch", "ltr", "de_CH"),
        ("en", "English", "ltr", "en_GB"),
        ("fr", "français", "ltr", "fr_CH"),
        ("it", "italiano", "ltr", "it_CH"),
        ("sq", "shqip", "ltr", "sq"),
        ("tr", "Türkçe", "ltr", "tr"),
        ("bs", "bosanski / hrvatski / srpski", "ltr", "bs_Latn"),
        ("pt", "português", "ltr", "pt_PT"),
        ("es", "español", "ltr", "es"),
        ("ar", "العربية", "rtl", "ar"),
        ("ti", "ትግርኛ", "ltr", "ti"),
        ("uk", "українська", "ltr", "uk"),
        ("fa", "فارسی / دری", "rtl", "fa_AF"),
        ("ta", "தமிழ்", "ltr", "ta"),
        ("ku", "kurmancî", "ltr", "ku"),
        ("mk", "македонски", "ltr", "mk"),
        ("pl", "polski", "ltr", "pl"),
        ("ru", "русский", "ltr", "ru"),
        ("so", "soomaali", "ltr", "so"),
        ("ps", "پښتو", "rtl", "ps"),
    )
}
"""All languages the program can be read in; an office offers some of them (`office.toml`)."""

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
OWN_DIGITS = {"fa": PERSIAN_DIGITS, "ps": PERSIAN_DIGITS}
"""Languages that do not write 0 to 9, after CLDR; Arabic does in most of its countries."""

_forced: ContextVar[str | None] = ContextVar("forced_language", default=None)


def direction(language: str) -> str:
    """`rtl` or `ltr`. KeyError for a language that is not in `LANGUAGES`."""
    return LANGUAGES[language].direction


def forced_language() -> str | None:
    """The language set by `use_language`, for the locale selector to honour first."""
    return _forced.get()


def current_language() -> str:
    """The language texts are chosen in: forced, else of the request, else German.

    Works without a request and without an application.
    """
    forced = _forced.get()
    if forced is not None:
        return forced
    locale = get_locale()
    if locale is None or locale.language not in LANGUAGES:
        return DEFAULT_LANGUAGE
    return str(locale.language)


def own_digits(written: object, language: str | None = None) -> str:
    """A date, time or count in the digits of a language, by default of the one in use.

    Codes, phone and case numbers keep 0 to 9 in every language: people say and type them.
    """
    return str(written).translate(OWN_DIGITS.get(language or current_language(), {}))


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Choose the language for a block, for mail, paper and commands. KeyError if unknown."""
    locale = LANGUAGES[language].locale
    token = _forced.set(language)
    try:
        with force_locale(locale):
            yield
    finally:
        _forced.reset(token)


class Text(Mapping[str, str]):
    """A text in several languages, unchangeable: a mapping from language code to words.

    `str(text)` gives it in the language in use. Where a language is missing it falls back to
    German, then to the first there is; `language_for` says which it became, for `lang=`.
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        """ValueError without a single language."""
        if not words:
            raise ValueError("a text needs at least one language")
        self._words = dict(words)

    def language_for(self, language: str) -> str:
        """The language that someone who asked for `language` is shown."""
        if language in self._words:
            return language
        return DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in self._words else next(iter(self._words))

    def in_(self, language: str) -> str:
        """The words in `language`, or in the language it falls back to."""
        return self._words[self.language_for(language)]

    def __str__(self) -> str:
        return self.in_(current_language())

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"
