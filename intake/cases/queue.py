"""The queue: what is open, narrowed by what is clear, opened only where it is shown or filtered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select

from intake.database import db
from intake.models.case import Case, Identity, Profile, Status
from intake.models.conflict import Conflict
from intake.models.office_key import Keyring

PAGE_SIZE = 50
# So many closed cases are looked through for one page; a filter may leave few of them.
CLOSED_AT_ONCE = 1000
TABS = ("mine", "new", "team", "waiting", "closed")

# The predicates are literal so that the partial indexes are used (DESIGN section 10).
STILL_OPEN: ColumnElement[bool] = literal_column("closed_at IS NULL")
NEWS_IN_CLOSED: ColumnElement[bool] = literal_column("unread AND closed_at IS NOT NULL")

CLEAR = (
    Case.uuid,
    Case.number,
    Case.status,
    Case.lead_uuid,
    Case.urgency,
    Case.next_actor,
    Case.next_action_due,
    Case.received_at,
    Case.closed_at,
    Case.unread,
    Case.suspected_spam,
    Case.same_form,
)
SEALED = (
    Case.uuid,
    Case.office_key_id,
    Case.key_sealed,
    Case.key_wrapped,
    Case.identity_sealed,
    Case.profile_sealed,
)
ClearRow = Any


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; codes, empty for all. `lead` is a member's uuid in hex."""

    topic: str = ""
    municipality: str = ""
    language: str = ""
    lead: str = ""

    @property
    def needs_opening(self) -> bool:
        """Whether something sealed has to be looked at."""
        return bool(self.topic or self.municipality or self.language)

    def fits(self, profile: Profile) -> bool:
        """Whether an opened profile matches."""
        topics = {*profile.get("topics", []), profile.get("main_topic", "")}
        return (
            (not self.topic or self.topic in topics)
            and self.municipality in {"", profile.get("municipality")}
            and self.language in {"", profile.get("language")}
        )


@dataclass(frozen=True)
class Head:
    """One row of the list; without profile it is a stub that shows its number only."""

    row: ClearRow
    identity: Identity
    profile: Profile | None


@dataclass(frozen=True)
class Listed:
    """One page of the queue, with the counts of all tabs; `more` is the key of the next page."""

    heads: list[Head]
    counts: dict[str, int]
    more: str | None


@dataclass(frozen=True)
class Queue:
    """The queue as one member sees it."""

    member_uuid: UUID
    keyring: Keyring

    def page(self, tab: str, narrowed: Filter, after: str) -> Listed:
        """A page of a tab: what is due first comes first; `after` is the last number shown."""
        rows = self._open_rows()
        counts = {name: sum(map(self._belongs(name), rows)) for name in TABS[:-1]}
        if tab == "closed":
            fitting = self._closed(after)
            found, more = self._narrow(fitting, narrowed, "")
            if more is None and len(fitting) == CLOSED_AT_ONCE:
                more = fitting[-1].number
        else:
            fitting = sorted(filter(self._belongs(tab), rows), key=_due)
            found, more = self._narrow(fitting, narrowed, after)
        return Listed(found, counts, more)

    def _open_rows(self) -> Sequence[ClearRow]:
        # Two questions: with OR between them neither partial index is used.
        still_open = db.session.execute(select(*CLEAR).where(STILL_OPEN)).all()
        news = db.session.execute(select(*CLEAR).where(NEWS_IN_CLOSED)).all()
        return [*still_open, *news]

    def _closed(self, after: str) -> Sequence[ClearRow]:
        query = select(*CLEAR).where(literal_column("closed_at IS NOT NULL"))
        last = db.session.execute(select(Case.closed_at).where(Case.number == after)).scalar()
        if last:
            # Several may have been closed at the same moment: the number settles their order.
            query = query.where(
                Case.closed_at <= last, (Case.closed_at < last) | (Case.number < after)
            )
        query = query.order_by(Case.closed_at.desc(), Case.number.desc())
        return db.session.execute(query.limit(CLOSED_AT_ONCE)).all()

    def _belongs(self, tab: str) -> Callable[[ClearRow], bool]:
        def mine(row: ClearRow) -> bool:
            return bool(row.lead_uuid == self.member_uuid)

        def new(row: ClearRow) -> bool:
            return row.lead_uuid is None

        def team(row: ClearRow) -> bool:
            return row.closed_at is None

        def waiting(row: ClearRow) -> bool:
            return bool(row.status == Status.WAITING)

        return {"mine": mine, "new": new, "team": team, "waiting": waiting}[tab]

    def _narrow(
        self, rows: Sequence[ClearRow], narrowed: Filter, after: str
    ) -> tuple[list[Head], str | None]:
        if narrowed.lead:
            rows = [r for r in rows if r.lead_uuid and r.lead_uuid.hex == narrowed.lead]
        position = next((i + 1 for i, r in enumerate(rows) if r.number == after), 0)
        rows = rows[position:]
        heads: list[Head] = []
        for start in range(0, len(rows), PAGE_SIZE):
            for head in self._heads(rows[start : start + PAGE_SIZE]):
                if len(heads) == PAGE_SIZE:
                    return heads, heads[-1].row.number
                if _fits(head, narrowed):
                    heads.append(head)
            if len(heads) == PAGE_SIZE and start + PAGE_SIZE < len(rows):
                return heads, heads[-1].row.number
        return heads, None

    def _heads(self, rows: Iterable[ClearRow]) -> list[Head]:
        hidden = Conflict.cases_of(self.member_uuid)
        wanted = [row for row in rows if row.uuid not in hidden]
        sealed = db.session.execute(
            select(*SEALED).where(Case.uuid.in_([row.uuid for row in wanted]))
        )
        opened = {row.uuid: self._opened(row) for row in sealed}
        return [Head(row, *opened.get(row.uuid, (Identity(), None))) for row in rows]

    def _opened(self, row: Any) -> tuple[Identity, Profile]:
        keys = self.keyring.open(row)
        return (
            Case.identity.open(keys, row.uuid, row.identity_sealed),
            Case.profile.open(keys, row.uuid, row.profile_sealed),
        )


def _fits(head: Head, narrowed: Filter) -> bool:
    if head.profile is None:
        return not narrowed.needs_opening
    return narrowed.fits(head.profile)


def _due(row: ClearRow) -> tuple[bool, bool, datetime | float, str]:
    """News first, then by the day something is due, then by number."""
    due = row.next_action_due
    return not row.unread, due is None, due.timestamp() if due else 0.0, row.number
