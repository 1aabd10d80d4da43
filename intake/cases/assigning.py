"""Assigning ticked cases one by one: each opened, logged and committed by itself."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from flask import flash
from werkzeug.exceptions import NotFound

from intake.cases.assignment import may_be_given
from intake.cases.ticked import Tick
from intake.database import db
from intake.guards import now, the_case, the_office, who
from intake.mail import notify_lead
from intake.models.access import AccessRefused, OpenedCase, ReasonNeeded
from intake.models.assignment import CannotLead, assign, note_conflict
from intake.models.case import ForbiddenTransition, Status
from intake.models.member import Member


class Assigning:
    """One form that assigns several cases; `rows` holds what is settled for each.

    A form sent twice assigns each case once and says the same both times.
    """

    def __init__(self, form: Any, rows: dict[Tick, Any]) -> None:
        self.form, self.rows = form, rows
        self.lead_uuid = UUID(form.lead.data)
        self.results: dict[str, list[str]] = defaultdict(list)
        self.told = False

    def carry_out(self) -> None:
        """Assign each case, and leave a line for each kind of result."""
        for tick, row in self.rows.items():
            self.results[self._result(tick, row)].append(tick.number)
        db.session.rollback()
        for result, numbers in self.results.items():
            flash(" ".join([result, self.lead_uuid.hex, *numbers]))

    def _result(self, tick: Tick, row: Any) -> str:
        well = "conflict_noted" if row.conflict.data else "assigned"
        try:
            opened = the_case(tick.number)
            if not self.form.first_use(tick.number):
                return well
            obstacle = self._obstacle(tick, opened) or self._settle(opened, row)
        except (NotFound, AccessRefused, ReasonNeeded) as refusal:
            if self.form.was_used(tick.number):
                return well
            obstacle = _refused(refusal)
        if obstacle:
            db.session.rollback()
            return obstacle
        db.session.commit()
        return well

    def _obstacle(self, tick: Tick, opened: OpenedCase) -> str:
        if opened.case.status == Status.CLOSED:
            return "closed"
        if not tick.fits(opened.case):
            return "changed"
        lead = db.session.get(Member, self.lead_uuid)
        return "" if lead and may_be_given(opened, lead) else "not_yours"

    def _settle(self, opened: OpenedCase, row: Any) -> str:
        """Assign the case, or note the conflict; the new lead hears of all of them once."""
        case, keys, office = opened.case, opened.keys, the_office()
        lead = db.session.get_one(Member, self.lead_uuid)
        try:
            if row.conflict.data:
                note_conflict(case, keys, lead, who().actor, office, now())
                return ""
            assign(case, keys, row.triage, lead, who().actor, office, now())
        except CannotLead:
            return "cannot_lead"
        except ForbiddenTransition:
            return "closed"
        if not self.told:
            notify_lead(case, but=who().uuid)
            self.told = True
        return ""


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, ReasonNeeded):
        return "restricted"
    return "unknown" if isinstance(refusal, NotFound) else "hidden"
