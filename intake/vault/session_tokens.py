"""The cookie of a session, of staff and residents alike (DESIGN 5).

The server keeps a hash to find the row by, and in the row what only the cookie can open. Whoever
has the database has no session; deleting the row ends it.
"""

import os
from dataclasses import dataclass, field
from typing import Self

from intake.vault import base64url
from intake.vault.content import seal, unseal
from intake.vault.keys import KEY_BYTES, derive


@dataclass(frozen=True, slots=True)
class SessionToken:
    """32 random bytes that live in a cookie and nowhere else."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A token nobody has yet."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def from_cookie(cls, text: str) -> Self:
        """The token in a cookie. `BadToken` for anything that is not one."""
        return cls(base64url.read(text, KEY_BYTES))

    @property
    def cookie(self) -> str:
        """43 letters for the cookie."""
        return base64url.written(self.secret)

    @property
    def lookup(self) -> bytes:
        """32 bytes to find the row by; they do not lead back to the token."""
        return derive(self.secret, "session-lookup")

    def seal(self, plain: bytes, label: str) -> bytes:
        """`plain` for the row of this session."""
        return seal(self._key, plain, label, self.lookup)

    def unseal(self, blob: bytes, label: str) -> bytes:
        """What `seal` was given. `CannotOpen` for another session or label."""
        return unseal(self._key, blob, label, self.lookup)

    @property
    def _key(self) -> bytes:
        return derive(self.secret, "session-seal")
