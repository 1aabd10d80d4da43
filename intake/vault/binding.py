"""One way to write several byte strings as one, so that no two lists give the same bytes."""

from struct import pack


def bind(*parts: bytes) -> bytes:
    """How many parts, how long each (4 bytes, big-endian), then the parts themselves."""
    lengths = pack(f">{len(parts) + 1}I", len(parts), *map(len, parts))
    return lengths + b"".join(parts)
