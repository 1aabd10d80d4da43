"""Perhaps the same person: cases whose heads are alike. It warns, and never merges by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from sqlalchemy import or_, select

from intake.database import db
from intake.models.access import hidden_from
from intake.models.case import Case, Identity, Profile
from intake.models.folding import folded, omits_vowels, phone_digits, skeleton
from intake.models.office_key import Keyring

CLOSED_WITHIN = timedelta(days=90)
# So many of the newest heads are opened at most: a page of its own, but not a slow one.
LOOKED_THROUGH = 3000
FEWEST_DIGITS = 7


@dataclass(frozen=True)
class Likeness:
    """What a person is recognised by, folded once. One name alone says little (see `alike`)."""

    names: tuple[str, ...]
    omits_vowels: bool
    phone: str
    email: str

    @classmethod
    def of(cls, identity: Identity) -> Self:
        """Fold an identity."""
        alias, digits = identity.get("alias", ""), phone_digits(identity.get("phone", ""))
        names = tuple(sorted(folded(alias).split()))
        return cls(
            names=names,
            omits_vowels=omits_vowels(alias),
            phone=digits if len(digits) >= FEWEST_DIGITS else "",
            email=identity.get("email", "").strip().casefold(),
        )

    @property
    def bones(self) -> list[str]:
        """The consonants of the names, for scripts that are written without vowels."""
        return sorted(skeleton(name) for name in self.names)

    def signs(self, other: Self) -> list[str]:
        """In what two are alike: `phone`, `email`, `name`."""
        found = []
        if self.phone and self.phone == other.phone:
            found.append("phone")
        if self.email and self.email == other.email:
            found.append("email")
        if self._is_named_like(other):
            found.append("name")
        return found

    def _is_named_like(self, other: Self) -> bool:
        if not self.names:
            return False
        if self.names == other.names:
            return True
        written = self.omits_vowels or other.omits_vowels
        return written and all(self.bones) and self.bones == other.bones


@dataclass(frozen=True)
class Double:
    """A case that is perhaps of the same person, and in what they are alike."""

    number: str
    status: str
    received_at: datetime
    signs: tuple[str, ...]


def doubles_of(
    identity: Identity,
    profile: Profile,
    member_uuid: UUID,
    keyring: Keyring,
    now: datetime,
    itself: UUID | None = None,
) -> list[Double]:
    """The cases that are open, or were closed lately, and look like the same person's.

    What is hidden from the member is not looked at. `itself` is left out.
    """
    wanted = Likeness.of(identity)
    if not (wanted.names or wanted.phone or wanted.email):
        return []
    skipped = hidden_from(member_uuid) | {itself}
    return [
        Double(row.number, row.status, row.received_at, tuple(signs))
        for row in _recent(now)
        if row.uuid not in skipped and (signs := _alike(wanted, profile, row, keyring))
    ]


def _recent(now: datetime) -> Iterator[Case]:
    lately = or_(Case.closed_at.is_(None), Case.closed_at >= now - CLOSED_WITHIN)
    columns = (
        Case.uuid, Case.number, Case.status, Case.received_at, Case.office_key_id,
        Case.key_sealed, Case.key_wrapped, Case.identity_sealed, Case.profile_sealed,
    )  # fmt: skip
    newest_first = select(*columns).where(lately).order_by(Case.received_at.desc())
    yield from db.session.execute(newest_first.limit(LOOKED_THROUGH))  # type: ignore[misc]


def _alike(wanted: Likeness, profile: Profile, row: Case, keyring: Keyring) -> list[str]:
    """The signs that count. A single name, as most give, needs place and language too."""
    keys = keyring.open(row)
    other = Likeness.of(Case.identity.open(keys, row.uuid, row.identity_sealed))
    signs = wanted.signs(other)
    if signs == ["name"] and len(wanted.names) == 1:
        theirs = Case.profile.open(keys, row.uuid, row.profile_sealed)
        same = all(
            profile.get(what) and profile.get(what) == theirs.get(what)
            for what in ("municipality", "language")
        )
        return signs if same else []
    return signs
