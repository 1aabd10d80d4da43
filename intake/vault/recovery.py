"""The recovery sheet: the way back in when nobody knows a password any more.

160 random bits on paper lead to a key pair that holds a grant of the office key (DESIGN 5).
"""

import os
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Self

from intake.vault import crockford
from intake.vault.keys import KeyPair, derive

SECRET_BYTES = 20
GROUP = 4


class MistypedSheet(ValueError):
    """What was typed is not eight groups of four letters."""


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The secret on the sheet, 20 bytes."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A fresh sheet."""
        return cls(os.urandom(SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The sheet from its groups, in any case and with anything between them.

        `MistypedSheet` if signs are missing or unknown. All bits are in use, so another wrong
        letter shows only when the grant does not open.
        """
        letters = crockford.tidy(text)
        if len(letters) * crockford.BITS != SECRET_BYTES * 8:
            raise MistypedSheet
        try:
            return cls(crockford.read(letters))
        except ValueError:
            raise MistypedSheet from None

    @property
    def groups(self) -> tuple[str, ...]:
        """Eight groups of four letters, in the order of the sheet."""
        return crockford.in_groups(crockford.written(self.secret), GROUP)

    def group_is(self, number: int, typed: str) -> bool:
        """Whether somebody has the sheet: the group with this number, counted from 1."""
        expected = self.groups[number - 1]
        return compare_digest(expected.encode(), crockford.tidy(typed).encode())

    def key_pair(self) -> KeyPair:
        """The key pair the sheet stands for, always the same."""
        return KeyPair.from_private(derive(self.secret, "recovery-sheet"))
