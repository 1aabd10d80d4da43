"""Sealing what people wrote: encrypted, padded, and fixed to the place where it is stored."""

from intake.vault.aead import CannotOpen, disclose, enclose
from intake.vault.binding import bind

__all__ = ["PADDING", "CannotOpen", "seal", "unseal"]

PADDING = 256
LENGTH_BYTES = 4


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
    padded = disclose(key, blob, bind(label.encode(), *bound))
    end = LENGTH_BYTES + int.from_bytes(padded[:LENGTH_BYTES], "big")
    if len(padded) % PADDING or end > len(padded):
        raise CannotOpen
    return padded[LENGTH_BYTES:end]
