"""Setting the office up: its key pair, its first coordinator, and the recovery sheet."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import delete, select

from intake.database import db
from intake.models.case import Case
from intake.models.confirmation import Confirmation
from intake.models.member import Member, MemberState, Role
from intake.models.office_key import Grant, Installation, Keyring, OfficeKey
from intake.models.session import StaffSession
from intake.vault import (
    BadToken,
    KeyPair,
    OfficePrivate,
    RecoverySheet,
    SessionToken,
    derive,
    seal,
    unseal,
)

DRAFT = "installation.recovery.1"
ASKED = 2


class LinkState(Enum):
    """What a set-up link is worth."""

    FITS = "fits"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Founder:
    """The first coordinator, as typed on the set-up page."""

    name: str
    email: str
    language: str


def state_of_link(text: str, now: datetime) -> LinkState:
    """Whether a set-up link may be used; every link is used once the office has a member."""
    if db.session.scalar(select(Member.uuid).limit(1)):
        return LinkState.USED
    installation = db.session.get(Installation, 1)
    try:
        link_hash = SessionToken.from_cookie(text).lookup
    except BadToken:
        return LinkState.UNKNOWN
    if installation is None or installation.setup_link_hash != link_hash:
        return LinkState.UNKNOWN
    fits = installation.setup_link_fits(link_hash, now)
    return LinkState.FITS if fits else LinkState.EXPIRED


def found_office(founder: Founder, pair: KeyPair, locked: bytes, now: datetime) -> Member:
    """Make the office key and the first coordinator; the set-up link ends.

    `locked` holds the private half of `pair`. The office's private key exists afterwards only in
    the grants of the coordinator and of the recovery sheet.
    """
    office = OfficePrivate.new()
    public = office.public
    db.session.add(OfficeKey(key_id=public.key_id, public=public.public, created_at=now))
    coordinator = Member(
        name=founder.name,
        email=founder.email,
        role=Role.COORDINATOR,
        language=founder.language,
        state=MemberState.ACTIVE,
        public_key=pair.public,
        private_key_locked=locked,
        created_at=now,
    )
    db.session.add(coordinator)
    coordinator.set_password(pair, locked, Keyring({office.key_id: office}))
    sheet = RecoverySheet.new()
    Grant.give(office, sheet.key_pair().public, None)
    installation = Installation.the()
    installation.setup_link_hash = installation.setup_link_expires_at = None
    installation.recovery_sealed = seal(_draft_key(office), sheet.secret, DRAFT)
    return coordinator


def drafted_sheet(keyring: Keyring) -> RecoverySheet | None:
    """The recovery sheet, until it has been asked back; None after that.

    It is sealed under the office's key: who holds that key loses nothing by it and gains nothing.
    """
    installation = db.session.get(Installation, 1)
    if installation is None or installation.recovery_sealed is None:
        return None
    current = OfficeKey.current()
    if current is None:
        return None
    key = _draft_key(keyring.offices[current.key_id])
    return RecoverySheet(unseal(key, installation.recovery_sealed, DRAFT))


def groups_asked_back(sheet: RecoverySheet) -> tuple[int, int]:
    """The numbers (from 1) of the two groups to read from the paper; always the same of a sheet."""
    order = derive(sheet.secret, "recovery-asked")
    numbers = sorted(range(1, len(sheet.groups) + 1), key=lambda number: order[number])
    first, second = sorted(numbers[:ASKED])
    return first, second


def open_the_form(now: datetime) -> None:
    """The sheet was asked back: forget it, and let requests in."""
    installation = Installation.the()
    installation.recovery_sealed = None
    installation.opened_at = installation.opened_at or now


def forget_founding() -> bool:
    """Undo a set-up whose recovery sheet was never asked back; False once there is more to lose.

    Nobody could get in again when the first coordinator forgets the password before that.
    """
    has_cases = db.session.scalar(select(Case.uuid).limit(1)) is not None
    if has_cases or not sheet_is_missing():
        return False
    for table in (Confirmation, StaffSession, Grant, Member, OfficeKey):
        db.session.execute(delete(table))
    Installation.the().recovery_sealed = None
    return True


def sheet_is_missing() -> bool:
    """Whether the recovery sheet still has to be printed and asked back."""
    installation = db.session.get(Installation, 1)
    return installation is None or installation.opened_at is None


def _draft_key(office: OfficePrivate) -> bytes:
    return derive(office.pair.private, "recovery-draft")
