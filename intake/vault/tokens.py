"""The hidden token of a form: against forged, planted and stale forms, without a session.

nonce ‖ time ‖ MAC over purpose, nonce, time and what the token is bound to, such as the hash of
the visitor's cookie (DESIGN 6).
"""

import os
from dataclasses import dataclass, field
from hmac import compare_digest

from intake.vault import base64url
from intake.vault.base64url import BadToken
from intake.vault.binding import bind
from intake.vault.keys import KEY_BYTES, derive

NONCE_BYTES = 16
TIME_BYTES = 8
TOKEN_BYTES = NONCE_BYTES + TIME_BYTES + KEY_BYTES
# Clocks are set back now and then; a token from further ahead is not believed.
SECONDS_AHEAD = 60


class StaleToken(BadToken):
    """Made here for this visitor and purpose, but too long ago."""


class ForeignToken(BadToken):
    """Well-formed, but made for another visitor or purpose, or by somebody else."""


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What a valid token tells: its nonce (16 bytes) and its age in seconds."""

    nonce: bytes
    age: int


@dataclass(frozen=True, slots=True)
class FormTokens:
    """Issues and checks tokens under a key of 32 bytes. Times are whole seconds."""

    key: bytes = field(repr=False)

    def issue(self, purpose: str, bound: bytes, now: int) -> str:
        """A fresh token of 75 letters; no two are alike."""
        open_part = os.urandom(NONCE_BYTES) + now.to_bytes(TIME_BYTES, "big")
        return base64url.written(open_part + self._mac(purpose, bound, open_part))

    def check(self, token: str, purpose: str, bound: bytes, now: int, oldest: int) -> TokenFacts:
        """The facts of a token at most `oldest` seconds old.

        `BadToken` for what is no token, `ForeignToken` if it is not for this visitor and purpose,
        `StaleToken` if it is too old; a foreign token is foreign however old.
        """
        data = base64url.read(token, TOKEN_BYTES)
        open_part, mac = data[:-KEY_BYTES], data[-KEY_BYTES:]
        if not compare_digest(mac, self._mac(purpose, bound, open_part)):
            raise ForeignToken
        age = now - int.from_bytes(open_part[NONCE_BYTES:], "big")
        if not -SECONDS_AHEAD <= age <= oldest:
            raise StaleToken
        return TokenFacts(open_part[:NONCE_BYTES], max(age, 0))

    @staticmethod
    def nonce_of(token: str) -> bytes:
        """What a token says its nonce is, unchecked. `BadToken` for what is no token."""
        return base64url.read(token, TOKEN_BYTES)[:NONCE_BYTES]

    def _mac(self, purpose: str, bound: bytes, open_part: bytes) -> bytes:
        return derive(self.key, "form-token", bind(purpose.encode(), bound, open_part))
