"""A member's private key under a password or an activation code."""

from threading import Thread

import pytest

from intake.vault import (
    CannotOpen,
    KeyPair,
    WrongSecret,
    lock_private_key,
    new_activation_code,
    normalise_activation_code,
    open_code,
    spend_the_same_time,
    unlock_private_key,
)
from intake.vault.stretching import slots

PAIR = KeyPair.new()
LOCKED = lock_private_key(PAIR.private, "Zürich ist gross")


def test_the_right_secret_opens():
    assert unlock_private_key(LOCKED, "Zürich ist gross") == PAIR


def test_an_accent_composed_by_another_keyboard_opens_too():
    assert unlock_private_key(LOCKED, "Zu\u0308rich ist gross") == PAIR


@pytest.mark.parametrize(
    "secret", ["", "Zürich ist gros", "zürich ist gross", "Zürich ist gross ", "\ud800"]
)
def test_a_wrong_secret_says_so(secret):
    with pytest.raises(WrongSecret):
        unlock_private_key(LOCKED, secret)


def test_a_wrong_secret_is_a_thing_that_cannot_open():
    assert issubclass(WrongSecret, CannotOpen)


# Version, passes, memory, salt, then the version, nonce and ciphertext inside.
@pytest.mark.parametrize("at", [0, 1, 3, 4, 19, 20, 25, 50, -1])
def test_an_altered_lock_does_not_open(at):
    altered = bytearray(LOCKED)
    altered[at] ^= 1
    with pytest.raises(WrongSecret):
        unlock_private_key(bytes(altered), "Zürich ist gross")


@pytest.mark.parametrize("head", [b"\1\xff\0\x40", b"\1\3\xff\xff", b"\1\0\0\x40", b"\1\3\0\0"])
def test_a_cost_nobody_set_is_not_paid(head):
    with pytest.raises(WrongSecret):
        unlock_private_key(head + LOCKED[4:], "Zürich ist gross")


@pytest.mark.parametrize("end", [0, 3, 19, 20, 60, -1])
def test_a_truncated_lock_does_not_open(end):
    with pytest.raises(WrongSecret):
        unlock_private_key(LOCKED[:end], "Zürich ist gross")


def test_the_cost_is_argon2id_with_64_mib_and_3_passes():
    assert LOCKED[:4] == bytes([1, 3]) + (64).to_bytes(2, "big")


def test_two_locks_of_one_key_differ():
    assert lock_private_key(PAIR.private, "Zürich ist gross") != LOCKED


@pytest.mark.parametrize(
    "slow",
    [
        lambda: spend_the_same_time("x"),
        lambda: open_code("0" * 20, b"p" * 32),
        lambda: lock_private_key(PAIR.private, "x"),
    ],
)
def test_no_more_than_two_are_stretched_at_a_time(slow):
    worker = Thread(target=slow, daemon=True)
    with slots, slots:
        worker.start()
        worker.join(timeout=0.5)
        assert worker.is_alive()
    worker.join(timeout=10)
    assert not worker.is_alive()


def test_an_activation_code_has_120_bits_in_groups_of_five():
    code = new_activation_code()
    groups = code.split("-")
    assert [len(group) for group in groups] == [5, 5, 5, 5, 4]
    assert set("".join(groups)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert new_activation_code() != code


def test_an_activation_code_may_be_typed_in_many_ways():
    assert normalise_activation_code("o1iLa-bcdef ghjkm\u2011npqrs  tvwx\n") == (
        "0111A-BCDEF-GHJKM-NPQRS-TVWX"
    )
    code = new_activation_code()
    assert normalise_activation_code(code) == code
    assert normalise_activation_code(code.lower().replace("-", " ")) == code
    assert normalise_activation_code("") == ""
