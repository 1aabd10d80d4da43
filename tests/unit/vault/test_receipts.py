"""The receipt code: random, checked, typed in any script, and leading to one talk."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.vault import (
    CannotOpen,
    CaseKeys,
    MistypedCode,
    NotUnderThisKey,
    Under,
    code_for,
    damm,
    new_code,
    open_code,
    parse_code,
    shown,
)

KEY, PEPPER = b"k" * 32, b"p" * 32
codes = st.from_regex(r"[0-9]{19}", fullmatch=True, alphabet="0123456789").map(
    lambda digits: digits + damm.check_digit(digits)
)
SCRIPTS = {
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "Tamil": "௦௧௨௩௪௫௬௭௮௯",
    "fullwidth": "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
}


def test_the_check_digit_of_the_published_example():
    assert damm.check_digit("572") == "4"


@given(codes)
def test_every_single_wrong_digit_is_found(code):
    for at in range(20):
        for digit in set("0123456789") - {code[at]}:
            with pytest.raises(MistypedCode):
                parse_code(code[:at] + digit + code[at + 1 :])


@given(codes)
def test_every_swap_of_two_neighbours_is_found(code):
    for at in range(19):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if swapped != code:
            with pytest.raises(MistypedCode):
                parse_code(swapped)


def test_new_codes_are_valid_and_differ():
    drawn = [new_code() for _ in range(200)]
    assert [parse_code(code) for code in drawn] == drawn
    assert len(set(drawn)) == 200


@pytest.mark.parametrize("digits", SCRIPTS.values(), ids=SCRIPTS)
def test_digits_of_any_script_are_read(digits):
    code = "".join(shown(new_code()))
    typed = code.translate(str.maketrans("0123456789", digits))
    assert typed != code
    assert parse_code(typed) == code


@pytest.mark.parametrize(
    "between",
    [" ", "-", "\u00a0", "\u2009", "\u2011", "\u2013", "\u2212", "\t", "\r\n", "\u200f", "\u061c"],
)
def test_signs_between_the_groups_are_dropped(between):
    code = new_code()
    assert parse_code(f"{between}{between.join(shown(code))}{between}") == code


def test_marks_of_writing_direction_are_dropped():
    code = new_code()
    assert parse_code(f"\u2066\u200e{' '.join(shown(code))}\u2069\ufeff") == code


@pytest.mark.parametrize(
    "text", ["", " ", "2026-0042", "x" * 20, "0" * 19, "0" * 21, "½" * 20, "²" * 20, "٠" * 5000]
)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(MistypedCode):
        parse_code(text)


def test_letters_among_the_digits_are_refused():
    code = new_code()
    with pytest.raises(MistypedCode):
        parse_code(f"{code[:10]}O{code[10:]}")


@given(st.text(max_size=60))
def test_whatever_is_typed_only_mistyped_code_is_raised(text):
    try:
        code = parse_code(text)
    except MistypedCode:
        return
    assert len(code) == 20
    assert code.isascii()


def test_a_code_is_shown_in_five_groups_of_four():
    assert shown("01234567890123456789") == ["0123", "4567", "8901", "2345", "6789"]


@given(st.binary(max_size=32), st.binary(max_size=16), st.binary(max_size=32))
def test_the_code_of_a_submission_is_valid_and_always_the_same(cookie, nonce, digest):
    code = code_for(KEY, cookie, nonce, digest)
    assert parse_code(code) == code
    assert code_for(KEY, cookie, nonce, digest) == code


def test_another_key_cookie_form_or_answer_gives_another_code():
    given_facts = [
        (KEY, b"cookie", b"nonce", b"digest"),
        (b"x" * 32, b"cookie", b"nonce", b"digest"),
        (KEY, b"cookies", b"nonce", b"digest"),
        (KEY, b"cookie", b"snonce", b"digest"),
        (KEY, b"cookien", b"once", b"digest"),
        (KEY, b"cookie", b"nonce", b"digests"),
    ]
    assert len({code_for(*facts) for facts in given_facts}) == len(given_facts)


def test_first_digits_of_codes_are_evenly_spread():
    count = [0] * 10
    for number in range(5000):
        count[int(code_for(KEY, b"cookie", b"nonce", str(number).encode())[0])] += 1
    assert min(count) > 400
    assert max(count) < 600


def test_a_code_opens_the_talk_of_its_case_and_nothing_else():
    keys, row = CaseKeys.new(uuid4()), uuid4()
    code = new_code()
    blob = open_code(code, PEPPER).wrap_talk(keys)
    resident = open_code(code, PEPPER).unwrap_talk(keys.case_uuid, blob)
    message = keys.seal(Under.TALK, "message.body.1", row, b"words")
    note = keys.seal(Under.CASE, "note.body.1", row, b"words")
    assert resident.unseal(Under.TALK, "message.body.1", row, message) == b"words"
    with pytest.raises(NotUnderThisKey):
        resident.unseal(Under.CASE, "note.body.1", row, note)


def test_another_code_pepper_or_case_does_not_open_the_talk():
    keys = CaseKeys.new(uuid4())
    code = new_code()
    right = open_code(code, PEPPER)
    blob = right.wrap_talk(keys)
    for wrong in (open_code(new_code(), PEPPER), open_code(code, b"x" * 32)):
        assert wrong.lookup_id != right.lookup_id
        with pytest.raises(CannotOpen):
            wrong.unwrap_talk(keys.case_uuid, blob)
    with pytest.raises(CannotOpen):
        right.unwrap_talk(uuid4(), blob)


def test_the_id_to_look_up_is_always_the_same_and_does_not_tell_the_key():
    first, again = open_code("0" * 20, PEPPER), open_code("0" * 20, PEPPER)
    assert first == again
    assert first.lookup_id != first.wrap_key
    assert {len(first.lookup_id), len(first.wrap_key)} == {32}
    assert repr(first.wrap_key) not in repr(first)
