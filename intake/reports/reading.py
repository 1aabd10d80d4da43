"""Opens what a month is counted from: the events that touch it, and no word of a case."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from intake.database import db
from intake.models.brief_contact import BriefContact
from intake.models.case import Case, main_topic
from intake.models.event import Event, Verb
from intake.models.office_key import Keyring
from intake.office import Office
from intake.reports.happenings import Happenings, Received, Talk, Turn
from intake.reports.period import Month
from intake.vault import CaseKeys

KEY_COLUMNS = (Case.office_key_id, Case.key_sealed, Case.key_wrapped)
EVENT_COLUMNS = (
    Case.uuid,
    Case.received_at,
    Event.uuid.label("event_uuid"),
    Event.at,
    Event.verb,
    Event.details_sealed,
    *KEY_COLUMNS,
)


@dataclass(frozen=True)
class Reader:
    """Reads with the keys of one coordinator; the keys of cases are kept for one month only."""

    keyring: Keyring
    office: Office
    _keys: dict[UUID, CaseKeys] = field(default_factory=dict, repr=False)

    def month(self, month: Month) -> Happenings:
        """All that touches a month, from its start until it freezes."""
        self._keys.clear()
        found = Happenings(
            open_before=_open_before(month.start),
            received=[*self._received_before(month), *self._received(month)],
            turns=list(self._turns(month)),
            talks=[*self._talks(month), *self._brief_contacts(month)],
        )
        self._keys.clear()
        return found

    def _received_before(self, month: Month) -> Iterator[Received]:
        rows = db.session.execute(
            select(Case.uuid, Case.received_at, Case.kind).where(
                Case.received_at >= month.previous.start, Case.received_at < month.start
            )
        )
        for row in rows:
            yield Received(row.uuid, row.received_at, row.kind, {})

    def _received(self, month: Month) -> Iterator[Received]:
        topics = self._settled_topics(month)
        rows = db.session.execute(
            select(*EVENT_COLUMNS, Case.kind, Case.first_response_at, Case.first_response_due)
            .join(Case, Case.uuid == Event.case_uuid)
            .where(Event.verb == Verb.RECEIVED, Event.at >= month.start, Event.at < month.end)
        )
        for row in rows:
            profile = self._details(row)
            chosen = profile.get("main_topic") or main_topic(profile.get("topics") or ())
            profile["main_topic"] = topics.get(row.uuid, chosen)
            answered = row.first_response_at
            yield Received(
                row.uuid,
                row.at,
                row.kind,
                profile,
                answered if answered and answered < month.frozen_at else None,
                row.first_response_due,
            )

    def _settled_topics(self, month: Month) -> dict[UUID, str]:
        """The main topic of each case of the month, as last settled before the freeze."""
        rows = db.session.execute(
            select(*EVENT_COLUMNS)
            .join(Case, Case.uuid == Event.case_uuid)
            .where(
                Event.verb.in_([Verb.ASSIGNED, Verb.TAKEN_ON]),
                Event.at >= month.start,
                Event.at < month.frozen_at,
                Case.received_at >= month.start,
                Case.received_at < month.end,
                Event.details_sealed.is_not(None),
            )
            .order_by(Event.at)
        )
        return {row.uuid: self._details(row)["main_topic"] for row in rows}

    def _turns(self, month: Month) -> Iterator[Turn]:
        for row in self._events(month, Verb.CLOSED, Verb.REOPENED):
            details = self._details(row)
            closes = row.verb == Verb.CLOSED
            withdrawn = self.office.withdrawn_reason.code
            yield Turn(
                row.uuid,
                row.at,
                row.received_at,
                closes,
                reason=details.get("reason", withdrawn) if closes else "",
                outcome=details.get("outcome", "") if closes else "",
                service_level=details.get("service_level", "") if closes else "",
            )

    def _talks(self, month: Month) -> Iterator[Talk]:
        for row in self._events(month, Verb.CONTACT):
            details = self._details(row)
            yield Talk(
                date.fromisoformat(details["day"]),
                row.at,
                details["channel"],
                details["minutes"],
                details["language"],
                details["interpreting"],
                details["reached"],
                details.get("no_show", False),
            )

    def _brief_contacts(self, month: Month) -> Iterator[Talk]:
        kinds = self.office.interpreting.values()
        not_interpreted = next((kind.code for kind in kinds if not kind.interpreted), "")
        for row in BriefContact.between(month.start, month.end):
            facts = row.facts(self.keyring)
            yield Talk(
                row.at.astimezone(month.zone).date(),
                row.at,
                facts["channel"],
                facts["minutes"],
                facts["language"],
                not_interpreted,
                reached=True,
                brief=True,
            )

    def _events(self, month: Month, *verbs: Verb) -> Iterator[Any]:
        yield from db.session.execute(
            select(*EVENT_COLUMNS)
            .join(Case, Case.uuid == Event.case_uuid)
            .where(Event.verb.in_(verbs), Event.at >= month.start, Event.at < month.frozen_at)
            .order_by(Event.at, Event.uuid)
        )

    def _details(self, row: Any) -> dict[str, Any]:
        if row.details_sealed is None:
            return {}
        keys = self._keys.get(row.uuid)
        if keys is None:
            keys = self._keys[row.uuid] = self.keyring.open(row)
        return Event.details.open(keys, row.event_uuid, row.details_sealed)


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
