"""The case: what is asked of the office, who acts next on it, and by when."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypedDict, cast
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Code, Moment, db, insert_or_ignore, partial_index
from intake.models.columns import Sealed
from intake.office import Office
from intake.vault import CaseKeys, Under


class Status(StrEnum):
    """Where a case stands (DOMAIN section 5)."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    CLOSED = "closed"


class ForbiddenTransition(Exception):
    """A verb does not fit the status the case has now; somebody else may have been quicker."""

    def __init__(self, status: str, lead_uuid: UUID | None = None) -> None:
        super().__init__(status)
        self.status, self.lead_uuid = status, lead_uuid


class Identity(TypedDict, total=False):
    """Who asks and how to reach the person; sealed under the talk key."""

    alias: str
    phone: str
    email: str
    code_only: bool
    times: str
    voicemail: bool
    discreet: bool
    asker_known: str
    organisation: str
    function: str


class Profile(TypedDict, total=False):
    """What reports count, as codes; sealed under the case key."""

    requester: str
    topics: list[str]
    main_topic: str
    municipality: str
    language: str
    page_language: str
    interpreter: str
    interpreter_gender: str
    talk_places: list[str]
    access_needs: list[str]
    channel: str
    concern: str
    asked_urgency: str
    for_steering_group: str
    outcome: str
    closing_reason: str
    service_level: str
    retention_class: str
    retention_until: str


class AskedWords(TypedDict, total=False):
    """The request in the client's own words, and the words around it; sealed under the talk key."""

    question: str
    not_interpreter: str
    access_words: str
    since: str
    place: str
    particulars: dict[str, str]
    taken_back: bool


class Case(Base):
    """A case. What stands in clear here is listed, with reasons, in DESIGN section 4."""

    __tablename__ = "cases"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[Code] = mapped_column(unique=True)
    kind: Mapped[Code]
    status: Mapped[Code]
    lead_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("member.uuid"))
    urgency: Mapped[Code | None]
    next_actor: Mapped[Code]
    next_action_due: Mapped[Moment | None]
    follow_up_on: Mapped[date | None]
    received_at: Mapped[Moment]
    first_response_due: Mapped[Moment | None]
    first_response_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    unread: Mapped[bool] = mapped_column(default=False)
    suspected_spam: Mapped[bool] = mapped_column(default=False)
    form_id: Mapped[Blob | None] = mapped_column(index=True)
    same_form: Mapped[bool] = mapped_column(default=False)
    continues_uuid: Mapped[UUID | None] = mapped_column(ForeignKey("cases.uuid"))
    office_key_id: Mapped[str] = mapped_column(ForeignKey("office_key.key_id"))
    key_sealed: Mapped[Blob]
    key_wrapped: Mapped[Blob | None]
    identity_sealed: Mapped[Blob]
    profile_sealed: Mapped[Blob]
    asked_sealed: Mapped[Blob]

    identity = Sealed[Identity]("case.identity.1", Under.TALK, "identity_sealed")
    profile = Sealed[Profile]("case.profile.1", Under.CASE, "profile_sealed")
    asked = Sealed[AskedWords]("case.asked.1", Under.TALK, "asked_sealed")

    __table_args__ = (
        # Holds all that the queue's order and counts need, so that no row is read for them.
        partial_index(
            "ix_cases_open",
            "unread",
            "next_action_due",
            "number",
            "lead_uuid",
            "status",
            "closed_at",
            "follow_up_on",
            "uuid",
            where="(closed_at IS NULL OR unread)",
        ),
        partial_index("ix_cases_closed", "closed_at", "number", where="closed_at IS NOT NULL"),
    )

    @property
    def seal_uuid(self) -> UUID:
        """Seals of the case itself are bound to its uuid."""
        return self.uuid

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.closed_at is None

    @property
    def came_back(self) -> bool:
        """Whether it came back from waiting on its day, and nobody has acted since."""
        return self.status == Status.IN_PROGRESS and self.follow_up_on is not None

    def require(self, *statuses: Status) -> None:
        """Refuse a verb that does not fit the status."""
        if self.status not in statuses:
            raise ForbiddenTransition(self.status, self.lead_uuid)

    def act_next(self, actor: str, due: datetime | None) -> None:
        """Say who acts next (a code of `office.next_actors`), and by when."""
        self.next_actor, self.next_action_due = actor, due
        self.follow_up_on = None

    def note_first_response(self, now: datetime) -> None:
        """Stop the first-response clock, once."""
        if self.first_response_at is None:
            self.first_response_at = now

    def change_profile(self, keys: CaseKeys, **changes: Any) -> Profile:
        """Change codes of the profile; returns what the changed ones were before."""
        profile = self.profile.get(keys)
        before = {key: profile.get(key) for key in changes}
        profile.update(cast(Profile, changes))
        self.profile.put(keys, profile)
        return cast(Profile, before)

    @classmethod
    def by_number(cls, number: str) -> "Case | None":
        """The case with this number."""
        return db.session.scalars(select(cls).where(cls.number == number)).first()


OPEN = (Status.RECEIVED, Status.ASSIGNED, Status.IN_PROGRESS, Status.WAITING)


class CaseNumberSeries(Base):
    """The last number given in each year."""

    __tablename__ = "case_number_series"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]

    @classmethod
    def next_number(cls, now: datetime, office: Office) -> str:
        """The next case number of the office's calendar year, such as `2026-0042`.

        The update takes the row's lock first, so that two submissions cannot get the same one.
        """
        year = now.astimezone(office.timezone).year
        step = update(cls).where(cls.year == year).values(last=cls.last + 1).returning(cls.last)
        connection = db.session.connection()
        last = connection.execute(step).scalar()
        if last is None:
            insert_or_ignore(cls, year=year, last=0)
            last = connection.execute(step).scalar_one()
        return f"{year}-{last:04d}"


def main_topic(topics: Iterable[str]) -> str:
    """The main topic of a request: the only one chosen, else still open (DOMAIN section 6)."""
    chosen = list(topics)
    return chosen[0] if len(chosen) == 1 else ""
