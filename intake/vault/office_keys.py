"""The key pair of the office, which opens every case.

The server that takes requests holds the public half only. The private half exists in memory
for the length of a staff request, and on disk only as grants: sealed to the public key of a
member or of the recovery sheet (DESIGN 5).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from nacl.bindings import crypto_box_seal, crypto_box_seal_open
from nacl.exceptions import CryptoError

from intake.vault.aead import CannotOpen, disclose, disclose_each, enclose
from intake.vault.case_keys import CaseKeys, Under
from intake.vault.content import seal, unseal
from intake.vault.keys import KEY_BYTES, KeyPair, derive

WRAP = b"case.wrap.1"
KEY_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class OfficePublic:
    """What closes a case for the office. `public` has 32 bytes, `key_id` 16 hex digits."""

    key_id: str
    public: bytes

    def seal_case_key(self, keys: CaseKeys) -> bytes:
        """96 bytes that only the office opens: case key ‖ case uuid in a SealedBox.

        `NotUnderThisKey` for talk-only keys.
        """
        return crypto_box_seal(keys.key(Under.CASE) + keys.case_uuid.bytes, self.public)


@dataclass(frozen=True, slots=True)
class OfficePrivate:
    """What opens cases. Never stored, logged or handed to another process."""

    key_id: str
    pair: KeyPair
    _wrap_key: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_wrap_key", derive(self.pair.private, "case-wrap"))

    @classmethod
    def new(cls) -> Self:
        """A fresh office key, named after its public half."""
        pair = KeyPair.new()
        return cls(derive(pair.public, "office-key-id")[:KEY_ID_BYTES].hex(), pair)

    @property
    def public(self) -> OfficePublic:
        """The half that may lie about."""
        return OfficePublic(self.key_id, self.pair.public)

    def open_case(self, case_uuid: UUID, sealed: bytes) -> CaseKeys:
        """The keys from `seal_case_key`. `CannotOpen` if altered or of another case."""
        try:
            plain = crypto_box_seal_open(sealed, self.pair.public, self.pair.private)
        except CryptoError:
            raise CannotOpen from None
        if plain[KEY_BYTES:] != case_uuid.bytes:
            raise CannotOpen
        return CaseKeys.whole(case_uuid, plain[:KEY_BYTES])

    def wrap_case(self, keys: CaseKeys) -> bytes:
        """73 bytes, the case key under a key only the office can derive: opens far quicker."""
        return enclose(self._wrap_key, keys.key(Under.CASE), WRAP + keys.case_uuid.bytes)

    def unwrap_case(self, case_uuid: UUID, wrapped: bytes) -> CaseKeys:
        """The keys from `wrap_case`. `CannotOpen` if altered or of another case."""
        case_key = disclose(self._wrap_key, wrapped, WRAP + case_uuid.bytes)
        return CaseKeys.whole(case_uuid, case_key)

    def unwrap_each(self, wraps: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
        """The case key alone of each (uuid of the case as 16 bytes, wrapped key), in turn."""
        key = self._wrap_key
        return disclose_each((key, wrapped, WRAP + case_uuid) for case_uuid, wrapped in wraps)

    def seal_own(self, label: str, row_uuid: UUID, plain: bytes) -> bytes:
        """`plain` for the office itself, where no case is meant: the snapshot of a report."""
        return seal(self._own_key, plain, label, row_uuid.bytes)

    def unseal_own(self, label: str, row_uuid: UUID, blob: bytes) -> bytes:
        """What `seal_own` was given. `CannotOpen` for another label, row or office key."""
        return unseal(self._own_key, blob, label, row_uuid.bytes)

    @property
    def _own_key(self) -> bytes:
        return derive(self.pair.private, "office-own")

    def grant_to(self, member_public: bytes) -> bytes:
        """This key, openable by the holder of one member's private key."""
        return crypto_box_seal(self.pair.private + self.key_id.encode(), member_public)

    @classmethod
    def from_grant(cls, grant: bytes, member: KeyPair, key_id: str) -> Self:
        """The office key out of a member's grant. `CannotOpen` for another member or key id."""
        try:
            plain = crypto_box_seal_open(grant, member.public, member.private)
        except CryptoError:
            raise CannotOpen from None
        private, granted = plain[:KEY_BYTES], plain[KEY_BYTES:]
        if len(private) != KEY_BYTES or granted != key_id.encode():
            raise CannotOpen
        return cls(key_id, KeyPair.from_private(private))
