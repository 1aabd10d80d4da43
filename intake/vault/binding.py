"""One way to write several byte strings as one, so that no two lists give the same bytes."""


def bind(*parts: bytes) -> bytes:
    """Each part after its length (4 bytes, big-endian). Different lists give different bytes."""
    return b"".join([len(part).to_bytes(4, "big") + part for part in parts])
