"""What somebody looks for, and whether a case's identity or words have it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self

from intake.models.folding import folded, omits_vowels, phone_digits, skeleton
from intake.models.glance import ALIAS, EMAIL, ORGANISATION, PHONE, may_have, text_at
from intake.models.spelling import sound, sounds_like

NUMBER = re.compile(r"\s*(\d{4})\s*[-/–]\s*(\d{1,6})\s*")
PHONE_NUMBER = re.compile(r"[\s\d+()/.\-]+")
FEWEST_DIGITS = 4
SHORTEST_EMAIL = 3


class Fit(IntEnum):
    """How well something fits what is sought: a near hit is only spelt alike."""

    NOT = 0
    NEAR = 1
    EXACT = 2


NOWHERE = ("", Fit.NOT)


@dataclass(frozen=True)
class Sought:
    """A search term, prepared once: as words, as the digits of a phone, as part of an e-mail."""

    words: tuple[str, ...]
    bones: tuple[str, ...]
    sounds: tuple[str, ...]
    omits_vowels: bool
    digits: str
    email: str
    number: str
    # What names and words were found to be, for the length of one search.
    _names: dict[bytes, Fit] = field(default_factory=dict, repr=False, compare=False)
    _fits: dict[tuple[str, str], Fit] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, term: str) -> Self:
        """Read a term; `number` is a case number if it looks like one, with its zeros."""
        words = tuple(folded(term).split())
        found = NUMBER.fullmatch(term)
        digits = phone_digits(term) if PHONE_NUMBER.fullmatch(term) else ""
        email = term.strip().casefold()
        return cls(
            words=words,
            bones=tuple(skeleton(word) for word in words),
            sounds=tuple(sound(word) for word in words),
            omits_vowels=omits_vowels(term),
            digits=digits if len(digits) >= FEWEST_DIGITS and not found else "",
            email=email if len(email) >= SHORTEST_EMAIL and " " not in email else "",
            number=f"{found[1]}-{int(found[2]):04d}" if found else "",
        )

    def place_in(self, plain: bytes) -> tuple[str, Fit]:
        """Where an opened identity (its JSON) has it, and how well: `name`, `phone` or `email`."""
        if self.digits:
            return ("phone", Fit.EXACT) if self._is_phone(text_at(plain, PHONE)) else NOWHERE
        fit = max(self._fit(text_at(plain, ALIAS)), self._fit(text_at(plain, ORGANISATION)))
        if fit is not Fit.EXACT and self.email and self.email in _folded(text_at(plain, EMAIL)):
            return "email", Fit.EXACT
        return ("name", fit) if fit else NOWHERE

    def fit(self, name: str) -> Fit:
        """Whether each word begins a word of the name, or sounds like one, in any script."""
        parts = folded(name).split()
        if not parts or not self.words:
            return Fit.NOT
        fit = min(max(self._fit_of(n, part) for part in parts) for n in range(len(self.words)))
        if fit is not Fit.EXACT and (self.omits_vowels or omits_vowels(name)):
            same = all(self.bones) and set(self.bones) <= {skeleton(part) for part in parts}
            return Fit.EXACT if same else fit
        return fit

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts has all words."""
        return bool(self.words) and any(
            all(word in text for word in self.words) for text in map(folded, texts)
        )

    def _fit(self, name: bytes) -> Fit:
        if not name:
            return Fit.NOT
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = self.fit(name.decode())
        return known

    def _fit_of(self, n: int, part: str) -> Fit:
        word = self.words[n]
        if part.startswith(word):
            return Fit.EXACT
        known = self._fits.get((word, part))
        if known is None:
            known = Fit.NEAR if sounds_like(self.sounds[n], sound(part)) else Fit.NOT
            self._fits[word, part] = known
        return known

    def _is_phone(self, phone: bytes) -> bool:
        return may_have(phone, self.digits.encode()) and self.digits in phone_digits(phone.decode())


def _folded(email: bytes) -> str:
    return email.decode().casefold() if email else ""
