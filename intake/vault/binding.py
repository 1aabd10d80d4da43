"""One way to write several byte strings as one, so that no two lists give the same bytes."""

from struct import pack


def bind(*parts: bytes) -> bytes:
    """How many parts, how long each (4 bytes, big-endian), then the parts themselves."""
    return lengths(*map(len, parts)) + b"".join(parts)


def lengths(*sizes: int) -> bytes:
    """What `bind` writes before parts of these sizes: the same for many lists of one shape."""
    return pack(f">{len(sizes) + 1}I", len(sizes), *sizes)
