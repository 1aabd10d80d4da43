"""Search over sealed data: open what the member may see, newest first, and look into it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from intake.database import db
from intake.models.access import hidden_from
from intake.models.case import Case
from intake.models.contact import Contact
from intake.models.glance import KEY, Glance, glances
from intake.models.message import Message
from intake.models.note import Note
from intake.models.office_key import Keyring
from intake.models.sought import Fit, Sought
from intake.vault import CaseKeys

HITS_OF_A_PAGE = 50
NEAR_HITS_OF_A_PAGE = 20
BATCH = 500
YEAR_DIGITS = 4
SAID: tuple[tuple[str, Any, Any], ...] = (
    ("message", Message, Message.body_sealed),
    ("note", Note, Note.body_sealed),
    ("contact", Contact, Contact.facts_sealed),
)


@dataclass(frozen=True)
class Hit:
    """A case that has what was sought, and where: name, phone, email, request, note, …

    A `near` hit is only spelt alike. Of a restricted case the number alone may be shown: whoever
    is listed for it says first why it is opened.
    """

    uuid: UUID
    number: str
    place: str
    near: bool = False
    restricted: bool = False


@dataclass(frozen=True)
class Found:
    """The hits of one answer: the exact ones, and those that are spelt alike.

    `until` is the number of the last case looked at, if there are more. Cases are counted from
    the newest; `before` were looked at in earlier answers. `near_left_out` is how many more are
    spelt alike.
    """

    hits: list[Hit]
    near: list[Hit]
    near_left_out: int
    before: int
    looked_at: int
    all_cases: int
    until: str


def never() -> bool:
    """For those who can wait."""
    return False


@dataclass(frozen=True)
class Search:
    """A search as one member may do it: what is hidden from the member is not even opened."""

    member_uuid: UUID
    keyring: Keyring
    sought: Sought
    words_too: bool
    batch: int = BATCH

    def found(self, after: str, is_late: Callable[[], bool] = never) -> Found:
        """The next hits among the cases older than the one with the number `after`.

        Once `is_late` says so, after some cases at the earliest, what was found until then is
        the answer.
        """
        order = Order.of_all()
        order = order.after(after) if order.holds(after) else order
        hits, near, looked, last = list[Hit](), list[Hit](), 0, ""
        for looked, (number, hit) in enumerate(self._each(order), 1):
            last = number
            if hit:
                (near if hit.near else hits).append(hit)
            if len(hits) == HITS_OF_A_PAGE or (looked % self.batch == 0 and is_late()):
                break
        end = order.before + looked
        left_out = max(0, len(near) - NEAR_HITS_OF_A_PAGE)
        until = last if end < order.all_cases else ""
        near = near[:NEAR_HITS_OF_A_PAGE]
        return Found(hits, near, left_out, order.before, end, order.all_cases, until)

    def _each(self, order: "Order") -> Iterator[tuple[str, Hit | None]]:
        hidden = {uuid.bytes for uuid in hidden_from(self.member_uuid)}
        columns = (*KEY, Case.number, *([Case.asked_sealed] if self.words_too else []))
        for rows in order.batches(columns, self.batch):
            shown = [row for row in rows if row.uuid not in hidden]
            said = self._said(shown) if self.words_too else {}
            opened = glances(self.keyring, shown)
            for row in rows:
                hit = None if row.uuid in hidden else self._hit(next(opened), said)
                yield row.number, hit

    def _hit(self, glance: Glance, said: dict[bytes, list[tuple[str, Any]]]) -> Hit | None:
        row, closed = glance.row, bool(glance.row.restricted)
        place, fit = self.sought.place_in(glance.plain)
        if self.words_too and not closed and fit is not Fit.EXACT:
            kind = self._place_in_words(row, glance.keys, said)
            place, fit = (kind, Fit.EXACT) if kind else (place, fit)
        if not place:
            return None
        return Hit(UUID(bytes=row.uuid), row.number, place, fit is Fit.NEAR, closed)

    def _place_in_words(
        self, row: Any, keys: CaseKeys, said: dict[bytes, list[tuple[str, Any]]]
    ) -> str:
        asked = Case.asked.open(keys, keys.case_uuid, row.asked_sealed)
        if self.sought.stands_in(text for text in asked.values() if isinstance(text, str)):
            return "request"
        for kind, entry in said[row.uuid]:
            if self.sought.stands_in([_text(kind, entry, keys)]):
                return kind
        return ""

    def _said(self, rows: Sequence[Any]) -> dict[bytes, list[tuple[str, Any]]]:
        said: dict[bytes, list[tuple[str, Any]]] = {row.uuid: [] for row in rows}
        uuids = [UUID(bytes=uuid) for uuid in said]
        for kind, table, sealed in SAID:
            query = select(table.uuid, table.case_uuid, sealed.label("sealed"))
            for entry in db.session.execute(query.where(table.case_uuid.in_(uuids))):
                said[entry.case_uuid.bytes].append((kind, entry))
        return said


@dataclass(frozen=True)
class Order:
    """All cases from the newest to the oldest, by their numbers: by year, then by count.

    `groups` holds the numbers of a year that are of one length, so that they sort as text, and
    how many they are; `start` is the number that the next ones come after.
    """

    groups: list[tuple[str, int, int]]
    before: int = 0
    start: str = field(default="")

    @classmethod
    def of_all(cls) -> "Order":
        """All of them; read from the index of numbers alone."""
        year, length = func.substr(Case.number, 1, YEAR_DIGITS), func.length(Case.number)
        query = select(year, length, func.count()).group_by(year, length)
        return cls(sorted((tuple(row) for row in db.session.execute(query)), reverse=True))

    @property
    def all_cases(self) -> int:
        """How many there are."""
        return sum(count for *_, count in self.groups)

    def holds(self, number: str) -> bool:
        """Whether there is a case with this number."""
        query = select(func.count()).where(Case.number == number)
        return bool(number and db.session.scalar(query))

    def after(self, number: str) -> "Order":
        """Those that are older than one of them."""
        place = (number[:YEAR_DIGITS], len(number))
        newer = sum(count for *group, count in self.groups if tuple(group) > place)
        query = select(func.count()).where(*_of_group(*place), Case.number >= number)
        return Order(self.groups, newer + (db.session.scalar(query) or 0), number)

    def batches(self, columns: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
        """The rows, so many at once, in one scan of the index for each group."""
        place = (self.start[:YEAR_DIGITS], len(self.start))
        for year, length, _ in self.groups:
            if self.start and (year, length) > place:
                continue
            query = select(*columns).where(*_of_group(year, length))
            if (year, length) == place:
                query = query.where(Case.number < self.start)
            query = query.order_by(Case.number.desc()).execution_options(yield_per=size)
            yield from db.session.execute(query).partitions()


def _of_group(year: str, length: int) -> tuple[Any, ...]:
    digits = length - YEAR_DIGITS - 1
    between = Case.number.between(f"{year}-{'0' * digits}", f"{year}-{'9' * digits}")
    return between, func.length(Case.number) == length


def _text(kind: str, entry: Any, keys: CaseKeys) -> str:
    if kind == "message":
        return Message.body.open(keys, entry.uuid, entry.sealed)["text"]
    if kind == "note":
        return Note.body.open(keys, entry.uuid, entry.sealed)
    return Contact.facts.open(keys, entry.uuid, entry.sealed).get("note", "")
