"""Crockford's base32: letters and digits that survive being read out and written down.

No I, L, O or U; what is mistaken for 1 and 0 is read as 1 and 0.
Source: https://www.crockford.com/base32.html
"""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("ILO", "110")
BITS = 5


def written(data: bytes) -> str:
    """`data` in letters. `ValueError` unless its bits fill whole letters (5, 10, 20 bytes …)."""
    count, left = divmod(len(data) * 8, BITS)
    if left:
        raise ValueError("The bits do not fill whole letters.")
    number = int.from_bytes(data, "big")
    return "".join(LETTERS[number >> BITS * at & 31] for at in reversed(range(count)))


def read(letters: str) -> bytes:
    """What `written` was given. `ValueError` for other signs or an odd number of bits."""
    number = 0
    for letter in letters:
        number = number << BITS | LETTERS.index(letter)
    size, left = divmod(len(letters) * BITS, 8)
    if left:
        raise ValueError("The letters do not fill whole bytes.")
    return number.to_bytes(size, "big")


def tidy(text: str) -> str:
    """`text` as `written` would write it: capitals, misread letters mended, nothing between."""
    return "".join(sign for sign in text.upper() if sign.isalnum()).translate(MISREAD)


def in_groups(letters: str, size: int) -> tuple[str, ...]:
    """`letters` in groups of `size`, the last one possibly shorter."""
    return tuple(letters[at : at + size] for at in range(0, len(letters), size))
