"""The two keys of a case (DESIGN 5).

Under the talk key stands what the resident's code may open: identity, request, messages. Under
the case key stands the rest: profile, notes, contacts, details of events. The talk key follows
from the case key, never the other way round.
"""

import os
from dataclasses import dataclass, field
from enum import Enum
from typing import Self
from uuid import UUID

from intake.vault.content import CannotOpen, seal, unseal
from intake.vault.keys import KEY_BYTES, derive

MERGED = "merge.talk.1"
PLACE_BYTES = 4


class Under(Enum):
    """Which key a field is sealed under."""

    TALK = "talk"
    CASE = "case"


class NotUnderThisKey(CannotOpen):
    """The case key is needed, and only the talk key is here."""


@dataclass(frozen=True, slots=True)
class CaseKeys:
    """What opens one case. `case` is None where only the resident's code was given."""

    case_uuid: UUID
    talk: bytes = field(repr=False)
    case: bytes | None = field(repr=False)

    @classmethod
    def new(cls, case_uuid: UUID) -> Self:
        """Random keys for a new case."""
        return cls.whole(case_uuid, os.urandom(KEY_BYTES))

    @classmethod
    def whole(cls, case_uuid: UUID, case_key: bytes) -> Self:
        """Both keys, from a case key of 32 bytes."""
        return cls(case_uuid, derive(case_key, "talk"), case_key)

    @classmethod
    def talk_only(cls, case_uuid: UUID, talk_key: bytes) -> Self:
        """The resident's share: opens the talk and nothing else."""
        return cls(case_uuid, talk_key, None)

    def seal(self, under: Under, label: str, row_uuid: UUID, plain: bytes) -> bytes:
        """`plain`, fixed to this label, case and row. `NotUnderThisKey` without the case key."""
        return seal(self.key(under), plain, label, self.case_uuid.bytes, row_uuid.bytes)

    def unseal(self, under: Under, label: str, row_uuid: UUID, blob: bytes) -> bytes:
        """What `seal` was given. `CannotOpen` if it was moved, altered or of another case."""
        return unseal(self.key(under), blob, label, self.case_uuid.bytes, row_uuid.bytes)

    def seal_part(
        self, under: Under, label: str, row_uuid: UUID, part: tuple[int, int], plain: bytes
    ) -> bytes:
        """One part of something long, also fixed to its place: which `part` of how many it is."""
        bound = self.case_uuid.bytes, row_uuid.bytes, _place(part)
        return seal(self.key(under), plain, label, *bound)

    def unseal_part(
        self, under: Under, label: str, row_uuid: UUID, part: tuple[int, int], blob: bytes
    ) -> bytes:
        """What `seal_part` was given. `CannotOpen` if parts were swapped, left out or added."""
        bound = self.case_uuid.bytes, row_uuid.bytes, _place(part)
        return unseal(self.key(under), blob, label, *bound)

    def share_talk_of(self, leading: Self) -> bytes:
        """The talk key of the leading case, for whoever holds the talk key of this one."""
        key = derive(self.talk, "merged-talk")
        return seal(key, leading.talk, MERGED, self.case_uuid.bytes, leading.case_uuid.bytes)

    def shared_talk(self, leading_uuid: UUID, blob: bytes) -> Self:
        """What `share_talk_of` was given, opened with the talk key alone. `CannotOpen` if not."""
        key = derive(self.talk, "merged-talk")
        talk = unseal(key, blob, MERGED, self.case_uuid.bytes, leading_uuid.bytes)
        return type(self).talk_only(leading_uuid, talk)

    def key(self, under: Under) -> bytes:
        """The key itself, 32 bytes. `NotUnderThisKey` if it is not here."""
        if under is Under.TALK:
            return self.talk
        if self.case is None:
            raise NotUnderThisKey
        return self.case


def _place(part: tuple[int, int]) -> bytes:
    return b"".join(number.to_bytes(PLACE_BYTES, "big") for number in part)
