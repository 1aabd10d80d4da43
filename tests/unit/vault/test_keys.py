"""Keys derived for different uses have nothing to do with each other."""

import hashlib

import pytest
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from intake.vault import KeyPair, derive

KEY = bytes(range(32))


def test_it_is_the_keyed_blake2b_of_libsodium():
    expected = blake2b(b"data", digest_size=32, key=KEY, person=b"talk", encoder=RawEncoder)
    assert derive(KEY, "talk", b"data") == expected


def test_another_key_person_or_data_gives_another_key():
    keys = [
        derive(KEY, "talk"),
        derive(KEY, "case-wrap"),
        derive(KEY, "talk", b"x"),
        derive(KEY[::-1], "talk"),
        hashlib.blake2b(digest_size=32).digest(),
    ]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {32}


@pytest.mark.parametrize("key", [b"", b"x" * 15, b"x" * 65])
def test_a_key_too_short_or_too_long_is_refused(key):
    with pytest.raises(ValueError, match="key"):
        derive(key, "talk")


def test_a_pair_follows_from_its_private_half():
    pair = KeyPair.new()
    assert KeyPair.from_private(pair.private) == pair
    assert KeyPair.new() != pair


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_private_key_of_the_wrong_length_is_refused(length):
    with pytest.raises(ValueError, match="32 bytes"):
        KeyPair.from_private(b"x" * length)


def test_the_private_half_does_not_show():
    pair = KeyPair.new()
    assert repr(pair.private) not in repr(pair)
    assert repr(pair.public) in repr(pair)
