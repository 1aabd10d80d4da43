"""Sealing what people wrote: encrypted, padded, and fixed to the place where it is stored."""

from collections.abc import Iterable, Iterator

from intake.vault.aead import CannotOpen, disclose, disclose_each, enclose
from intake.vault.binding import bind, lengths

__all__ = ["PADDING", "CannotOpen", "SealedRow", "seal", "unseal", "unseal_each"]

PADDING = 256
LENGTH_BYTES = 4
UUID_BYTES = 16
SealedRow = tuple[bytes, bytes, bytes, bytes]
"""Key, uuid of the case, uuid of the row (both as 16 bytes), and what was sealed."""


def seal(key: bytes, plain: bytes, label: str, *bound: bytes) -> bytes:
    """`plain` under a key of 32 bytes, readable only with the same label and bound values.

    The label names the field for ever (`message.body.1`); the bound values are those that
    never change, such as the uuids of case and row (DESIGN 5). Only the length in steps of 256
    bytes can be seen from outside.
    """
    padded = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    padded += bytes(-len(padded) % PADDING)
    return enclose(key, padded, bind(label.encode(), *bound))


def unseal(key: bytes, blob: bytes, label: str, *bound: bytes) -> bytes:
    """What `seal` was given. `CannotOpen` for anything wrong, never another exception."""
    return _without_padding(disclose(key, blob, bind(label.encode(), *bound)))


def unseal_each(label: str, rows: Iterable[SealedRow]) -> Iterator[bytes]:
    """What `unseal` gives for each row, bound to its case and itself; for thousands of rows.

    `CannotOpen` at the first that is not what it should be.
    """
    name = label.encode()
    head = lengths(len(name), UUID_BYTES, UUID_BYTES) + name
    return map(_without_padding, disclose_each(_bound(head, rows)))


def _bound(head: bytes, rows: Iterable[SealedRow]) -> Iterator[tuple[bytes, bytes, bytes]]:
    for key, case, row, blob in rows:
        if len(case) != UUID_BYTES or len(row) != UUID_BYTES:
            raise CannotOpen
        yield key, blob, head + case + row


def _without_padding(padded: bytes) -> bytes:
    end = LENGTH_BYTES + int.from_bytes(padded[:LENGTH_BYTES], "big")
    if len(padded) % PADDING or end > len(padded):
        raise CannotOpen
    return padded[LENGTH_BYTES:end]
