"""Authenticated encryption of one byte string: version ‖ nonce ‖ XChaCha20-Poly1305.

Without padding: only for plaintexts whose length is no secret, such as keys. Everything a
person wrote goes through `content`.
"""

import os

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES as TAG_BYTES,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES as NONCE_BYTES,
)
from nacl.bindings.crypto_aead import ffi, lib  # type: ignore[attr-defined]

VERSION = b"\x01"
KEY_BYTES = 32
HEAD_BYTES = len(VERSION) + NONCE_BYTES
OVERHEAD = HEAD_BYTES + TAG_BYTES


class CannotOpen(Exception):
    """Wrong key, wrong place or altered bytes. Nobody can tell which, so nobody is told."""


def enclose(key: bytes, plain: bytes, associated: bytes) -> bytes:
    """`plain` under a key of 32 bytes, `OVERHEAD` bytes longer, with a fresh random nonce."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + encrypt(plain, VERSION + associated, nonce, key)


def disclose(key: bytes, blob: bytes, associated: bytes) -> bytes:
    """What `enclose` was given. `CannotOpen` for anything else.

    Calls libsodium without PyNaCl's wrapper, which spends more time on building messages for
    its own argument checks than the cipher needs: a queue page comes here 3 000 times. The
    lengths have to be right before C sees them, so they are checked here.
    """
    if not isinstance(blob, bytes) or len(blob) < OVERHEAD or blob[:1] != VERSION:
        raise CannotOpen
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise CannotOpen
    associated = VERSION + associated
    nonce, sealed = blob[len(VERSION) : HEAD_BYTES], blob[HEAD_BYTES:]
    size = len(sealed) - TAG_BYTES
    plain = ffi.new("unsigned char[]", size or 1)
    failed = lib.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, ffi.NULL, ffi.NULL, sealed, len(sealed), associated, len(associated), nonce, key
    )
    if failed:
        raise CannotOpen
    return bytes(ffi.buffer(plain, size))
