"""Linking two cases, and merging one into the other (DOMAIN section 5)."""

from datetime import datetime

from intake.database import db
from intake.models.case import OPEN, Case
from intake.models.closure import Ending, close
from intake.models.conflict import Conflict
from intake.models.event import Actor, Event, Verb
from intake.models.merged import Link, Merged, require_not_merged
from intake.models.task import hand_over
from intake.office import ClosingReason, Office
from intake.vault import CaseKeys


class CannotJoin(Exception):
    """Two cases cannot be linked or merged; `problem` says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def link(
    case: Case, keys: CaseKeys, other: Case, other_keys: CaseKeys, actor: Actor, now: datetime
) -> None:
    """Link two cases; both go on by themselves, and no code opens more than before."""
    if case.uuid == other.uuid:
        raise CannotJoin("itself")
    if other.uuid in Link.uuids(case):
        return
    db.session.add(Link(case_uuid=case.uuid, other_uuid=other.uuid, at=now))
    Event.write(keys, Verb.CHANGED, actor, now, linked=other.number)
    Event.write(other_keys, Verb.CHANGED, actor, now, linked=case.number)


def merge(
    case: Case,
    keys: CaseKeys,
    leading: Case,
    leading_keys: CaseKeys,
    actor: Actor,
    office: Office,
    now: datetime,
) -> None:
    """The same person asked both times: close this case as a duplicate of the leading one.

    Entries stay where they are. The code of this case opens the talk of both from now on. Who
    must not see one of them must not see the other either. It cannot be taken back.
    """
    case.require(*OPEN)
    _check(case, leading)
    reason = _duplicate(office)
    Conflict.carry_over(case.uuid, leading.uuid)
    Conflict.carry_over(leading.uuid, case.uuid)
    for member_uuid in Conflict.members_of(leading.uuid):
        hand_over(leading, member_uuid, leading.lead_uuid)
    Merged.add(keys, leading_keys, now)
    ending = Ending(reason=reason.code, leading_case=leading.number)
    close(case, keys, ending, actor, office, now)
    Event.write(leading_keys, Verb.CHANGED, actor, now, merged=case.number)


def _check(case: Case, leading: Case) -> None:
    if case.uuid == leading.uuid:
        raise CannotJoin("itself")
    if any(step.leading_uuid == case.uuid for step in Merged.chain(leading.uuid)):
        raise CannotJoin("circle")
    require_not_merged(leading)
    if not leading.is_open:
        raise CannotJoin("closed")
    if leading.lead_uuid and Conflict.exists(case.uuid, leading.lead_uuid):
        raise CannotJoin("conflict")


def _duplicate(office: Office) -> ClosingReason:
    for reason in office.closing_reasons.active:
        asks = reason.needs_outcome or reason.needs_service_level
        if reason.needs_leading_case and reason.after_triage and reason.at_triage and not asks:
            return reason
    raise CannotJoin("no_reason")
