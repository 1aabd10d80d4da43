"""Bytes in cookies and form fields: base64 for addresses, without padding, one spelling each."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error


class BadToken(Exception):
    """A cookie or form token that was not made here."""


def written(data: bytes) -> str:
    """`data` in letters, digits, `-` and `_`."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str, size: int) -> bytes:
    """The `size` bytes behind `text`. `BadToken` for anything that `written` would not write."""
    if len(text) != -(-size * 4 // 3):
        raise BadToken
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError):
        raise BadToken from None
    if written(data) != text:
        raise BadToken
    return data
