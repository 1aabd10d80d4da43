"""The queue: what is open, narrowed by what is clear, opened only where it is shown or filtered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    select,
    tuple_,
)

from intake.cases.matters import ENDED, TO_DO, Day, belongs, in_state
from intake.database import UtcTime, db
from intake.models.access import hidden_from
from intake.models.case import Case, Identity, Profile
from intake.models.office_key import Keyring
from intake.models.restriction import Restriction
from intake.vault import CaseKeys

PAGE_SIZE = 50
# So many closed cases are looked through for one page; a filter may leave few of them.
CLOSED_AT_ONCE = 1000
OPENED_AT_ONCE = 500
TABS = ("mine", "new", "team", "waiting", "closed")

# News first, then by the day something is due, then by number.
NEVER = literal(datetime(9999, 12, 31, tzinfo=UTC), UtcTime())
ORDER: tuple[SQLColumnExpression[Any], ...] = (
    ~Case.unread,
    func.coalesce(Case.next_action_due, NEVER),
    Case.number,
)

KEY = (Case.uuid, Case.office_key_id, Case.key_sealed, Case.key_wrapped)
SHOWN = (
    *KEY,
    Case.identity_sealed,
    Case.profile_sealed,
    Case.number,
    Case.kind,
    Case.status,
    Case.lead_uuid,
    Case.urgency,
    Case.next_actor,
    Case.next_action_due,
    Case.follow_up_on,
    Case.received_at,
    Case.closed_at,
    Case.unread,
    Case.suspected_spam,
    Case.same_form,
    exists().where(Restriction.case_uuid == Case.uuid).label("restricted"),
)
CaseRow = Any
Place = Row[UUID, str]
"""Where a case stands in a list: its uuid and its number."""


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; codes, empty for all. `lead` is a member's uuid in hex.

    `state` is one of `matters.STATES`.
    """

    state: str = ""
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

    row: CaseRow
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
    day: Day

    def page(self, tab: str, narrowed: Filter, after: str) -> Listed:
        """A page of a tab: what is due first comes first; `after` is the last number shown."""
        places = (
            self._closed(narrowed, after) if tab == "closed" else self._due(tab, narrowed, after)
        )
        hidden = hidden_from(self.member_uuid)
        found = list(islice(self._fitting(places, narrowed, hidden), PAGE_SIZE + 1))
        shown, more = found[:PAGE_SIZE], None
        if len(found) > PAGE_SIZE:
            more = shown[-1].number
        elif tab == "closed" and len(places) == CLOSED_AT_ONCE:
            more = places[-1].number
        return Listed(self._heads(shown, hidden), self.counts(), more)

    def counts(self) -> dict[str, int]:
        """How many cases each tab shows, but the closed ones."""
        counted = [func.count(case((self._in(tab), 1))).label(tab) for tab in TABS[:-1]]
        return dict(db.session.execute(select(*counted).where(TO_DO)).one()._mapping)

    def counts_of_states(self, tab: str, states: Iterable[str]) -> dict[str, int]:
        """How many cases of a tab are in each state: what the filter would show."""
        counted = [
            func.count(case((and_(self._in(tab), in_state(state, self.day)), 1))).label(state)
            for state in states
        ]
        return dict(db.session.execute(select(*counted).where(TO_DO)).one()._mapping)

    def first(self, tab: str, narrowed: Filter, size: int) -> list[Head]:
        """The first few of a tab, opened; `narrowed` must be by what is clear."""
        return self._heads(self._due(tab, narrowed, "")[:size], hidden_from(self.member_uuid))

    def heads_of(self, uuids: Iterable[UUID]) -> dict[UUID, Head]:
        """The heads of some cases, by uuid."""
        query = select(Case.uuid, Case.number).where(Case.uuid.in_(list(uuids)))
        places = db.session.execute(query).all()
        heads = self._heads(places, hidden_from(self.member_uuid))
        return {head.row.uuid: head for head in heads}

    def heads_numbered(self, numbers: Iterable[str]) -> dict[str, Head]:
        """The heads of the cases with these numbers, by number; unknown ones are left out."""
        query = select(Case.uuid, Case.number).where(Case.number.in_(list(numbers)[:PAGE_SIZE]))
        places = db.session.execute(query).all()
        heads = self._heads(places, hidden_from(self.member_uuid))
        return {head.row.number: head for head in heads}

    def _in(self, tab: str) -> ColumnElement[bool]:
        return belongs(tab, self.member_uuid)

    def _clear(self, narrowed: Filter) -> Iterator[ColumnElement[bool]]:
        if narrowed.lead:
            yield Case.lead_uuid == UUID(hex=narrowed.lead)
        if narrowed.state:
            yield in_state(narrowed.state, self.day)

    def _due(self, tab: str, narrowed: Filter, after: str) -> Sequence[Place]:
        query = select(Case.uuid, Case.number).where(TO_DO, self._in(tab), *self._clear(narrowed))
        query = query.order_by(*ORDER)
        last = select(*ORDER).where(Case.number == after)
        if after and (position := db.session.execute(last).first()):
            query = query.where(tuple_(*ORDER) > tuple(position))
        if not narrowed.needs_opening:
            query = query.limit(PAGE_SIZE + 1)
        return db.session.execute(query).all()

    def _closed(self, narrowed: Filter, after: str) -> Sequence[Place]:
        query = select(Case.uuid, Case.number).where(ENDED, *self._clear(narrowed))
        last = db.session.execute(select(Case.closed_at).where(Case.number == after)).scalar()
        if last:
            # Several may have been closed at the same moment: the number settles their order.
            query = query.where(
                Case.closed_at <= last, (Case.closed_at < last) | (Case.number < after)
            )
        query = query.order_by(Case.closed_at.desc(), Case.number.desc())
        return db.session.execute(query.limit(CLOSED_AT_ONCE)).all()

    def _fitting(
        self, places: Sequence[Place], narrowed: Filter, hidden: set[UUID]
    ) -> Iterator[Place]:
        """Those places whose profiles fit. What is hidden from the member fits no filter."""
        if not narrowed.needs_opening:
            yield from places
            return
        for start in range(0, len(places), OPENED_AT_ONCE):
            some = places[start : start + OPENED_AT_ONCE]
            rows = _rows(some, hidden, (*KEY, Case.profile_sealed))
            for place in some:
                row = rows.get(place.uuid)
                if row and narrowed.fits(_profile(row, self.keyring.open(row))):
                    yield place

    def _heads(self, places: Iterable[Place], hidden: set[UUID]) -> list[Head]:
        rows = _rows(places, set(), SHOWN)
        return [self._head(rows[place.uuid], hidden) for place in places]

    def _head(self, row: CaseRow, hidden: set[UUID]) -> Head:
        if row.uuid in hidden:
            return Head(row, Identity(), None)
        keys = self.keyring.open(row)
        identity = Case.identity.open(keys, row.uuid, row.identity_sealed)
        return Head(row, identity, _profile(row, keys))


def _profile(row: CaseRow, keys: CaseKeys) -> Profile:
    return Case.profile.open(keys, row.uuid, row.profile_sealed)


def _rows(
    places: Iterable[Place], hidden: set[UUID], columns: Sequence[Any]
) -> dict[UUID, CaseRow]:
    wanted = [place.uuid for place in places if place.uuid not in hidden]
    found = db.session.execute(select(*columns).where(Case.uuid.in_(wanted)))
    return {row.uuid: row for row in found}
