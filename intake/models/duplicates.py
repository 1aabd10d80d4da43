"""Perhaps the same person: cases whose heads are alike. It warns, and never merges by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select

from intake.database import db
from intake.models.access import hidden_from
from intake.models.case import Case, Identity, Profile
from intake.models.folding import folded, omits_vowels, phone_digits, skeleton
from intake.models.glance import ALIAS, EMAIL, KEY, PHONE, Glance, glances, may_have, text_at
from intake.models.office_key import Keyring
from intake.models.spelling import sound, sounds_like

CLOSED_WITHIN = timedelta(days=90)
# So many of the newest heads are opened at most: a page of its own, but not a slow one.
LOOKED_THROUGH = 3000
FEWEST_DIGITS = 7
# Literal, and as the partial indexes say it: so that they are used.
STILL_OPEN: ColumnElement[bool] = literal_column(
    "(closed_at IS NULL OR unread) AND closed_at IS NULL"
)
ENDED: ColumnElement[bool] = literal_column("closed_at IS NOT NULL")


@dataclass(frozen=True)
class Name:
    """A name, folded once."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    omits_vowels: bool

    @classmethod
    def of(cls, alias: str) -> Self:
        """The words of a name in one order, whatever comes first where the person is from."""
        words = tuple(sorted(folded(alias).split()))
        return cls(words, tuple(sound(word) for word in words), omits_vowels(alias))

    @property
    def bones(self) -> list[str]:
        """The consonants of the words, for scripts that are written without vowels."""
        return sorted(skeleton(word) for word in self.words)

    def sign(self, other: Self) -> str:
        """`name` for the same name, `similar` for one that is spelt alike, else nothing."""
        if not self.words or len(self.words) != len(other.words):
            return ""
        if self.words == other.words:
            return "name"
        written = self.omits_vowels or other.omits_vowels
        if written and all(self.bones) and self.bones == other.bones:
            return "name"
        left = list(other.sounds)
        for heard in self.sounds:
            match = next((one for one in left if sounds_like(heard, one)), None)
            if match is None:
                return ""
            left.remove(match)
        return "similar"


@dataclass(frozen=True)
class Likeness:
    """What a person is recognised by. One name alone says little (see `Comparison`)."""

    name: Name
    phone: str
    email: str

    @classmethod
    def of(cls, identity: Identity) -> Self:
        """Fold an identity."""
        digits = phone_digits(identity.get("phone", ""))
        return cls(
            name=Name.of(identity.get("alias", "")),
            phone=digits if len(digits) >= FEWEST_DIGITS else "",
            email=identity.get("email", "").strip().casefold(),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not (self.name.words or self.phone or self.email)


@dataclass(frozen=True)
class Double:
    """A case that is perhaps of the same person, and in what they are alike.

    Of a restricted one the number alone may be shown: `signs` is empty then.
    """

    number: str
    status: str
    received_at: datetime
    signs: tuple[str, ...]
    restricted: bool = False


@dataclass(frozen=True)
class Comparison:
    """One identity compared with many; what names were found to be is kept meanwhile."""

    wanted: Likeness
    profile: Profile
    _names: dict[bytes, str] = field(default_factory=dict, repr=False)

    def signs(self, glance: Glance) -> list[str]:
        """In what two are alike, as far as it counts: `phone`, `email`, `name` or `similar`.

        A single name, as most give, needs place and language too.
        """
        plain, wanted, found = glance.plain, self.wanted, list[str]()
        if wanted.phone and _is_phone(wanted.phone, text_at(plain, PHONE)):
            found.append("phone")
        if wanted.email and wanted.email == text_at(plain, EMAIL).decode().strip().casefold():
            found.append("email")
        name = self._sign_of(text_at(plain, ALIAS))
        single = len(wanted.name.words) == 1
        if name and not (single and not found and not self._is_near(glance)):
            found.append(name)
        return found

    def _sign_of(self, alias: bytes) -> str:
        known = self._names.get(alias)
        if known is None:
            known = self._names[alias] = self.wanted.name.sign(Name.of(alias.decode()))
        return known

    def _is_near(self, glance: Glance) -> bool:
        keys = glance.keys
        theirs = Case.profile.open(keys, keys.case_uuid, glance.row.profile_sealed)
        return all(
            self.profile.get(what) and self.profile.get(what) == theirs.get(what)
            for what in ("municipality", "language")
        )


def doubles_of(
    identity: Identity,
    profile: Profile,
    member_uuid: UUID,
    keyring: Keyring,
    now: datetime,
    itself: UUID | None = None,
) -> list[Double]:
    """The cases that are open, or were closed lately, and look like the same person's.

    What is hidden from the member is not looked at. `itself` is left out. Those that are certain
    come first, then the newest.
    """
    comparison = Comparison(Likeness.of(identity), profile)
    if comparison.wanted.is_empty:
        return []
    skipped = {uuid.bytes for uuid in hidden_from(member_uuid) | ({itself} if itself else set())}
    rows = [row for row in _recent(now) if row.uuid not in skipped]
    found = []
    for glance in glances(keyring, rows):
        if signs := comparison.signs(glance):
            row, closed = glance.row, bool(glance.row.restricted)
            shown = () if closed else tuple(signs)
            double = Double(row.number, row.status, row.received_at, shown, closed)
            found.append((signs == ["similar"], double))
    return [double for _, double in sorted(found, key=lambda pair: pair[0])]


def _recent(now: datetime) -> Iterator[Any]:
    columns = (*KEY, Case.number, Case.status, Case.received_at, Case.profile_sealed)
    left = LOOKED_THROUGH
    for some in ((STILL_OPEN,), (ENDED, Case.closed_at >= now - CLOSED_WITHIN)):
        newest_first = select(*columns).where(*some).order_by(Case.received_at.desc())
        rows = db.session.execute(newest_first.limit(left)).all()
        left -= len(rows)
        yield from rows


def _is_phone(digits: str, phone: bytes) -> bool:
    return may_have(phone, digits.encode()) and digits == phone_digits(phone.decode())
