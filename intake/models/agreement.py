"""Agreements: who does what until when. Under the talk key, for the client reads them too."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from intake.database import Base, Blob, Moment, db
from intake.models.case import OPEN, Case
from intake.models.columns import Sealed
from intake.models.event import Actor, Event, Verb
from intake.office import Office
from intake.vault import CaseKeys, Under


class AgreementFacts(TypedDict):
    """Who (a code of `office.next_actors`), what, until when, done when; days ISO or empty."""

    who: str
    what: str
    until: str
    done: str


class Agreement(Base):
    """One thing that was agreed in a case."""

    __tablename__ = "agreement"
    uuid: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_uuid: Mapped[UUID] = mapped_column(ForeignKey("cases.uuid"), index=True)
    at: Mapped[Moment]
    member_uuid: Mapped[UUID] = mapped_column(ForeignKey("member.uuid"))
    facts_sealed: Mapped[Blob]

    facts = Sealed[AgreementFacts]("agreement.facts.1", Under.TALK, "facts_sealed")

    @property
    def seal_uuid(self) -> UUID:
        """Seals of this row are bound to its own uuid."""
        return self.uuid

    @classmethod
    def of_case(cls, case_uuid: UUID) -> Sequence["Agreement"]:
        """All agreements of a case, oldest first."""
        return db.session.scalars(
            select(cls).where(cls.case_uuid == case_uuid).order_by(cls.at, cls.uuid)
        ).all()


def agree(
    case: Case,
    keys: CaseKeys,
    who: str,
    what: str,
    until: date | None,
    actor: Actor,
    now: datetime,
) -> Agreement:
    """Write down what was agreed with the client."""
    case.require(*OPEN)
    agreement = Agreement(uuid=uuid4(), case_uuid=case.uuid, at=now, member_uuid=actor.member_uuid)
    until_said = until.isoformat() if until else ""
    agreement.facts.put(keys, AgreementFacts(who=who, what=what, until=until_said, done=""))
    db.session.add(agreement)
    Event.write(keys, Verb.CHANGED, actor, now, agreement="made")
    return agreement


def fulfil(
    agreement: Agreement, keys: CaseKeys, actor: Actor, office: Office, now: datetime
) -> None:
    """Note that it was done. A second time changes nothing."""
    facts = agreement.facts.get(keys)
    if not facts["done"]:
        facts["done"] = now.astimezone(office.timezone).date().isoformat()
        agreement.facts.put(keys, facts)
        Event.write(keys, Verb.CHANGED, actor, now, agreement="done")
