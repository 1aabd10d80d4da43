"""Folding names: what sounds the same in another script, accent or spelling becomes the same.

`folded` is for comparing whole words or their beginnings. Scripts that leave vowels out (Arabic,
Hebrew and what is written like them) are compared by `skeleton`.
"""

import re
from unicodedata import normalize

from anyascii import anyascii

APOSTROPHES = str.maketrans("", "", "'`’ʼʻ")
NO_WORD = re.compile(r"[^a-z0-9]+")
# Müller, Mueller and Muller are one name; the rule meets both sides of a comparison alike.
SPELT_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
WITHOUT_VOWELS = re.compile("[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
VOWELS = re.compile("[aeiouyw]")
TWICE = re.compile(r"(.)\1+")
SHORTEST_SKELETON = 3
NATIONAL_DIGITS = 9


def folded(text: str) -> str:
    """Words of a to z and 0 to 9 with single spaces, whatever script the text is in."""
    plain = text if text.isascii() else anyascii(normalize("NFKC", text))
    plain = plain.translate(APOSTROPHES).casefold()
    for spelt_out, letter in SPELT_OUT:
        plain = plain.replace(spelt_out, letter)
    return NO_WORD.sub(" ", plain).strip()


def omits_vowels(text: str) -> bool:
    """Whether the text is in a script that is written without (most) vowels."""
    return not text.isascii() and WITHOUT_VOWELS.search(text) is not None


def skeleton(word: str) -> str:
    """The consonants of a folded word, each once; empty if too few are left to tell names apart."""
    bones = TWICE.sub(r"\1", VOWELS.sub("", word)).removesuffix("h")
    return bones if len(bones) >= SHORTEST_SKELETON else ""


def phone_digits(text: str) -> str:
    """The digits of a phone number without country code: the last nine, or fewer if it is short.

    So `+41 79 555 01 23`, `0041 79 555 01 23` and `079 555 01 23` are the same.
    """
    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    return digits.lstrip("0")[-NATIONAL_DIGITS:]
