"""What is sealed opens only where it was sealed, unaltered, and shows no length."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.vault import CannotOpen, seal, unseal, unseal_each
from intake.vault.binding import bind

KEY = b"k" * 32
CASE, ROW = b"c" * 16, b"r" * 16
LABEL = "message.body.1"


@given(st.binary(max_size=3000))
def test_what_was_sealed_comes_back(plain):
    assert unseal(KEY, seal(KEY, plain, LABEL, CASE, ROW), LABEL, CASE, ROW) == plain


@pytest.mark.parametrize(
    ("key", "label", "bound"),
    [
        (b"x" * 32, LABEL, (CASE, ROW)),
        (KEY, "note.body.1", (CASE, ROW)),
        (KEY, "message.body.2", (CASE, ROW)),
        (KEY, LABEL, (b"x" * 16, ROW)),
        (KEY, LABEL, (CASE, b"x" * 16)),
        (KEY, LABEL, (ROW, CASE)),
        (KEY, LABEL, (CASE + ROW,)),
        (KEY, LABEL, (CASE,)),
        (KEY, LABEL, (CASE, ROW, b"")),
        (KEY, LABEL, ()),
        (b"short", LABEL, (CASE, ROW)),
        (b"", LABEL, (CASE, ROW)),
    ],
)
def test_a_blob_moved_to_another_key_label_case_or_row_does_not_open(key, label, bound):
    blob = seal(KEY, b"words", LABEL, CASE, ROW)
    with pytest.raises(CannotOpen):
        unseal(key, blob, label, *bound)


def test_no_flipped_bit_opens():
    blob = seal(KEY, b"words", LABEL, CASE, ROW)
    for bit in range(len(blob) * 8):
        altered = bytearray(blob)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CannotOpen):
            unseal(KEY, bytes(altered), LABEL, CASE, ROW)


def test_no_truncated_or_lengthened_blob_opens():
    blob = seal(KEY, b"words", LABEL, CASE, ROW)
    for altered in [blob[:end] for end in range(len(blob))] + [blob[1:], blob + b"\0", blob * 2]:
        with pytest.raises(CannotOpen):
            unseal(KEY, altered, LABEL, CASE, ROW)


@given(st.one_of(st.binary(max_size=700), st.none(), st.text(max_size=400)))
def test_whatever_stands_in_the_database_only_cannot_open_is_raised(blob):
    with pytest.raises(CannotOpen):
        unseal(KEY, blob, LABEL, CASE, ROW)


@given(st.lists(st.tuples(st.binary(max_size=3000), st.binary(min_size=16, max_size=16))))
def test_many_rows_open_as_each_of_them_does(texts):
    rows = [(KEY, CASE, row, seal(KEY, plain, LABEL, CASE, row)) for plain, row in texts]
    assert list(unseal_each(LABEL, rows)) == [plain for plain, _ in texts]


@pytest.mark.parametrize(
    ("key", "case", "row"),
    [
        (b"x" * 32, CASE, ROW),
        (b"short", CASE, ROW),
        (KEY, b"x" * 16, ROW),
        (KEY, CASE, b"x" * 16),
        (KEY, ROW, CASE),
        (KEY, CASE + b"r", ROW[1:]),
        (KEY, CASE[1:], b"c" + ROW),
        (KEY, CASE + ROW, b""),
    ],
)
def test_among_many_rows_a_moved_one_does_not_open(key, case, row):
    good = (KEY, CASE, ROW, seal(KEY, b"words", LABEL, CASE, ROW))
    opened = unseal_each(LABEL, [good, (key, case, row, good[-1])])
    assert next(opened) == b"words"
    with pytest.raises(CannotOpen):
        next(opened)
    with pytest.raises(CannotOpen):
        next(unseal_each("note.body.1", [good]))


@given(st.one_of(st.binary(max_size=700), st.none(), st.text(max_size=400)))
def test_among_many_rows_too_only_cannot_open_is_raised(blob):
    with pytest.raises(CannotOpen):
        list(unseal_each(LABEL, [(KEY, CASE, ROW, blob)]))


def test_among_many_rows_no_flipped_bit_and_no_truncation_opens():
    blob = seal(KEY, b"words", LABEL, CASE, ROW)
    flipped = [blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :] for at in range(len(blob))]
    for altered in flipped + [blob[:end] for end in range(len(blob))] + [blob + b"\0"]:
        with pytest.raises(CannotOpen):
            list(unseal_each(LABEL, [(KEY, CASE, ROW, altered)]))


@pytest.mark.parametrize(
    ("length", "blocks"), [(0, 1), (1, 1), (252, 1), (253, 2), (508, 2), (509, 3), (4000, 16)]
)
def test_the_length_shows_only_in_steps_of_256(length, blocks):
    overhead = 1 + 24 + 16
    assert len(seal(KEY, os.urandom(length), LABEL)) == overhead + 256 * blocks


def test_sealing_twice_gives_different_blobs():
    assert seal(KEY, b"words", LABEL) != seal(KEY, b"words", LABEL)


@given(st.lists(st.binary(max_size=6)), st.lists(st.binary(max_size=6)))
def test_different_lists_are_never_bound_to_the_same_bytes(one, other):
    assert (bind(*one) == bind(*other)) == (one == other)


@given(st.binary(max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_bytes_that_wander_from_one_part_to_the_next_are_told_apart(data, one, other):
    one, other = min(one, len(data)), min(other, len(data))
    same = bind(data[:one], data[one:]) == bind(data[:other], data[other:])
    assert same == (one == other)
