"""Search over sealed data: open what the member may see, newest first, and look into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from intake.database import db
from intake.models.access import hidden_from
from intake.models.case import Case
from intake.models.contact import Contact
from intake.models.message import Message
from intake.models.note import Note
from intake.models.office_key import Keyring
from intake.models.sought import Sought
from intake.vault import CaseKeys

HITS_OF_A_PAGE = 50
# Looked through in one answer: about a second each.
NAMES_AT_ONCE = 20_000
WORDS_AT_ONCE = 1_000
BATCH = 500
KEY = (Case.uuid, Case.number, Case.office_key_id, Case.key_sealed, Case.key_wrapped)
SAID: tuple[tuple[str, Any, Any], ...] = (
    ("message", Message, Message.body_sealed),
    ("note", Note, Note.body_sealed),
    ("contact", Contact, Contact.facts_sealed),
)


@dataclass(frozen=True)
class Hit:
    """A case that has what was sought, and where: name, phone, email, request, note, …"""

    uuid: UUID
    place: str


@dataclass(frozen=True)
class Found:
    """The hits of one answer. `until` is the number of the last case looked at, if there are more.

    Cases are counted from the newest; `before` were looked at in earlier answers.
    """

    hits: list[Hit]
    before: int
    looked_at: int
    all_cases: int
    until: str


@dataclass(frozen=True)
class Search:
    """A search as one member may do it: what is hidden from the member is not even opened."""

    member_uuid: UUID
    keyring: Keyring
    sought: Sought
    words_too: bool

    def found(self, after: str) -> Found:
        """The next hits among the cases older than the one with the number `after`."""
        numbers = _newest_first()
        start = numbers.index(after) + 1 if after in numbers else 0
        limit = WORDS_AT_ONCE if self.words_too else NAMES_AT_ONCE
        chosen, hits, looked = numbers[start : start + limit], list[Hit](), 0
        for hit in self._each(chosen):
            looked += 1
            if hit:
                hits.append(hit)
            if len(hits) == HITS_OF_A_PAGE:
                break
        end = start + looked
        until = numbers[end - 1] if looked and end < len(numbers) else ""
        return Found(hits, start, end, len(numbers), until)

    def _each(self, numbers: Sequence[str]) -> Iterator[Hit | None]:
        hidden = hidden_from(self.member_uuid)
        for start in range(0, len(numbers), BATCH):
            some = numbers[start : start + BATCH]
            columns = (*KEY, Case.identity_sealed, *([Case.asked_sealed] if self.words_too else []))
            query = select(*columns).where(Case.number.in_(some))
            rows = {row.number: row for row in db.session.execute(query)}
            said = self._said(rows.values()) if self.words_too else {}
            for number in some:
                row = rows[number]
                place = "" if row.uuid in hidden else self._place(row, said)
                yield Hit(row.uuid, place) if place else None

    def _place(self, row: Any, said: dict[UUID, list[tuple[str, Any]]]) -> str:
        keys = self.keyring.open(row)
        place = self.sought.place_in(Case.identity.open(keys, row.uuid, row.identity_sealed))
        if place or not self.words_too:
            return place
        asked = Case.asked.open(keys, row.uuid, row.asked_sealed)
        if self.sought.stands_in(text for text in asked.values() if isinstance(text, str)):
            return "request"
        for kind, entry in said.get(row.uuid, ()):
            if self.sought.stands_in([_text(kind, entry, keys)]):
                return kind
        return ""

    def _said(self, rows: Any) -> dict[UUID, list[tuple[str, Any]]]:
        uuids = [row.uuid for row in rows]
        said: dict[UUID, list[tuple[str, Any]]] = {uuid: [] for uuid in uuids}
        for kind, table, sealed in SAID:
            query = select(table.uuid, table.case_uuid, sealed.label("sealed"))
            for entry in db.session.execute(query.where(table.case_uuid.in_(uuids))):
                said[entry.case_uuid].append((kind, entry))
        return said


def _text(kind: str, entry: Any, keys: CaseKeys) -> str:
    if kind == "message":
        return Message.body.open(keys, entry.uuid, entry.sealed)["text"]
    if kind == "note":
        return Note.body.open(keys, entry.uuid, entry.sealed)
    return Contact.facts.open(keys, entry.uuid, entry.sealed).get("note", "")


def _newest_first() -> list[str]:
    """All case numbers; read from their index alone, and sorted by year and count."""
    numbers = db.session.scalars(select(Case.number)).all()
    return sorted(numbers, key=lambda number: (number[:4], len(number), number), reverse=True)
