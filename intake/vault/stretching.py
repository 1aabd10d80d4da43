"""Argon2id: the one slow step on the way from a password or code to a key."""

from dataclasses import dataclass
from threading import BoundedSemaphore

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

SALT_BYTES = 16
STRETCHED_BYTES = 32
MEBIBYTE = 1 << 20

# Two at a time bounds the memory of a worker and leaves it a processor for everything else.
slots = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess is: memory in MiB, passes over it."""

    mebibytes: int
    passes: int


def stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a secret and a salt of 16 bytes; waits while two others are at work."""
    with slots:
        return crypto_pwhash_alg(
            STRETCHED_BYTES,
            secret,
            salt,
            cost.passes,
            cost.mebibytes * MEBIBYTE,
            crypto_pwhash_ALG_ARGON2ID13,
        )
