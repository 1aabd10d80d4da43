"""Opens what a month is counted from: the events that touch it, and no word of a case.

A large office has tens of thousands of them. So each case's key is opened once, uuids stay
bytes, and what cannot change a figure is not opened: why a case was reopened, a main topic that
was settled anew, and how a case of another month ended when this one was over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Select, func, select

from intake.database import db, uuid_bytes
from intake.models.brief_contact import BriefContact
from intake.models.case import Case, main_topic
from intake.models.event import Event, Verb
from intake.models.office_key import Keyring
from intake.office import Office
from intake.reports.collector import paused_collector
from intake.reports.happenings import Happenings, Received, Talk, Turn
from intake.reports.period import Month

AT_ONCE = 1000
KEY_COLUMNS = (uuid_bytes(Case.uuid), Case.office_key_id, Case.key_sealed, Case.key_wrapped)
KNOWN_COLUMNS = (
    Case.kind,
    Case.received_at,
    Case.first_response_at,
    Case.first_response_due,
)
EVENT_COLUMNS = (uuid_bytes(Event.case_uuid), uuid_bytes(Event.uuid), Event.at)
SEALED_COLUMNS = (*EVENT_COLUMNS, Event.details_sealed)
TALKS = (Verb.CONTACT, Verb.CONTACT_MENDED)
COUNTED = (Verb.RECEIVED, *TALKS, Verb.CONTACT_TAKEN_BACK, Verb.CLOSED, Verb.REOPENED)
SETTLED = (Verb.ASSIGNED, Verb.TAKEN_ON)
Opened = tuple[bytes, datetime, dict[str, Any]]


class Known(NamedTuple):
    """What stands in clear about a case."""

    kind: str
    received_at: datetime
    first_response_at: datetime | None
    first_response_due: datetime | None


@dataclass(frozen=True)
class Reader:
    """Reads with the keys of one coordinator; the keys of cases are kept for one month only."""

    keyring: Keyring
    office: Office

    @paused_collector()
    def month(self, month: Month) -> Happenings:
        """All that touches a month, from its start until it freezes."""
        touched = select(Event.case_uuid).where(*_happened(month, *COUNTED))
        query = select(*KEY_COLUMNS, *KNOWN_COLUMNS).where(Case.uuid.in_(touched))
        rows = _rows(query).all()
        keys = self.keyring.open_each(row[:4] for row in rows)
        known = {row[0]: Known(*row[4:]) for row in rows}
        return _Reading(self.keyring, self.office, month, keys, known).happenings()


@dataclass(frozen=True)
class _Reading:
    """One month, with the keys of the cases that it touches."""

    keyring: Keyring
    office: Office
    month: Month
    keys: dict[bytes, bytes] = field(repr=False)
    known: dict[bytes, Known]

    def happenings(self) -> Happenings:
        turns = [*self._closings(), *self._reopenings()]
        return Happenings(
            open_before=_open_before(self.month.start),
            received=[*self._received_before(turns), *self._received()],
            turns=turns,
            talks=[*self._talks(), *self._brief_contacts()],
        )

    def _received_before(self, turns: Iterable[Turn]) -> Iterator[Received]:
        since = self.month.previous.start
        for case in {turn.case_uuid for turn in turns if turn.received_at >= since}:
            if self.known[case].received_at < self.month.start:
                yield Received(case, self.known[case].received_at, self.known[case].kind, {})

    def _received(self) -> Iterator[Received]:
        query = self._query(Verb.RECEIVED).where(Event.at < self.month.end)
        received = list(self._opened(query))
        topics = self._settled_topics({case for case, _, _ in received})
        frozen_at = self.month.frozen_at.astimezone(UTC)
        for case, at, profile in received:
            chosen = profile.get("main_topic") or main_topic(profile.get("topics") or ())
            profile["main_topic"] = topics.get(case, chosen)
            kind, _, answered, due = self.known[case]
            in_time = answered is not None and answered < frozen_at
            yield Received(case, at, kind, profile, answered if in_time else None, due)

    def _settled_topics(self, cases: set[bytes]) -> dict[bytes, str]:
        """The main topic of each of these cases, as last settled before the freeze."""
        query = self._query(*SETTLED).where(Event.details_sealed.is_not(None)).order_by(Event.at)
        last = {row[0]: row for row in _rows(query) if row[0] in cases}
        opened = self._open_all(list(last.values()))
        return {case: details["main_topic"] for case, _, details in opened}

    def _closings(self) -> Iterator[Turn]:
        """After the month, those of its own cases alone: they may turn out to be uncounted."""
        withdrawn, over = self.office.withdrawn_reason.code, self.month.end.astimezone(UTC)
        rows = (
            row
            for row in _rows(self._query(Verb.CLOSED).order_by(Event.at))
            if row[2] < over or self.month.holds(self.known[row[0]].received_at)
        )
        for case, at, details in self._open_all(list(rows)):
            yield Turn(
                case,
                at,
                self.known[case].received_at,
                closes=True,
                reason=details.get("reason", withdrawn),
                outcome=details.get("outcome", ""),
                service_level=details.get("service_level", ""),
            )

    def _reopenings(self) -> Iterator[Turn]:
        query = select(*EVENT_COLUMNS).where(*_happened(self.month, Verb.REOPENED))
        for case, _, at in _rows(query.order_by(Event.at)):
            yield Turn(case, at, self.known[case].received_at, closes=False)

    def _talks(self) -> Iterator[Talk]:
        """Those entered in the month or held in it; what was put right is entered anew."""
        over, ours = self.month.end.astimezone(UTC), str(self.month)
        replaced = self._replaced()
        for some in _rows(self._query(*TALKS)).partitions(AT_ONCE):
            for row, (_, at, details) in zip(some, self._open_all(some), strict=True):
                day = details["day"]
                if at < over or day.startswith(ours):
                    yield Talk(
                        date.fromisoformat(day),
                        at,
                        details["channel"],
                        details["minutes"],
                        details["language"],
                        details["interpreting"],
                        details["reached"],
                        details.get("no_show", False),
                        replaced_at=replaced.get(row[1]),
                    )

    def _replaced(self) -> dict[bytes, datetime]:
        """The entries of talks that were put right or taken back, each with when."""
        changes = self._opened(self._query(Verb.CONTACT_MENDED, Verb.CONTACT_TAKEN_BACK))
        return {UUID(details["replaces"]).bytes: at for _, at, details in changes}

    def _brief_contacts(self) -> Iterator[Talk]:
        kinds = self.office.interpreting.values()
        not_interpreted = next((kind.code for kind in kinds if not kind.interpreted), "")
        start, end = self.month.start, self.month.end
        for at, facts in BriefContact.opened_between(self.keyring, start, end):
            yield Talk(
                at.astimezone(self.month.zone).date(),
                at,
                facts["channel"],
                facts["minutes"],
                facts["language"],
                not_interpreted,
                reached=True,
                brief=True,
            )

    def _query(self, *verbs: Verb) -> Select[*tuple[Any, ...]]:
        return select(*SEALED_COLUMNS).where(*_happened(self.month, *verbs))

    def _opened(self, query: Select[*tuple[Any, ...]]) -> Iterator[Opened]:
        for some in _rows(query).partitions(AT_ONCE):
            yield from self._open_all(some)

    def _open_all(self, rows: Sequence[Any]) -> Iterator[Opened]:
        """The events with their details, `{}` where there are none."""
        keys = self.keys
        sealed = [(keys[case], case, event, blob) for case, event, _, blob in rows if blob]
        details = iter(Event.details.open_each(sealed))
        return ((case, at, next(details) if blob else {}) for case, _, at, blob in rows)


def _rows(query: Select[*tuple[Any, ...]]) -> CursorResult[*tuple[Any, ...]]:
    """Straight from the connection: a session looks at each row for entities."""
    return db.session.connection().execute(query)


def _happened(month: Month, *verbs: Verb) -> tuple[ColumnElement[bool], ...]:
    """From the start of a month to its freeze."""
    return Event.verb.in_(verbs), Event.at >= month.start, Event.at < month.frozen_at


def _open_before(start: datetime) -> int:
    """How many cases were open at a moment, from the verbs alone."""
    rows = db.session.execute(
        select(Event.verb, func.count())
        .where(Event.verb.in_([Verb.RECEIVED, Verb.CLOSED, Verb.REOPENED]), Event.at < start)
        .group_by(Event.verb)
    )
    counts = {verb: int(number) for verb, number in rows}
    gone = counts.get(Verb.CLOSED, 0) - counts.get(Verb.REOPENED, 0)
    return counts.get(Verb.RECEIVED, 0) - gone


def first_received() -> datetime | None:
    """When the first case of the office came in; None while there is none."""
    return db.session.scalar(select(func.min(Case.received_at)))
