"""What a session keeps on the server opens only with its cookie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.vault import BadToken, CannotOpen, SessionToken, unseal

LABEL = "session.key.1"


def test_the_cookie_leads_back_to_the_session():
    token = SessionToken.new()
    back = SessionToken.from_cookie(token.cookie)
    assert back == token
    assert back.lookup == token.lookup
    assert back.unseal(token.seal(b"private", LABEL), LABEL) == b"private"


def test_another_session_or_label_opens_nothing():
    token = SessionToken.new()
    blob = token.seal(b"private", LABEL)
    with pytest.raises(CannotOpen):
        SessionToken.new().unseal(blob, LABEL)
    with pytest.raises(CannotOpen):
        token.unseal(blob, "session.talk.1")


def test_the_row_does_not_tell_the_cookie():
    token = SessionToken.new()
    assert len(token.lookup) == 32
    blob = token.seal(b"private", LABEL)
    with pytest.raises(CannotOpen):
        SessionToken(token.lookup).unseal(blob, LABEL)
    with pytest.raises(CannotOpen):
        unseal(token.lookup, blob, LABEL, token.lookup)
    assert repr(token.secret) not in repr(token)


def test_sessions_differ():
    one, other = SessionToken.new(), SessionToken.new()
    assert one.cookie != other.cookie
    assert one.lookup != other.lookup


@given(st.text(max_size=50))
def test_a_broken_cookie_is_a_bad_token(text):
    with pytest.raises(BadToken):
        SessionToken.from_cookie(text)


@pytest.mark.parametrize("text", ["", "A" * 42, "A" * 44, "A" * 42 + "B", "=" * 43, "ä" * 43])
def test_a_cookie_of_the_wrong_length_or_spelling_is_a_bad_token(text):
    with pytest.raises(BadToken):
        SessionToken.from_cookie(text)
