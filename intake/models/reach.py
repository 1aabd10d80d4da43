"""How the client can be reached, changed by the client: the old way is kept nowhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from intake.database import db
from intake.models.case import Case, Identity
from intake.models.event import RESIDENT, Event, Verb
from intake.vault import CaseKeys


def change_reach(case: Case, keys: CaseKeys, reach: Identity, now: datetime) -> bool:
    """Put new ways to reach the client in the place of the old ones; False if they are the same.

    The event says only that they changed: the client's key seals no details.
    """
    before = case.identity.get(keys)
    after: Identity = {**before, **reach}
    if after == before:
        return False
    case.identity.put(keys, after)
    case.unread = True
    Event.write(keys, Verb.REACH_CHANGED, RESIDENT, now)
    return True


def reach_changed_at(case_uuid: UUID) -> datetime | None:
    """When the client last changed how to be reached."""
    changed = Event.case_uuid == case_uuid, Event.verb == Verb.REACH_CHANGED
    return db.session.scalar(select(func.max(Event.at)).where(*changed))
