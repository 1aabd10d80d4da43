"""Keys from keys, and key pairs."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Self

from nacl.bindings import crypto_box_keypair, crypto_scalarmult_base

KEY_BYTES = 32
SHORTEST_KEY = 16


def derive(key: bytes, person: str, data: bytes = b"") -> bytes:
    """32 bytes: keyed BLAKE2b of `data`, under a key of 16 to 64 bytes.

    `person` (at most 16 bytes) names the use, so that keys for different uses have nothing to
    do with each other. From the standard library: the same function as in libsodium, in a
    tenth of the time. `ValueError` for a key or person of the wrong length: an empty key would
    silently be no key at all.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"A key has at least {SHORTEST_KEY} bytes.")
    return blake2b(data, digest_size=KEY_BYTES, key=key, person=person.encode()).digest()


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair: 32 bytes each. The private half never shows in a representation."""

    public: bytes
    private: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A fresh random pair."""
        return cls(*crypto_box_keypair())

    @classmethod
    def from_private(cls, private: bytes) -> Self:
        """The pair of a private key. `ValueError` if it has not 32 bytes.

        PyNaCl does not look at the length here and would read on behind a short key.
        """
        if len(private) != KEY_BYTES:
            raise ValueError(f"A private key has {KEY_BYTES} bytes.")
        return cls(crypto_scalarmult_base(private), private)
