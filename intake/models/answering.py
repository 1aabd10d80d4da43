"""What an answer to the client changes, be it a message or a talk."""

from datetime import datetime

from intake.models.case import Case, Status
from intake.models.event import Actor
from intake.office import Office


def answered(case: Case, actor: Actor, office: Office, now: datetime) -> None:
    """Stop the first-response clock; what was due for the answer is done.

    The lead's answer also begins the work on an assigned case. An answer of somebody else leaves
    a reply of the client that the lead has not read yet as due as it was.
    """
    by_lead = actor.member_uuid == case.lead_uuid
    was_first = case.first_response_at is None
    case.note_first_response(now)
    if case.status == Status.ASSIGNED and by_lead:
        case.status = Status.IN_PROGRESS
    at_work = case.status in {Status.ASSIGNED, Status.IN_PROGRESS}
    if at_work and (by_lead or (was_first and not case.unread)):
        case.act_next(office.actor("case_lead").code, office.next_step_due(now))
