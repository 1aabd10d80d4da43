"""Reports of one challenge, gathered: they are linked, and each says how many others there are."""

from uuid import UUID

from sqlalchemy import func, or_, select

from intake.database import db
from intake.models.case import Case
from intake.models.merged import Link


def also_reported(case: Case) -> int:
    """By how many other cases of this kind the same was reported, over all links; never by whom."""
    found: set[UUID] = set()
    new = {case.uuid}
    while new:
        found |= new
        either = or_(Link.case_uuid.in_(new), Link.other_uuid.in_(new))
        rows = db.session.execute(select(Link.case_uuid, Link.other_uuid).where(either))
        new = {uuid for row in rows for uuid in row} - found
    same = select(func.count()).where(Case.uuid.in_(found - {case.uuid}), Case.kind == case.kind)
    return db.session.scalar(same) or 0
