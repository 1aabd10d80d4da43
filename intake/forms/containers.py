"""Tells files by their first bytes, where that is all that has to be known."""

import re

HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


def is_heic(head: bytes) -> bool:
    """A picture as newer phones take it."""
    return _brand(head) in HEIC_BRANDS


def is_svg(head: bytes) -> bool:
    """A drawing that can hold programs."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and re.search(rb"<(?:\w+:)?svg\b", head) is not None


def is_zip(head: bytes) -> bool:
    """A packed folder, and all kinds of documents that are one inside."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""
