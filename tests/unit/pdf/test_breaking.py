"""Long words break every 50 characters, and never inside what a reader sees as one letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.pdf import breakable

ZWSP = "\u200b"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
CONJUNCT = "\u0b95\u0bcd\u0bb7"


def test_it_leaves_ordinary_text_alone() -> None:
    text = "Donaudampfschifffahrtsgesellschaftskapitän, sagte er.\n" * 20
    assert breakable(text) == text


def test_it_breaks_a_long_word_every_fifty_characters() -> None:
    pieces = breakable("x" * 120).split(ZWSP)
    assert [len(piece) for piece in pieces] == [50, 50, 20]


def test_a_no_break_space_gives_no_place_to_break() -> None:
    assert breakable("\u00a0".join(["abc"] * 30)).count(ZWSP) == 2


@pytest.mark.parametrize(
    ("kept_whole", "lead"),
    [
        ("e\u0301", 49),
        ("\U0001f44b\U0001f3fd", 49),
        (FAMILY, 47),
        ("\U0001f1e8\U0001f1ed", 49),
        (CONJUNCT, 48),
        ("\u1100\u1161\u11a8", 48),
    ],
)
def test_it_never_parts_one_letter(kept_whole: str, lead: int) -> None:
    broken = breakable("x" * lead + kept_whole + "y" * 60)
    assert kept_whole in broken
    assert ZWSP in broken


def test_html_in_the_text_stays_text() -> None:
    assert breakable("<" * 60) == "<" * 50 + ZWSP + "<" * 10


@given(st.text(max_size=400))
def test_taking_the_breaks_out_gives_the_text_back(text: str) -> None:
    assert breakable(text).replace(ZWSP, "") == text.replace(ZWSP, "")


@given(st.text(alphabet="a\u0301\u0b95\u0bcd\u200d\U0001f469 ", min_size=51, max_size=300))
def test_no_piece_begins_with_a_mark(text: str) -> None:
    pieces = breakable(text).split(ZWSP)[1:]
    assert all(unicodedata.category(piece[0]) not in {"Mn", "Mc", "Me", "Cf"} for piece in pieces)
