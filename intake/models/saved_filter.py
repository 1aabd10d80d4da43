"""Filters of the queue, sealed: those that somebody keeps under a name, and those just applied.

What a list is narrowed to never stands in an address: there stands the uuid of a row of this table.
A filter only narrows what its reader may see; shared, it shows each reader their own list.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, delete, false, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.member import Role
from intake.models.office_key import Keyring

LABEL = "saved-filter.1"
AT_MOST = 20
"""So many filters may be kept by one member, and so many shared in the office."""
PASSING = 10
"""So many of a member's filters without a name stay, for the pages that are still open."""


class TooManyFilters(Exception):
    """No further filter can be kept; `shared` says whether the office or the member has enough."""

    def __init__(self, shared: bool) -> None:
        super().__init__(shared)
        self.shared = shared


class NameTaken(Exception):
    """Another filter that stands in the same list has this name."""


@dataclass(frozen=True)
class Wanted:
    """What is sealed of a filter: its name (empty if it has none), the tab, and codes."""

    name: str = ""
    tab: str = ""
    criteria: dict[str, str] = field(default_factory=dict)


class SavedFilter(Base):
    """A filter. In clear stands whose it is, whether it is kept, and whether all may use it."""

    __tablename__ = "saved_filter"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"), index=True)
    kept: Mapped[bool] = mapped_column(default=False)
    shared: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[Moment]
    office_key_id: Mapped[str] = mapped_column(ForeignKey("office_key.key_id"))
    content_sealed: Mapped[Blob]

    @classmethod
    def usable_by(cls, member_uuid: UUID) -> Sequence[Self]:
        """Those a member may use: the own ones, kept or not, and what is shared."""
        own_or_shared = or_(cls.member_uuid == member_uuid, cls.shared)
        return db.session.scalars(select(cls).where(own_or_shared)).all()

    def wanted(self, keyring: Keyring) -> Wanted:
        """Open it; raises `vault.CannotOpen` for what is not this row."""
        office = keyring.offices[self.office_key_id]
        return Wanted(**json.loads(office.unseal_own(LABEL, self.uuid, self.content_sealed)))

    def put(self, keyring: Keyring, wanted: Wanted) -> None:
        """Seal what is wanted into the row."""
        plain = json.dumps(asdict(wanted), ensure_ascii=False, separators=(",", ":")).encode()
        office = keyring.offices[self.office_key_id]
        self.content_sealed = office.seal_own(LABEL, self.uuid, plain)

    def may_be_changed_by(self, member_uuid: UUID, role: Role) -> bool:
        """Its maker changes a filter; a shared one a coordinator too."""
        return self.member_uuid == member_uuid or (self.shared and role is Role.COORDINATOR)

    def keep(self, name: str, shared: bool, keyring: Keyring, now: datetime) -> None:
        """Give it a name, or another one, and say whether all may use it.

        Raises `NameTaken` and `TooManyFilters`; names are compared without their case.
        """
        others = [row for row in self._neighbours(shared) if row.uuid != self.uuid]
        if len(others) >= AT_MOST:
            raise TooManyFilters(shared)
        if any(row.wanted(keyring).name.casefold() == name.casefold() for row in others):
            raise NameTaken
        before = self.wanted(keyring)
        self.put(keyring, Wanted(name, before.tab, before.criteria))
        self.kept, self.shared, self.changed_at = True, shared, now

    def _neighbours(self, shared: bool) -> Sequence["SavedFilter"]:
        """The list it is to stand in: what is shared, or what its maker keeps alone."""
        kind = SavedFilter
        alone = (kind.member_uuid == self.member_uuid) & (kind.shared == false())
        return db.session.scalars(
            select(kind).where(kind.kept, kind.shared if shared else alone)
        ).all()


def apply_filter(wanted: Wanted, keyring: Keyring, member_uuid: UUID, now: datetime) -> SavedFilter:
    """A filter that somebody has just set, without a name; part of a writing transaction.

    The member's older ones without a name are forgotten, but for the last few.
    """
    key_id = next(iter(keyring.offices))
    row = SavedFilter(
        uuid=uuid4(),
        member_uuid=member_uuid,
        kept=False,
        shared=False,
        changed_at=now,
        office_key_id=key_id,
    )
    row.put(keyring, wanted)
    db.session.add(row)
    db.session.flush()
    passing = select(SavedFilter.uuid).where(
        SavedFilter.member_uuid == member_uuid, SavedFilter.kept == false()
    )
    newest_first = passing.order_by(SavedFilter.changed_at.desc(), SavedFilter.uuid)
    old = db.session.scalars(newest_first.offset(PASSING)).all()
    db.session.execute(delete(SavedFilter).where(SavedFilter.uuid.in_(old)))
    return row
