"""The hidden token of a form tells forged, foreign and stale forms apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.vault import BadToken, ForeignToken, FormTokens, StaleToken

TOKENS = FormTokens(b"k" * 32)
COOKIE = b"c" * 32
NOW = 1_790_000_000
HOUR = 3600


def issued(**other):
    return TOKENS.issue(**{"purpose": "person", "bound": COOKIE, "now": NOW} | other)


def checked(token, **other):
    facts = {"purpose": "person", "bound": COOKIE, "now": NOW, "oldest": HOUR} | other
    return TOKENS.check(token, **facts)


def test_a_fresh_token_tells_its_nonce_and_age():
    token = issued()
    facts = checked(token, now=NOW + 7)
    assert facts.age == 7
    assert len(facts.nonce) == 16
    assert facts.nonce == checked(token).nonce


def test_no_two_tokens_are_alike():
    one, other = issued(), issued()
    assert one != other
    assert checked(one).nonce != checked(other).nonce


def test_a_token_for_another_visitor_is_foreign():
    with pytest.raises(ForeignToken):
        checked(issued(bound=b"x" * 32))


def test_a_token_for_another_purpose_is_foreign():
    with pytest.raises(ForeignToken):
        checked(issued(purpose="status"))


def test_purpose_and_visitor_do_not_run_into_each_other():
    with pytest.raises(ForeignToken):
        checked(issued(purpose="personc", bound=COOKIE[1:]))


def test_a_token_of_another_server_is_foreign():
    token = FormTokens(b"x" * 32).issue("person", COOKIE, NOW)
    with pytest.raises(ForeignToken):
        checked(token)


def test_a_token_is_good_up_to_its_age_and_then_stale():
    token = issued()
    assert checked(token, now=NOW + HOUR).age == HOUR
    with pytest.raises(StaleToken):
        checked(token, now=NOW + HOUR + 1)


def test_a_token_foreign_and_stale_is_foreign():
    with pytest.raises(ForeignToken):
        checked(issued(bound=b"x" * 32), now=NOW + 2 * HOUR)


def test_a_clock_set_back_a_little_does_no_harm():
    assert checked(issued(), now=NOW - 60).age == 0


def test_a_token_from_the_future_is_stale():
    with pytest.raises(StaleToken):
        checked(issued(), now=NOW - 61)


@given(st.text(max_size=90))
def test_garbage_is_a_bad_token_and_nothing_else(text):
    with pytest.raises(BadToken):
        checked(text)


@pytest.mark.parametrize("text", ["", "A" * 74, "A" * 76, "A" * 1_000_000, "é" * 75, "\ud800" * 75])
def test_wrong_length_or_letters_is_neither_foreign_nor_stale(text):
    with pytest.raises(BadToken) as caught:
        checked(text)
    assert caught.type is BadToken


def test_every_altered_letter_is_found():
    token = issued()
    for at, letter in enumerate(token):
        with pytest.raises(BadToken):
            checked(token[:at] + ("A" if letter != "A" else "B") + token[at + 1 :])


def test_a_token_has_one_spelling():
    token = issued()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = letters[letters.index(token[-1]) + 1]
    for other in (token[:-1] + twin, token + "=", token + "\n", f" {token}"):
        with pytest.raises(BadToken):
            checked(other)


def test_the_key_does_not_show():
    assert repr(TOKENS.key) not in repr(TOKENS)
