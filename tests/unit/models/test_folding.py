import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.models.folding import folded, omits_vowels, phone_digits, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "MUELLER"),
        ("Müller", "Muller"),
        ("Zoë", "zoe"),
        ("Đorđević", "Dordevic"),
        ("Şükrü Yılmaz", "sukru  yilmaz"),
        ("ሰላም", "Selam"),
        ("Тарас", "Taras"),
        ("Strasse", "Straße"),
        ("O’Brien", "O'Brien"),
        ("Ｓｅｌａｍ", "selam"),
        ("Jose\u0301", "José"),
    ],
)
def test_the_same_name_folds_to_the_same_word(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


def test_different_names_stay_different() -> None:
    assert len({folded(name) for name in ("Selam", "Salem", "Selma", "Samuel", "Sara")}) == 5


@given(st.text())
def test_it_leaves_plain_words_and_folding_again_keeps_the_spaces(text: str) -> None:
    once = folded(text)
    assert all(c.isascii() and (c.isalnum() or c == " ") for c in once)
    assert "  " not in once and once == once.strip() == once.lower()


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("محمد", "Mohammed"), ("فاطمة", "Fatima"), ("خديجة", "Khadija"), ("محمود", "Mahmoud")],
)
def test_scripts_without_vowels_meet_by_their_consonants(arabic: str, latin: str) -> None:
    assert omits_vowels(arabic) and not omits_vowels(latin)
    assert skeleton(folded(arabic)) == skeleton(folded(latin)) != ""


def test_too_few_consonants_are_no_skeleton() -> None:
    assert skeleton("ali") == skeleton("noah") == ""


@pytest.mark.parametrize(
    "written",
    ["+41 79 555 01 23", "0041795550123", "079 555 01 23", "٠٧٩ ٥٥٥ ٠١ ٢٣", "079/5550123"],
)
def test_a_phone_number_is_the_same_however_it_is_written(written: str) -> None:
    assert phone_digits(written) == "795550123"
