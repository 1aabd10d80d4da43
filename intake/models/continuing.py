"""Going on long after a case was closed: a new case, linked to the old one."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from intake.database import db
from intake.models.case import AskedWords, Case, CaseNumberSeries, Profile, Status
from intake.models.conflict import Conflict
from intake.models.event import Actor, Event, Verb
from intake.models.merged import require_not_merged
from intake.models.office_key import OfficeKey
from intake.models.restriction import restrict_alike
from intake.office import Office
from intake.vault import CaseKeys, OfficePublic

FINAL = ("closing_reason", "outcome", "service_level", "retention_class", "retention_until")


def continue_in_new_case(
    case: Case, keys: CaseKeys, reason: str, actor: Actor, office: Office, now: datetime
) -> Case:
    """Open a new case for the same client, led by whoever opens it (DOMAIN section 5, reopen).

    Words stay where they are: the new case has no request of its own, and the old code does not
    open it; a new one can be issued.
    """
    case.require(Status.CLOSED)
    require_not_merged(case)
    number = CaseNumberSeries.next_number(now, office)
    new_keys = CaseKeys.new(uuid4())
    new = Case(
        uuid=new_keys.case_uuid,
        number=number,
        kind=case.kind,
        status=Status.IN_PROGRESS,
        lead_uuid=actor.member_uuid,
        urgency=case.urgency,
        received_at=now,
        first_response_due=office.next_step_due(now),
        office_key_id=case.office_key_id,
        key_sealed=_sealed_key(case, new_keys),
        continues_uuid=case.uuid,
    )
    new.act_next(office.actor("case_lead").code, office.next_step_due(now))
    profile = case.profile.get(keys)
    kept = {key: value for key, value in profile.items() if key not in FINAL}
    new.identity.put(new_keys, case.identity.get(keys))
    new.profile.put(new_keys, Profile(**kept))  # type: ignore[typeddict-item]
    new.asked.put(new_keys, AskedWords(question=""))
    db.session.add(new)
    db.session.flush()
    Conflict.carry_over(case.uuid, new.uuid)
    restrict_alike(case, keys, new, new_keys)
    Event.write(new_keys, Verb.RECEIVED, actor, now, **kept)
    Event.write(keys, Verb.CHANGED, actor, now, continued_in=number, reason=reason)
    return new


def _sealed_key(case: Case, keys: CaseKeys) -> bytes:
    row = db.session.get_one(OfficeKey, case.office_key_id)
    return OfficePublic(row.key_id, row.public).seal_case_key(keys)


def continuations(case: Case) -> list[str]:
    """The numbers of the cases that continue this one."""
    return list(db.session.scalars(select(Case.number).where(Case.continues_uuid == case.uuid)))
