"""A member's private key under a password or an activation code.

One Argon2id call, and the authentication tag is the check: no password hash is stored besides
(DESIGN 5). Spent 100 ms belong before the transaction, after the rate limit.
"""

import os
import struct
from unicodedata import normalize

from intake.vault import crockford
from intake.vault.aead import CannotOpen, disclose, enclose
from intake.vault.keys import KeyPair
from intake.vault.stretching import SALT_BYTES, Cost, stretch

COST = Cost(mebibytes=64, passes=3)
DEAREST = Cost(mebibytes=1024, passes=16)
HEAD = struct.Struct(">BBH16s")
VERSION = 1
CODE_BYTES = 15
CODE_GROUP = 5


class WrongSecret(CannotOpen):
    """The password or activation code is not the right one, or the locked key was altered."""


def lock_private_key(private: bytes, secret: str) -> bytes:
    """`private` (32 bytes), to be opened with `secret`; carries its own cost and salt."""
    head = HEAD.pack(VERSION, COST.passes, COST.mebibytes, os.urandom(SALT_BYTES))
    return head + enclose(_key(head, secret), private, head)


def unlock_private_key(locked: bytes, secret: str) -> KeyPair:
    """The pair behind a locked private key. `WrongSecret` if the secret is wrong."""
    head = locked[: HEAD.size]
    try:
        return KeyPair.from_private(disclose(_key(head, secret), locked[HEAD.size :], head))
    except CannotOpen:
        raise WrongSecret from None


def spend_the_same_time(secret: str) -> None:
    """Take as long as `unlock_private_key`, so that a stopwatch cannot tell who has an account."""
    stretch(_bytes(secret), bytes(SALT_BYTES), COST)


def new_activation_code() -> str:
    """120 random bits as groups of five letters, without those that look alike."""
    return normalise_activation_code(crockford.written(os.urandom(CODE_BYTES)))


def normalise_activation_code(text: str) -> str:
    """A typed code as it was issued. Never fails: a wrong one simply unlocks nothing."""
    return "-".join(crockford.in_groups(crockford.tidy(text), CODE_GROUP))


def _key(head: bytes, secret: str) -> bytes:
    """The key for one locked blob. A cost nobody ever set is tampering and is not paid."""
    if len(head) != HEAD.size:
        raise WrongSecret
    version, passes, mebibytes, salt = HEAD.unpack(head)
    in_bounds = 0 < passes <= DEAREST.passes and 0 < mebibytes <= DEAREST.mebibytes
    if version != VERSION or not in_bounds:
        raise WrongSecret
    return stretch(_bytes(secret), salt, Cost(mebibytes, passes))


def _bytes(secret: str) -> bytes:
    """One spelling per password, whichever keyboard or system composed its accents."""
    return normalize("NFKC", secret).encode("utf-8", "surrogatepass")
