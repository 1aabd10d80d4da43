"""Tells files by their first bytes, where that is all that has to be known."""

import re

HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
EBML = b"\x1a\x45\xdf\xa3"
# How the browsers write what a microphone says: Matroska, Ogg, or MP4 with its kinds.
WEBM, OGG, MP4 = "audio/webm", "audio/ogg", "audio/mp4"
MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"M4A ", b"dash"}


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


def audio_type(content: bytes) -> str | None:
    """The media type of a recording by its container; None if it is none we know."""
    if content.startswith(EBML) and b"webm" in content[:64]:
        return WEBM
    if content.startswith(b"OggS\x00"):
        return OGG
    if _brand(content) in MP4_BRANDS:
        return MP4
    return None


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""
