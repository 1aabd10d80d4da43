"""Names that are spelt alike: Mohamed and Muhammed, Meier and Mayer, Tsegay and Tsegai.

A near hit is a guess and is labelled as one. The rules are narrow: short names have to sound the
same, longer ones may differ in a vowel or two, and only the longest in a consonant.
"""

import re

from rapidfuzz.distance import Levenshtein

# How one sound is written in several languages; applied in this order to both sides alike.
# Capitals stand for sounds that would else be taken for other letters.
SOUNDS = (
    ("dsch", "J"), ("tsch", "C"), ("sch", "s"), ("dzh", "J"), ("dj", "J"), ("sh", "s"),
    ("chr", "kr"), ("ch", "C"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("zh", "z"), ("dt", "t"), ("ck", "k"), ("c", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("ou", "u"), ("y", "i"), ("j", "i"), ("J", "i"),
)  # fmt: skip
TWICE = re.compile(r"(.)\1+")
VOWEL = re.compile("[aeiou]")
VOWELS = frozenset("aeiou")
SHORTEST_EQUAL = 3
SHORTEST_NEAR = 5
TWO_VOWELS_FROM = 6
CONSONANT_FROM = 7
FURTHEST = 2


def sound(word: str) -> str:
    """How a folded word (see `folding.folded`) sounds, roughly."""
    first = "Y" if word[:1] in {"y", "j"} else ""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    word = TWICE.sub(r"\1", first + word[len(first) :])
    if len(word) > SHORTEST_EQUAL:
        word = word.removesuffix("h")
    return word[:-1] + "t" if word.endswith("d") else word


def sounds_like(one: str, other: str) -> bool:
    """Whether two sounds are perhaps the same name."""
    if one == other:
        return len(one) >= SHORTEST_EQUAL
    shortest = min(len(one), len(other))
    if shortest < SHORTEST_NEAR or not _begin_alike(one, other):
        return False
    # Martin and Martina, Ivan and Ivana are two people.
    if one in {other + "a", other[:-1]} and "a" in {one[-1], other[-1]}:
        return False
    apart = Levenshtein.distance(one, other, score_cutoff=FURTHEST)
    if VOWEL.sub("", one) == VOWEL.sub("", other):
        return apart <= (FURTHEST if shortest >= TWO_VOWELS_FROM else 1)
    return apart == 1 and shortest >= CONSONANT_FROM


def _begin_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or (one[0] in VOWELS and other[0] in VOWELS)
