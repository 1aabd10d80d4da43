"""Authenticated encryption of one byte string: version ‖ nonce ‖ XChaCha20-Poly1305.

Without padding: only for plaintexts whose length is no secret, such as keys. Everything a
person wrote goes through `content`.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any

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

_BYTES = ffi.typeof("unsigned char[]")
_ROOM = 1024
_NULL = ffi.NULL
_decrypt = lib.crypto_aead_xchacha20poly1305_ietf_decrypt


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
    size = _size_inside(key, blob)
    plain = ffi.new(_BYTES, size or 1)
    _decrypt_into(plain, key, blob, VERSION + associated)
    return bytes(ffi.buffer(plain, size))


def disclose_each(rows: Iterable[tuple[bytes, bytes, bytes]]) -> Iterator[bytes]:
    """What `disclose` gives for each key, blob and associated data: in half the time for many.

    The room that C writes to is made once, and belongs to this call alone.
    """
    room = ffi.new(_BYTES, _ROOM)
    seen = ffi.buffer(room)
    for key, blob, associated in rows:
        size = _size_inside(key, blob)
        if size > len(seen):
            room = ffi.new(_BYTES, size)
            seen = ffi.buffer(room)
        _decrypt_into(room, key, blob, VERSION + associated)
        yield seen[:size]


def _size_inside(key: bytes, blob: bytes) -> int:
    if not isinstance(blob, bytes) or len(blob) < OVERHEAD or blob[:1] != VERSION:
        raise CannotOpen
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise CannotOpen
    return len(blob) - OVERHEAD


def _decrypt_into(room: Any, key: bytes, blob: bytes, associated: bytes) -> None:
    nonce, sealed = blob[len(VERSION) : HEAD_BYTES], blob[HEAD_BYTES:]
    if _decrypt(room, _NULL, _NULL, sealed, len(sealed), associated, len(associated), nonce, key):
        raise CannotOpen
