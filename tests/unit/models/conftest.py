"""A case in every status, made by the verbs themselves."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from intake.database import begin_writing, db
from intake.models.assignment import Triage, assign
from intake.models.case import Case, Status
from intake.models.closure import Ending, close
from intake.models.event import Actor
from intake.models.waiting import WaitingFacts, wait
from intake.office import Office
from intake.vault import CaseKeys
from tests.conftest import Cast
from tests.make import Clock, Maker

TRIAGE = Triage("german", "normal")
INTERNAL = WaitingFacts(reason="internal", line="the file")
THURSDAY = date(2026, 12, 3)


@dataclass
class Desk:
    """What a verb is given: the cast, the office and the time."""

    make: Maker
    cast: Cast
    clock: Clock

    @property
    def office(self) -> Office:
        return self.make.office

    @property
    def lead(self) -> Actor:
        return self.cast.lead.actor

    def case_in(self, status: Status, **facts: object) -> tuple[Case, CaseKeys]:
        """A case in a status, inside a writing transaction; the lead leads it, if anybody does."""
        made = self.make.case(**facts)  # type: ignore[arg-type]
        begin_writing()
        case, keys, now = made.case, made.keys, self.clock()
        if status is not Status.RECEIVED:
            assign(case, keys, TRIAGE, self.cast.lead.member, self.lead, self.office, now)
        if status is not Status.ASSIGNED and status is not Status.RECEIVED:
            case.status = Status.IN_PROGRESS
        if status is Status.WAITING:
            wait(case, keys, INTERNAL, THURSDAY, self.lead, self.office, now)
        if status is Status.CLOSED:
            close(case, keys, Ending("done", "resolved", "advice"), self.lead, self.office, now)
        db.session.commit()
        begin_writing()
        assert case.status == status
        return case, keys

    def later(self, days: float = 0, **units: float) -> None:
        self.clock.at += timedelta(days=days, **units)


@pytest.fixture
def desk(make: Maker, cast: Cast, clock: Clock) -> Desk:
    return Desk(make, cast, clock)
