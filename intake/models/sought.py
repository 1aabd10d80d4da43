"""What somebody looks for, and whether a case's identity or words have it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from intake.models.case import Identity
from intake.models.folding import folded, omits_vowels, phone_digits, skeleton

NUMBER = re.compile(r"\s*(\d{4})\s*[-/–]\s*(\d{1,6})\s*")
PHONE = re.compile(r"[\s\d+()/.\-]+")
FEWEST_DIGITS = 4
SHORTEST_EMAIL = 3


@dataclass(frozen=True)
class Sought:
    """A search term, prepared once: as words, as the digits of a phone, as part of an e-mail."""

    words: tuple[str, ...]
    bones: tuple[str, ...]
    omits_vowels: bool
    digits: str
    email: str
    number: str

    @classmethod
    def of(cls, term: str) -> Self:
        """Read a term; `number` is a case number if it looks like one, with its zeros."""
        words = tuple(folded(term).split())
        found = NUMBER.fullmatch(term)
        digits = phone_digits(term) if PHONE.fullmatch(term) else ""
        email = term.strip().casefold()
        return cls(
            words=words,
            bones=tuple(skeleton(word) for word in words),
            omits_vowels=omits_vowels(term),
            digits=digits if len(digits) >= FEWEST_DIGITS and not found else "",
            email=email if len(email) >= SHORTEST_EMAIL and " " not in email else "",
            number=f"{found[1]}-{int(found[2]):04d}" if found else "",
        )

    def place_in(self, identity: Identity) -> str:
        """Where an identity has it: `name`, `phone` or `email`; empty if nowhere."""
        if self.digits:
            return "phone" if self.digits in phone_digits(identity.get("phone", "")) else ""
        if self.is_name(identity.get("alias", "")) or self.is_name(
            identity.get("organisation", "")
        ):
            return "name"
        return "email" if self.email and self.email in identity.get("email", "").casefold() else ""

    def is_name(self, name: str) -> bool:
        """Whether each word begins a word of the name, in whatever script either is."""
        if not name or not self.words:
            return False
        parts = folded(name).split()
        if all(any(part.startswith(word) for part in parts) for word in self.words):
            return True
        if not (self.omits_vowels or omits_vowels(name)):
            return False
        return all(self.bones) and set(self.bones) <= {skeleton(part) for part in parts}

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts has all words."""
        return bool(self.words) and any(
            all(word in text for word in self.words) for text in map(folded, texts)
        )
