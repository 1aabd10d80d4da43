"""Founding the demo office: its keys, its members and their accounts."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

from intake.config import CannotStart
from intake.database import db
from intake.models.confirmation import confirm
from intake.models.event import Actor
from intake.models.member import Member, MemberState, Role, new_lock, unlock
from intake.models.office_key import Grant, Installation, Keyring, OfficeKey
from intake.office import Office
from intake.vault import OfficePrivate, RecoverySheet

ACCOUNTS = "demo-accounts.json"


@dataclass(frozen=True)
class Account:
    """How a tester signs in; there is no second factor yet."""

    role: Role
    email: str
    password: str
    totp_secret: None = None


@dataclass(frozen=True)
class Person:
    """Somebody of the staff. `share` is the part of the cases she or he leads."""

    name: str
    role: Role
    password: str
    share: float = 0.0
    on_leave: bool = False

    @property
    def account(self) -> Account:
        """The account; addresses at example.org reach nobody."""
        letters = normalize("NFKD", self.name.lower()).encode("ascii", "ignore").decode()
        return Account(self.role, f"{letters.replace(' ', '.')}@example.org", self.password)


STAFF = (
    Person("Regula Brunner", Role.COORDINATOR, "sieben rote Rucksäcke", 0.06),
    Person("Selma Kovačić", Role.ADVISER, "warmer Tee am Fenster", 0.28),
    Person("Daniel Amsler", Role.ADVISER, "blaue Leiter im Garten", 0.25),
    Person("Yusuf Demirel", Role.ADVISER, "neun Kirschen im Glas", 0.23),
    Person("Mirjam Tschudi", Role.ADVISER, "altes Velo am Bahnhof", 0.18, on_leave=True),
    Person("Beat Lüscher", Role.AUDITOR, "grauer Ordner zwei links"),
)


@dataclass(frozen=True)
class Team:
    """The members who work on cases, and the office key that only this process holds."""

    private: OfficePrivate = field(repr=False)
    members: dict[str, Member]

    @property
    def coordinator(self) -> Person:
        """Who assigns."""
        return next(person for person in STAFF if person.role == Role.COORDINATOR)

    @property
    def advisers(self) -> list[Person]:
        """Who leads cases."""
        return [person for person in STAFF if person.share]

    def member(self, person: Person) -> Member:
        """The member of a person."""
        return self.members[person.account.email]

    def actor(self, person: Person) -> Actor:
        """The same as the one who acts."""
        return Actor.member(self.member(person))


def found(office: Office, at: datetime) -> Team:
    """Set the office up: keys, members, recovery sheet asked back, facts confirmed, form open.

    Part of the caller's transaction, and slow: each password is locked as anywhere else.
    """
    private = OfficePrivate.new()
    public = private.public
    db.session.add(OfficeKey(key_id=public.key_id, public=public.public, created_at=at))
    db.session.flush()
    Grant.give(private, RecoverySheet.new().key_pair().public, None)
    keyring = Keyring({private.key_id: private})
    members = [_employ(person, keyring, at) for person in STAFF]
    Installation.the().opened_at = at
    db.session.flush()
    team = Team(private, {member.email: member for member in members})
    for key, is_confirmed in office.confirmable.items():
        if not is_confirmed:
            confirm(key, office, team.member(team.coordinator).uuid, at)
    return team


def reunite(now: datetime) -> Team:
    """The team of a demo office founded before, opened with the coordinator's password.

    Raises `CannotStart` once somebody has changed the accounts.
    """
    members = {member.email: member for member in Member.active()}
    staff = {person.account.email: person for person in STAFF}
    coordinator = next(person for person in STAFF if person.role == Role.COORDINATOR)
    member = members.get(coordinator.account.email)
    pair = unlock(member, MemberState.ACTIVE, coordinator.password, now)
    public = OfficeKey.current()
    if member is None or pair is None or public is None or not staff.keys() <= members.keys():
        raise CannotStart("The accounts of this demo office were changed: make a new one.")
    return Team(Keyring.of_member(member.uuid, pair).offices[public.key_id], members)


def _employ(person: Person, keyring: Keyring, at: datetime) -> Member:
    pair, locked = new_lock(person.password)
    member = Member(
        name=person.name,
        email=person.account.email,
        role=person.role,
        language="de",
        state=MemberState.ACTIVE,
        public_key=pair.public,
        private_key_locked=locked,
        created_at=at,
    )
    db.session.add(member)
    db.session.flush()
    member.set_password(pair, locked, keyring)
    return member


def write_accounts(folder: Path) -> None:
    """Write the accounts into the instance folder, for the owner of the folder only."""
    write_private(folder / ACCOUNTS, [asdict(person.account) for person in STAFF])


def read_accounts(folder: Path) -> list[Account]:
    """The accounts of a demo office; none where there is no demo office.

    Raises `CannotStart` if somebody has changed the file so that it cannot be read.
    """
    try:
        entries = json.loads((folder / ACCOUNTS).read_text("utf-8"))
        return [Account(**{**entry, "role": Role(entry["role"])}) for entry in entries]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError):
        raise CannotStart(f"{folder / ACCOUNTS} cannot be read: it was changed.") from None


def write_private(path: Path, content: Any) -> None:
    """Write JSON that nobody but the owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.write("\n")
